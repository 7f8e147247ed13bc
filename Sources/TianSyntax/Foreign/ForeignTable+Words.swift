import TianSource

extension ForeignTable {
  static func verb(_ typed: String, _ origin: String, _ verb: Verb, _ example: String) -> ForeignForm {
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
    verb("slice", "dplyr", .take, "合作社 | slice 2"),
    verb("first", "typing", .take, "合作社 | first 2"),
    verb("columns", "pandas", .schema, "合作社 | columns"),
    verb("sort_by", "Polars, Ruby", .sort, "合作社 | sort_by 县"),
    verb("exclude", "typing", .drop, "合作社 | exclude 户数"),
    verb("write", "typing", .save, "合作社 | write \"x.csv\""),
    verb("dtypes", "pandas", .schema, "合作社 | dtypes"),
    verb("write_csv", "Polars", .save, "合作社 | write_csv \"x.csv\""),
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
}
