import TianEngine
import TianFigures
import TianPlan
import TianSource

/// The type of a column. Everything may be null.
public enum ColumnType: String, Hashable, Sendable {
  case bool, int, decimal, float, text, date, timestamp, period
}

/// A whole column of a result, typed. Reading a cell costs a few nanoseconds; the arrays copy.
public struct ResultColumn: Sendable {
  public let name: String
  let column: Column

  public var type: ColumnType {
    switch column.type.kind {
    case .bool: .bool
    case .int: .int
    case .decimal: .decimal
    case .float: .float
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .period: .period
    }
  }

  /// The unit that the numbers are in: `亩`, `元/亩`; nil for a plain number and for what is none.
  public var unit: String? { column.type.unit?.text }
  /// Whether cells are figures with low, best and high.
  public var isHedged: Bool { column.type.isHedged }
  public var count: Int { column.count }

  /// One cell; a row that is not there is null.
  public subscript(row: Int) -> TianValue {
    guard row >= 0, row < column.count, !column.isNull(row) else { return .null }
    switch column.storage {
    case .integers(let values): return value(values[row])
    case .doubles(let values): return .float(values[row])
    case .bits(let bits): return .bool(bits[row])
    case .text(let codes, let dictionary): return .text(dictionary[Int(codes[row])])
    case .hedged(let storage): return .figure(figure(storage, row))
    }
  }

  private func value(_ value: Int64) -> TianValue {
    switch column.type.kind {
    case .date: .date(CalendarDate(daysSince1970: Int(value)))
    case .timestamp: .timestamp(Timestamp(microsecondsSince1970: value))
    case .period(let granularity): .period(Period(granularity, ordinal: value))
    case .decimal(let scale): .decimal(ExactDecimal(value, scale: scale))
    case .int, .bool, .float, .text: .int(value)
    }
  }

  private func figure(_ storage: HedgedStorage, _ row: Int) -> Figure {
    let ends = HedgeEnds(rawValue: storage.ends[row])
    let low = number(storage.low, row)
    let best = number(storage.best, row)
    let high = number(storage.high, row)
    let isExact = ends.isEmpty && low == best && best == high
    return Figure(low: low, best: best, high: high, ends: ends, isHedged: !isExact, unit: column.type.unit)
  }

  private func number(_ numbers: HedgedStorage.Numbers, _ row: Int) -> ExactDecimal {
    switch numbers {
    case .integers(let values): ExactDecimal(values[row], scale: column.type.scale ?? 0)
    case .doubles(let values): ExactDecimal(nearest: values[row])
    }
  }

  /// The texts; nil where a cell is null or no text.
  public var texts: [String?] { (0..<count).map { self[$0].text } }
  /// The numbers, as near as Doubles come to them; nil where a cell is null or no number.
  public var doubles: [Double?] { (0..<count).map { self[$0].double } }
  /// The whole numbers; nil where a cell is null or none.
  public var ints: [Int64?] { (0..<count).map { self[$0].int } }
  public var bools: [Bool?] { (0..<count).map { self[$0].bool } }
  public var dates: [CalendarDate?] { (0..<count).map { self[$0].date } }
  public var timestamps: [Timestamp?] { (0..<count).map { self[$0].timestamp } }
  public var periods: [Period?] { (0..<count).map { self[$0].period } }
  public var values: [TianValue] { (0..<count).map { self[$0] } }
}

extension ExactDecimal {
  /// The decimal of up to fifteen digits nearest to a float: the bounds of a computed hedged figure.
  fileprivate init(nearest value: Double) {
    var scale = 0
    var scaled = value
    while scale < Self.maximumScale, scaled != scaled.rounded(), (scaled * 10).magnitude < 1e15 {
      scale += 1
      scaled = value * Self.doublePower(scale)
    }
    self.init(Int64(exactly: scaled.rounded()) ?? (value < 0 ? .min : .max), scale: scale)
    self = reduced
  }
}
