import TianSource

extension ForeignTable {
  private static func chart(_ typed: String, _ origin: String, _ kind: Keyword) -> ForeignForm {
    let isNarrow = kind == .histogram
    let isScatter = kind == .scatter
    let columns = isNarrow ? "户数" : isScatter ? "户数, 面积" : kind == .line ? "成立日期, 户数" : "名称, 户数"
    let verb = Language(ofWord: typed) == .chinese ? "图表" : "chart"
    return ForeignForm(
      typed, origin, .chartKind(kind), Bilingual(kind.english, kind.chinese),
      "合作社 | \(verb) \(typed) \(columns)")
  }

  /// Kinds of charts as other programs call them.
  static let charts: [ForeignForm] = [
    chart("柱状图", "中文", .bar), chart("柱形图", "中文", .bar), chart("柱形", "中文", .bar),
    chart("条形图", "中文", .bar), chart("条形", "中文", .bar), chart("饼图", "中文", .bar),
    chart("折线图", "中文", .line), chart("线图", "中文", .line), chart("曲线图", "中文", .line), chart("曲线", "中文", .line),
    chart("散点图", "中文", .scatter), chart("点图", "中文", .scatter),
    chart("直方图", "中文", .histogram), chart("分布图", "中文", .histogram), chart("走势图", "中文", .spark),
    chart("column", "Excel", .bar), chart("columns", "Excel", .bar), chart("barplot", "R", .bar),
    chart("barh", "pandas", .bar), chart("pie", "Excel", .bar),
    chart("lineplot", "seaborn", .line), chart("points", "R", .scatter),
    chart("scatterplot", "seaborn", .scatter),
    chart("hist", "pandas, R", .histogram), chart("sparkline", "Excel", .spark),
    ForeignForm(
      "plot", "pandas, R", .shape(.frontStage), Bilingual("chart bar", "图表 柱状"), "合作社 | plot 名称, 户数"),
    ForeignForm(
      "画图", "中文", .shape(.frontStage), Bilingual("chart bar", "图表 柱状"), "合作社 | 画图 名称, 户数"),
    ForeignForm(
      "折线图 a, b", "中文", .shape(.frontStage), Bilingual("chart line", "图表 折线"), "合作社 | 折线图 成立日期, 户数"),
    ForeignForm(
      "bar a, b", "typing", .shape(.frontStage), Bilingual("chart bar", "图表 柱状"), "合作社 | bar 名称, 户数"),
  ]

  /// What is said of a word that Tian has no stage for: how the same is come by; nil for any other word.
  static func advice(_ word: String) -> Bilingual? {
    advices.first { $0.words.contains(word.lowercased()) }?.advice
  }

  private static let advices: [(words: Set<String>, advice: Bilingual)] = [
    (
      ["tail", "last", "末尾", "最后", "取后", "后"],
      Bilingual(
        "sort the other way, and take the first: `sort -key | take 3`", "请倒过来排序，再取前几行：`排序 -键 | 取 3`")
    ),
    (
      ["resample"],
      Bilingual(
        "group by the date cut to months: `summarize … by truncate(date, 1月)`",
        "请按截断到月的日期分组：`汇总 … 按 截断(日期, 1月)`")
    ),
    (
      ["apply", "map", "lapply", "transform", "应用"],
      Bilingual("write what is made of each row: `derive x = …`", "请写出每行要算的：`新增 值 = …`")
    ),
    (
      ["dropna", "drop_na", "删除空值"],
      Bilingual("name the columns: `where a != null and b != null`", "请写明各列：`筛选 甲 != 空 且 乙 != 空`")
    ),
    (["fillna", "填充空值"], Bilingual("name the column: `fill a = 0`", "请写明列：`填充 甲 = 0`")),
    (
      ["loc", "iloc"],
      Bilingual("rows: `where …`, `take 2..5`; columns: `select a, b`", "行请用 `筛选 …`、`取 2..5`，列请用 `选列 甲, 乙`")
    ),
    (
      ["shape", "nrow", "dim", "ncol"],
      Bilingual("rows: `summarize count()`; columns: `schema`", "行数请用 `汇总 计数()`，列请用 `结构`")
    ),
    (["relocate"], Bilingual("write `select a, *`", "请写 `选列 甲, *`")),
    (
      ["insert", "update", "set", "插入", "更新", "修改"],
      Bilingual(
        "Tian changes no table: `derive` makes a new column, `save` writes a new file",
        "田不改动表：`新增` 生成新列，`存为` 写出新文件")
    ),
  ]
}
