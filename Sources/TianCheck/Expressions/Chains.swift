import TianPlan
import TianSource
import TianSyntax

/// Operators between two operands. `a + b + c …` leans to the left: it is walked, not descended, so that
/// a long chain is no deep one.
extension StatementChecker {
  private struct Link {
    var symbol: BinaryOperator
    var right: ExpressionSyntax
  }

  mutating func chain(_ syntax: ExpressionSyntax, _ context: Context) -> Typed {
    var links: [Link] = []
    var first = syntax
    while case .binary(let symbol, let left, let right, _) = first {
      links.append(Link(symbol: symbol, right: right))
      first = left
    }
    let start = first.span
    defer { ascend(from: links.count) }
    guard descend(at: context.place(start), under: links.count), let lowest = links.popLast() else {
      return .unknown(at: context.place(start))
    }
    var span = start.joined(with: lowest.right.span)
    var value = pair(lowest.symbol, first, lowest.right, context, at: context.place(span))
    for link in links.reversed() {
      span = span.joined(with: link.right.span)
      let right = check(link.right, context)
      value = combined(link.symbol, value, right, link.right, context, at: context.place(span))
    }
    return value
  }

  /// Two written operands, each of which may tell what the other is.
  private mutating func pair(
    _ symbol: BinaryOperator, _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ context: Context,
    at span: SourceSpan
  ) -> Typed {
    guard Comparison(symbol) != nil || symbol == .equalFolded else {
      let left = check(left, context)
      return combined(symbol, left, check(right, context), right, context, at: span)
    }
    let operands = comparands(left, right, context)
    return combined(symbol, operands.0, operands.1, right, context, at: span)
  }

  /// `written` is the right operand as it was written, in which a message may point.
  @inline(never)
  private mutating func combined(
    _ symbol: BinaryOperator, _ left: Typed, _ right: Typed, _ written: ExpressionSyntax, _ context: Context,
    at span: SourceSpan
  ) -> Typed {
    if left.isUnknown || right.isUnknown { return .unknown(at: span) }
    switch symbol {
    case .equal: return comparison(.equal, left, right, at: span)
    case .notEqual: return comparison(.notEqual, left, right, at: span)
    case .less: return comparison(.less, left, right, at: span)
    case .lessOrEqual: return comparison(.lessOrEqual, left, right, at: span)
    case .greater: return comparison(.greater, left, right, at: span)
    case .greaterOrEqual: return comparison(.greaterOrEqual, left, right, at: span)
    case .contains: return textTest(.contains, left, right, at: span)
    case .starts: return textTest(.starts, left, right, at: span)
    case .ends: return textTest(.ends, left, right, at: span)
    case .notContains: return not(textTest(.contains, left, right, at: span), at: span)
    case .notStarts: return not(textTest(.starts, left, right, at: span), at: span)
    case .notEnds: return not(textTest(.ends, left, right, at: span), at: span)
    case .matches: return patternTest(left, right, written, context, at: span)
    case .notMatches: return not(patternTest(left, right, written, context, at: span), at: span)
    case .equalFolded: return alike(left, right, at: span)
    case .coalesce: return coalesce(left, right, at: span)
    case .power: return power(left, right, at: span)
    case .add: return sum(.add, left, right, at: span)
    case .subtract: return sum(.subtract, left, right, at: span)
    case .remainder: return sum(.remainder, left, right, at: span)
    case .multiply: return product(.multiply, left, right, at: span)
    case .divide: return product(.divide, left, right, at: span)
    case .floorDivide: return product(.floorDivide, left, right, at: span)
    }
  }
}

extension Comparison {
  init?(_ symbol: BinaryOperator) {
    switch symbol {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power, .coalesce, .contains,
      .notContains, .starts, .notStarts, .ends, .notEnds, .matches, .notMatches, .equalFolded:
      return nil
    }
  }
}
