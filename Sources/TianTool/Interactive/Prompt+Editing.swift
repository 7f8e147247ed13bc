import Tian
import TianEditor
import TianSource
import TianSyntax

/// What the line editor asks of the session: whether an input is whole, what may come, what its parts are.
extension Prompt {
  func prepareEditor() {
    editor.isComplete = { DotCommand.isOne($0) || Session.isWhole($0) }
    editor.complete = { [unowned self] text, cursor in
      if DotCommand.isOne(text) { return CommandCompleter(self.context).complete(text, cursor: cursor) }
      let completion = Completer(self.context).complete(text, cursor: cursor)
      return (completion.replaceFrom, completion.candidates)
    }
    editor.highlight = { [unowned self] text, cursor in
      // A whole input has no cursor: what is wrong at its end is wrong.
      DotCommand.isOne(text) ? nil : Highlighter(self.context).highlight(text, cursor: cursor)
    }
    editor.hint = { [unowned self] text in
      DotCommand.isOne(text) ? CommandCompleter(self.context).hint(text) : Completer(self.context).hint(text)
    }
  }

  private var context: EditingContext {
    let (catalog, environment) = session.editing
    return EditingContext(
      catalog: catalog, environment: environment, language: reporter.language,
      entries: FolderEntries.names(in:))
  }

  var banner: SafeText {
    let names = session.workspace.tableNames
    let head: String
    switch reporter.language {
    case .english:
      let tables = names.isEmpty ? "no tables yet: .open FOLDER" : Self.count(names.count) + ": "
      head = "Tian 田 \(Tool.version) · \(tables)"
    case .chinese:
      let tables = names.isEmpty ? "还没有表：.打开 文件夹" : "\(names.count) 张表："
      head = "田 \(Tool.version) · \(tables)"
    }
    let listed = names.map(WrittenName.of).joined(separator: reporter.language == .chinese ? "、" : ", ")
    let stage = Bilingual(" | take 3", " | 取 3")[reporter.language]
    let query =
      session.workspace.readableTableName.map { WrittenName.of($0) + stage } ?? "3.5万元 / 12亩 to 元/亩"
    let second = Bilingual(
      ".help · Tab completes · Ctrl-D leaves · for example  \(query)",
      ".帮助 · Tab 补全 · Ctrl-D 退出 · 例如  \(query)")[reporter.language]
    return SafeText(fitted(head + (names.isEmpty ? "" : listed))) + "\n" + SafeText(fitted(second)) + "\n"
  }

  private static func count(_ count: Int) -> String { "\(count) table\(count == 1 ? "" : "s")" }

  /// Cut to the window, so that the banner has two lines.
  private func fitted(_ line: String) -> String {
    reporter.outputInfo.columns.map { DisplayWidth.elided(line, cells: $0) } ?? line
  }
}
