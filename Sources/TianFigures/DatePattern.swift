/// A pattern of dates and times in the letters of Unicode (UTS 35, "Date Format Patterns"): `yyyy-MM-dd
/// HH:mm`. Names are Chinese where the pattern has a Chinese character outside its letters, else English.
package struct DatePattern: Hashable, Sendable {
  package enum Field: UInt8, Hashable, Sendable, CaseIterable {
    case year = 0x79  // y
    case month = 0x4D  // M
    case day = 0x64  // d
    case quarter = 0x51  // Q
    case weekYear = 0x59  // Y
    case week = 0x77  // w
    case weekday = 0x45  // E
    case hour = 0x48  // H
    case halfHour = 0x68  // h
    case halfDay = 0x61  // a
    case minute = 0x6D  // m
    case second = 0x73  // s
    case fraction = 0x53  // S

    /// How often the letter may stand at most.
    var countMax: Int {
      switch self {
      case .year, .weekYear, .month, .quarter, .weekday: 4
      case .day, .week, .hour, .halfHour, .minute, .second: 2
      case .halfDay: 1
      case .fraction: 6
      }
    }

    /// The coarsest kind of point that has it.
    package var needs: Need {
      switch self {
      case .year: .year
      case .quarter: .quarter
      case .month: .month
      case .day, .weekYear, .week, .weekday: .day
      case .hour, .halfHour, .halfDay, .minute, .second, .fraction: .time
      }
    }
  }

  /// What a point must have to be written in a pattern, from coarse to fine.
  package enum Need: Int, Comparable, Sendable {
    case year, quarter, month, day, time

    package static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }
  }

  package enum Part: Hashable, Sendable {
    case text(String)
    case field(Field, count: Int)
  }

  package enum Problem: Error, Equatable {
    case unknownLetter(String)
    case openQuote
    case empty
  }

  package private(set) var parts: [Part] = []
  package let isChinese: Bool

  /// Letters outside single quotes are fields; `''` is a quote.
  package init(_ pattern: String) throws(Problem) {
    var literal = ""
    var rest = pattern.unicodeScalars[...]
    var parts: [Part] = []
    var texts = ""
    func flush() {
      if !literal.isEmpty { parts.append(.text(literal)) }
      texts += literal
      literal = ""
    }
    while let scalar = rest.popFirst() {
      if scalar == "'" {
        try Self.readQuoted(&rest, into: &literal)
      } else if scalar.isASCII, scalar.properties.isAlphabetic {
        var count = 1
        while rest.first == scalar { (rest, count) = (rest.dropFirst(), count + 1) }
        let letters = String(repeating: Character(scalar), count: count)
        guard let field = Field(rawValue: UInt8(truncatingIfNeeded: scalar.value)), count <= field.countMax,
          field != .year && field != .weekYear || count != 3
        else { throw .unknownLetter(letters) }
        flush()
        parts.append(.field(field, count: count))
      } else {
        literal.unicodeScalars.append(scalar)
      }
    }
    flush()
    guard parts.contains(where: { if case .field = $0 { true } else { false } }) else { throw .empty }
    self.parts = parts
    isChinese = texts.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
  }

  private static func readQuoted(
    _ rest: inout Substring.UnicodeScalarView, into literal: inout String
  ) throws(Problem) {
    if rest.first == "'" {
      rest.removeFirst()
      literal += "'"
      return
    }
    while let scalar = rest.popFirst() {
      guard scalar == "'" else {
        literal.unicodeScalars.append(scalar)
        continue
      }
      guard rest.first == "'" else { return }
      rest.removeFirst()
      literal += "'"
    }
    throw .openQuote
  }

  package var fields: [Field] {
    parts.compactMap { if case .field(let field, _) = $0 { field } else { nil } }
  }

  /// The finest of what its fields need.
  package var need: Need { fields.map(\.needs).max() ?? .year }
}
