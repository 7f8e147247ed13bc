import TianSource

/// A tree in one shape for all its parts: what printers, writers and comparisons walk. Keywords and operators
/// are in English, numbers and units in one form, so that a text and its Chinese twin give the same nodes.
public struct SyntaxNode: Hashable, Sendable {
  /// `where`, `name`, `>=`, …
  public var kind: String
  /// What a leaf or a named part holds: a name, a literal, a unit.
  public var value: String?
  public var span: SourceSpan
  public var children: [SyntaxNode]

  public init(_ kind: String, _ value: String? = nil, span: SourceSpan, _ children: [SyntaxNode] = []) {
    self.kind = kind
    self.value = value
    self.span = span
    self.children = children
  }

  /// The nodes of a whole script. `functionName` may fold names of functions: `合计` to `sum`.
  public init(_ script: ScriptSyntax, functionName: @escaping (String) -> String = { $0 }) {
    self = SyntaxOutline(functionName: functionName).script(script)
  }
}
