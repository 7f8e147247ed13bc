import Testing

@testable import TianText

@Suite struct PatternSyntaxTests {
  @Test(arguments: [
    ("茶.叶", "茶[^\\n]叶"), (#"\d+\D"#, "[0-9]+[^0-9]"), (#"[\w-]"#, #"[0-9A-Z_a-z\-]"#),
    (#"\s{2,5}?"#, #"[\t\n\f\r ]{2,5}?"#), (#"\u4e00\x{5206}\x41"#, "一分A"), (#"\A\.\z"#, #"^\.$"#),
    (#"]}"#, #"\]\}"#), (#"[]a]"#, #"[\]a]"#), ("[^&-]", #"[^\&\-]"#), ("(?i)a茶1", "[aA]茶1"),
    ("(?i)[x-z]", "[x-zXYZ]"), ("(a|b*)(?:c)?", "(a|b*)(?:c)?"), ("", ""), ("a||", "a||"), ("[一-龥]", "[一-龥]"),
    (#"\-\/\""#, #"-/""#), ("(?i)[^É]", "[^Éé]"), (#"\P{Han}\n"#, "[^" + Self.han + #"]\n"#),
  ])
  func isWrittenForEveryTarget(_ pattern: String, _ written: String) throws {
    #expect(try Pattern(pattern).text == written)
  }

  private static let han: String = {
    let set = PatternSets.written(PatternSets.han, isNegated: false)
    return String(set.dropFirst().dropLast())
  }()

  @Test(
    arguments: [
      ("a(b", .unclosedGroup, 1..<2), ("a)b", .unopenedGroup, 1..<2), ("茶[ab", .unclosedSet, 3..<4),
      ("[]", .emptySet, 0..<2), ("*a", .nothingToRepeat, 0..<1), ("a|+", .nothingToRepeat, 2..<3),
      ("^*", .nothingToRepeat, 0..<2), ("a**", .repeatedTwice, 1..<3), ("a{2}{3}", .repeatedTwice, 1..<5),
      ("a++", .possessive, 1..<3), ("a*+", .possessive, 1..<3), ("a{x}", .looseBrace, 1..<2),
      ("{", .looseBrace, 0..<1), ("a{3,2}", .badCount, 1..<6), ("a{256}", .countTooLarge, 1..<5),
      ("(a{100}){11}", .countTooLarge, 8..<12), ("(?=a)", .lookaround, 0..<3), ("(?<!a)", .lookaround, 0..<4),
      ("(?>a)", .lookaround, 0..<3), (#"(a)\1"#, .backreference, 3..<5), ("(?P<n>a)", .namedGroup, 0..<3),
      ("(?<n>a)", .namedGroup, 0..<3), ("a(?i)", .flags, 1..<4), ("(?s)a", .flags, 0..<3),
      (#"\bx"#, .wordBoundary, 0..<2), (#"\p{L}"#, .property, 0..<5), (#"\pL"#, .property, 0..<2),
      (#"\q"#, .unknownEscape, 0..<2), (#"\u12"#, .unknownEscape, 0..<4),
      (#"\x{D800}"#, .unknownEscape, 0..<7),
      (#"a\"#, .loneBackslash, 1..<2), ("[z-a]", .reversedRange, 1..<4), (#"[\d-z]"#, .classInRange, 1..<4),
      (#"[a-\d]"#, .classInRange, 1..<5), (#"[\D]"#, .negatedClassInSet, 1..<3),
      ("[[:alpha:]]", .namedClass, 1..<3),
    ] as [(String, PatternFailure.Reason, Range<Int>)])
  func isRefusedWithItsPlace(_ pattern: String, _ reason: PatternFailure.Reason, _ range: Range<Int>) {
    #expect(throws: PatternFailure(reason: reason, range: range)) { try Pattern(pattern) }
  }

  @Test func depthAndSizeHaveAnEnd() {
    let deep = String(repeating: "(", count: 101) + String(repeating: ")", count: 101)
    #expect(throws: PatternFailure(reason: .tooDeep, range: 100..<101)) { try Pattern(deep) }
    let long = String(repeating: "a", count: 10_001)
    #expect(throws: PatternFailure(reason: .countTooLarge, range: 10_000..<10_001)) { try Pattern(long) }
  }

  /// Any text is taken or refused with a place inside it.
  @Test func anyTextIsSafe() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array(#"ab茶𠮷()[]{}?*+|^$\.-,0129:=!<>PpdDwsuxnzAi&"#)
    for _ in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        })
      do throws(PatternFailure) {
        _ = try Pattern(text)
      } catch {
        #expect(error.range.upperBound <= text.utf8.count, "\(text)")
      }
    }
  }

  @Test(
    arguments: [
      ("x", nil), (#"\1\0\\"#, nil), (#"\3"#, .noSuchGroup), (#"a\"#, .loneBackslash),
      (#"\n"#, .loneBackslash),
    ] as [(String, PatternReplacement.Reason?)])
  func replacementsNameGroups(_ text: String, _ reason: PatternReplacement.Reason?) {
    do throws(PatternReplacement.Failure) {
      _ = try PatternReplacement(text, groupCount: 2)
      #expect(reason == nil)
    } catch {
      #expect(error.reason == reason)
    }
  }
}
