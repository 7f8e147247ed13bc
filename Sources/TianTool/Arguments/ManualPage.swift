import TianSource
import TianSyntax

/// The manual page, as `man` reads it, made of the tables of options, commands and stages.
enum ManualPage {
  static var text: String {
    var out = ".TH TIAN 1 \"\" \"tian \(Tool.version)\" \"\"\n"
    out += section("NAME", "tian \\- questions to tables")
    out += section(
      "SYNOPSIS",
      ".B tian\n[\\fIFOLDER\\fR|\\fIFILE.csv\\fR|\\fINAME=FILE\\fR ...] [\\fB\\-c\\fR \\fIQUERY\\fR] "
        + "[\\fB\\-f\\fR \\fIFILE\\fR] [\\fISCRIPT.tian\\fR] [\\fB\\-\\fR]")
    out += section("DESCRIPTION", paragraphs)
    out += section(
      "COMMANDS",
      Subcommand.allCases.map { entry($0.usage, $0.help.en) }.joined())
    out += section(
      "OPTIONS",
      Option.all.map { entry([$0.name, $0.placeholder ?? ""].joined(separator: " "), $0.help.en) }.joined())
    out += section(
      "AT THE PROMPT",
      DotCommand.allCases.map { entry($0.usage(.english), $0.description.help.en) }.joined())
    out += section("STATEMENTS", HelpTable.statements.map(entry).joined())
    out += section("STAGES", HelpTable.stages.map(entry).joined())
    out += section("EXIT STATUS", statuses.map { entry($0, $1) }.joined())
    out += section("ENVIRONMENT", variables.map { entry($0, $1) }.joined())
    out += section("FILES", files.map { entry($0, $1) }.joined())
    out += section("EXAMPLES", examples.map { ".nf\n\(escaped($0))\n.fi\n.PP" }.joined(separator: "\n"))
    return out
  }

  private static let paragraphs = escaped(
    "Tables are CSV files, alone or in folders. A query is a table that flows through stages joined by |, "
      + "in English or in Chinese. With a query or a script it is run, and its results go to standard "
      + "output, "
      + "all else to standard error; otherwise there is a prompt, where .help tells what can be typed.")

  private static let statuses = [
    ("0", "all went well"), ("1", "data or a file is at fault"), ("2", "the command line is wrong"),
    ("3", "a query does not compile"), ("130", "interrupted"),
  ]
  private static let variables = [
    ("NO_COLOR", "not empty: nothing is coloured"),
    ("LC_ALL, LC_MESSAGES, LANG", "zh: messages are in Chinese"),
    ("TIAN_HISTORY", "the file of the prompt's history; empty: none is kept"),
    ("VISUAL, EDITOR", "the editor of .edit"),
  ]
  private static let files = [
    ("~/.config/tian/tianrc", "definitions and dot commands that every prompt begins with"),
    ("~/.local/state/tian/history", "what was entered at the prompt"),
  ]
  private static let examples = [
    "tian data/ -c '合作社 | summarize n = count() by 县'", "tian data/ report.tian --let 门槛=500亩 --json",
    "tian 村庄=villages.csv",
  ]

  private static func section(_ name: String, _ text: String) -> String { ".SH \(name)\n\(text)\n" }

  private static func entry(_ term: String, _ text: String) -> String {
    // A request would take quotes for its own.
    ".TP\n.B \(escaped(term).replacing("\"", with: "\\(dq"))\n\(escaped(text))\n"
  }

  /// A stage or a statement, with the words that may stand in it.
  private static func entry(_ help: HelpEntry) -> String {
    let own = entry(help.form.en, help.help.en)
    guard !help.parts.isEmpty else { return own }
    return own + ".RS\n" + help.parts.map { entry($0.form.en, $0.help.en) }.joined() + ".RE\n"
  }

  /// A line that begins with a dot or a quote would be a request.
  private static func escaped(_ text: String) -> String {
    let text = text.map { $0 == "\\" ? "\\e" : $0 == "-" ? "\\-" : String($0) }.joined()
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }
}
