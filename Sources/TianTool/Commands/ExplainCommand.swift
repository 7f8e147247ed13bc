import Tian
import TianSource

/// `tian explain T203`: the page of a message; `tian explain pivot`: that of a stage, a statement, an
/// operator or a function, by its name in either language.
enum ExplainCommand {
  static func run(_ name: String, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    if let page = page(name, reporter.language) {
      try reporter.output.write(SafeText(lines: page))
      return .success
    }
    let all = DiagnosticCode.all.map(\.id).joined(separator: " ")
    reporter.say(
      Bilingual(
        "`\(name)` is no stage, statement, operator or function, and no message's code; of those there are: "
          + all,
        "`\(name)` 不是步骤、语句、运算符或函数，也没有这个代码的消息；现有代码：\(all)"), .error)
    return .usage
  }

  /// Lines, each ended.
  static func page(_ name: String, _ language: Language) -> String? {
    guard let code = DiagnosticCode.all.first(where: { $0.id == name.uppercased() }) else {
      return HelpPage.text(of: name, in: language)
    }
    return "\(code.id): \(code.title[language])\n\n\(code.page[language])\n"
  }
}
