import TianSource

extension Verb {
  var tableHelp: HelpEntry {
    switch self {
    case .union:
      entry(
        ("union table", "并上 表"),
        ("The rows of another table below; its columns are found by name.", "把另一个表的行接在下面，按列名对应。"),
        (
          "县 | select 名 = 县 | union (乡镇 | select 名 = 乡镇) | summarize n = count()",
          "县 | 选列 名 = 县 | 并上 (乡镇 | 选列 名 = 乡镇) | 汇总 n = 计数()"
        ))
    case .except:
      entry(
        ("except table", "减去 表"),
        (
          "The rows that are not in another table of the same columns. Null equals null; repeats stay.",
          "去掉另一个表里也有的行，两表的列须相同。空值与空值相等；重复的行都保留。"
        ),
        (
          "生产 | distinct 地点 | except (土地 | distinct 地点)", "生产 | 去重 地点 | 减去 (土地 | 去重 地点)"
        ))
    case .intersect:
      entry(
        ("intersect table", "交集 表"),
        (
          "The rows that are in another table of the same columns too. Null equals null; repeats stay.",
          "只留另一个表里也有的行，两表的列须相同。空值与空值相等；重复的行都保留。"
        ),
        (
          "生产 | distinct 地点 | intersect (土地 | distinct 地点)",
          "生产 | 去重 地点 | 交集 (土地 | 去重 地点)"
        ))
    case .follow:
      entry(
        ("follow table on a == t.b [depth 1..5]", "追随 表 依据 甲 == 表.乙 [深度 1..5]"),
        (
          "Adds the table's rows that follow from those at hand, step by step, with `depth` and `path`: "
            + "trees, "
            + "alliances, cycles.",
          "从已有的行出发，一步步加上表中相接的行，并给出 `depth` 和 `path`：树、联盟、环都可以。"
        ),
        (
          "行业 | where 行业编码 == \"0164\" | follow 行业 on 上级编码 == 行业.行业编码 | select 行业编码, 行业名称, depth",
          "行业 | 筛选 行业编码 == \"0164\" | 追随 行业 依据 上级编码 == 行业.行业编码 | 选列 行业编码, 行业名称, depth"
        ))
    default:
      entry(
        ("join [kind] table [as t] on key, …", "关联 [方式] 表 [记作 t] 依据 键, …"),
        (
          "Puts the matching rows of another table beside. A null key matches nothing.",
          "把另一个表中匹配的行接在右边。空的键不与任何行匹配。"
        ),
        (
          "乡镇 | join one 县 on 县编码 | take 2 | select 乡镇, 县",
          "乡镇 | 关联 唯一 县 依据 县编码 | 取 2 | 选列 乡镇, 县"
        ))
    }
  }

  var shapeHelp: HelpEntry {
    switch self {
    case .unpivot:
      entry(
        ("unpivot a, b as name, value", "逆透视 甲, 乙 记作 名称, 值"),
        (
          "A row for each of some columns, in their order: its name, a text, and its value. Nulls "
            + "keep their rows; "
            + "the columns are of one type and kind of unit, converted to the first one's.",
          "把几列变成行，按列的次序：每列一行，给出列名（文本）和值。空值也保留一行；各列须同类型、同类单位，换算为第一列的单位。"
        ),
        (
          "县 | unpivot 市, 省 as 级别, 名称 | select 县, 级别, 名称 | take 4",
          "县 | 逆透视 市, 省 记作 级别, 名称 | 选列 县, 级别, 名称 | 取 4"
        ))
    case .explode:
      entry(
        ("explode name at \"；\"", "拆行 名称 于 \"；\""),
        (
          "A row for each part of a text. Null keeps its row; an empty text is one empty part, and "
            + "so is what "
            + "stands between two separators side by side.",
          "文字的每一段一行。空值保留原行；空文本是一个空段，两个相邻分隔符之间也是空段。"
        ),
        (
          "合作社 | select 名称, 备注 | explode 备注 at \"；\" | take 3",
          "合作社 | 选列 名称, 备注 | 拆行 备注 于 \"；\" | 取 3"
        ))
    case .fill:
      entry(
        (
          "fill name = value, …  ·  fill down name [by keys] [sort keys]",
          "填充 名称 = 值, …  ·  填充 向下 名称 [按 键] [排序 键]"
        ),
        (
          "Puts a value where there is none, or the last one above in the group's order.",
          "给空值填上一个值，或按组内次序填上前面最近的值。"
        ),
        (
          "土地 | fill 备注 = \"无\" | select 地点, 备注 | take 2",
          "土地 | 填充 备注 = \"无\" | 选列 地点, 备注 | 取 2"
        ))
    case .complete:
      entry(
        ("complete name [in a..b] by keys", "补全 名称 [在 a..b] 按 键"),
        (
          "Adds to every group the rows that it lacks: each combination of the values that it has, "
            + "or of a range "
            + "or list; other columns are null. Gives group after group, each sorted by the completed "
            + "columns, "
            + "or by `sort`.",
          "给每组补上缺少的行：组内已有的值，或给定的范围、列表的每种组合；其他列为空。逐组给出，组内按补全的列排序，或按 `排序`。"
        ),
        (
          "资金 | select 地点, 对象数 | where 对象数 <= 5 | complete 对象数 in 1..3 by 地点 | take 4",
          "资金 | 选列 地点, 对象数 | 筛选 对象数 <= 5 | 补全 对象数 在 1..3 按 地点 | 取 4"
        ))
    default:
      entry(
        (
          "pivot aggregate, … per name [in (v1, v2)] by keys", "透视 聚合, … 逐 名称 [在 (值1, 值2)] 按 键"
        ),
        (
          "A column for each value of a column, holding the aggregate; a row for each group. Columns "
            + "come in the "
            + "order listed, else ascending, and are called by their values, `value_name` with several "
            + "aggregates. Where a group lacks a value `count` and `sum` are 0, others null.",
          "某列的每个值成为一列，放入聚合结果；每组一行。列按所列次序，否则由小到大，以值为名；有几项聚合时名为 `值_名称`。"
            + "组中没有该值时 `计数`、`合计` 为 0，其余为空。"
        ),
        (
          "乡镇 | pivot count() per 类型 in (\"镇\", \"乡\", \"街道\") by 县编码",
          "乡镇 | 透视 计数() 逐 类型 在 (\"镇\", \"乡\", \"街道\") 按 县编码"
        ))
    }
  }

  var lookHelp: HelpEntry {
    switch self {
    case .assert:
      entry(
        ("assert condition, \"message\" [by keys]", "断言 条件, \"消息\" [按 键]"),
        (
          "Stops the script, and shows the rows at fault, unless the condition is true of every row.",
          "条件须对每一行为真，否则脚本停止并列出有问题的行。"
        ),
        (
          "土地 | assert 面积 > 0亩, \"面积须为正\" | summarize n = count()",
          "土地 | 断言 面积 > 0亩, \"面积须为正\" | 汇总 n = 计数()"
        ))
    case .chart:
      entry(
        (
          "chart kind name, number, … [, title: \"…\"] [by key] [sort keys]",
          "图表 种类 名称, 数, … [, 标题: \"…\"] [按 键] [排序 键]"
        ),
        (
          "Draws these columns on a terminal; `| save \"x.svg\"` or .html makes a picture. Hedged "
            + "figures are drawn with their ranges. The rows are those columns.",
          "在终端上画出这些列；`| 存为 \"x.svg\"` 或 .html 得到图片。约数画出其范围。结果的行就是这些列。"
        ),
        (
          "土地 | where 面积 != null | chart bar 地点, 面积", "土地 | 筛选 面积 != 空 | 图表 柱状 地点, 面积"
        ))
    case .save:
      entry(
        ("save \"out.csv\" [, encoding: \"gb18030\"]", "存为 \"out.csv\" [, 编码: \"gb18030\"]"),
        (
          "Writes the rows to a file, whole or not at all, and passes them on; the ending tells the format: "
            + "csv tsv json jsonl md html; `.gz` after it packs the file.",
          "把行写入文件，要么写完整，要么不动，然后原样传给下一步；后缀决定格式：csv tsv json jsonl md html，"
            + "后面再加 `.gz` 则压缩。"
        ),
        ("县 | save \"县.csv\" | summarize n = count()", "县 | 存为 \"县.csv\" | 汇总 n = 计数()"))
    case .schema:
      entry(
        ("schema", "结构"), ("A row for each column: its name, type and unit.", "每列一行：名称、类型、单位。"),
        ("土地 | schema", "土地 | 结构"))
    default:
      entry(
        ("describe", "概览"),
        (
          "A row for each column: its type, nulls, different values, least, quartiles and greatest.",
          "每列一行：类型、空值数、不同值数、最小、四分位、最大。"
        ),
        ("县 | describe", "县 | 概览"))
    }
  }
}
