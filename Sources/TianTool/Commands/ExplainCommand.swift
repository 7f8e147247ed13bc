import Tian
import TianEditor
import TianSource
import TianSyntax

/// `tian explain T203`: the page of a message; `tian explain pivot`: that of a stage, a statement, an
/// operator, a word inside one or a function, by its name in either language.
enum ExplainCommand {
  static func run(_ name: String, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    if let page = HelpPage.text(of: name, in: reporter.language) {
      try reporter.show(page)
      return .success
    }
    reporter.say(unknown(name), .error)
    return .usage
  }

  /// What is said of a name that has no page.
  static func unknown(_ name: String) -> Bilingual {
    let mend = NameMatch.nearest(to: name, among: names).map {
      Bilingual("did you mean `\($0)`?", "是否指 `\($0)`？")
    }
    let verbs = Verb.allCases.map(\.name)
    let (en, zh) = (verbs.map(\.en).joined(separator: " "), verbs.map(\.zh).joined(separator: " "))
    let rest = mend ?? Bilingual("the stages are \(en)", "步骤有 \(zh)")
    return Bilingual(
      "`\(name)` is no stage, statement, operator, option or function, and no message's code; \(rest.en)",
      "`\(name)` 不是步骤、语句、运算符、选项或函数，也没有这个代码的消息；\(rest.zh)")
  }

  /// What it tells of, in both languages; but operators, which are no words of a shell.
  static var names: [String] {
    let words = HelpPage.names.flatMap { [$0.names.en, $0.names.zh] }
    return Set(words.filter { $0.first.map { $0.isLetter } == true }).sorted()
  }
}
