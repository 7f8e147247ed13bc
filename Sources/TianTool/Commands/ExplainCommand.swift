import TianSource

/// `tian explain T203`: the page of a message.
enum ExplainCommand {
  static func run(_ code: String, _ reporter: Reporter) throws(OutputError) -> ExitCode {
    let wanted = code.uppercased()
    guard let found = DiagnosticCode.all.first(where: { $0.id == wanted }) else {
      let all = DiagnosticCode.all.map(\.id).joined(separator: " ")
      reporter.say(
        Bilingual("no message has the code `\(code)`; there are: \(all)", "没有代码为 `\(code)` 的消息；现有：\(all)"),
        .error)
      return .usage
    }
    let page = found.page[reporter.language]
    try reporter.output.write("\(found.id): \(found.title[reporter.language])\n\n")
    try reporter.output.write(SafeText(lines: page + "\n"))
    return .success
  }
}
