import TianSource

extension HelpTable {
  public static let statements = [
    HelpEntry(
      .from, Bilingual("from table  ·  from \"file.csv\"", "从 表  ·  从 \"文件.csv\""),
      Bilingual(
        "Begins with a table, a file, a bracketed query, or rows written out after `csv`. The word may be "
          + "left out, but for a file that no stage reads, which would be a text.",
        "从一个表、一个文件、括号里的查询，或 `数据` 后面写出的行开始。这个词可以省略；只是文件名后面没有步骤时不可，因为那是一段文本。"),
      Bilingual("from 县 | take 2", "从 县 | 取 2"), parts: HelpPart.ofFrom),
    HelpEntry(
      .let, Bilingual("let name = query  ·  let name = value", "令 名称 = 查询  ·  令 名称 = 值"),
      Bilingual("Names a query or a value for the lines below.", "给一个查询或一个值取名，供下文使用。"),
      Bilingual(
        "let 门槛 = 500亩; 土地 | where 面积 > 门槛 | select 地点",
        "令 门槛 = 500亩; 土地 | 筛选 面积 > 门槛 | 选列 地点")),
    HelpEntry(
      .fn, Bilingual("fn name(a, b) = value", "函数 名称(甲, 乙) = 值"),
      Bilingual(
        "A function of your own; it sees only its parameters.", "自己的函数；只能用它的参数。"),
      Bilingual(
        "fn 每个(款, 数) = 款 / 数; 资金 | select 项目, x = 每个(金额, 对象数) | take 2",
        "函数 每个(款, 数) = 款 / 数; 资金 | 选列 项目, x = 每个(金额, 对象数) | 取 2")),
    HelpEntry(
      .load,
      Bilingual(
        "load \"x.txt\" as t [, option: value, …]", "载入 \"x.txt\" 记作 t [, 选项: 值, …]"),
      Bilingual(
        "Reads one more file as a table, or all that fit a pattern: `\"产出-*.csv\"`. A time of day has no "
          + "zone here: `2024-01-01T08:30:00Z` stays text. What no option says is told from the file; what "
          + "did not fit is in `_rejects`.",
        "再读一个文件作为表，或符合 `\"产出-*.csv\"` 的所有文件。这里的时刻不带时区：`2024-01-01T08:30:00Z` 仍是文本。"
          + "选项没有说明的从文件内容判断；不符之处见 `_剔除`。"),
      Bilingual("load \"县.csv\" as t; t | take 1", "载入 \"县.csv\" 记作 t; t | 取 1"), parts: HelpPart.ofLoad),
    HelpEntry(
      .use, Bilingual("use \"lib.tian\"", "引用 \"lib.tian\""),
      Bilingual("Takes over the definitions of another script.", "使用另一个脚本里的定义。"),
      Bilingual(
        "use \"definitions.tian\"; 大片 | select 地点, 面积", "引用 \"definitions.tian\"; 大片 | 选列 地点, 面积")),
    HelpEntry(
      .set, Bilingual("set hedge word = share", "设定 约数 词 = 比例"),
      Bilingual(
        "How wide 近 or 约 is from here on, in cells, in queries and in what `number` reads; 5% unless set.",
        "设定此后“近”或“约”的宽度，对单元格、查询与 `数值` 都起作用；不设则为 5%。"),
      Bilingual(
        "set hedge 近 = 10%; 土地 | where possible(面积 < 1850亩) | select 地点 | take 3",
        "设定 约数 近 = 10%; 土地 | 筛选 可能(面积 < 1850亩) | 选列 地点 | 取 3"), parts: HelpPart.ofSet),
    HelpEntry(
      .unit, Bilingual("unit name = amount", "单位 名称 = 数量"),
      Bilingual(
        "A unit of your own, usable below in figures, after `to`, in headers and cells.",
        "自己的单位，可用于其后的数量、`换算`、表头和单元格。"),
      Bilingual("unit 箱 = 12公斤; 3箱 + 4公斤 to 箱", "单位 箱 = 12公斤; 3箱 + 4公斤 换算 箱")),
    HelpEntry(
      .explain, Bilingual("explain query", "解释 查询"),
      Bilingual("Shows the plan before and after optimisation.", "显示优化前后的执行计划。"),
      Bilingual("explain 县 | take 1", "解释 县 | 取 1")),
    HelpEntry(
      .profile, Bilingual("profile query", "剖析 查询"),
      Bilingual(
        "Runs the query and tells rows, bytes and time of each step.", "运行查询，给出每一步的行数、字节和时间。"),
      Bilingual(
        "profile 县 | take 1; | select step, rows_out", "剖析 县 | 取 1; | 选列 步骤, 出行数")),
    HelpEntry(
      .lineage, Bilingual("lineage query", "溯源 查询"),
      Bilingual(
        "Tells for each row of the result the files and lines that it comes from.",
        "给出结果的每一行来自哪些文件的哪些行。"),
      Bilingual(
        "lineage 土地 | where 面积 > 500亩; | select row, table, lines",
        "溯源 土地 | 筛选 面积 > 500亩; | 选列 行, 表, 行号")),
  ]
}
