import Testing

@testable import TianSource

@Suite struct DiagnosticRendererTests {
  private static let code = DiagnosticCode("T000", title: Bilingual("t", "题"), page: Bilingual("p", "页"))

  private static func drawn(
    _ text: String, _ spans: [(Int, Int)], language: Language = .english, columns: Int? = nil
  ) -> String {
    let labels = spans.map { Diagnostic.Label(SourceSpan($0.0, $0.1), Bilingual("here", "此处")) }
    let diagnostic = Diagnostic(code, Bilingual("wrong", "有误"), at: labels, notes: [Bilingual("note", "注")])
    return DiagnosticRenderer(language: language, columns: columns).render(diagnostic, in: SourceText(text))
  }

  @Test func caretsStandUnderWideCharacters() {
    #expect(
      Self.drawn("合作社 | x", [(12, 13)]) == """
        error[T000]: wrong
         ┌─ query:1:7
        1 │ 合作社 | x
                     ^ here
          = note

        """)
  }

  @Test func everyLineThatHasALabelIsDrawn() {
    #expect(
      Self.drawn("let a = 1\nb\na", [(12, 13), (4, 5)], language: .chinese) == """
        错误[T000]: 有误
         ┌─ query:3:1
        1 │ let a = 1
                - 此处
        3 │ a
            ^ 此处
          = 注

        """)
  }

  @Test func aLongLineIsCutAroundItsPlace() {
    let drawn = Self.drawn(String(repeating: "田", count: 40_000), [(60_000, 60_003)])
    let lines = drawn.split(separator: "\n")
    #expect(lines[2].hasPrefix("1 │ …") && lines[2].hasSuffix("…"))
    #expect(lines[2].count < 120)
    #expect(lines[3].hasSuffix("^^ here"))
    // The carets are as wide as the character, and stand under it.
    #expect(DisplayWidth.of(String(lines[3].prefix { $0 == " " })) < DisplayWidth.of(String(lines[2])))
  }

  @Test func aLineIsCutToTheColumnsThereAre() {
    let text = "合作社 | where 面积 > 500亩 | select 名程, 产值"
    #expect(
      Self.drawn(text, [(43, 49)], columns: 28) == """
        error[T000]: wrong
         ┌─ query:1:32
        1 │ …亩 | select 名程, 产值
                         ^^^^ here
          = note

        """)
    for columns in 1...80 {
      for place in [0, 12, 30, 46, 58] {
        let lines = Self.drawn(text, [(place, place + 1)], columns: columns).split(separator: "\n")
        #expect(DisplayWidth.of(String(lines[2])) <= max(16, columns))
        #expect(DisplayWidth.of(String(lines[3].prefix { $0 == " " })) < max(16, columns))
      }
    }
    // A place that the excerpt leaves out has a drawing of its own.
    #expect(
      Self.drawn(text, [(43, 49), (0, 9)], columns: 20) == """
        error[T000]: wrong
         ┌─ query:1:32
        1 │ …ect 名程, 产值
                 ^^^^ here
        1 │ 合作社 | where…
            ------ here
          = note

        """)
  }

  @Test func controlCharactersAreShown() {
    #expect(Self.drawn("a\u{1B}[31m", [(0, 1)]).contains("1 │ a␛[31m"))
  }

  @Test func aSpanPastTheEndIsDrawnAtTheEnd() {
    #expect(Self.drawn("ab", [(7, 9)]).contains("      ^ here"))
  }
}

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("田", 2), ("ｗ", 2), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("☀\u{FE0F}", 2), ("", 0), ("亩a", 3),
  ])
  func cells(_ text: String, _ cells: Int) { #expect(DisplayWidth.of(text) == cells) }

  @Test func flagsAndFamiliesAreOneCharacterOfTwoCells() {
    #expect(DisplayWidth.of("🇨🇳") == 2)
    #expect(DisplayWidth.of("👨‍👩‍👧") == 2)
    #expect(DisplayWidth.of("👍🏽") == 2)
  }

  /// Whether a sign takes one cell or two is asked of the terminal's owner for these alone.
  @Test func ambiguousSignsAreAsWideAsIsSaid() {
    for sign in "…·×①→“—Ω─█°é".unicodeScalars {
      #expect(DisplayWidth.of(sign, ambiguousCells: 1) == 1, "\(sign)")
      #expect(DisplayWidth.of(sign, ambiguousCells: 2) == 2, "\(sign)")
    }
    for (sign, cells) in zip("aÿ~｡田，\u{301}\u{AD}⠿".unicodeScalars, [1, 1, 1, 1, 2, 2, 0, 1, 1]) {
      #expect(DisplayWidth.of(sign, ambiguousCells: 2) == cells, "\(sign)")
    }
  }

  @Test func whatDoesNotFitEndsInDots() {
    #expect(DisplayWidth.elided("合作社", cells: 6) == "合作社")
    #expect(DisplayWidth.elided("合作社", cells: 5) == "合作…")
    #expect(DisplayWidth.elided("合作社", cells: 1) == "…")
    #expect(DisplayWidth.elided("合作社", cells: 0) == "")
  }

  @Test func theLongestHeadThatFits() {
    #expect(DisplayWidth.prefix(of: "合作社", cells: 5) == "合作")
    #expect(DisplayWidth.prefix(of: "合作社", cells: 6) == "合作社")
    #expect(DisplayWidth.prefix(of: "a", cells: 0) == "")
  }
}

@Suite struct LineIndexTests {
  @Test func placesCountCharactersFromOne() {
    let index = LineIndex(SourceText("甲乙\r\n丙\n"))
    #expect(index.lineCount == 3)
    #expect(index.position(at: 3) == (1, 2))
    #expect(index.position(at: 8) == (2, 1))
    #expect(index.position(at: 999) == (3, 1))
    #expect(index.text(ofLine: 0) == "甲乙")
  }
}
