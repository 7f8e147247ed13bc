import TianPlan
import TianSource

/// A checked expression. A condition over hedged figures has two readings; elsewhere they agree.
struct Typed {
  enum State {
    case known
    /// A bare `null`, which takes the type that its place asks for.
    case null
    /// It was wrong and was reported: what is made of it is passed over in silence.
    case unknown
  }

  /// The certain reading.
  var expression: Expression
  /// The possible reading, where it differs.
  var possible: Expression?
  var state: State = .known

  init(_ expression: Expression, possible: Expression? = nil) {
    self.expression = expression
    self.possible = possible
  }

  init(_ form: Expression.Form, _ type: DataType, at span: SourceSpan) {
    expression = Expression(form, type, span: span)
  }

  static func unknown(at span: SourceSpan) -> Typed {
    var typed = Typed(.literal(.null), .text, at: span)
    typed.state = .unknown
    return typed
  }

  static func null(at span: SourceSpan) -> Typed {
    var typed = Typed(.literal(.null), .text, at: span)
    typed.state = .null
    return typed
  }

  var type: DataType { expression.type }
  var span: SourceSpan { expression.span }
  var isUnknown: Bool { state == .unknown }
  var isNull: Bool { state == .null }
  /// The reading that may be, for a `not` or `possible(…)` above.
  var possibleReading: Expression { possible ?? expression }

  /// As a value: the certain reading, the rows that it leaves undecided counted.
  var settled: Expression {
    guard let possible else { return expression }
    return Expression(.call(.settled, [expression, possible]), .bool, span: span)
  }

  var literal: Value? {
    if case .literal(let value) = expression.form { value } else { nil }
  }

  /// The same, said to stand elsewhere.
  func placed(at span: SourceSpan) -> Typed {
    var copy = self
    copy.expression.span = span
    copy.possible?.span = span
    return copy
  }

  /// A bare null as a null of a type; anything else as it is.
  func asNull(of type: DataType) -> Typed {
    isNull ? Typed(.literal(.null), type, at: span) : self
  }
}
