import Testing

@testable import TianFigures

/// Codes of official lists, by what their standards say.
@Suite struct OfficialCodeTests {
  private func fault(_ text: String, _ kind: CodeKind) -> CodeFault? {
    let bytes = Array(text.utf8)
    return OfficialCode.fault(bytes.span, kind)
  }

  private func prefixes(_ text: String, _ kind: CodeKind) -> [String?] {
    let bytes = Array(text.utf8)
    return (0...6).map { level in
      guard let prefix = OfficialCode.prefix(bytes.span, level: level, kind) else { return nil }
      if let section = prefix.section { return String(decoding: [section], as: UTF8.self) }
      return String(decoding: bytes[..<prefix.count], as: UTF8.self)
    }
  }

  /// The standard's own example, and organisations that everybody knows.
  @Test(arguments: [
    "91350100M000100Y43", "9144030071526726XG", "91110000802100433B", "91330100799655058B",
  ])
  func creditCodesThatAre(_ code: String) { #expect(fault(code, .credit) == nil) }

  @Test func creditCodesThatAreNot() {
    #expect(fault("91350100M000100Y44", .credit) == .check(expected: "3"))
    #expect(fault("91350100M000101Y43", .credit) != nil)
    #expect(fault("91990100M000100Y43", .credit) == .group)
    #expect(fault("91350100M000100Y4", .credit) == .length)
    #expect(fault("", .credit) == .length)
    #expect(fault("91350100M000100I43", .credit) == .character)
    #expect(fault("91A50100M000100Y43", .credit) == .character)
    #expect(fault("91350100m000100y43", .credit) == .character)
  }

  /// A code with one character changed, or two neighbours exchanged, is never right: that is what the check
  /// character is for.
  @Test func oneWrongCharacterIsFound() {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let code = Array("91350100M000100Y43")
    for place in code.indices {
      for other in alphabet where other != code[place] {
        var wrong = code
        wrong[place] = other
        #expect(fault(String(wrong), .credit) != nil, "\(String(wrong))")
      }
      guard place + 1 < code.count, code[place] != code[place + 1] else { continue }
      var exchanged = code
      exchanged.swapAt(place, place + 1)
      #expect(fault(String(exchanged), .credit) != nil, "\(String(exchanged))")
    }
  }

  @Test func divisions() {
    for code in ["43", "4301", "430121", "430121001", "430121001001", "820000"] {
      #expect(fault(code, .admin) == nil, "\(code)")
    }
    #expect(fault("430", .admin) == .length && fault("4301210010", .admin) == .length)
    #expect(fault("", .admin) == .length && fault("43012x", .admin) == .character)
    #expect(fault("４３", .admin) != nil)
    #expect(fault("990000", .admin) == .group && fault("00", .admin) == .group)
    #expect(
      prefixes("430121001001", .admin) == [nil, "43", "4301", "430121", "430121001", "430121001001", nil])
    #expect(prefixes("430000", .admin) == [nil, "43", nil, nil, nil, nil, nil])
    #expect(prefixes("430100000000", .admin) == [nil, "43", "4301", nil, nil, nil, nil])
    #expect(prefixes("9901", .admin).allSatisfy { $0 == nil })
  }

  @Test func industries() {
    for code in ["A", "T", "A01", "A015", "A0151", "01", "015", "0151", "T97", "C43", "S9600"] {
      #expect(fault(code, .industry) == nil, "\(code)")
    }
    #expect(fault("A1", .industry) == .length && fault("1", .industry) == .length)
    #expect(fault("A01511", .industry) == .length && fault("", .industry) == .length)
    #expect(fault("a01", .industry) == .character && fault("A0x", .industry) == .character)
    #expect(fault("U", .industry) == .group && fault("00", .industry) == .group)
    #expect(fault("B01", .industry) == .group && fault("98", .industry) == .group)
    #expect(prefixes("A0151", .industry) == [nil, "A", "A01", "A015", "A0151", nil, nil])
    #expect(prefixes("0151", .industry) == [nil, "A", "01", "015", "0151", nil, nil])
    #expect(prefixes("4390", .industry) == [nil, "C", "43", "439", "4390", nil, nil])
    #expect(prefixes("A", .industry) == [nil, "A", nil, nil, nil, nil, nil])
  }

  @Test func howDeepACodeGoes() {
    func level(_ text: String, _ kind: CodeKind) -> Int? {
      let bytes = Array(text.utf8)
      return OfficialCode.level(bytes.span, kind)
    }
    #expect(
      ["43", "430000", "4301", "430121", "430121001", "430121001000"].map { level($0, .admin) } == [
        1, 1, 2, 3, 4, 4,
      ])
    #expect(["A", "A01", "01", "015", "A0151"].map { level($0, .industry) } == [1, 2, 2, 3, 4])
    #expect(level("x", .admin) == nil && level("91350100M000100Y43", .credit) == nil)
  }
}
