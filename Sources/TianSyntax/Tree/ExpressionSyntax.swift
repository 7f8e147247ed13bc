import TianFigures
import TianSource

/// An expression. `and` and `or` chains are held flat, so that a long one is not a deep one.
public indirect enum ExpressionSyntax: Hashable, Sendable {
  case literal(LiteralSyntax, SourceSpan)
  /// `f"{县}: {n}"`: the texts and values that are put together.
  case interpolated([InterpolationSyntax], SourceSpan)
  case name(PathSyntax)
  case negated(ExpressionSyntax, SourceSpan)
  case not(ExpressionSyntax, SourceSpan)
  case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax, operatorSpan: SourceSpan)
  /// Two or more operands.
  case logical(LogicalOperator, [ExpressionSyntax])
  /// `value in set`, `value not in set`.
  case membership(ExpressionSyntax, SetSyntax, isNegated: Bool, SourceSpan)
  /// `value to unit`.
  case convert(ExpressionSyntax, UnitSyntax)
  case call(NameSyntax, [ArgumentSyntax], SourceSpan)
  case conditional([CaseArmSyntax], otherwise: ExpressionSyntax?, SourceSpan)
  /// `low..high`; a side may be absent.
  case range(ExpressionSyntax?, ExpressionSyntax?, SourceSpan)
  /// A bracketed expression: kept, for a bracket ends a comparison's right to be chained.
  case bracketed(ExpressionSyntax, SourceSpan)
  /// A bracketed query with stages, or one that begins with `from`.
  case query(QuerySyntax, SourceSpan)
  /// Where an expression should have been; a diagnostic says so.
  case missing(SourceSpan)

  public var span: SourceSpan {
    switch self {
    case .literal(_, let span), .interpolated(_, let span), .negated(_, let span), .not(_, let span),
      .membership(_, _, _, let span),
      .call(_, _, let span), .conditional(_, _, let span), .range(_, _, let span), .bracketed(_, let span),
      .query(_, let span), .missing(let span):
      span
    case .name(let path): path.span
    case .binary(_, let left, let right, _): left.span.joined(with: right.span)
    case .logical(_, let operands):
      operands.dropFirst().reduce(operands.first?.span ?? SourceSpan(0, 0)) { $0.joined(with: $1.span) }
    case .convert(let value, let unit): value.span.joined(with: unit.span)
    }
  }
}

public enum LiteralSyntax: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number or a quantity: exact or hedged, with or without a unit.
  case figure(Figure)
  /// A number written with an exponent, `1e6`: a float.
  case float(Double)
  case text(String)
  /// Days since 1970-01-01.
  case date(days: Int32)
  /// A date with a time of day, without a zone: microseconds since 1970-01-01T00:00:00.
  case timestamp(microseconds: Int64)
  /// `2023年`, `@2023Q2`.
  case period(Period)
}

/// A part of an interpolated text.
public enum InterpolationSyntax: Hashable, Sendable {
  /// What stands between the values, its escapes read; never empty.
  case text(String, SourceSpan)
  case value(ExpressionSyntax)
}

public enum LogicalOperator: String, Hashable, Sendable {
  case and, or
}

public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case power = "**"
  case coalesce = "??"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contains = "contains"
  case notContains = "not contains"
  case starts = "starts"
  case notStarts = "not starts"
  case ends = "ends"
  case notEnds = "not ends"
  /// The left matches a regular expression on the right.
  case matches = "~"
  case notMatches = "!~"
  /// Equal after folding width, case, Simplified and Traditional.
  case equalFolded = "~="
}

public enum SetSyntax: Hashable, Sendable {
  /// `(a, b)`; a single bracketed query or expression too.
  case list([ExpressionSyntax], SourceSpan)
  /// A range, or a `let` table of one column.
  case expression(ExpressionSyntax)
}

/// A unit as written after `to`: `公顷`, `元/亩`, `%`.
public struct UnitSyntax: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan

  public init(_ text: String, span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

public struct ArgumentSyntax: Hashable, Sendable {
  public var name: NameSyntax?
  public var value: ExpressionSyntax

  public init(name: NameSyntax?, value: ExpressionSyntax) {
    self.name = name
    self.value = value
  }

  /// The whole `name: value`.
  public var span: SourceSpan { name.map { $0.span.joined(with: value.span) } ?? value.span }
}

public struct CaseArmSyntax: Hashable, Sendable {
  public var condition: ExpressionSyntax
  public var value: ExpressionSyntax

  public init(condition: ExpressionSyntax, value: ExpressionSyntax) {
    self.condition = condition
    self.value = value
  }
}
