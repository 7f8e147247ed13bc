/// What is measured. Areas and volumes are powers of length; currencies don't convert, nor do temperatures;
/// every count is a dimension of its own. Those are told apart by their base unit.
public enum BaseDimension: Hashable, Sendable {
  case length, mass, time, calendar, power
  case currency(String)
  case temperature(String)
  case count(String)
  /// What the units in a neighbouring column say, row by row; two such columns never mix.
  case column(Int)

  /// One word, as `grammar/units.csv` says it.
  public var name: String {
    switch self {
    case .length: "length"
    case .mass: "mass"
    case .time: "time"
    case .calendar: "calendar"
    case .power: "power"
    case .currency(let unit), .temperature(let unit), .count(let unit): unit
    case .column(let number): "column \(number)"
    }
  }
}

/// Base dimensions with their exponents; no entry is zero.
public struct Dimension: Hashable, Sendable {
  public private(set) var exponents: [BaseDimension: Int]

  public init(_ exponents: [BaseDimension: Int] = [:]) {
    self.exponents = exponents.filter { $0.value != 0 }
  }

  public static let none = Dimension()
  public var isNone: Bool { exponents.isEmpty }

  /// The base dimension that it is the first power of; nil for products and powers.
  public var base: BaseDimension? {
    guard let only = exponents.first, exponents.count == 1, only.value == 1 else { return nil }
    return only.key
  }

  /// One count to the first power, `户` or `头`: such a column accepts bare numbers.
  public var isCount: Bool {
    if case .count = base { true } else { false }
  }

  public var isMoney: Bool {
    if case .currency = base { true } else { false }
  }

  public func multiplied(by other: Dimension, exponent: Int = 1) -> Dimension {
    Dimension(exponents.merging(other.exponents.mapValues { $0 * exponent }) { $0 + $1 })
  }
}
