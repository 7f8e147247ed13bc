// TianPlan: what a checked query is — types, functions, and a flat list of steps that refer to columns by id.
// It never sees syntax and never touches data.
import TianFigures

/// The static type of a column or an expression. Everything may be null.
package struct DataType: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case bool
    case int
    /// Exact fixed point, 64 bits; scale 0 to 18.
    case decimal(scale: Int)
    case float
    case text
    /// Days since 1970-01-01.
    case date
    /// Microseconds since 1970-01-01T00:00:00, of no zone.
    case timestamp
    /// Ordinals of a calendar's years, quarters or months, as `Period` counts them.
    case period(PeriodGranularity)
  }

  package var kind: Kind
  /// Of numeric kinds only; nil is a plain number. Values are held in this unit.
  package var unit: Unit?
  /// Of numeric kinds only: values are low, best and high. Int does not occur hedged; decimal and float do.
  package var isHedged: Bool

  package init(_ kind: Kind, unit: Unit? = nil, isHedged: Bool = false) {
    self.kind = kind
    self.unit = unit
    self.isHedged = isHedged
  }

  package static let bool = DataType(.bool)
  package static let int = DataType(.int)
  package static let float = DataType(.float)
  package static let text = DataType(.text)
  package static let date = DataType(.date)
  package static let timestamp = DataType(.timestamp)

  package var isNumeric: Bool {
    switch kind {
    case .int, .decimal, .float: true
    case .bool, .text, .date, .timestamp, .period: false
    }
  }

  /// A date, a timestamp or a period.
  package var isTemporal: Bool {
    switch kind {
    case .date, .timestamp, .period: true
    case .bool, .int, .decimal, .float, .text: false
    }
  }

  /// Digits after the point of an exact kind; nil for float and what is no number.
  package var scale: Int? {
    switch kind {
    case .int: 0
    case .decimal(let scale): scale
    case .bool, .float, .text, .date, .timestamp, .period: nil
    }
  }

  /// `decimal 亩 hedged`: as `schema` and messages show it.
  package var text: String {
    [kind.name, unit?.text, isHedged ? "hedged" : nil].compactMap(\.self).joined(separator: " ")
  }
}

extension DataType.Kind {
  package var name: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .decimal: "decimal"
    case .float: "float"
    case .text: "text"
    case .date: "date"
    case .timestamp: "timestamp"
    case .period(let granularity): "period(\(granularity.rawValue))"
    }
  }
}
