extension DiagnosticCode {
  static let warningCodes: [DiagnosticCode] = [inVain]

  package static let inVain = DiagnosticCode(
    "T221", title: Bilingual("what changes nothing as it is written", "写了却不起作用"),
    page: Bilingual(
      """
      The query runs, and this part of it changes nothing: `sort` at the end of `summarize` orders the rows
      that come in, for `first` or `join_text`, and a key of `by` is one value in each group; the result is
      sorted by a stage after it, `| sort -年`. A text in quotes is that text in every row, and no column:
      a column's name has no quotes, or brackets, `[面积]`.
      """,
      """
      查询照常运行，但这一部分不起作用：写在 `汇总` 末尾的 `排序` 排的是进来的行，供 `首个`、`连接文本` 使用，而 `按` 的键在每组中只有一个值；
      要排结果，请另写一步 `| 排序 -年`。引号里的文本在每行都是这段文本，不是列：列名不加引号，或加方括号 `[面积]`。
      """))
}
