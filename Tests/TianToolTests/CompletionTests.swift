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

  @Test func theListGoesDownInColumnsByDisplayWidth() {
    let lines = Completion.listing(["合作社", "县", "b", "c", "d"], columns: 24, linesMax: 10)
    #expect(lines.map(\.text) == ["合作社  b       d", "县      c"])
  }

  @Test func aLongListSaysWhatItLeavesOut() {
    let lines = Completion.listing((1...100).map { "n\($0)" }, columns: 12, linesMax: 3)
    #expect(lines.map(\.text) == ["n1    n4", "n2    n5", "n3    n6", "… +94"])
    #expect(Completion.listing(["一二三四五六"], columns: 8, linesMax: 3).map(\.text) == ["一二三"])
  }

  @Test func controlCharactersOfNamesAreShown() {
    #expect(Completion.listing(["a\u{1B}[2Jb"], columns: 80, linesMax: 3).map(\.text) == ["a␛[2Jb"])
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
