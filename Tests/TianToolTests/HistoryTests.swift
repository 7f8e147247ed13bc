import Glibc
import Testing

@testable import TianTool

@Suite struct HistoryTests {
  @Test(arguments: [
    "", "plain", "两行\n三行", #"back\slash"#, #"\n is not a newline"#, "\r\n\\\n", #"ends in \"#, "\\\\n",
    "tab\there",
  ])
  func anEntryIsOneLineAndComesBack(entry: String) {
    let line = HistoryEntry.encoded(entry)
    #expect(!line.utf8.contains(0x0A) && !line.utf8.contains(0x0D))
    #expect(HistoryEntry.decoded(line) == entry)
  }

  @Test func anUnknownEscapeStays() {
    #expect(HistoryEntry.decoded(#"a\d+\"#) == #"a\d+\"#)
  }

  @Test func thePathComesFromTheEnvironment() {
    func path(_ variables: [String: String]) -> String? { History.defaultPath { variables[$0] } }
    #expect(path(["TIAN_HISTORY": "/x/h", "HOME": "/home/u"]) == "/x/h")
    #expect(path(["TIAN_HISTORY": "", "HOME": "/home/u"]) == nil)
    #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/home/u"]) == "/s/tian/history")
    #expect(path(["XDG_STATE_HOME": "relative", "HOME": "/home/u"]) == "/home/u/.local/state/tian/history")
    #expect(path([:]) == nil)
  }

  @Test func entriesAreKeptBetweenRuns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/new/folder/history"
    var first = History(path: path)
    #expect(first.note == nil)
    for entry in ["合作社 | take 3", "两行 |\n  take 1", "两行 |\n  take 1", "  \n ", "last"] { first.add(entry) }
    var second = History(path: path)
    #expect(second.entries == ["合作社 | take 3", "两行 |\n  take 1", "last"])
    second.add("last")
    first.add("of the other session")
    #expect(History(path: path).entries == first.entries)
    #expect(mode(of: path) == 0o600)
    #expect(mode(of: folder.path + "/new") == 0o700)
    #expect(mode(of: folder.path + "/new/folder") == 0o700)
  }

  @Test func bytesThatAreNotTextDoNoHarm() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    folder.write([0xFF, 0x41, 0x0A, 0x00, 0x0A, 0x0A, 0x42], to: "history")
    #expect(History(path: path).entries == ["\u{FFFD}A", "\u{0}", "B"])
  }

  @Test func aLargeFileIsShortenedAndALargeEntryStaysOut() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/history"
    let count = 2 * History.entriesMax + 1
    folder.write(Array((1...count).map { "q\($0)\n" }.joined().utf8), to: "history")
    var history = History(path: path)
    #expect(history.entries.count == History.entriesMax)
    #expect(history.entries.last == "q\(count)")
    #expect(folder.read("history")?.split(separator: 0x0A).count == History.entriesMax)
    #expect(mode(of: path) == 0o600)
    history.add(String(repeating: "长", count: History.entryBytesMax))
    #expect(history.entries.count == History.entriesMax + 1)
    #expect(History(path: path).entries.last == "q\(count)")
  }

  @Test(arguments: ["/dev/full/history", "/proc/self/nothing/here", "/"])
  func aFileThatCannotBeUsedLeavesANote(path: String) {
    var history = History(path: path)
    #expect(history.note?.en.contains(path) == true)
    history.add("still remembered")
    #expect(history.entries == ["still remembered"])
  }

  @Test func theSearchGoesBackThroughTheEntries() {
    var search = HistorySearch(entries: ["合作社", "村庄 | take 1", "合计"])
    search.lengthen(by: "合")
    #expect(search.found == "合计")
    search.goOn()
    #expect(search.found == "合作社")
    search.goOn()
    #expect(search.found == "合作社" && search.hasFailed)
    search.shorten()
    #expect(search.found == nil && !search.hasFailed)
    search.lengthen(by: "t")
    #expect(search.found == "村庄 | take 1")
    var empty = HistorySearch(entries: [])
    empty.lengthen(by: "x")
    #expect(empty.found == nil && empty.hasFailed)
  }

  private func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }
}
