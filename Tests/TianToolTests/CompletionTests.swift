import TianEditor
import TianSource
import Testing

@testable import TianTool

@Suite struct CompletionTests {
  @Test func oneCandidateTakesTheWordsPlace() {
    expect("wh", ["where"], replacement: "where")
    expect("cl", ["产量吨"], replacement: "产量吨")
    expect("where", ["where"], replacement: nil)
  }

  @Test func severalAreListedAndTheirCommonBeginningIsInserted() {
    expect("合", ["合作社", "合作社名称"], replacement: "合作社", isListed: true)
    expect("合作社", ["合作社", "合作社名称"], replacement: nil, isListed: true)
    expect("cl", ["产量", "产量吨"], replacement: nil, isListed: true)
    expect("", ["a", "b"], replacement: nil, isListed: true)
  }

  @Test func withoutCandidatesNothingHappens() { expect("x", [], replacement: nil) }

  @Test func theCommonBeginningDoesNotCutCharacters() {
    #expect(Completion.commonPrefix(["e\u{301}a", "e\u{300}a"]) == "")
    #expect(Completion.commonPrefix(["👨‍👩‍👧", "👨‍👩‍👦"]) == "")
  }

  private func candidates(_ count: Int) -> [Candidate] {
    (1...count).map { Candidate("n\($0)", .column, detail: "int 亩") }
  }

  private func texts(_ menu: CompletionMenu, _ columns: Int, _ rowsMax: Int) -> [String] {
    menu.lines(columns: columns, rowsMax: rowsMax, isColored: false).map(\.text)
  }

  @Test func aMenuTellsOfEachCandidateThatFits() {
    let menu = CompletionMenu([
      Candidate("合作社", .table), Candidate("b", .column, detail: "decimal 亩"),
    ])
    #expect(texts(menu, 40, 5) == [" 合作社", " b       decimal 亩"])
    #expect(texts(menu, 14, 5) == [" 合作社", " b       dec…"])
  }

  @Test func aLongMenuIsAPageAtATime() {
    var menu = CompletionMenu(candidates(100))
    #expect(texts(menu, 16, 3) == [" n1  int 亩", " n2  int 亩", " 0/100"])
    for _ in 0..<7 { menu.goOn(by: 1) }
    #expect(texts(menu, 16, 3) == [" n7  int 亩", " n8  int 亩", " 7/100"])
    #expect(texts(menu, 16, 2) == [" n7    n8   ", " 7/100  int 亩"])
  }

  @Test func aLongMenuWithLittleToSayGoesDownInColumns() {
    var menu = CompletionMenu((1...100).map { Candidate("n\($0)", .value, detail: $0 == 7 ? "int 亩" : "") })
    #expect(texts(menu, 16, 3) == [" n1    n3   ", " n2    n4   ", " 0/100"])
    for _ in 0..<7 { menu.goOn(by: 1) }
    #expect(menu.selected?.text == "n7")
    #expect(texts(menu, 16, 3).last == " 7/100  int 亩")
    #expect(texts(menu, 16, 3).first?.contains("n5") == true)
    for _ in 0..<7 { menu.goOn(by: -1) }
    #expect(menu.selected == nil)
    menu.goOn(by: -1)
    #expect(menu.selected?.text == "n100")
    menu.goOn(by: 1)
    #expect(menu.selected?.text == "n1")
  }

  /// No line is as wide as the window, whatever its width.
  @Test(arguments: [1, 2, 3, 5, 10, 20, 80, 300])
  func noLineReachesTheEdge(columns: Int) {
    for count in [1, 3, 50] {
      var menu = CompletionMenu(candidates(count) + [Candidate("很长的一个名称", .table, detail: "说明")])
      menu.goOn(by: 1)
      for line in texts(menu, columns, 5) { #expect(DisplayWidth.of(line) < max(2, columns)) }
    }
  }

  @Test func controlCharactersOfNamesAreShown() {
    #expect(texts(CompletionMenu([Candidate("a\u{1B}[2Jb", .table)]), 80, 3) == [" a␛[2Jb"])
  }

  private func expect(
    _ typed: String, _ candidates: [String], replacement: String?, isListed: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let completion = Completion(of: typed, candidates: candidates)
    #expect(completion.replacement == replacement, sourceLocation: sourceLocation)
    #expect(completion.isListed == isListed, sourceLocation: sourceLocation)
  }
}
