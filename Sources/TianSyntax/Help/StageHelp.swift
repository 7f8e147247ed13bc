import TianSource

extension Verb {
  public var help: HelpEntry {
    switch self {
    case .where, .derive, .select, .drop, .rename, .summarize: columnHelp
    case .sort, .take, .skip, .sample, .distinct: rowHelp
    case .join, .union, .except, .intersect, .follow: tableHelp
    case .pivot, .unpivot, .explode, .fill, .complete: shapeHelp
    case .assert, .save, .describe, .schema, .chart: lookHelp
    }
  }

  func entry(
    _ form: (en: String, zh: String), _ help: (en: String, zh: String), _ example: (en: String, zh: String)
  ) -> HelpEntry {
    HelpEntry(
      name, Bilingual(form.en, form.zh), Bilingual(help.en, help.zh), Bilingual(example.en, example.zh),
      parts: parts)
  }

  private var columnHelp: HelpEntry {
    switch self {
    case .derive:
      entry(
        ("derive name = value, … [by keys] [sort keys]", "新增 名称 = 值, … [按 键] [排序 键]"),
        ("Adds or replaces columns; later items see earlier ones.", "新增或替换列；后面的项可用前面的项。"),
        (
          "资金 | derive 每个 = 金额 / 对象数 | select 项目, 每个",
          "资金 | 新增 每个 = 金额 / 对象数 | 选列 项目, 每个"
        ))
    case .select:
      entry(
        ("select name, name = value, 产*, -name", "选列 名称, 名称 = 值, 产*, -名称"),
        (
          "Keeps these columns, in this order; `*` stands for any letters, `-` leaves a column out.",
          "只留这些列，按此次序；`*` 代表任意文字，`-` 表示不要该列。"
        ),
        ("县 | select 县, 所在 = concat(省, 市)", "县 | 选列 县, 所在 = 连接(省, 市)"))
    case .drop:
      entry(
        ("drop name, …", "去列 名称, …"), ("Leaves columns out.", "去掉这些列。"),
        ("县 | drop source, 省 | take 2", "县 | 去列 source, 省 | 取 2"))
    case .rename:
      entry(
        ("rename new = old, …", "改名 新 = 旧, …"),
        ("Gives columns other names, all at once.", "给列换名称，同时生效。"),
        ("县 | rename 区县 = 县 | take 2", "县 | 改名 区县 = 县 | 取 2"))
    case .summarize:
      entry(
        ("summarize name = aggregate, … [by keys] [sort keys]", "汇总 名称 = 聚合, … [按 键] [排序 键]"),
        (
          "One row a group: its keys, then the aggregates; without `by` one row in all. `by rollup(省, 县)` "
            + "adds subtotals, `by cube(…)` those of every combination, finest first; the column "
            + "`level` names "
            + "the keys that a row keeps, and is empty for the grand total. "
            + "`sort` here orders the rows that come in, for `first` and its like; `| sort -村数` after it "
            + "sorts the result.",
          "每组一行：先是键，再是各项聚合；没有 `按` 时总共一行。`按 逐级(省, 县)` 加小计，`按 全组合(…)` 加各种组合的小计，"
            + "由细到粗；列 `层级` 写明该行保留的键，总计为空文本。"
            + "此处的 `排序` 排的是进来的行，供 `首个` 之类使用；要排结果，请在其后写 `| 排序 -村数`。"
        ),
        ("村庄 | summarize 村数 = count() by 县", "村庄 | 汇总 村数 = 计数() 按 县"))
    default:
      entry(
        ("where condition [by keys] [sort keys]", "筛选 条件 [按 键] [排序 键]"),
        (
          "Keeps the rows for which the condition is certainly true; aggregates in it are over the group.",
          "只留条件一定为真的行；其中的聚合函数按组计算。"
        ),
        ("土地 | where 面积 >= 500亩 | select 地点, 面积", "土地 | 筛选 面积 >= 500亩 | 选列 地点, 面积"))
    }
  }

  private var rowHelp: HelpEntry {
    switch self {
    case .take:
      entry(
        ("take n  ·  take m..n  [by keys] [sort keys]", "取 n  ·  取 m..n  [按 键] [排序 键]"),
        (
          "The first rows, or those from m to n, both counted from 1; of each group where there are keys.",
          "最前的若干行，或第 m 到第 n 行，从 1 数起；有键时每组各取。"
        ),
        (
          "村庄 | take 2 by 县 sort 村名 | select 县, 村名", "村庄 | 取 2 按 县 排序 村名 | 选列 县, 村名"
        ))
    case .skip:
      entry(
        ("skip n [by keys] [sort keys]", "跳过 n [按 键] [排序 键]"),
        ("All but the first rows.", "去掉最前的若干行。"), ("县 | skip 3 | select 县", "县 | 跳过 3 | 选列 县"))
    case .sample:
      entry(
        ("sample n  ·  sample 5%, seed: 7  [by keys]", "抽样 n  ·  抽样 5%, 种子: 7  [按 键]"),
        (
          "Rows picked at random, always the same for one seed, 0 where none is given; the order "
            + "stays. A share is "
            + "rounded to whole rows, halves up; with keys of each group. Rows draw by their place in "
            + "the table, "
            + "or in the order of `sort`.",
          "随机抽出若干行，次序不变；种子相同结果相同，不写为 0。百分数四舍五入为整行；有键时每组各抽。每行按它在表中（或 `排序` 次序中）的位置取号。"
        ),
        ("村庄 | sample 3, seed: 7 | select 县, 村名", "村庄 | 抽样 3, 种子: 7 | 选列 县, 村名"))
    case .distinct:
      entry(
        ("distinct [name, …]", "去重 [名称, …]"),
        (
          "Each different row once, or each different tuple of some columns, and no others.",
          "相同的行只留一行；写了列名时只留这些列，每种组合一行。"
        ),
        ("村庄 | distinct 城乡分类", "村庄 | 去重 城乡分类"))
    default:
      entry(
        ("sort name, -name", "排序 名称, -名称"),
        ("Ascending, `-` descending; nulls come last either way.", "由小到大，`-` 由大到小；空值总在最后。"),
        ("乡镇 | sort 类型, -乡镇 | take 3", "乡镇 | 排序 类型, -乡镇 | 取 3"))
    }
  }
}
