import TianSource

/// A whole source text: its statements in order.
public struct ScriptSyntax: Hashable, Sendable {
  public var statements: [StatementSyntax]

  public init(_ statements: [StatementSyntax]) { self.statements = statements }
}

public enum StatementSyntax: Hashable, Sendable {
  case query(QuerySyntax)
  case binding(BindingSyntax)
  case function(FunctionSyntax)
  case load(LoadSyntax)
  case use(UseSyntax)
  case setting(SettingSyntax)
  case unit(UnitDefinitionSyntax)
  case directive(DirectiveSyntax)

  public var span: SourceSpan {
    switch self {
    case .query(let query): query.span
    case .binding(let binding): binding.span
    case .function(let function): function.span
    case .load(let load): load.span
    case .use(let use): use.span
    case .setting(let setting): setting.span
    case .unit(let unit): unit.span
    case .directive(let directive): directive.span
    }
  }
}

/// `let name = query`: a table, or a value where the query is a bare expression.
public struct BindingSyntax: Hashable, Sendable {
  public var name: NameSyntax
  public var value: QuerySyntax
  public var span: SourceSpan

  public init(name: NameSyntax, value: QuerySyntax, span: SourceSpan) {
    self.name = name
    self.value = value
    self.span = span
  }
}

/// `fn name(parameters) = body`.
public struct FunctionSyntax: Hashable, Sendable {
  public var name: NameSyntax
  public var parameters: [NameSyntax]
  public var body: ExpressionSyntax
  public var span: SourceSpan

  public init(name: NameSyntax, parameters: [NameSyntax], body: ExpressionSyntax, span: SourceSpan) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.span = span
  }
}

/// `load "path" as name, option: value`.
public struct LoadSyntax: Hashable, Sendable {
  public var path: StringSyntax
  public var name: NameSyntax
  public var arguments: [ArgumentSyntax]
  public var span: SourceSpan

  public init(path: StringSyntax, name: NameSyntax, arguments: [ArgumentSyntax], span: SourceSpan) {
    self.path = path
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}

/// `use "lib.tian"`: the definitions of another script.
public struct UseSyntax: Hashable, Sendable {
  public var path: StringSyntax
  public var span: SourceSpan

  public init(path: StringSyntax, span: SourceSpan) {
    self.path = path
    self.span = span
  }
}

/// `set hedge word = share`: how wide a hedge word is from here on.
public struct SettingSyntax: Hashable, Sendable {
  public var word: NameSyntax
  public var value: ExpressionSyntax
  public var span: SourceSpan

  public init(word: NameSyntax, value: ExpressionSyntax, span: SourceSpan) {
    self.word = word
    self.value = value
    self.span = span
  }
}

/// `unit name = amount`.
public struct UnitDefinitionSyntax: Hashable, Sendable {
  public var name: NameSyntax
  /// A figure; nil where none was read, which a diagnostic says.
  public var amount: LiteralSyntax?
  public var amountSpan: SourceSpan
  public var span: SourceSpan

  public init(name: NameSyntax, amount: LiteralSyntax?, amountSpan: SourceSpan, span: SourceSpan) {
    self.name = name
    self.amount = amount
    self.amountSpan = amountSpan
    self.span = span
  }
}

/// `explain query`, `profile query`, `lineage query`.
public struct DirectiveSyntax: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case explain, profile, lineage
  }

  public var kind: Kind
  public var query: QuerySyntax
  public var span: SourceSpan

  public init(kind: Kind, query: QuerySyntax, span: SourceSpan) {
    self.kind = kind
    self.query = query
    self.span = span
  }
}
