extension DiagnosticCode {
  static let reshapingCodes: [DiagnosticCode] = [notFixed, tooManyValues]

  package static let notFixed = DiagnosticCode(
    "T280", title: Bilingual("a value that is not written out", "没有写明的值"),
    page: Bilingual(
      """
      Some values are fixed before the query runs: the columns of `pivot … in (…)`, what
      `complete … in …` adds, where `explode … at …` cuts. They are literals of the column's own type, a
      range of whole numbers or dates (`in 2015..2024`), or a table of one column. Each stands once.
      """,
      "有些值须在运行之前确定：`透视 … 在 (…)` 的列、`补全 … 在 …` 要补的值、`拆行 … 于 …` 的分隔符。"
        + "它们是该列类型的字面值、整数或日期的范围（`在 2015..2024`），或只有一列的表。每个值只写一次。"))
  package static let tooManyValues = DiagnosticCode(
    "T281", title: Bilingual("more columns or values than can be meant", "列或值过多"),
    page: Bilingual(
      """
      `pivot` makes at most 1,000 columns, a range or table of values has at most 1,000,000, and `rollup`
      and `cube` make at most 256 levels. List the values that are wanted:
      `pivot … per 年 in (2022, 2023)`.
      """,
      "`透视` 最多得出 1,000 列，值的范围或表最多 1,000,000 个值，`逐级` 与 `全组合` 最多 256 级。"
        + "请列出所要的值：`透视 … 逐 年 在 (2022, 2023)`。"))
}
