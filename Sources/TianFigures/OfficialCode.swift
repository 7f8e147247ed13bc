/// The kinds of official codes, by what they are of.
package enum CodeKind: String, Hashable, Sendable, CaseIterable {
  /// Administrative divisions, GB/T 2260, and their statistical extensions of 9 and 12 digits.
  case admin
  /// Industries, GB/T 4754.
  case industry
  /// Organisations, GB 32100: unified social credit codes.
  case credit

  /// How many levels a code of the kind may have; credit codes have none.
  package var levelCount: Int {
    switch self {
    case .admin: 5
    case .industry: 4
    case .credit: 0
    }
  }
}

/// What is wrong with a code.
package enum CodeFault: Hashable, Sendable {
  /// Another number of characters than such codes have.
  case length
  /// A character that such codes have not, or not there.
  case character
  /// The first two digits are those of no province, or of no division of industry.
  case group
  /// The character that is worked out from the others is another.
  case check(expected: Character)
}

/// Codes of official lists: whether one is well formed, and what is above it. The lists themselves change
/// from year to year and are not held.
package enum OfficialCode {
  /// The provinces of GB/T 2260, by their two digits.
  private static let provinces: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82,
  ]
  /// Where the codes of each level of divisions end: province, city, county, township, village.
  private static let adminEnds = [2, 4, 6, 9, 12]

  /// Nil for a code that is well formed.
  package static func fault(_ code: Span<UInt8>, _ kind: CodeKind) -> CodeFault? {
    switch kind {
    case .admin: adminFault(code)
    case .industry: industryFault(code)
    case .credit: CreditCode.fault(code, isProvince: { provinces.contains($0) })
    }
  }

  /// The code of a level above this one, or its own, from 1; so many of the first bytes are it. Nil where the
  /// code is of no such level, is none, or its kind has none.
  /// - Returns: the section's letter where it does not stand in the code.
  package static func prefix(
    _ code: Span<UInt8>, level: Int, _ kind: CodeKind
  ) -> (count: Int, section: UInt8?)? {
    guard level >= 1, level <= kind.levelCount, fault(code, kind) == nil else { return nil }
    switch kind {
    case .admin:
      let end = adminEnds[level - 1]
      return level <= adminLevel(code) ? (end, nil) : nil
    case .industry:
      let hasLetter = code[0] > 0x39
      if level == 1 { return hasLetter ? (1, nil) : section(code, from: 0).map { (0, $0) } }
      let end = (hasLetter ? 1 : 0) + level
      return end <= code.count ? (end, nil) : nil
    case .credit: return nil
    }
  }

  /// How deep a code goes, from 1; nil for what is none.
  package static func level(_ code: Span<UInt8>, _ kind: CodeKind) -> Int? {
    guard fault(code, kind) == nil else { return nil }
    switch kind {
    case .admin: return adminLevel(code)
    case .industry: return code[0] > 0x39 ? max(1, code.count - 1) : code.count
    case .credit: return nil
    }
  }

  /// Whether a code is well formed, of the kind that it looks like: two to four digits may be a division's or
  /// an industry's.
  package static func isValid(_ code: Span<UInt8>) -> Bool {
    if code.count == 18 { return fault(code, .credit) == nil }
    return fault(code, .admin) == nil || fault(code, .industry) == nil
  }

  // MARK: divisions

  private static func adminFault(_ code: Span<UInt8>) -> CodeFault? {
    guard adminEnds.contains(code.count) else { return .length }
    for place in 0..<code.count where !isDigit(code[place]) { return .character }
    guard provinces.contains(number(code, 0, 2)) else { return .group }
    // Nothing lies below a level that is filled up with zeros.
    return nil
  }

  /// Zeros fill a code up below its own level: 330000 is a province.
  private static func adminLevel(_ code: Span<UInt8>) -> Int {
    var level = 1
    for (place, end) in adminEnds.enumerated() where end <= code.count {
      let start = place == 0 ? 0 : adminEnds[place - 1]
      if number(code, start, end) != 0 { level = place + 1 }
    }
    return level
  }

  // MARK: industries

  /// The first and last division of each section, from A.
  private static let sections: [ClosedRange<Int>] = [
    1...5, 6...12, 13...43, 44...46, 47...50, 51...52, 53...60, 61...62, 63...65, 66...69, 70...70, 71...72,
    73...75, 76...79, 80...82, 83...83, 84...85, 86...90, 91...96, 97...97,
  ]

  private static func industryFault(_ code: Span<UInt8>) -> CodeFault? {
    guard code.count > 0 else { return .length }
    let isLetter = code[0] >= UInt8(ascii: "A") && code[0] <= UInt8(ascii: "Z")
    let digits = code.count - (isLetter ? 1 : 0)
    for place in (isLetter ? 1 : 0)..<code.count where !isDigit(code[place]) { return .character }
    guard digits <= 4, isLetter ? digits != 1 : digits >= 2 else { return .length }
    if isLetter, code[0] > UInt8(ascii: "T") { return .group }
    if digits == 0 { return nil }
    guard let section = section(code, from: isLetter ? 1 : 0) else { return .group }
    return isLetter && section != code[0] ? .group : nil
  }

  private static func section(_ code: Span<UInt8>, from start: Int) -> UInt8? {
    let division = number(code, start, start + 2)
    return sections.firstIndex { $0.contains(division) }.map { UInt8(ascii: "A") + UInt8($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  /// Of some digits.
  private static func number(_ code: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var number = 0
    for place in start..<end { number = number * 10 + Int(code[place] &- 0x30) }
    return number
  }
}
