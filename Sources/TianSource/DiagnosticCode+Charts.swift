extension DiagnosticCode {
  static let chartCodes: [DiagnosticCode] = [invalidChart]

  package static let invalidChart = DiagnosticCode(
    "T290", title: Bilingual("a chart that cannot be drawn", "图表无法画出"),
    page: Bilingual(
      """
      `chart bar` takes a name and one or more numbers, `line` an x and numbers, `scatter` two numbers,
      `histogram` one, `spark` one with or without a name. With `by` there is one number, and a series of each
      value of one key. Numbers on one axis have one unit. A chart is the last stage; only `save` follows it.
      """,
      """
      `图表 柱状` 要一个名称和一个或几个数，`折线` 要一个横轴和若干数，`散点` 要两个数，`直方` 要一个数，`走势` 要一个数，可带名称。
      用 `按` 时只能有一个数，键的每个值为一个系列。同一坐标轴上的数须是同一单位。图表是最后一步，其后只能 `存为`。
      """))
}
