import TianSource

extension ForeignTable {
  private static func verb(_ typed: String, _ origin: String, _ verb: Verb, _ example: String) -> ForeignForm
  {
    ForeignForm(typed, origin, .verb(verb), verb.name, example)
  }

  /// Words at the head of a stage.
  static let stages: [ForeignForm] = [
    verb("filter", "dplyr, Polars, PRQL", .where, "合作社 | filter 户数 > 3"),
    verb("having", "SQL", .where, "合作社 | summarize n = count() by 县 | having n > 3"),
    verb("query", "pandas", .where, "合作社 | query 户数 > 3"),
    verb("mutate", "dplyr", .derive, "合作社 | mutate a = 户数 * 2"),
    verb("extend", "KQL", .derive, "合作社 | extend a = 户数 * 2"),
    verb("compute", "Stata, SPSS", .derive, "合作社 | compute a = 户数 * 2"),
    verb("assign", "pandas", .derive, "合作社 | assign a = 户数 * 2"),
    verb("transmute", "dplyr", .select, "合作社 | transmute 县, a = 户数 * 2"),
    verb("with_columns", "Polars", .derive, "合作社 | with_columns a = 户数 * 2"),
    verb("project", "KQL", .select, "合作社 | project 名称, 县"),
    verb("remove", "Excel", .drop, "合作社 | remove 户数"),
    verb("delete", "Excel", .drop, "合作社 | delete 户数"),
    verb("aggregate", "PRQL", .summarize, "合作社 | aggregate n = count() by 县"),
    verb("agg", "pandas, Polars", .summarize, "合作社 | agg n = count()"),
    verb("summarise", "dplyr", .summarize, "合作社 | summarise n = count() by 县"),
    verb("collapse", "Stata", .summarize, "合作社 | collapse n = count() by 县"),
    verb("order", "PRQL, SQL", .sort, "合作社 | order 县"),
    verb("arrange", "dplyr", .sort, "合作社 | arrange 县, 户数"),
    verb("orderby", "LINQ", .sort, "合作社 | orderby 县"),
    verb("sort_values", "pandas", .sort, "合作社 | sort_values 县"),
    verb("limit", "SQL", .take, "合作社 | limit 10"),
    verb("head", "pandas, R", .take, "合作社 | head 10"),
    verb("top", "SQL Server", .take, "合作社 | top 10"),
    verb("fetch", "SQL", .take, "合作社 | fetch 10"),
    verb("offset", "SQL", .skip, "合作社 | offset 10"),
    verb("unique", "Polars", .distinct, "合作社 | unique"),
    verb("drop_duplicates", "pandas", .distinct, "合作社 | drop_duplicates"),
    verb("append", "pandas", .union, "合作社 | append 合作社"),
    verb("concat", "Polars", .union, "合作社 | concat 合作社"),
    verb("bind_rows", "dplyr", .union, "合作社 | bind_rows 合作社"),
    verb("minus", "Oracle", .except, "合作社 | minus 合作社"),
    verb("setdiff", "dplyr", .except, "合作社 | setdiff 合作社"),
    verb("melt", "pandas", .unpivot, "产出 | melt 产值 as 名, 值"),
    verb("gather", "tidyr", .unpivot, "产出 | gather 产值 as 名, 值"),
    verb("pivot_longer", "tidyr", .unpivot, "产出 | pivot_longer 产值 as 名, 值"),
    verb("spread", "tidyr", .pivot, "产出 | spread sum(产值) per 年 in (2021, 2022) by 产业"),
    verb("pivot_wider", "tidyr", .pivot, "产出 | pivot_wider sum(产值) per 年 in (2021, 2022) by 产业"),
    verb("pivot_table", "pandas", .pivot, "产出 | pivot_table sum(产值) per 年 in (2021, 2022) by 产业"),
    verb("unnest", "SQL, tidyr", .explode, "合作社 | unnest 产业 at \"；\""),
    verb("separate_rows", "tidyr", .explode, "合作社 | separate_rows 产业 at \"；\""),
    verb("fillna", "pandas", .fill, "合作社 | fillna 户数 = 0户"),
    verb("sample_n", "dplyr", .sample, "合作社 | sample_n 10, seed: 3"),
    verb("info", "pandas", .schema, "合作社 | info"),
    verb("glimpse", "dplyr", .schema, "合作社 | glimpse"),
    verb("merge", "pandas", .join, "合作社 | merge 村庄 on 村编码"),
    verb("union_all", "dplyr", .union, "合作社 | union_all 合作社"),
    verb("into", "SQL", .save, "合作社 | into \"x.csv\""),
    verb("export", "Stata", .save, "合作社 | export \"x.csv\""),
    verb("to_csv", "pandas", .save, "合作社 | to_csv \"x.csv\""),
    verb("qualify", "SQL", .where, "合作社 | qualify row_number() <= 1 by 县 sort -户数"),
    verb("generate", "Stata", .derive, "合作社 | generate a = 户数 * 2"),
    verb("gen", "Stata", .derive, "合作社 | gen a = 户数 * 2"),
    verb("egen", "Stata", .derive, "合作社 | egen a = sum(户数) by 县"),
    verb("replace", "Stata", .derive, "合作社 | replace 户数 = 户数 * 2"),
    verb("keep", "Stata", .select, "合作社 | keep 名称, 户数"),
    verb("gsort", "Stata", .sort, "合作社 | gsort 县, -户数"),
    verb("pull", "dplyr", .select, "合作社 | pull 户数"),
    verb("slice_head", "dplyr", .take, "合作社 | slice_head 2"),
  ]

  private static func tail(_ typed: String, _ origin: String, _ verb: Verb, _ example: String) -> ForeignForm
  {
    let name = verb.name
    return ForeignForm(typed, origin, .tail(verb), Bilingual("| \(name.en)", "| \(name.zh)"), example)
  }

  /// Words after a whole part.
  static let tails: [ForeignForm] = [
    tail("order by", "SQL", .sort, "合作社 | where 户数 > 3 order by 县 desc"),
    tail("limit", "SQL", .take, "合作社 | where 户数 > 3 limit 10"),
    tail("offset", "SQL", .skip, "合作社 | where 户数 > 3 offset 10"),
    tail("having", "SQL", .where, "合作社 | summarize n = count() by 县 having n > 3"),
    ForeignForm(
      "group by", "SQL", .shape(.tailGroup), Bilingual("by", "按"),
      "合作社 | summarize n = count() group by 县"),
  ]

  /// What the Chinese write who know another language, or none.
  static let chinese: [ForeignForm] = [
    verb("过滤", "中文", .where, "合作社 | 过滤 户数 > 3"),
    verb("查询", "中文", .where, "合作社 | 查询 户数 > 3"),
    verb("条件", "中文", .where, "合作社 | 条件 户数 > 3"),
    verb("计算", "中文", .derive, "合作社 | 计算 甲 = 户数 * 2"),
    verb("增加", "中文", .derive, "合作社 | 增加 甲 = 户数 * 2"),
    verb("选择", "中文", .select, "合作社 | 选择 名称"),
    verb("显示", "中文", .select, "合作社 | 显示 名称"),
    verb("删除", "中文", .drop, "合作社 | 删除 户数"),
    verb("重命名", "中文", .rename, "合作社 | 重命名 户 = 户数"),
    verb("统计", "中文", .summarize, "合作社 | 统计 数 = 计数() 按 县"),
    verb("前", "中文", .take, "合作社 | 前 10"),
    verb("限制", "中文", .take, "合作社 | 限制 10"),
    verb("连接", "中文", .join, "合作社 | 连接 村庄 依据 村编码"),
    verb("合并", "中文", .union, "合作社 | 合并 合作社"),
    verb("去重复", "中文", .distinct, "合作社 | 去重复 县"),
    verb("导出", "中文", .save, "合作社 | 导出 \"x.csv\""),
    ForeignForm("并且", "中文", .connective(.and), Bilingual("and", "且"), "合作社 | 筛选 户数 > 3 并且 投产"),
    ForeignForm("而且", "中文", .connective(.and), Bilingual("and", "且"), "合作社 | 筛选 户数 > 3 而且 投产"),
    ForeignForm("或者", "中文", .connective(.or), Bilingual("or", "或"), "合作社 | 筛选 户数 > 3 或者 投产"),
    comparison("等于", "中文", .equal, "合作社 | 筛选 户数 等于 3"),
    comparison("不等于", "中文", .notEqual, "合作社 | 筛选 户数 不等于 3"),
    comparison("大于", "中文", .greater, "合作社 | 筛选 户数 大于 3"),
    comparison("小于", "中文", .less, "合作社 | 筛选 户数 小于 3"),
    comparison("大于等于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 大于等于 3"),
    comparison("小于等于", "中文", .lessOrEqual, "合作社 | 筛选 户数 小于等于 3"),
    comparison("不少于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 不少于 3"),
    comparison("不超过", "中文", .lessOrEqual, "合作社 | 筛选 户数 不超过 3"),
    comparison("包含", "中文", .contains, "合作社 | 筛选 名称 包含 \"茶\""),
    comparison("不包含", "中文", .notContains, "合作社 | 筛选 名称 不包含 \"茶\""),
    comparison("匹配", "中文", .matches, "合作社 | 筛选 名称 匹配 \"^茶\""),
    ForeignForm("求和", "中文", .function("合计($*)"), Bilingual("sum", "合计"), "合作社 | 汇总 甲 = 求和(户数)"),
    ForeignForm("平均值", "中文", .function("平均($*)"), Bilingual("avg", "平均"), "合作社 | 汇总 甲 = 平均值(户数)"),
    ForeignForm("最大值", "中文", .function("最大($*)"), Bilingual("max", "最大"), "合作社 | 汇总 甲 = 最大值(户数)"),
    ForeignForm("最小值", "中文", .function("最小($*)"), Bilingual("min", "最小"), "合作社 | 汇总 甲 = 最小值(户数)"),
    ForeignForm("数量", "中文", .function("计数($*)"), Bilingual("count", "计数"), "合作社 | 汇总 甲 = 数量()"),
    ForeignForm("如果", "中文", .function("若($*)"), Bilingual("if", "若"), "合作社 | 新增 甲 = 如果(投产, 1, 2)"),
    ForeignForm(
      "降序", "中文", .shape(.descending), Bilingual("a `-` before the key", "在键前写 `-`"), "合作社 | 排序 县 降序"),
    ForeignForm(
      "升序", "中文", .shape(.ascending), Bilingual("nothing: ascending is the rule", "不写：默认就是升序"),
      "合作社 | 排序 县 升序"),
    ForeignForm(
      "分组", "中文", .shape(.groupStage), Bilingual("summarize … by key", "汇总 … 按 键"),
      "合作社 | 分组 县 | 汇总 数 = 计数()"),
    ForeignForm(
      "换算成", "中文", .shape(.convertWord), Bilingual("to", "换算"), "合作社 | 新增 甲 = 面积 换算成 公顷"),
    ForeignForm(
      "300亩以内", "中文", .shape(.figureWord), Bilingual("至多300亩", "至多300亩"), "合作社 | 筛选 面积 > 300亩以内"),
    ForeignForm(
      "12元每斤", "中文", .shape(.figureWord), Bilingual("12元/斤", "12元/斤"), "产出 | 新增 甲 = 产量 * 12元每斤"),
    ForeignForm(
      "3元5角", "中文", .shape(.figureWord), Bilingual("(3元 + 5角)", "(3元 + 5角)"), "合作社 | 筛选 产值 > 3元5角"),
    ForeignForm(
      "大概200亩", "中文", .shape(.figureWord), Bilingual("大约200亩", "大约200亩"), "合作社 | 筛选 面积 > 大概200亩"),
    ForeignForm(
      "近 200亩", "中文", .shape(.figureWord), Bilingual("近200亩", "近200亩"), "合作社 | 筛选 面积 > 近 200亩"),
    ForeignForm(
      "十万元", "中文", .shape(.figureWord), Bilingual("100000元", "100000元"), "合作社 | 筛选 产值 > 十万元"),
    ForeignForm(
      "to \"公顷\"", "中文", .shape(.figureWord), Bilingual("to 公顷", "换算 公顷"), "合作社 | 新增 甲 = 面积 换算 \"公顷\""),
    ForeignForm(
      "否则", "中文", .shape(.elseWord), Bilingual("else", "其余"), "合作社 | 新增 甲 = 分情况(投产 => 1, 否则 => 2)"),
    ForeignForm("空值", "中文", .value, Bilingual("null", "空"), "合作社 | 筛选 县 != 空值"),
  ]
}
