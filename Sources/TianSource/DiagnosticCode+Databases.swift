extension DiagnosticCode {
  package static let notInSQL = DiagnosticCode(
    "T601", title: Bilingual("what this SQL cannot say", "此 SQL 方言无法表达"),
    page: Bilingual(
      "`tian sql` writes a query for another database only where that gives the same rows. Some things it "
        + "cannot say: which rows come first where no `sort` decided it, for a table there has no order; "
        + "hedged figures; texts read as figures; a float as text. Sort before `take` and `first`, leave out "
        + "the column, or run the query here. Periods are dates there: a month is its first day.",
      "只有在结果相同时，`tian sql` 才为另一种数据库写出查询。有些写不出：没有 `排序` 时哪些行在前（数据库的表没有次序）；"
        + "约数；把文本读成数；浮点数转文本。请在 `取`、`首个` 之前排序，去掉这一列，或在本程序中运行。时期在那里是日期：一个月就是它的第一天。"))

  static let databaseCodes: [DiagnosticCode] = [notInSQL]
}
