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

  static func concatenated(_ left: Value, _ right: Value) -> Value {
    func text(_ value: Value) -> String { if case .text(let text) = value { text } else { "" } }
    return .text(text(left) + text(right))
  }

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

  // MARK: Aggregates

  struct Aggregate {
    var function: AggregateFunction
    var column: Int?

    var type: DataType {
      let source = column.map { RandomRelation.types[$0] } ?? .int
      switch function {
      case .count, .countIf, .countDistinct: return .int
      case .sum, .min, .max, .first, .last: return source
      case .avg: return DataType(.float, isHedged: source.isHedged)
      case .median, .stddev, .variance: return .float
      case .any, .all: return .bool
      }
    }
  }

  /// Every function over every column that it takes.
  static let aggregates: [Aggregate] =
    [Aggregate(function: .count)]
    + AggregateFunction.allCases.flatMap { function in
      let columns =
        switch function {
        case .count, .countDistinct, .min, .max, .first, .last: [1, 2, 3, 4, 5, 6, 7]
        case .sum, .avg: [2, 3, 6, 7]
        case .median, .stddev, .variance: [2, 3, 7]
        case .countIf, .any, .all: [4]
        }
      return columns.map { Aggregate(function: function, column: $0) }
    }

  static func aggregate(_ aggregate: Aggregate, _ rows: [Row]) -> Value {
    guard let column = aggregate.column else { return .int(Int64(rows.count)) }
    let values = rows.map { $0[column] }.filter { $0 != .null }
    let numbers = values.map(number)
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    func variance() -> Double? {
      numbers.count < 2
        ? nil : numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
    }
    func float(_ number: Double?) -> Value { number.map(Value.float) ?? .null }
    switch aggregate.function {
    case .count: return .int(Int64(values.count))
    case .countIf: return .int(Int64(values.filter { $0 == .bool(true) }.count))
    case .countDistinct: return .int(Int64(Set(values).count))
    case .sum: return sum(values, RandomRelation.types[column])
    case .avg: return values.isEmpty ? .null : .float(mean)
    case .min: return extreme(values, isLeast: true)
    case .max: return extreme(values, isLeast: false)
    case .median:
      guard !numbers.isEmpty else { return .null }
      let sorted = numbers.sorted()
      return .float((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2)
    case .stddev: return float(variance()?.squareRoot())
    case .variance: return float(variance())
    case .first: return values.first ?? .null
    case .last: return values.last ?? .null
    case .any: return values.isEmpty ? .null : .bool(values.contains(.bool(true)))
    case .all: return values.isEmpty ? .null : .bool(!values.contains(.bool(false)))
    }
  }

  private static func number(_ value: Value) -> Double {
    switch value {
    case .int(let value): Double(value)
    case .decimal(let value): value.double
    case .float(let value): value
    case .figure(let figure): figure.best.double
    case .null, .bool, .text, .date, .timestamp, .period: 0
    }
  }

  static func sum(_ values: [Value], _ type: DataType) -> Value {
    var (low, best, high, ends) = (Int64(0), Int64(0), Int64(0), HedgeEnds())
    for value in values {
      switch value {
      case .int(let value): best += value
      case .decimal(let value): best += value.coefficient
      case .figure(let figure):
        low += figure.low.coefficient
        best += figure.best.coefficient
        high += figure.high.coefficient
        ends.formUnion(figure.ends)
      case .null, .bool, .text, .date, .timestamp, .period, .float: break
      }
    }
    if type.isHedged {
      return .figure(
        ends.contains(.lowAbsent) ? best : low, best, ends.contains(.highAbsent) ? best : high,
        scale: type.scale ?? 0, ends)
    }
    switch type.kind {
    case .float: return .float(values.reduce(0) { $0 + number($1) })
    case .decimal(let scale): return .decimal(best, scale: scale)
    case .int, .bool, .text, .date, .timestamp, .period: return .int(best)
    }
  }

  private static func extreme(_ values: [Value], isLeast: Bool) -> Value {
    guard var found = values.first else { return .null }
    for value in values.dropFirst() {
      if case .figure(let left) = found, case .figure(let right) = value {
        found = .figure(extreme(left, right, isLeast: isLeast))
      } else if isLeast ? isLess(value, found) : isLess(found, value) {
        found = value
      }
    }
    return found
  }

  /// Each bound by itself; an open end stays open only where no closed one reaches as far.
  private static func extreme(_ left: Figure, _ right: Figure, isLeast: Bool) -> Figure {
    typealias Bound = (value: Double, number: ExactDecimal, ends: HedgeEnds)
    func pick(_ first: Bound, _ second: Bound) -> Bound {
      if first.value == second.value {
        return (first.value, first.number, first.ends.intersection(second.ends))
      }
      return (first.value < second.value) == isLeast ? first : second
    }
    func low(_ figure: Figure) -> Bound {
      (figure.low.double, figure.low, figure.ends.intersection(.lowOpen))
    }
    func high(_ figure: Figure) -> Bound {
      (
        figure.ends.contains(.highAbsent) ? .infinity : figure.high.double, figure.high,
        figure.ends.intersection([.highOpen, .highAbsent])
      )
    }
    let (lowest, highest) = (pick(low(left), low(right)), pick(high(left), high(right)))
    let best = (left.best < right.best) == isLeast ? left.best : right.best
    let ends = lowest.ends.union(highest.ends)
    let top = ends.contains(.highAbsent) ? best : highest.number
    return Figure(
      low: lowest.number, best: best, high: top, ends: ends,
      isHedged: lowest.number != top || !ends.isEmpty, unit: nil)
  }
}
