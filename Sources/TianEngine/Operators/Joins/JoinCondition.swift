import TianPlan
import TianSource

/// The condition beside a join's equal keys, by what its parts read: what reads one side alone is worked out
/// once a row of it, what reads both once a pair.
struct JoinCondition: Sendable {
  /// A comparison of a value of the right row with one of the left row.
  struct Bound: Sendable {
    let right: Expression
    let comparison: Comparison
    let left: Expression

    var isUpper: Bool { comparison == .less || comparison == .lessOrEqual }
  }

  let left: Expression?
  let right: Expression?
  let both: Expression?
  /// Comparisons by order among the parts of `both`.
  let bounds: [Bound]

  init(_ condition: Expression?, rightColumns: Set<ColumnID>) {
    var parts: (left: [Expression], right: [Expression], both: [Expression]) = ([], [], [])
    for part in condition?.conjuncts ?? [] {
      switch Self.reads(part, rightColumns) {
      case (_, false): parts.left.append(part)
      case (false, true): parts.right.append(part)
      case (true, true): parts.both.append(part)
      }
    }
    left = Self.all(parts.left)
    right = Self.all(parts.right)
    both = Self.all(parts.both)
    bounds = parts.both.compactMap { Self.bound($0, rightColumns) }
  }

  /// The bounds of one value of the right rows, two where one is bounded on both sides, and a bound of
  /// another value. Nil where no value is bounded.
  var range: (bounds: [Bound], other: Bound?)? {
    func alike(_ bound: Bound) -> [Bound] { bounds.filter { $0.right.form == bound.right.form } }
    let closed = bounds.first { first in alike(first).contains { $0.isUpper != first.isUpper } }
    guard let chosen = closed ?? bounds.first else { return nil }
    return (alike(chosen), bounds.first { $0.right.form != chosen.right.form })
  }

  private static func reads(_ part: Expression, _ rightColumns: Set<ColumnID>) -> (left: Bool, right: Bool) {
    let columns = part.columns
    return (columns.contains { !rightColumns.contains($0) }, columns.contains(where: rightColumns.contains))
  }

  private static func all(_ parts: [Expression]) -> Expression? {
    guard let first = parts.first, let last = parts.last else { return nil }
    return parts.count == 1 ? first : Expression(.and(parts), .bool, span: first.span.joined(with: last.span))
  }

  private static func bound(_ part: Expression, _ rightColumns: Set<ColumnID>) -> Bound? {
    guard case .compare(let comparison, let first, let second, _) = part.form, !first.type.isHedged,
      !second.type.isHedged, let mirrored = comparison.mirroredOrder
    else { return nil }
    switch (reads(first, rightColumns), reads(second, rightColumns)) {
    case ((true, false), (false, true)): return Bound(right: second, comparison: mirrored, left: first)
    case ((false, true), (true, false)): return Bound(right: first, comparison: comparison, left: second)
    default: return nil
    }
  }
}

extension Comparison {
  /// The comparison with its sides changed over; nil of what knows no order.
  fileprivate var mirroredOrder: Comparison? {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: nil
    }
  }
}
