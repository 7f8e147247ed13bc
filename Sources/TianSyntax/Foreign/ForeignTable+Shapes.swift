import TianSource

extension ForeignTable {
  private static func shape(
    _ typed: String, _ origin: String, _ shape: ForeignForm.Shape, _ en: String, _ zh: String,
    _ example: String
  ) -> ForeignForm {
    ForeignForm(typed, origin, .shape(shape), Bilingual(en, zh), example)
  }

  /// More than a word or a mark.
  static let shapes: [ForeignForm] = [
    shape(
      "sum(x) as y", "SQL", .alias, "name = value", "名称 = 值", "合作社 | summarize sum(户数) as n by 县"),
    shape("count(*)", "SQL", .countStar, "count()", "计数()", "合作社 | summarize n = count(*)"),
    shape(
      "count(distinct x)", "SQL", .countDistinct, "count_distinct(x)", "去重计数(x)",
      "合作社 | summarize n = count(distinct 县)"),
    shape("cast(x as int)", "SQL", .cast, "int(x)", "整数(x)", "合作社 | derive a = cast(名称 as int)"),
    shape("x::int", "PostgreSQL", .castMark, "int(x)", "整数(x)", "合作社 | derive a = 名称::int"),
    shape(
      "date '2024-03-20'", "SQL", .dateWord, "2024-03-20", "2024-03-20",
      "合作社 | where 成立日期 > date '2024-03-20'"),
    shape(
      "a ? b : c", "C, JavaScript", .choice, "if(a, b, c)", "若(a, b, c)",
      "合作社 | derive a = 户数 > 3 ? \"大\" : \"小\""),
    shape(
      "a || b", "SQL", .joinedTexts, "concat(a, b)", "连接(a, b)", "合作社 | derive a = 名称 || 县"),
    shape(
      "case when", "SQL", .caseWhen, "case(c => a, else => b)", "分情况(c => a, 其余 => b)",
      "合作社 | derive a = case when 户数 > 3 then \"大\" when 户数 > 1 then \"中\" else \"小\" end"),
    shape(
      "over (partition by …)", "SQL", .over, "the stage's `by` and `sort`", "写在本步末尾的 `按` 与 `排序`",
      "合作社 | derive a = sum(户数) over (partition by 县)"),
    shape(
      "over (order by …)", "SQL", .over, "running(…), and the stage's `by` and `sort`",
      "累计(…)，并在本步末尾写 `按` 与 `排序`",
      "合作社 | derive a = sum(户数) over (partition by 县 order by 成立日期)"),
    shape(
      "over (rows …)", "SQL", .over, "rolling(…, n), and the stage's `by` and `sort`",
      "滚动(…, n)，并在本步末尾写 `按` 与 `排序`",
      "合作社 | derive a = avg(户数) over (order by 成立日期 rows between 1 preceding and current row)"),
    shape(
      "row_number() over", "SQL", .over, "the stage's `by` and `sort`", "写在本步末尾的 `按` 与 `排序`",
      "合作社 | derive a = row_number() over (partition by 县 order by 户数 desc)"),
    shape(
      "select … from", "SQL", .selectStatement, "table | select …", "表 | 选列 …",
      "select 名称, 县 from 合作社 where 户数 > 3"),
    shape(
      "select distinct", "SQL", .selectStatement, "table | distinct …", "表 | 去重 …",
      "SELECT DISTINCT 县 FROM 合作社"),
    shape(
      "select … group by", "SQL", .selectStatement, "table | summarize … by …", "表 | 汇总 … 按 …",
      "select 县, count(*) as n from 合作社 where 投产 group by 县 having n > 3 order by n desc limit 5"),
    shape(
      "from t a", "SQL", .selectStatement, "t as a | …", "t 记作 a | …",
      "select a.县, count(*) n from 合作社 a group by 1 order by 2 desc, 1"),
    shape(
      "order by max(x)", "SQL", .selectStatement, "summarize name = max(x) by … | sort name | drop name",
      "汇总 名 = 最大(x) 按 … | 排序 名 | 去列 名", "SELECT 县 FROM 合作社 GROUP BY 县 ORDER BY MAX(户数) DESC"),
    shape(
      "rank() over … group by", "SQL", .selectStatement, "summarize … | derive … by … sort …",
      "汇总 … | 新增 … 按 … 排序 …",
      "select 县, 投产, count(*) as n, rank() over (partition by 县 order by count(*) desc) as r from 合作社 "
        + "group by 县, 投产"
    ),
    shape(
      "order by a + b", "SQL", .selectStatement, "sort (a + b)", "排序 (a + b)",
      "select 名称, 户数 + 户数 as 双 from 合作社 order by 双 desc"),
    shape(
      "'it''s'", "SQL", .selectStatement, "'it\\'s'", "'it\\'s'",
      "select 名称 from 合作社 where 县 <> '东''乡'"),
    shape(
      "having without group by", "SQL", .selectStatement, "table | summarize … | where …", "表 | 汇总 … | 筛选 …",
      "select sum(户数) as s from 合作社 having sum(户数) > 3"),
    shape(
      "select top 5", "SQL Server", .selectStatement, "table | … | take 5", "表 | … | 取 5",
      "select top 5 名称, 户数 as n from 合作社 order by n desc, 名称"),
    shape(
      "select … union select", "SQL", .selectStatement, "table | … | union (…) | distinct",
      "表 | … | 并上 (…) | 去重",
      "select 县 from 合作社 where 投产 union select 县 from 合作社 where 户数 > 3 order by 县"),
    shape(
      "with x as (select …)", "SQL", .selectStatement, "let x = table | …", "设 x = 表 | …",
      "with 大社 as (select * from 合作社 where 户数 > 3) select 县, count(*) from 大社 group by 县"),
    shape(
      "from t where", "SQL, LINQ", .stagePipe, "| where", "| 筛选", "from 合作社 where 户数 > 3"),
    shape(
      "group by", "SQL", .groupStage, "summarize … by key", "汇总 … 按 键",
      "合作社 | group by 县 | summarize n = count()"),
    shape(
      "group_by", "dplyr", .groupStage, "summarize … by key", "汇总 … 按 键",
      "合作社 | group_by 县, 产业 | summarize n = count()"),
    shape(
      "groupby k count()", "typing", .groupStage, "summarize … by key", "汇总 … 按 键",
      "合作社 | groupby 县 count()"),
    shape(
      "group_by(k) |> …", "dplyr", .groupStage, "summarize … by key", "汇总 … 按 键",
      "合作社 |> group_by(县) |> summarise(n = count_distinct(产业))"),
    shape(
      ", by k", "typing", .commaTail, "by k", "按 k", "合作社 | summarize n = count(), by 县"),
    shape(
      ".by = k", "dplyr", .commaTail, "by k", "按 k", "合作社 | summarise(n = count(), .by = 县)"),
    shape("group", "typing", .groupStage, "summarize … by key", "汇总 … 按 键", "合作社 | group 县"),
    shape(
      "groupby", "pandas", .groupStage, "summarize … by key", "汇总 … 按 键",
      "合作社 | groupby 县 | summarize n = count()"),
    shape("count", "KQL, dplyr", .countStage, "summarize n = count()", "汇总 数量 = 计数()", "合作社 | count"),
    shape(
      "tabulate", "Stata", .countStage, "summarize n = count()", "汇总 数量 = 计数()", "合作社 | tabulate 县"),
    shape(
      "value_counts", "pandas", .countStage, "summarize n = count()", "汇总 数量 = 计数()",
      "合作社 | value_counts 县"),
    shape(
      "frequencies", "SPSS", .countStage, "summarize n = count()", "汇总 数量 = 计数()",
      "合作社 | frequencies 县"),
    shape("tally", "dplyr", .countStage, "summarize n = count()", "汇总 数量 = 计数()", "合作社 | tally"),
    shape("count()", "KQL", .countStage, "summarize n = count()", "汇总 数量 = 计数()", "合作社 | count() by 县"),
    shape(
      "count(x, sort = TRUE)", "dplyr", .countStage, "summarize n = count() by x | sort -n",
      "汇总 数量 = 计数() 按 x | 排序 -数量", "合作社 | count(县, sort = TRUE)"),
    shape(
      "sum(x) alone", "typing", .aggregateStage, "summarize sum(x)", "汇总 合计(x)", "合作社 | sum(户数) by 县"),
    shape(
      "avg x alone", "typing", .aggregateStage, "summarize avg(x)", "汇总 平均(x)", "合作社 | avg 户数 by 县"),
    shape("计数", "中文", .countStage, "summarize n = count()", "汇总 数量 = 计数()", "合作社 | 计数"),
    shape("union all", "SQL", .unionAll, "union", "并上", "合作社 | union all 合作社"),
    shape("left join", "SQL", .joinStage, "join left", "关联 左", "合作社 | left join 村庄 on 村编码"),
    shape("inner join", "SQL", .joinStage, "join", "关联", "合作社 | inner join 村庄 on 村编码"),
    shape("left outer join", "SQL", .joinStage, "join left", "关联 左", "合作社 | left outer join 村庄 on 村编码"),
    shape("left_join", "dplyr", .joinWords, "join left", "关联 左", "合作社 | left_join 村庄 on 村编码"),
    shape("inner_join", "dplyr", .joinWords, "join", "关联", "合作社 | inner_join 村庄 on 村编码"),
    shape("anti_join", "dplyr", .joinWords, "join anti", "关联 反", "合作社 | anti_join 村庄 on 村编码"),
    shape("full_join", "dplyr", .joinWords, "join full", "关联 全", "合作社 | full_join 村庄 on 村编码"),
    shape("right_join", "dplyr", .joinWords, "join right", "关联 右", "合作社 | right_join 村庄 on 村编码"),
    shape("lookup", "KQL", .joinWords, "join left", "关联 左", "合作社 | lookup 村庄 on 村编码"),
    shape("vlookup", "Excel", .joinWords, "join one", "关联 唯一", "合作社 | vlookup 村庄 on 村编码"),
    shape("xlookup", "Excel", .joinWords, "join one", "关联 唯一", "合作社 | xlookup 村庄 on 村编码"),
    shape("semi_join", "dplyr", .joinWords, "join semi", "关联 半", "合作社 | semi_join 村庄 on 村编码"),
    shape("左连接", "中文", .joinWords, "join left", "关联 左", "合作社 | 左连接 村庄 依据 村编码"),
    shape("左关联", "中文", .joinWords, "join left", "关联 左", "合作社 | 左关联 村庄 依据 村编码"),
    shape("右连接", "中文", .joinWords, "join right", "关联 右", "合作社 | 右连接 村庄 依据 村编码"),
    shape("右关联", "中文", .joinWords, "join right", "关联 右", "合作社 | 右关联 村庄 依据 村编码"),
    shape("内连接", "中文", .joinWords, "join", "关联", "合作社 | 内连接 村庄 依据 村编码"),
    shape("内关联", "中文", .joinWords, "join", "关联", "合作社 | 内关联 村庄 依据 村编码"),
    shape("全连接", "中文", .joinWords, "join full", "关联 全", "合作社 | 全连接 村庄 依据 村编码"),
    shape("全关联", "中文", .joinWords, "join full", "关联 全", "合作社 | 全关联 村庄 依据 村编码"),
    shape("左 关联", "中文", .joinStage, "join left", "关联 左", "合作社 | 左 关联 村庄 依据 村编码"),
    shape("join … using (k)", "SQL", .onWord, "on k", "依据 k", "合作社 | join 村庄 using (村编码)"),
    shape("join … by k", "dplyr", .onWord, "on k", "依据 k", "合作社 | left_join(村庄, by = \"村编码\")"),
    shape("dedup", "Splunk", .firstRows, "take 1 by a", "取 1 按 a", "合作社 | dedup 县"),
    shape("drop_duplicates", "pandas", .firstRows, "take 1 by a", "取 1 按 a", "合作社 | drop_duplicates 县, 投产"),
    shape("dropna", "pandas", .withoutNulls, "where a != null", "筛选 a != 空", "合作社 | dropna 县, 户数"),
    shape("drop_na", "tidyr", .withoutNulls, "where a != null", "筛选 a != 空", "合作社 | drop_na 投产"),
    shape(
      "otherwise", "dplyr, PRQL", .elseWord, "else", "其余", "合作社 | derive a = case(投产 => 1, otherwise => 2)"),
    shape("keep if", "Stata", .keepIf, "where c", "筛选 c", "合作社 | keep if 户数 > 3"),
    shape(
      "drop if", "Stata", .dropIf, "where not (c ?? false)", "筛选 非 (c ?? 假)", "合作社 | drop if 户数 > 3 or 投产"),
    shape("rename a to b", "SQL", .renameTo, "rename b = a", "改名 b = a", "合作社 | rename 户数 to 户"),
    shape("rename a as b", "SQL", .renameTo, "rename b = a", "改名 b = a", "合作社 | rename 户数 as 户"),
    shape("sort by x", "KQL", .sortBy, "sort x", "排序 x", "合作社 | sort by 县 desc"),
    shape("top 5 by x", "KQL", .topBy, "sort -x | take 5", "排序 -x | 取 5", "合作社 | top 5 by 户数"),
    shape("drop column", "SQL", .columnWord, "drop", "去列", "合作社 | drop column 户数"),
    shape("x desc", "SQL", .descending, "-x", "-x", "合作社 | sort 县 desc"),
    shape("x descending", "LINQ", .descending, "-x", "-x", "合作社 | sort 县 descending"),
    shape("desc(x)", "dplyr", .descending, "-x", "-x", "合作社 | sort desc(县)"),
    shape("x asc", "SQL", .ascending, "x", "x", "合作社 | sort 县 asc"),
    shape("x ascending", "LINQ", .ascending, "x", "x", "合作社 | sort 县 ascending"),
    shape(
      "filter(a, b)", "dplyr", .commaCondition, "a and b", "a 且 b", "合作社 | where 户数 > 3, 投产"),
    shape("1,500", "typing", .thousands, "1500", "1500", "合作社 | where 户数 > 1,500"),
    shape("select(a, b)", "dplyr", .brackets, "select a, b", "选列 a, b", "合作社 | select(名称, 县)"),
    shape(
      "mutate(a = b)", "dplyr", .brackets, "derive a = b", "新增 a = b", "合作社 %>% mutate(a = 户数 * 2, b = a)"),
    shape(
      "arrange(desc(x))", "dplyr", .brackets, "sort -x", "排序 -x", "合作社 %>% arrange(desc(县), 户数)"),
    shape("in [a, b]", "Python, PRQL", .list, "in (a, b)", "在 (a, b)", "合作社 | where 县 in [\"东\", \"西\"]"),
    shape("df[df.x > 3]", "pandas", .frame, "df | where x > 3", "df | 筛选 x > 3", "合作社[合作社.户数 > 3]"),
    shape("df.head(10)", "pandas", .method, "df | take 10", "df | 取 10", "合作社.head(10)"),
    shape("df.sort_values(\"x\")", "pandas", .method, "df | sort x", "df | 排序 x", "合作社.sort_values(\"县\")"),
    shape("df.describe()", "pandas", .method, "df | describe", "df | 概览", "合作社.describe()"),
    shape(
      "df.sort_values(\"x\", ascending=False).head(3)", "pandas", .method, "df | sort -x | take 3",
      "df | 排序 -x | 取 3", "合作社.sort_values(\"户数\", ascending=False).head(3)"),
    shape(
      "df.groupby(\"k\")[\"x\"].sum()", "pandas", .method, "df | summarize sum(x) by k", "df | 汇总 合计(x) 按 k",
      "合作社.groupby(\"县\")[\"户数\"].sum()"),
    shape(
      "df[df[\"x\"] > 3]", "pandas", .frame, "df | where x > 3", "df | 筛选 x > 3", "合作社[合作社[\"户数\"] > 3]"),
    shape(
      "df[[\"a\", \"b\"]]", "pandas", .frame, "df | select a, b", "df | 选列 a, b", "合作社[[\"名称\", \"户数\"]]"),
    shape(
      "df.merge(t, on=\"k\")", "pandas", .method, "df | join t on k", "df | 关联 t 依据 k",
      "合作社.merge(村庄, on=\"村编码\", how=\"left\")"),
    shape(
      "df.rename(columns={\"a\": \"b\"})", "pandas", .method, "df | rename b = a", "df | 改名 b = a",
      "合作社.rename(columns={\"户数\": \"户\"})"),
    shape(
      "df.drop(columns=[\"a\"])", "pandas", .method, "df | drop a", "df | 去列 a",
      "合作社.drop(columns=[\"户数\", \"面积\"])"),
    shape(
      "df[\"x\"].value_counts()", "pandas", .method, "df | summarize n = count() by x | sort -n",
      "df | 汇总 n = 计数() 按 x | 排序 -n", "合作社[\"县\"].value_counts()"),
    shape(
      "x.contains(\"a\")", "pandas", .methodCall, "(x contains \"a\")", "(x 含 \"a\")",
      "合作社 | where 名称.str.contains(\"茶\")"),
    shape(
      "is.na(x)", "R", .methodCall, "(x == null)", "(x == 空)", "合作社 | where is.na(县)"),
    shape(
      "t => where", "typing", .stageArrow, "|", "|", "合作社 -> where 户数 > 3"),
    shape("x => 3", "typing", .biggerArrow, ">=", ">=", "合作社 | where 户数 => 3"),
    shape(
      "1 < x < 5", "Python", .chained, "1 < x and x < 5", "1 < x 且 x < 5", "合作社 | where 1 < 户数 < 20"),
    shape("=IF(…)", "Excel", .formula, "IF(…)", "IF(…)", "合作社 | derive a = =IF(投产, 1, 2)"),
    shape(
      "if a then b else c", "PRQL", .ifThen, "if(a, b, c)", "若(a, b, c)",
      "合作社 | derive a = if 户数 > 3 then \"大\" else \"小\""),
    shape(
      "extract(year from x)", "SQL", .extractPart, "year(x)", "年份(x)",
      "合作社 | derive a = extract(year from 成立日期)"),
    shape(
      "fetch first 3 rows only", "SQL", .rowWords, "take 3", "取 3", "合作社 | take first 3 rows"),
    shape("SELECT, WHERE", "SQL", .capitals, "small letters", "小写", "合作社 | WHERE 户数 > 3"),
    shape("t where", "typing", .stagePipe, "| where", "| 筛选", "合作社 where 户数 > 3"),
    shape(
      "digits = 2", "Python, R", .namedArgument, "digits: 2", "位数: 2", "产出 | derive a = round(产量, digits = 2)"
    ),
    shape("count", "SQL", .callBrackets, "count()", "计数()", "合作社 | summarize n = count"),
  ]
}
