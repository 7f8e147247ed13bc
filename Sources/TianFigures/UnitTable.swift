/// One unit: its names, and what one of it is in base units. A number's unit is shown by the first name of
/// the script that it was written in: 公顷 where 公頃 was, `ha` where `hectares` was.
public final class UnitDefinition: Hashable, Sendable {
  /// Chinese names, or a mark such as `%`, the first of them the one shown.
  public let names: [String]
  /// Names in Latin letters, the first of them the one shown; may be empty.
  public let latinNames: [String]
  public let dimension: Dimension
  public let factor: Rational
  /// Of UN/ECE Recommendation 20, or ISO 4217 for money; nil where there is none.
  public let code: String?
  /// Of a unit that stands in a neighbouring column: that column's texts, the most frequent first.
  public let texts: [String]

  public init(
    names: [String], latinNames: [String] = [], dimension: Dimension, factor: Rational, code: String? = nil,
    texts: [String] = []
  ) {
    self.names = names
    self.latinNames = latinNames
    self.dimension = dimension
    self.factor = factor
    self.code = code
    self.texts = texts
  }

  public var symbol: String { names.first ?? latinNames.first ?? "" }
  var latinSymbol: String { latinNames.first ?? symbol }
  public var allNames: [String] { names + latinNames }

  public static func == (left: UnitDefinition, right: UnitDefinition) -> Bool {
    left === right
      || (left.symbol == right.symbol && left.factor == right.factor && left.dimension == right.dimension)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(symbol) }
}

/// Units by their names. A value: the standard ones, and those that a script defined.
public struct UnitTable: Sendable {
  public private(set) var all: [UnitDefinition] = []
  private(set) var definitionsByName: [String: UnitDefinition] = [:]
  /// The longest name first, so that a scan finds 人次 before 人.
  private(set) var namesByFirstByte = [[Name]](repeating: [], count: 256)

  struct Name: Sendable {
    var bytes: [UInt8]
    var definition: UnitDefinition
    var isLatin: Bool
  }

  public static let standard = UnitTable(StandardUnits.all)

  /// The units that were added to the standard ones, in order.
  public var defined: ArraySlice<UnitDefinition> { all.dropFirst(StandardUnits.all.count) }

  init(_ definitions: [UnitDefinition]) {
    for definition in definitions { add(definition) }
  }

  /// Adds a unit; of names that are taken the first meaning stays.
  public mutating func add(_ definition: UnitDefinition) {
    all.append(definition)
    let chinese = definition.names.map { ($0, false) }
    for (name, isLatin) in chinese + definition.latinNames.map({ ($0, true) })
    where definitionsByName[name] == nil {
      definitionsByName[name] = definition
      let bytes = Array(name.utf8)
      guard let first = bytes.first.map(Int.init) else { continue }
      let at = namesByFirstByte[first].firstIndex { $0.bytes.count < bytes.count }
      namesByFirstByte[first].insert(
        Name(bytes: bytes, definition: definition, isLatin: isLatin),
        at: at ?? namesByFirstByte[first].count)
    }
  }

  /// The unit of exactly this name.
  public func unit(named name: String) -> Unit? { definitionsByName[name].map { Unit($0) } }

  /// Whether every unit of the same dimension is a whole number of hundredths of one: those of money, counts
  /// and shares are; 亩 of 公顷, or 毫克 of 吨, are not.
  public func hasHundredths(of unit: Unit) -> Bool {
    unit.terms.allSatisfy { term in
      all.allSatisfy { other in
        guard other.dimension == term.definition.dimension else { return true }
        let ratio =
          term.exponent > 0
          ? other.factor.divided(by: term.definition.factor)
          : term.definition.factor.divided(by: other.factor)
        return ratio?.decimalDigits.map { $0 <= 2 } ?? false
      }
    }
  }

  /// The unit of a code, of UN/ECE Recommendation 20 or ISO 4217.
  public func unit(ofCode code: String) -> Unit? {
    all.first { $0.code == code }.map { Unit($0) }
  }
}
