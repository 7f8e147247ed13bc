import TianSource
import TianSyntax

// What runs and changes nothing as it is written.
extension StatementChecker {
  /// `summarize … by 年 sort -年`: the tail orders the rows of each group, in which the key is one value.
  mutating func warnOfSortByKey(_ tails: TailsSyntax, _ keys: [Scope.Column], _ frame: Frame) {
    for key in tails.sort {
      guard case .name(let path) = key.value, frame.useSpan == nil, frame.parameters == nil,
        let column = columns(path, in: flow.scope).first,
        keys.contains(where: { $0.id == column.id })
      else { continue }
      let text = source.text(of: key.span)
      let sort = "| \(TianWords.keyword(.sort, in: language)) \(text)"
      report(
        Diagnostic(
          .inVain,
          Bilingual(
            "`sort` here orders the rows inside each group, and `\(path.last.text)` is one value there",
            "此处的 `排序` 只排各组之内的行，而 `\(path.last.text)` 在一组中只有一个值"), severity: .warning,
          at: [
            .init(
              key.span, Bilingual("to sort the result write `\(sort)`", "要排结果，请写 `\(sort)`"))
          ]))
    }
  }

  /// `select "面积"`: a text that is a column's name.
  mutating func warnOfQuotedColumn(_ syntax: ExpressionSyntax, _ scope: Scope, _ frame: Frame) {
    guard case .literal(.text(let text), let span) = syntax, frame.useSpan == nil,
      scope.shown.contains(where: { $0.title == text })
    else { return }
    let name = WrittenName.of(text)
    report(
      Diagnostic(
        .inVain,
        Bilingual("this is the text \"\(text)\" in every row, not the column", "这是文本“\(text)”，每行相同，不是那一列"),
        severity: .warning,
        at: [.init(span, Bilingual("for the column write `\(name)`", "指列请写 `\(name)`"))],
        fixes: [.init(span, name)]))
  }
}
