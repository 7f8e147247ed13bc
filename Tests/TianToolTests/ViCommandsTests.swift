import Testing
import TianTestSupport

@testable import TianTool

/// vi's keys as texts: the cursor is ⌖, before and after.
@Suite struct ViCommandsTests {
  private static func text(_ marked: String) -> CharacterText {
    let parts = marked.split(separator: "⌖", omittingEmptySubsequences: false)
    var edited = EditedText(parts.joined())
    edited.cursor = EditedText.encoded(parts[0]).count
    return CharacterText(edited)
  }

  /// What keys make of a text; what is not shown is told by its name.
  private static func result(_ before: String, _ keys: String) -> String {
    var text = text(before)
    var commands = ViCommands()
    var kills = KilledText()
    var note = ""
    for key in keys {
      note = ""
      switch commands.take(key, at: text, kills: &kills) {
      case .more: note = " …"
      case .show(let new): text = new
      case .insert(let new, let times): (text, note) = (new, times == 1 ? " insert" : " insert \(times)")
      case let other: note = " \(other)"
      }
    }
    return String(text.characters[..<text.cursor]) + "⌖" + String(text.characters[text.cursor...]) + note
  }

  static let motions: [(before: String, keys: String, after: String)] = [
    ("土地 | ⌖where 面积", "h", "土地 |⌖ where 面积"), ("⌖土地", "h", "⌖土地 refused"),
    ("⌖ab", "l", "a⌖b"), ("a⌖b", "l", "a⌖b refused"), ("⌖abc", "9l", "ab⌖c"),
    ("ab\n⌖cd", "h", "ab\n⌖cd refused"), ("a⌖b\ncd", " ", "a⌖b\ncd refused"),
    ("一👨‍👩‍👧⌖e\u{301}x", "h", "一⌖👨‍👩‍👧e\u{301}x"), ("⌖e\u{301}x", "l", "e\u{301}⌖x"),
    ("甲\n  乙 ⌖丙", "0", "甲\n⌖  乙 丙"), ("甲\n  乙 ⌖丙", "^", "甲\n  ⌖乙 丙"), ("甲⌖乙丙\n丁", "$", "甲乙⌖丙\n丁"),
    ("⌖甲乙丙丁", "3|", "甲乙⌖丙丁"),
    ("⌖土地 | where 面积>=500", "w", "土地 ⌖| where 面积>=500"),
    ("⌖土地 | where 面积>=500", "3w", "土地 | where ⌖面积>=500"),
    ("面⌖积>=500", "w", "面积⌖>=500"), ("面⌖积>=500 亩", "W", "面积>=500 ⌖亩"),
    ("⌖面积 >=500", "e", "面⌖积 >=500"), ("面⌖积 >=500", "e", "面积 >⌖=500"), ("面⌖积 >=500", "E", "面积 >=50⌖0"),
    ("面积 >=50⌖0", "b", "面积 >=⌖500"), ("面积 >=50⌖0", "2b", "面积 ⌖>=500"), ("面积 >=50⌖0", "2B", "⌖面积 >=500"),
    ("⌖", "w", "⌖"), ("⌖", "e", "⌖"), ("⌖", "b", "⌖ refused"), ("⌖", "$", "⌖"),
    ("⌖土地 | take 5", "f|", "土地 ⌖| take 5"), ("⌖土地 | take 5", "t|", "土地⌖ | take 5"),
    ("土地 | take ⌖5", "F地", "土⌖地 | take 5"), ("土地 | take ⌖5", "T地", "土地⌖ | take 5"),
    ("⌖a,b,c,d", "f,;", "a,b⌖,c,d"), ("⌖a,b,c,d", "2f,", "a,b⌖,c,d"), ("⌖a,b,c,d", "3f,,", "a,b⌖,c,d"),
    ("⌖a,b,c,d", "t,;", "a,⌖b,c,d"), ("⌖ab", "fz", "⌖ab refused"), ("⌖ab", ";", "⌖ab refused"),
    ("⌖合计（面积 + (3)）", "%", "合计（面积 + (3)⌖）"), ("a(b⌖)", "%", "a⌖(b)"), ("⌖(a", "%", "⌖(a refused"),
    ("一二\n三四\n五⌖六", "gg", "⌖一二\n三四\n五六"), ("⌖一二\n三四\n五六", "G", "一二\n三四\n⌖五六"),
    ("⌖一二\n三四\n五六", "2G", "一二\n⌖三四\n五六"),
    ("一⌖二\n三四\n五", "j", "一二\n三⌖四\n五"), ("一⌖二\n三四\n五", "2j", "一二\n三四\n⌖五"),
    ("一二\n三⌖四", "k", "一⌖二\n三四"), ("一二\n三⌖四", "j", "一二\n三⌖四 history(1)"),
    ("⌖一", "3k", "⌖一 history(-3)"), ("⌖一", "z", "⌖一 refused"), ("⌖一", "3", "⌖一 …"),
  ]

  @Test(arguments: motions) func motionsGoThere(_ before: String, _ keys: String, _ after: String) {
    #expect(Self.result(before, keys) == after)
  }

  static let changes: [(before: String, keys: String, after: String)] = [
    ("土⌖地 | 取", "x", "土⌖ | 取"), ("⌖abcd", "3x", "⌖d"), ("ab⌖c", "x", "ab⌖"), ("⌖", "x", "⌖ refused"),
    ("ab⌖c", "X", "a⌖c"), ("a⌖👨‍👩‍👧b", "x", "a⌖b"), ("⌖ab\ncd", "5x", "⌖\ncd"),
    ("⌖土地 | take 5", "dw", "⌖| take 5"), ("土地 | ⌖take 5", "d2w", "土地 | ⌖"),
    ("土地 | ⌖take 5\n| skip", "2dw", "土地 | ⌖\n| skip"), ("⌖a b c d", "2d2w", "⌖"),
    ("土地 | ta⌖ke 5", "db", "土地 | ⌖ke 5"), ("⌖take 5", "de", "⌖ 5"), ("ta⌖ke 5", "d0", "⌖ke 5"),
    ("ta⌖ke 5\nx", "d$", "ta⌖\nx"), ("ta⌖ke 5\nx", "D", "ta⌖\nx"), ("⌖\nx", "D", "⌖\nx refused"),
    ("⌖a, b, c", "df,", "⌖ b, c"), ("⌖a, b, c", "dt,", "⌖, b, c"), ("f⌖(a, (b)) c", "d%", "f⌖ c"),
    ("一\n二⌖二\n三", "dd", "一\n⌖三"), ("一\n二\n⌖三", "dd", "一\n⌖二"), ("⌖一", "dd", "⌖"),
    ("⌖一\n二\n三", "2dd", "⌖三"), ("⌖一\n二\n三", "dj", "⌖三"), ("一\n二\n⌖三", "dk", "⌖一"), ("⌖一\n二", "dG", "⌖"),
    ("⌖take 5", "cw", "⌖ 5 insert"), ("⌖| take", "cw", "⌖ take insert"), ("a ⌖b", "cw", "a ⌖ insert"),
    ("一\n二⌖二\n三", "cc", "一\n⌖\n三 insert"), ("ta⌖ke", "C", "ta⌖ insert"), ("t⌖ake", "s", "t⌖ke insert"),
    ("t⌖ake", "S", "⌖ insert"),
    ("a⌖b", "i", "a⌖b insert"), ("a⌖b", "a", "ab⌖ insert"), ("  a⌖b", "I", "  ⌖ab insert"),
    ("a⌖b\nc", "A", "ab⌖\nc insert"), ("a⌖b\nc", "o", "ab\n⌖\nc insert"), ("a⌖b", "O", "⌖\nab insert"),
    ("⌖ab", "r中", "⌖中b"), ("⌖abc", "2rx", "x⌖xc"), ("a⌖b", "2rx", "a⌖b refused"),
    ("⌖aBc", "~~~", "AbC⌖"), ("⌖ab\n  cd", "J", "ab⌖ cd"), ("⌖ab", "J", "⌖ab refused"),
    ("⌖一 二", "dwp", "二一⌖ "), ("⌖一 二", "dwP", "一⌖ 二"), ("⌖一\n二", "ddp", "二\n⌖一"),
    ("一\n⌖二", "yyP", "一\n⌖二\n二"), ("⌖一\n二", "yyjp", "一\n二\n⌖一"), ("⌖一 二", "ywP", "一⌖ 一 二"),
    ("⌖ab", "x2p", "ba⌖a"), ("⌖ab", "p", "⌖ab refused"), ("⌖ab", "dz", "⌖ab refused"),
    ("⌖ab", "u", "⌖ab undo(1)"), ("⌖ab", "3u", "⌖ab undo(3)"), ("⌖ab", "\u{12}", "⌖ab redo(1)"),
    ("⌖ab", ".", "⌖ab again(nil)"), ("⌖ab", "3.", "⌖ab again(Optional(3))"),
    ("⌖ab", "3i", "⌖ab insert 3"), ("⌖ab", "2A", "ab⌖ insert 2"), ("⌖ab", "3cw", "⌖ insert"),
    ("⌖ab", "R", "⌖ab overwrite(times: 1)"), ("⌖ab", "3R", "⌖ab overwrite(times: 3)"),
    ("⌖ab", "v", "⌖ab program"), ("⌖ab", "/", "⌖ab search"), ("⌖ab", "dy", "⌖ab refused"),
  ]

  @Test(arguments: changes) func commandsChange(_ before: String, _ keys: String, _ after: String) {
    #expect(Self.result(before, keys) == after)
  }

  static let objects: [(before: String, keys: String, after: String)] = [
    ("土地 | wh⌖ere 面积", "diw", "土地 | ⌖ 面积"), ("土地 | wh⌖ere 面积", "daw", "土地 | ⌖面积"),
    ("土地 | where 面⌖积", "daw", "土地 | where⌖"), ("  面⌖积", "daw", "⌖"), ("面⌖积", "daw", "⌖"),
    ("一 二⌖  三 四", "diw", "一 二⌖三 四"), ("一 二⌖  三 四", "daw", "一 二⌖ 四"), ("一⌖  ", "daw", "一⌖"),
    ("⌖一 二 三 四", "d3iw", "⌖ 三 四"), ("⌖一 二 三 四", "2daw", "⌖三 四"), ("⌖一 二", "9daw", "⌖"),
    ("面⌖积>=500 亩", "ciw", "⌖>=500 亩 insert"), ("面⌖积>=500 亩", "ciW", "⌖ 亩 insert"),
    ("面⌖积>=500 亩", "daW", "⌖亩"), ("面积⌖>=500", "diw", "面积⌖500"),
    ("a\n⌖b\nc", "daw", "a\n⌖\nc"), ("a b\n⌖  c", "d2iw", "a b\n⌖"), ("a\n⌖\nc", "diw", "a\n⌖\nc refused"),
    ("⌖", "diw", "⌖ refused"), ("一 ⌖二 三", "yiwP", "一 ⌖二二 三"), ("一⌖👨‍👩‍👧 e\u{301}", "daw", "一⌖e\u{301}"),
    ("名 == \"茶⌖叶 甲\" and x", "ci\"", "名 == \"⌖\" and x insert"), ("⌖名 == \"茶\" and", "da\"", "名 == ⌖and"),
    ("名 == ⌖“茶叶”", "di\"", "名 == “⌖”"), ("名 == “茶叶⌖”", "di”", "名 == “⌖”"), ("「茶⌖叶」", "da\"", "⌖"),
    ("\"a\\\"⌖b\" c", "di\"", "\"⌖\" c"), ("a \"b\" ⌖c", "di\"", "a \"b\" ⌖c refused"),
    ("\"a\" ⌖+ \"b\"", "di\"", "\"a\" + \"⌖\""), ("名 == 'x⌖'", "da'", "名 ==⌖"), ("`a b⌖`", "di`", "`⌖`"),
    ("a \"⌖b\nc\"", "di\"", "a \"⌖b\nc\" refused"), ("名 == ⌖\"\"", "ci\"", "名 == \"⌖\" insert"),
    ("f(a, (b⌖), c)", "di(", "f(a, (⌖), c)"), ("f(a, (b⌖), c)", "2di(", "f(⌖)"),
    ("f(a, (b⌖), c)", "da)", "f(a, ⌖, c)"), ("f(a⌖, (b), c)", "dib", "f(⌖)"), ("f⌖(a)", "di(", "f(⌖)"),
    ("合计（面⌖积 + (3)）", "ci(", "合计（⌖） insert"), ("合计（面⌖积 + (3)）", "di）", "合计（⌖）"),
    ("合计（面⌖积)", "dib", "合计（⌖)"), ("[村⌖ 数] + 1", "di[", "[⌖] + 1"), ("【村⌖ 数】", "da[", "⌖"),
    ("{⌖a}", "diB", "{⌖}"), ("(\n  一⌖ | 取 3\n)", "di(", "(⌖)"), ("f(⌖)", "ci(", "f(⌖) insert"),
    ("f⌖()", "ci(", "f(⌖) insert"), ("f⌖()", "di(", "f⌖() refused"), ("a⌖b", "di(", "a⌖b refused"),
    ("(a⌖b", "di(", "(a⌖b refused"), ("(a⌖)", "3di(", "(a⌖) refused"), ("⌖ab", "diz", "⌖ab refused"),
  ]

  @Test(arguments: objects) func operatorsTakeObjects(_ before: String, _ keys: String, _ after: String) {
    #expect(Self.result(before, keys) == after)
  }

  /// What `R` makes of a text; `⌫` erases, `→` moves the cursor.
  @Test(arguments: [
    ("⌖abc", "中e", "中e⌖c"), ("ab⌖c", "xyz", "abxyz⌖"), ("a⌖b\ncd", "xyz", "axyz⌖\ncd"),
    ("⌖abc", "xy⌫", "x⌖bc"), ("⌖abc", "xy⌫⌫⌫", "⌖abc"), ("a⌖bc", "⌫x", "x⌖bc"), ("ab⌖", "xy⌫⌫", "ab⌖"),
    ("⌖abc", "e\u{301}x", "e\u{301}x⌖c"), ("⌖e\u{301}bc", "x⌫", "⌖e\u{301}bc"), ("⌖abcd", "x→y⌫⌫", "x⌖bcd"),
  ])
  func overwritingTakesThePlaceOfWhatIsThere(_ before: String, _ keys: String, _ after: String) {
    var text = Self.text(before)
    var overwriting = Overwriting()
    for key in keys.unicodeScalars {
      switch key {
      case "⌫": text = overwriting.erase(in: text)
      case "→": text.cursor += 1
      default: text = overwriting.type(key, in: text)
      }
    }
    #expect(String(text.characters[..<text.cursor]) + "⌖" + String(text.characters[text.cursor...]) == after)
  }

  /// `.` with a count has it in place of those that were typed.
  @Test(arguments: [
    ("3x", 2, "2x"), ("x", 12, "12x"), ("2d3w", 5, "5dw"), ("d0", 2, "2d0"),
    ("c2iwab\u{1B}", 3, "3ciwab\u{1B}"),
    ("3iab\u{1B}", 2, "2iab\u{1B}"), ("3x", nil, "3x"),
  ])
  func aCountTakesThePlaceOfAnother(_ keys: String, _ count: Int?, _ after: String) {
    var state = ViState()
    state.lastChange = EditedText.encoded(keys)
    #expect(state.lastChange(times: count) == EditedText.encoded(after))
  }

  /// Whatever is typed, the cursor stays in the text.
  @Test func anyKeysAreSafe() {
    let keys = Array("hjkl0^$|wWeEbB%G+-fFtT;,gr19dcyxXDCsSYpP~Ju./iaIAoORv\"[`\u{12}x中(")
    var generator = SeededRandom(seed: 7)
    func random(_ count: Int) -> Int { generator.below(count) }
    for start in ["", "\n", "土地 | where 面积 >= 500亩\n| take 3", "e\u{301}👨‍👩‍👧 (a\n\n b)", "  "] {
      for _ in 0..<300 {
        var text = CharacterText(EditedText(start))
        text.cursor = random(text.characters.count + 1)
        var commands = ViCommands()
        var kills = KilledText("甲\n乙", isLines: random(2) == 0)
        for _ in 0..<40 where text.characters.count < 4_000 {
          switch commands.take(keys[random(keys.count)], at: text, kills: &kills) {
          case .show(let new), .insert(let new, _): text = new
          case .more, .refused, .overwrite, .undo, .redo, .again, .history, .search, .program: break
          }
          #expect((0...text.characters.count).contains(text.cursor))
          #expect(CharacterText(text.edited) == text)
        }
      }
    }
  }
}
