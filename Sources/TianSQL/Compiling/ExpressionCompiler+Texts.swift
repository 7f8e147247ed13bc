import TianFigures
import TianPlan
import TianSource

/// Texts, with Tian's counting of characters.
extension ExpressionCompiler {
  func text(
    _ function: ScalarFunction, _ arguments: [Expression], _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression? {
    if function == .concat {
      return try operation(
        .concat, try arguments.map { argument throws(Unsupported) in try asText(argument, span) }, at: span)
    }
    guard let first = arguments.first, arguments.count > 1 else { return nil }
    let text = try value(first)
    if function == .left { return try operation(.left, [text, try length(arguments[1])], at: span) }
    if function == .right { return try operation(.right, [text, try length(arguments[1])], at: span) }
    if function == .slice { return try sliced(text, arguments, span) }
    if function == .pad { return try padded(text, arguments, span) }
    if function == .extract { return try extracted(text, arguments, span) }
    // An empty separator parts nothing; what it would do elsewhere differs.
    guard arguments.count > 2, case .literal(.text(let separator)) = arguments[1].form, !separator.isEmpty
    else { return nil }
    return try operation(
      .part, [text, try value(arguments[1]), try position(arguments[2])], at: span)
  }

  /// Filled up behind, or in front where the number is negative; a longer text stays.
  private func padded(
    _ text: SQLExpression, _ arguments: [Expression], _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression? {
    guard arguments.count > 2, case .literal(.int(let width)) = arguments[1].form,
      case .literal(.text(let filler)) = arguments[2].form, !filler.isEmpty
    else { return nil }
    let count = SQLExpression.literal(.integer(Int64(clamping: width.magnitude)))
    let pad: SQLOperation = width < 0 ? .padLeft : .padRight
    let filled = try operation(pad, [text, count, try value(arguments[2])], at: span)
    let isShort = try operation(.less, [try operation(.length, [text], at: span), count], at: span)
    return .conditional([.init(condition: isShort, value: filled)], otherwise: text)
  }

  /// Null where nothing matches.
  private func extracted(
    _ text: SQLExpression, _ arguments: [Expression], _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression? {
    let pattern = try value(arguments[1])
    var group = SQLExpression.literal(.integer(0))
    if arguments.count > 2 { group = try bare(arguments[2]) }
    let found = try operation(.extract, [text, pattern, group], at: span)
    let matches = try operation(.matches, [text, pattern], at: span)
    return .conditional([.init(condition: matches, value: found)], otherwise: nil)
  }

  /// Never negative, and within what a text's length may be.
  private func length(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    if case .literal(.int(let value)) = expression.form {
      return .literal(.integer(min(max(value, 0), Self.lengthMax)))
    }
    let positive = try operation(
      .greatest, [try value(expression), .literal(.integer(0))], at: expression.span)
    return try clamped(positive, expression)
  }

  private func position(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    if case .literal(.int(let value)) = expression.form {
      return .literal(.integer(min(max(value, -Self.lengthMax), Self.lengthMax)))
    }
    return try clamped(try value(expression), expression)
  }

  /// Null stays null, which a database's `greatest` passes over.
  private func clamped(
    _ number: SQLExpression, _ expression: Expression
  ) throws(Unsupported) -> SQLExpression {
    let span = expression.span
    let limits = [SQLExpression.literal(.integer(-Self.lengthMax)), .literal(.integer(Self.lengthMax))]
    let own = try value(expression)
    return .conditional(
      [
        .init(condition: try operation(.greater, [own, limits[1]], at: span), value: limits[1]),
        .init(condition: try operation(.less, [own, limits[0]], at: span), value: limits[0]),
        .init(condition: try operation(.isNull, [own], at: span), value: .literal(.null)),
      ], otherwise: number)
  }

  private static let lengthMax: Int64 = 2_000_000_000

  /// Characters from a position, which may lie before the text. Databases differ in how they count from
  /// there: so they are asked for positions inside it alone.
  private func sliced(
    _ text: SQLExpression, _ arguments: [Expression], _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let count = arguments.count > 2 ? try count(arguments[2]) : nil
    if case .literal(.int(let from)) = arguments[1].form {
      if from > 0 { return try inside(text, .literal(.integer(min(from, Self.lengthMax))), count, span) }
      if from == 0 { return try fromZero(text, count, span) }
      let back = SQLExpression.literal(.integer(-max(from, -.max)))
      return try fromEnd(text, back, reach: try lengthBounded(back, span), count, span)
    }
    let from = try value(arguments[1])
    let zero = SQLExpression.literal(.integer(0))
    let place = try operation(.least, [from, .literal(.integer(Self.lengthMax))], at: span)
    // The least whole number has no negative.
    let least = try operation(.greatest, [from, .literal(.integer(-.max))], at: span)
    let back = try operation(.negate, [least], at: span)
    let nearest = try operation(.greatest, [from, .literal(.integer(-Self.lengthMax))], at: span)
    let reach = try operation(.negate, [nearest], at: span)
    return .conditional(
      [
        .init(
          condition: try operation(.greater, [from, zero], at: span),
          value: try inside(text, place, count, span)),
        .init(
          condition: try operation(.less, [from, zero], at: span),
          value: try fromEnd(text, back, reach: reach, count, span)),
        .init(
          condition: try operation(.equal, [from, zero], at: span),
          value: try fromZero(text, count, span)),
      ], otherwise: nil)
  }

  /// How many characters are asked for, of any size.
  private func count(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    if case .literal(.int(let value)) = expression.form { return .literal(.integer(max(value, 0))) }
    return try value(expression)
  }

  private func inside(
    _ text: SQLExpression, _ from: SQLExpression, _ count: SQLExpression?, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard let count else { return try operation(.substring, [text, from], at: span) }
    return try operation(.substringOf, [text, from, try lengthBounded(count, span)], at: span)
  }

  /// The position before the first counts, and gives nothing.
  private func fromZero(
    _ text: SQLExpression, _ count: SQLExpression?, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard let count else { return text }
    let rest = try less(count, .literal(.integer(1)), span)
    return try operation(.left, [text, try lengthBounded(rest, span)], at: span)
  }

  /// From so many characters before the end; those that the text lacks count too.
  private func fromEnd(
    _ text: SQLExpression, _ back: SQLExpression, reach: SQLExpression, _ count: SQLExpression?,
    _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let end = try operation(.right, [text, reach], at: span)
    guard let count else { return end }
    let missing = try less(back, try operation(.length, [text], at: span), span)
    let rest = try less(count, missing, span)
    if case .literal(.integer(...Self.lengthMax)) = count {
      return try operation(.left, [end, rest], at: span)
    }
    return try operation(.left, [end, try lengthBounded(rest, span)], at: span)
  }

  /// Not below 0, and within what a text's length may be; null where it is.
  private func lengthBounded(
    _ number: SQLExpression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    if case .literal(.integer(let value)) = number {
      return .literal(.integer(min(max(value, 0), Self.lengthMax)))
    }
    let (zero, most) = (SQLExpression.literal(.integer(0)), SQLExpression.literal(.integer(Self.lengthMax)))
    return .conditional(
      [
        .init(condition: try operation(.less, [number, zero], at: span), value: zero),
        .init(condition: try operation(.greater, [number, most], at: span), value: most),
      ], otherwise: number)
  }

  /// A difference, or 0 where it is below; null where a side is.
  private func less(
    _ left: SQLExpression, _ right: SQLExpression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    if case (.literal(.integer(let left)), .literal(.integer(let right))) = (left, right) {
      return .literal(.integer(max(0, left - right)))
    }
    return try operation(
      .greatest, [try operation(.subtract, [left, right], at: span), .literal(.integer(0))], at: span)
  }
}
