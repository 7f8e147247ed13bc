import TianFigures
import TianPlan

@testable import TianEngine

/// What the operators mean, row by row over single values.
enum RowTwin {
  typealias Row = [Value]
  typealias SortKey = (column: Int, isDescending: Bool)

  /// Equal, floats but for their last places.
  static func agree(_ rows: (Row, Row)) -> Bool {
    rows.0.count == rows.1.count
      && zip(rows.0, rows.1).allSatisfy { left, right in
        guard case .float(let first) = left, case .float(let second) = right else { return left == right }
        return abs(first - second) <= 1e-9 * max(1, abs(first))
      }
  }

  static func groups(_ rows: [Row], by keys: (Row) -> Row) -> [(key: Row, rows: [Row])] {
    var places: [Row: Int] = [:]
    var groups: [(key: Row, rows: [Row])] = []
    for row in rows {
      let values = keys(row)
      if let place = places[values] {
        groups[place].rows.append(row)
      } else {
        places[values] = groups.count
        groups.append((values, [row]))
      }
    }
    return groups
  }

  // MARK: Joins

  /// - Parameter keys: the columns of either side that must be equal.
  static func join(
    _ kind: Step.Join.Kind, _ left: [Row], _ right: [Row], keys: [Int], nullsMatch: Bool = false,
    where holds: (Row, Row) -> Bool = { _, _ in true }
  ) -> [Row] {
    func key(_ row: Row) -> Row? {
      let key = keys.map { row[$0] }
      return nullsMatch || !key.contains(.null) ? key : nil
    }
    var places: [Row: [Int]] = [:]
    for (place, row) in right.enumerated() {
      if let key = key(row) { places[key, default: []].append(place) }
    }
    let missing = Row(repeating: .null, count: RandomRelation.types.count)
    var matched: Set<Int> = []
    let rows = left.flatMap { row -> [Row] in
      let found = (key(row).flatMap { places[$0] } ?? []).filter { holds(row, right[$0]) }
      matched.formUnion(found)
      switch kind {
      case .semi: return found.isEmpty ? [] : [row]
      case .anti: return found.isEmpty ? [row] : []
      case .inner, .right: return found.map { row + right[$0] }
      case .left, .full, .one: return found.isEmpty ? [row + missing] : found.map { row + right[$0] }
      }
    }
    guard kind.keepsRight else { return rows }
    return rows + right.indices.filter { !matched.contains($0) }.map { missing + right[$0] }
  }

  static func concatenated(_ left: Value, _ right: Value) -> Value { .text(text(left) + text(right)) }

  static func text(_ value: Value) -> String { if case .text(let text) = value { text } else { "" } }

  // MARK: Order

  static func sorted(_ rows: [Row], _ order: [SortKey]) -> [Row] {
    guard !order.isEmpty else { return rows }
    return rows.enumerated().sorted { left, right in
      for (column, isDescending) in order {
        let (first, second) = (left.element[column], right.element[column])
        if first == .null, second == .null { continue }
        if first == .null || second == .null { return second == .null }
        if isLess(first, second) { return !isDescending }
        if isLess(second, first) { return isDescending }
      }
      return left.offset < right.offset
    }.map(\.element)
  }

  static func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)): left < right
    case (.decimal(let left), .decimal(let right)): left < right
    case (.float(let left), .float(let right)): left < right
    case (.bool(let left), .bool(let right)): !left && right
    case (.date(let left), .date(let right)): left < right
    case (.timestamp(let left), .timestamp(let right)): left < right
    case (.period(let left), .period(let right)): left.ordinal < right.ordinal
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.figure(let left), .figure(let right)): left.best < right.best
    default: false
    }
  }
}
