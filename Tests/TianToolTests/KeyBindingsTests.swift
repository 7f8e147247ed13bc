import CTianEdit
import Testing

@testable import TianTool

/// What a user's `.editrc` may say, and what of it is taken.
@Suite struct KeyBindingsTests {
  private func meanings(_ text: String) -> [String] {
    KeyBindings(text).meanings.map { keys, meaning in
      let keys = keys.map {
        $0 < 0x21 || $0 > 0x7E ? "<\(String($0, radix: 16))>" : String(UnicodeScalar(UInt8($0)))
      }
      return switch meaning {
      case .command(let command): keys.joined() + " \(command.rawValue)"
      case .own(let name): keys.joined() + " \(name)"
      case .text(let text): keys.joined() + " '" + EditedText(scalars: text, cursor: 0).text + "'"
      }
    }
  }

  private func command(_ command: EditCommand) -> String { " \(command.rawValue)" }

  @Test func theModeIsTheLastThatIsNamed() {
    #expect(KeyBindings("").mode == nil)
    #expect(KeyBindings("bind -v\n").mode == .vi)
    #expect(KeyBindings("tian:bind -v\n").mode == .vi)
    #expect(KeyBindings("python:bind -v\n").mode == nil)
    #expect(KeyBindings("*:bind -v\nbind -e").mode == .emacs)
    #expect(KeyBindings("# bind -v").mode == nil)
  }

  @Test func keysAreWrittenInManyWays() {
    #expect(meanings("bind ^T vi-undo") == ["<14>" + command(.undo)])
    #expect(meanings(#"bind "\e[1;5D" ed-prev-word"#) == ["<1b>[1;5D" + command(.wordLeft)])
    #expect(meanings(#"bind \e[A ed-prev-line"#) == ["<1b>[A" + command(.up)])
    #expect(meanings("bind M-q em-upper-case") == ["<1b>q em-upper-case"])
    #expect(meanings(#"bind "^X^U" tian-redo"#) == ["<18><15>" + command(.redo)])
    #expect(meanings(#"bind \033z ed-transpose-chars"#) == ["<1b>z ed-transpose-chars"])
    #expect(meanings("bind ^? ed-delete-prev-char") == ["<7f>" + command(.eraseBefore)])
    #expect(meanings(#"bind -s ^T '| 取 5\n'"#) == ["<14> '| 取 5\n'"])
  }

  @Test func whatIsNotUnderstoodIsLeftOutAndNamed() {
    for (line, word) in [
      ("bind ^T no-such-function", "no-such-function"), ("bind ^T ed-command", "ed-command"),
      ("bind ^T vi-comment-out", "vi-comment-out"), ("bind -k up ed-prev-line", "-k"),
      ("bind 田 ed-insert", "田"),
      ("bind \(String(repeating: "x", count: 5_000)) ed-insert", String(repeating: "x", count: 5_000)),
      (#"bind "\000" ed-insert"#, #"\000"#), (#"bind "\" ed-insert"#, #"" ed-insert"#),
      ("bind -s a xax", "xax"),
      ("bind -s ^T \(String(repeating: "y", count: 999))", String(repeating: "y", count: 999)),
    ] {
      let bindings = KeyBindings("\n" + line + "\nbind -v")
      #expect(bindings.meanings.isEmpty, "\(line)")
      #expect(bindings.unknown?.line == 2 && bindings.unknown?.word == word, "\(line)")
      #expect(bindings.mode == .vi)
    }
    #expect(meanings("bind -s a xb\nbind -s b ya") == ["a 'xb'"])
    for quiet in [
      "edit off", "settc cols 3", "bind", "bind ^T", "bind -a j ed-next-line", "echotc bl", "\u{0}",
    ] {
      #expect(KeyBindings(quiet).unknown == nil && KeyBindings(quiet).meanings.isEmpty, "\(quiet)")
    }
  }

  @Test func keysReachLibeditWithoutSigns() {
    #expect(
      EditedText(scalars: KeyBindings.written([0x1B, 0x5E, 0x4D, 0x7530]).dropLast(), cursor: 0).text
        == #"\033\136\115田"#)
  }
}
