/// What is measured. Areas and volumes are powers of length; every count is a dimension of its own, so that
/// households and heads of cattle never mix.
public enum BaseDimension: Int, CaseIterable, Sendable {
  case length, mass, time, calendar, money, power
  case people, personTimes, households, firms, pieces, items, occasions, villages
  case heads, animals, birds, rods, plants

  public var isCount: Bool { rawValue >= BaseDimension.people.rawValue }
}

/// Base dimensions with their exponents; no entry is zero.
public struct Dimension: Hashable, Sendable {
  public private(set) var exponents: [BaseDimension: Int]

  public init(_ exponents: [BaseDimension: Int] = [:]) {
    self.exponents = exponents.filter { $0.value != 0 }
  }

  public static let none = Dimension()
  public var isNone: Bool { exponents.isEmpty }
  /// One count to the first power, `户` or `头`: such a column accepts bare numbers.
  public var isCount: Bool {
    exponents.count == 1 && exponents.allSatisfy { $0.key.isCount && $0.value == 1 }
  }

  public func multiplied(by other: Dimension, exponent: Int = 1) -> Dimension {
    Dimension(exponents.merging(other.exponents.mapValues { $0 * exponent }) { $0 + $1 })
  }
}
