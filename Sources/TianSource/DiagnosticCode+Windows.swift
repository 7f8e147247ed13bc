extension DiagnosticCode {
  package static let misplacedWindow = DiagnosticCode(
    "T240", title: Bilingual("a window function where it has no rows", "窗口函数用错了地方"),
    page: Bilingual(
      """
      `row_number`, `rank`, `lag`, `running` and their like give each row a value of the rows around it. They
      stand in `derive`, `where`, `select` and `sort`, and neither in `summarize` nor inside an aggregate or
      one another: `derive` the inner one first, then use its column.
      """,
      """
      `行号`、`排名`、`前值`、`累计` 等由周围的行为每行得出一个值，可用于 `新增`、`筛选`、`选列`、`排序`；
      不能用于 `汇总`，也不能嵌套在聚合函数或其他窗口函数之内。请先用 `新增` 算出里面的一个，再使用那一列。
      """))
  package static let windowNeedsOrder = DiagnosticCode(
    "T241", title: Bilingual("a window function without an order", "窗口函数缺少次序"),
    page: Bilingual(
      """
      `rank`, `dense_rank` and `percent_rank` say which rows tie, and `1年` as a distance is measured on a key:
      both need a `sort` at the end of the stage, a width of just one key. `row_number`, `lag(x, 1)` and
      `running` go by the table's order where none is given.
      """,
      """
      `排名`、`连续排名`、`百分位排名` 要知道哪些行并列，`1年` 这样的间隔要按键计算：都须在本步末尾写明
      `排序`，时间间隔只能有一个键。`行号`、`前值(x, 1)`、`累计` 未写次序时按表的次序。
      """))
  package static let windowWidth = DiagnosticCode(
    "T242", title: Bilingual("a width that does not fit the sort key", "间隔与排序键不符"),
    page: Bilingual(
      """
      Over dates a width is of whole days, weeks, months, quarters or years, over timestamps of hours and
      minutes too, over periods of whole periods; over whole numbers without a unit, which are years then, of
      whole years; over numbers with a unit, of that kind. It is written out, and greater than 0. A plain
      number counts rows.
      """,
      "排序键是日期时，间隔用整天、周、月、季度、年；是时刻时还可用小时、分钟；是时期时用整个时期；键是无单位的整数时视为年份，用整年；键带单位时用同类单位。间隔须大于 0。不带单位的数是行数。"))
  package static let notAnAggregate = DiagnosticCode(
    "T243", title: Bilingual("no aggregate where one is wanted", "此处需要聚合函数"),
    page: Bilingual(
      "`running` and `rolling` say over which rows an aggregate is: `running(sum(x))`, `rolling(avg(x), 3)`.",
      "`累计` 和 `滚动` 说明聚合函数是对哪些行：`累计(合计(x))`、`滚动(平均(x), 3)`。"))

  static let windowCodes = [misplacedWindow, windowNeedsOrder, windowWidth, notAnAggregate]
}
