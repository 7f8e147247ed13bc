import TianSource

extension Verb {
  /// The words that may stand in the stage, its tails last.
  var parts: [HelpPart] {
    let own = ownParts
    guard takesTails else { return own }
    let tails = [HelpPart.groups, givesGroupsInOrder ? .orderOfGroups : .orderInGroups]
    return own + (self == .chart ? [.series, .orderInGroups] : tails)
  }

  private var givesGroupsInOrder: Bool { self == .take || self == .skip || self == .complete }

  private var ownParts: [HelpPart] {
    switch self {
    case .where, .derive, .select, .drop, .rename, .sort, .take, .skip, .distinct, .union, .except,
      .intersect, .assert, .describe, .schema:
      []
    case .summarize: HelpPart.levels
    case .sample: [HelpPart.seed]
    case .join: HelpPart.kindsOfJoin + [.rowName, .conditions]
    case .follow: [.rowName, .conditions, .depth]
    case .pivot: HelpPart.pivoted
    case .unpivot: [.names]
    case .explode: [.separator]
    case .fill: [.down]
    case .complete: [.completed]
    case .chart: HelpPart.kindsOfChart + HelpPart.optionsOfChart
    case .save: [.encodingOfSave]
    }
  }
}

extension HelpPart {
  fileprivate static let groups = HelpPart(
    .by, ("by key, …", "按 键, …"),
    ("rows with the same keys are a group of their own", "键相同的行为一组，各组分别处理"))
  fileprivate static let orderInGroups = HelpPart(
    .sort, ("sort key, -key", "排序 键, -键"),
    ("the order within groups, for this stage; `-` descending", "这一步看各组内行的次序；`-` 由大到小"))
  fileprivate static let orderOfGroups = HelpPart(
    .sort, ("sort key, -key", "排序 键, -键"),
    ("the order within groups, in which rows come out, too", "组内行的次序，结果也按此次序"))
  fileprivate static let series = HelpPart(
    .by, ("by key", "按 键"), ("a series of each value of the key", "键的每个值为一个系列"))

  fileprivate static let levels = [
    HelpPart(
      .rollup, ("by rollup(省, 县)", "按 逐级(省, 县)"),
      ("subtotals of ever fewer keys, the last left out first, and the total", "依次去掉末尾的键作小计，直到总计")),
    HelpPart(
      .cube, ("by cube(省, 年)", "按 全组合(省, 年)"),
      ("subtotals of every combination of keys, and the total", "键的每种组合都作小计，并有总计")),
  ]
  fileprivate static let seed = HelpPart(
    .seed, ("7", "7"), ("another number picks other rows; 0 unless given", "换一个数抽出另一些行；不写为 0"))

  fileprivate static let kindsOfJoin = [
    HelpPart(.inner, nil, ("only rows that match, once for each match; the default", "只留匹配的行，每个匹配一行；不写即此")),
    HelpPart(.left, nil, ("all rows of the flow, nulls where none matches", "流中的行全留，无匹配处为空")),
    HelpPart(.right, nil, ("all rows of the table, nulls where none matches", "表中的行全留，无匹配处为空")),
    HelpPart(.full, nil, ("all rows of both", "两边的行全留")),
    HelpPart(
      .semi, nil, ("rows of the flow that match, once, without the table's columns", "流中有匹配的行，各一行，不带表的列")),
    HelpPart(.anti, nil, ("rows of the flow that match nothing", "流中没有匹配的行")),
    HelpPart(.cross, nil, ("each row with each row of the table; no `on`", "每行与表的每行相配；不写 `依据`")),
    HelpPart(
      .asof, nil,
      (
        "each row with the nearest one: equalities and one inequality, `on 县, 年 >= t.起`",
        "每行配最近的一行：若干相等和一个不等，`依据 县, 年 >= t.起`"
      )),
    HelpPart(
      .one, nil,
      (
        "a look-up: each row once, nulls where none matches, an error where two do",
        "查找：每行仍是一行，无匹配为空，有两个匹配即报错"
      )),
  ]
  fileprivate static let rowName = HelpPart(
    .as, ("as t", "记作 t"), ("what the table is called in `on` and after: `t.名称`", "表在 `依据` 及其后的名称：`t.名称`"))
  fileprivate static let conditions = HelpPart(
    .on, ("on key, a == t.b, …", "依据 键, 甲 == t.乙, …"),
    ("columns that both have, or conditions; `t.名` is the table's", "两边都有的列，或条件；`t.名` 是表的列"))
  fileprivate static let depth = HelpPart(
    .depth, ("depth 1..5", "深度 1..5"), ("only rows reached in that many steps", "只留这些步数内到达的行"))

  fileprivate static let pivoted = [
    HelpPart(.per, ("per 年", "逐 年"), ("the column whose values become columns", "其值成为列的那一列")),
    HelpPart(
      .in, ("in (2022, 2023)", "在 (2022, 2023)"),
      ("which values, in which order; all of them unless given", "取哪些值，按什么次序；不写则全取")),
  ]
  fileprivate static let names = HelpPart(
    .as, ("as name, value", "记作 名称, 值"), ("what the two new columns are called", "两个新列的名称"))
  fileprivate static let separator = HelpPart(
    .at, ("at \"；\"", "于 \"；\""), ("what stands between the parts", "各段之间的文字"))
  fileprivate static let down = HelpPart(
    .down, ("down name, …", "向下 名称, …"), ("the last value above, within the group", "取组内前面最近的值"))
  fileprivate static let completed = HelpPart(
    .in, ("in 2015..2024", "在 2015..2024"),
    (
      "a range, a list or a table of values; those that the column has unless given",
      "范围、列表或表中的值；不写则为该列已有的值"
    ))

  fileprivate static let kindsOfChart = [
    HelpPart(
      .bar, ("bar name, number, …", "柱状 名称, 数, …"),
      ("a bar for each number beside its name", "每个数一根柱，旁边是名称")),
    HelpPart(
      .line, ("line x, number, …", "折线 横轴, 数, …"),
      ("a line through the numbers over x, a number or a time", "数随横轴变化的线；横轴是数或时间")),
    HelpPart(
      .scatter, ("scatter x, y", "散点 横轴, 纵轴"), ("a point for each pair of numbers", "每对数一个点")),
    HelpPart(
      .histogram, ("histogram number", "直方 数"),
      ("how many of the numbers lie in each of equal ranges", "各等宽区间里各有多少个数")),
    HelpPart(
      .spark, ("spark [name,] number", "走势 [名称,] 数"),
      ("the numbers as one line of small bars, in a row for each name", "把数画成一行小柱，每个名称一行")),
  ]
  fileprivate static let optionsOfChart = [
    HelpPart(.title, ("\"…\"", "\"…\""), ("what stands above the chart", "图表上方的文字")),
    HelpPart(
      .bins, ("20", "20"),
      ("how many ranges a histogram has; told from the data unless given", "直方图分几组；不写则由数据决定")),
  ]
  fileprivate static let encodingOfSave = HelpPart(
    .encoding, ("\"gb18030\"", "\"gb18030\""),
    (
      "of csv and tsv: \"utf-8\", \"utf-8-bom\" (marked for spreadsheets) or \"gb18030\"",
      "用于 csv 和 tsv：\"utf-8\"、\"utf-8-bom\"（带电子表格识别用的标记）或 \"gb18030\""
    ))
}
