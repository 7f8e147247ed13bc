import Foundation
import TianSource
import Testing

@testable import Tian
@testable import TianEditor

/// What an editor shows beside queries of the sample tables.
@Suite struct EditingTests {
  private static let candidatesMax = 8

  /// A session with a definition, a function, and a last result.
  private static func session() throws -> Session {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let session = Session(try Workspace(folder: root.appendingPathComponent("samples").path))
    let script = try session.parse(
      SourceText("let 门槛 = 500亩; fn 亩产(产, 田) = 产 / 田; 县 | select 县, 省 | take 2"))
    for statement in script.statements { _ = try session.run(statement, of: script) }
    return session
  }

  private static func context(_ session: Session, _ isChinese: Bool) -> EditingContext {
    let (catalog, environment) = session.editing
    return EditingContext(
      catalog: catalog, environment: environment, language: isChinese ? .chinese : .english,
      entries: { $0 == "data/" ? ["x.csv"] : $0.isEmpty ? ["data/", "合作社.csv", "report.tian"] : [] })
  }

  @Test func candidatesAreThoseOfTheTable() throws {
    let session = try Self.session()
    let failures = try EditingTable("completions.txt").failures { row in
      let completer = Completer(Self.context(session, row.isChinese))
      let completion = completer.complete(row.text, cursor: row.before.utf8.count)
      let lines = completion.candidates.prefix(Self.candidatesMax).map { candidate in
        candidate.detail.isEmpty ? candidate.text : "\(candidate.text)  — \(candidate.detail)"
      }
      let rest = completion.candidates.count - lines.count
      return lines + (rest > 0 ? ["…"] : [])
    }
    for failure in failures { Issue.record("\(failure)") }
  }

  @Test func partsAreThoseOfTheTable() throws {
    let session = try Self.session()
    let failures = try EditingTable("highlights.txt").failures { row in
      let highlighter = Highlighter(Self.context(session, row.isChinese))
      let isWhole = row.marked.hasSuffix("⌖⌖")
      let result = highlighter.highlight(row.text, cursor: isWhole ? nil : row.before.utf8.count)
      let bytes = Array(row.text.utf8)
      func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
      let errors = result.errors.map { "wrong: \(text($0))" }
      return [result.pieces.map { "\($0.role) \(text($0.range))" }.joined(separator: " · ")] + errors
    }
    for failure in failures { Issue.record("\(failure)") }
  }

  /// Pieces lie in order, none over another but brackets, within the text; no cursor is too wild.
  @Test func aCursorAnywhereIsSafe() throws {
    let session = try Self.session()
    let context = Self.context(session, true)
    for text in ["合作社 | where [面 > \"x", "合作社 | join left 县 on 县 == 县.(", "let x = (村庄 | \n| take", "《》。|；("]
    {
      for cursor in 0...(text.utf8.count + 3) {
        let completion = Completer(context).complete(text, cursor: cursor)
        #expect(completion.replaceFrom <= min(cursor, text.utf8.count))
        let pieces = Highlighter(context).highlight(text, cursor: cursor).pieces
        for piece in pieces { #expect(piece.range.upperBound <= text.utf8.count) }
        for (piece, next) in zip(pieces, pieces.dropFirst()) {
          #expect(piece.range.upperBound <= next.range.lowerBound)
        }
      }
    }
  }

  @Test func hintsGoOnFromWhatIsTyped() throws {
    let session = try Self.session()
    let completer = Completer(Self.context(session, false))
    #expect(completer.hint("合作社 | wh") == "ere")
    #expect(completer.hint("合作") == "社")
    #expect(completer.hint("hzs") == "")
    #expect(completer.hint("合作社 | ") == "")
    #expect(completer.hint("土地 | where 项") == "目")
  }

  @Test func namesAreFoundByLettersFoldAndSound() {
    func rank(_ typed: String, _ name: String) -> NameMatch.Rank? { NameMatch(typed).rank(of: name) }
    #expect(rank("合作", "合作社") == .exact)
    #expect(rank("松桃縣", "松桃县") == .folded)
    #expect(rank("ＡＢ", "abc") == .folded)
    for typed in ["hzs", "hezuoshe", "hezs", "hzshe", "h", "hz", "hezuo"] {
      #expect(rank(typed, "合作社") == .sound, "\(typed)")
    }
    for typed in ["hzx", "hes", "ozs", "hzss"] { #expect(rank(typed, "合作社") == nil, "\(typed)") }
    #expect(rank("社", "合作社") == .inside)
    #expect(rank("cs", "村数（村）") == .sound)
    #expect(rank("csc", "村数（村）") == .sound)
    #expect(rank("lv", "绿") == .sound)
    #expect(NameMatch("hzs", hears: false).rank(of: "合作社") == nil)
    #expect(rank("", "任何") == .exact)
  }
}
