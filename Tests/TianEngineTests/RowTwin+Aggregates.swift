import TianFigures
import TianPlan

@testable import TianEngine

/// The aggregates, of rows in their order.
extension RowTwin {
  struct Aggregate {
    var function: AggregateFunction
    var columns: [Int] = []
    var parameter = Value.null

    var type: DataType {
      let source = columns.first.map { RandomRelation.types[$0] } ?? .int
      switch function {
      case .count, .countIf, .countDistinct: return .int
      case .sum, .min, .max, .first, .last, .mode, .argMax, .argMin: return source
      case .avg, .median, .quantile: return DataType(.float, isHedged: source.isHedged)
      case .stddev, .variance, .weightedAvg, .corr, .gini, .hhi, .shareTop: return .float
      case .any, .all: return .bool
      case .joinText: return .text
      }
    }
  }

  /// Every function over every column that it takes.
  static let aggregates: [Aggregate] =
    [Aggregate(function: .count)]
    + AggregateFunction.allCases.flatMap { function in
      let columns: [[Int]] =
        switch function {
        case .count, .countDistinct, .min, .max, .first, .last, .mode: (1...7).map { [$0] }
        case .sum, .avg, .median, .quantile: [[2], [3], [6], [7]]
        case .stddev, .variance: [[2], [3], [7]]
        case .countIf, .any, .all: [[4]]
        case .argMax, .argMin: [[1, 7], [6, 2], [5, 6], [4, 1], [2, 3], [3, 5]]
        case .joinText: [[1]]
        case .weightedAvg, .corr: [[2, 7], [3, 9], [9, 2]]
        case .gini, .hhi, .shareTop: [[2], [8], [9]]
        }
      return columns.map { Aggregate(function: function, columns: $0, parameter: parameter(function)) }
    }

  private static func parameter(_ function: AggregateFunction) -> Value {
    switch function {
    case .quantile: .decimal(35, scale: 2)
    case .shareTop: .int(2)
    case .joinText: .text("、")
    default: .null
    }
  }

  static func aggregate(_ aggregate: Aggregate, _ rows: [Row]) -> Value {
    guard let column = aggregate.columns.first else { return .int(Int64(rows.count)) }
    if aggregate.columns.count > 1 { return pairs(aggregate, rows) }
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
    case .median: return float(quantile(numbers, 0.5))
    case .quantile: return float(quantile(numbers, 0.35))
    case .stddev: return float(variance()?.squareRoot())
    case .variance: return float(variance())
    case .first: return values.first ?? .null
    case .last: return values.last ?? .null
    case .any: return values.isEmpty ? .null : .bool(values.contains(.bool(true)))
    case .all: return values.isEmpty ? .null : .bool(!values.contains(.bool(false)))
    case .mode: return mode(values)
    case .joinText: return values.isEmpty ? .null : .text(values.map(text).joined(separator: "、"))
    case .gini, .hhi, .shareTop:
      let total = numbers.reduce(0, +)
      guard total > 0, !numbers.contains(where: { $0 < 0 }) else { return .null }
      if aggregate.function == .hhi {
        return .float(numbers.reduce(0) { $0 + ($1 / total) * ($1 / total) })
      }
      if aggregate.function == .shareTop {
        return .float(numbers.sorted().suffix(2).reduce(0, +) / total)
      }
      return float(gini(numbers))
    case .argMax, .argMin, .weightedAvg, .corr: return .null
    }
  }

  private static func quantile(_ numbers: [Double], _ share: Double) -> Double? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let place = Double(sorted.count - 1) * share
    let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }

  /// By ranks; of a few numbers by all pairs, which is what it means.
  private static func gini(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    if numbers.count <= 30 {
      let differences = numbers.reduce(0) { sum, left in sum + numbers.reduce(0) { $0 + abs(left - $1) } }
      return differences / (2 * count * count * mean)
    }
    let weighted = numbers.sorted().enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    return 2 * weighted / (count * count * mean) - (count + 1) / count
  }

  /// Figures of one best count together, and the least stands for them.
  private static func mode(_ values: [Value]) -> Value {
    let bests = Dictionary(grouping: values) { value in
      if case .figure(let figure) = value { Value.decimal(figure.best) } else { value }
    }
    let most = bests.values.map(\.count).max()
    return bests.values.filter { $0.count == most }.joined().min(by: isBefore) ?? .null
  }

  /// Figures by best, then by their bounds.
  private static func isBefore(_ left: Value, _ right: Value) -> Bool {
    guard case .figure(let first) = left, case .figure(let second) = right else { return isLess(left, right) }
    func key(_ figure: Figure) -> [Int64] {
      [figure.best, figure.low, figure.high].map(\.coefficient) + [Int64(figure.ends.rawValue)]
    }
    return key(first).lexicographicallyPrecedes(key(second))
  }

  /// Aggregates of two columns.
  private static func pairs(_ aggregate: Aggregate, _ rows: [Row]) -> Value {
    let pairs = rows.map { ($0[aggregate.columns[0]], $0[aggregate.columns[1]]) }
      .filter { $0.0 != .null && $0.1 != .null }
    let numbers = pairs.map { (number($0.0), number($0.1)) }
    switch aggregate.function {
    case .argMax, .argMin:
      let isLeast = aggregate.function == .argMin
      let first = pairs.min { left, right in
        if isLess(left.1, right.1) { return isLeast }
        if isLess(right.1, left.1) { return !isLeast }
        return isBefore(left.0, right.0)
      }
      return first?.0 ?? .null
    case .weightedAvg:
      // Weights that add up to nothing: the exact sum of the column decides.
      let weights = pairs.map(\.1)
      guard weights.contains(where: { $0 != .null }),
        !isZero(sum(weights, RandomRelation.types[aggregate.columns[1]]))
      else { return .null }
      return .float(numbers.reduce(0) { $0 + $1.0 * $1.1 } / numbers.reduce(0) { $0 + $1.1 })
    default:
      guard numbers.contains(where: { $0.0 != numbers[0].0 }),
        numbers.contains(where: { $0.1 != numbers[0].1 })
      else { return .null }
      let count = Double(numbers.count)
      let x = numbers.reduce(0) { $0 + $1.0 } / count
      let y = numbers.reduce(0) { $0 + $1.1 } / count
      let both = numbers.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
      let (xx, yy) = numbers.reduce((0, 0)) {
        ($0.0 + ($1.0 - x) * ($1.0 - x), $0.1 + ($1.1 - y) * ($1.1 - y))
      }
      return .float(both / (xx.squareRoot() * yy.squareRoot()))
    }
  }

  private static func isZero(_ value: Value) -> Bool { number(value) == 0 }

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

  /// Each bound by itself; of two that touch, an open low one is the greater, an open high one the less.
  private static func extreme(_ left: Figure, _ right: Figure, isLeast: Bool) -> Figure {
    typealias Bound = (value: Double, side: Int, number: ExactDecimal, ends: HedgeEnds)
    func pick(_ first: Bound, _ second: Bound) -> Bound {
      ((first.value, first.side) < (second.value, second.side)) == isLeast ? first : second
    }
    func low(_ figure: Figure) -> Bound {
      let ends = figure.ends.intersection(.lowOpen)
      return (figure.low.double, ends.isEmpty ? 0 : 1, figure.low, ends)
    }
    func high(_ figure: Figure) -> Bound {
      let ends = figure.ends.intersection([.highOpen, .highAbsent])
      if ends.contains(.highAbsent) { return (.infinity, 0, figure.high, ends) }
      return (figure.high.double, ends.isEmpty ? 0 : -1, figure.high, ends)
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
