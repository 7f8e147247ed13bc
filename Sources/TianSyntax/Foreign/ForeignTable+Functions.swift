import TianSource

extension ForeignTable {
  private static func function(
    _ typed: String, _ origin: String, _ template: String, _ example: String
  ) -> ForeignForm {
    let isNamed = template.contains("$*") || !template.contains("$")
    let mend = template.split(separator: "(").first.map(String.init) ?? template
    let shown = isNamed ? mend : shape(template)
    return ForeignForm(typed, origin, .function(template), Bilingual(shown, shown), example)
  }

  /// A template as people read it: `$1 ?? $2` is `a ?? b`.
  private static func shape(_ template: String) -> String {
    zip(["$1", "$2", "$3", "$?", "$=", "$~"], ["a", "b", "c", "a ?? b", "c => a, …", "x == a => b, …"])
      .reduce(template) { text, pair in
        text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
      }
  }

  static let functions = valueFunctions + groupFunctions

  /// Of values of one row.
  private static let valueFunctions: [ForeignForm] = [
    function("nvl", "Oracle", "($?)", "合作社 | derive a = nvl(县, \"无\")"),
    function("ifnull", "MySQL, SQLite", "($?)", "合作社 | derive a = ifnull(县, \"无\")"),
    function("coalesce", "SQL", "($?)", "合作社 | derive a = coalesce(县, \"无\")"),
    function("fill_null", "Polars", "($?)", "合作社 | derive a = fill_null(县, \"无\")"),
    function("isnull", "MySQL, KQL", "($1 == null)", "合作社 | where isnull(县)"),
    function("isnull", "SQL Server", "($1 ?? $2)", "合作社 | derive a = isnull(县, \"无\")"),
    function("isempty", "KQL", "(($1 ?? \"\") == \"\")", "合作社 | where isempty(县)"),
    function("isna", "pandas", "($1 == null)", "合作社 | where isna(县)"),
    function("isnotnull", "KQL", "($1 != null)", "合作社 | where isnotnull(县)"),
    function("notna", "pandas", "($1 != null)", "合作社 | where notna(县)"),
    function("iif", "SQL Server, KQL", "if($*)", "合作社 | derive a = iif(投产, 1, 2)"),
    function("iff", "KQL", "if($*)", "合作社 | derive a = iff(投产, 1, 2)"),
    function("ifelse", "R", "if($*)", "合作社 | derive a = ifelse(投产, 1, 2)"),
    function("if_else", "dplyr", "if($*)", "合作社 | derive a = if_else(投产, 1, 2)"),
    function("substr", "SQL, R", "slice($*)", "合作社 | derive a = substr(名称, 1, 2)"),
    function("substring", "SQL Server", "slice($*)", "合作社 | derive a = substring(名称, 1, 2)"),
    function("mid", "Excel", "slice($*)", "合作社 | derive a = mid(名称, 1, 2)"),
    function("len", "Python, Excel", "length($*)", "合作社 | derive a = len(名称)"),
    function("strlen", "KQL, C", "length($*)", "合作社 | derive a = strlen(名称)"),
    function("char_length", "SQL", "length($*)", "合作社 | derive a = char_length(名称)"),
    function("nchar", "R", "length($*)", "合作社 | derive a = nchar(名称)"),
    function("ucase", "MySQL", "upper($*)", "合作社 | derive a = ucase(名称)"),
    function("lcase", "MySQL", "lower($*)", "合作社 | derive a = lcase(名称)"),
    function("toupper", "KQL, R", "upper($*)", "合作社 | derive a = toupper(名称)"),
    function("tolower", "KQL, R", "lower($*)", "合作社 | derive a = tolower(名称)"),
    function("strip", "Python", "trim($*)", "合作社 | derive a = strip(名称)"),
    function("str_trim", "stringr", "trim($*)", "合作社 | derive a = str_trim(名称)"),
    function("strcat", "KQL", "concat($*)", "合作社 | derive a = strcat(名称, 县)"),
    function("paste0", "R", "concat($*)", "合作社 | derive a = paste0(名称, 县)"),
    function("rpad", "SQL", "pad($*)", "合作社 | derive a = rpad(名称, 8)"),
    function(
      "regexp_replace", "SQL", "replace_match($*)", "合作社 | derive a = regexp_replace(名称, \"社$\", \"\")"),
    function("regexp_extract", "SQL", "extract($*)", "合作社 | derive a = regexp_extract(名称, \"^.\")"),
    function("regexp_like", "Oracle", "matches($*)", "合作社 | where regexp_like(名称, \"^茶\")"),
    function("str_detect", "stringr", "matches($*)", "合作社 | where str_detect(名称, \"^茶\")"),
    function("datediff", "MySQL, Spark", "($1 - $2)", "合作社 | derive a = datediff(2024-01-01, 成立日期)"),
    function("to_number", "Oracle", "number($*)", "合作社 | derive a = to_number(名称)"),
    function("tonumber", "Splunk", "number($*)", "合作社 | derive a = tonumber(名称)"),
    function("to_char", "Oracle, PostgreSQL", "text($*)", "合作社 | derive a = to_char(户数)"),
    function("str", "Python", "text($*)", "合作社 | derive a = str(户数)"),
    function("tostring", "KQL", "text($*)", "合作社 | derive a = tostring(户数)"),
    function("to_date", "Oracle, Spark", "date($*)", "合作社 | derive a = to_date(名称)"),
    function("todatetime", "KQL", "date($*)", "合作社 | derive a = todatetime(名称)"),
    function("toint", "KQL", "int($*)", "合作社 | derive a = toint(名称)"),
    function("power", "SQL, Excel", "pow($*)", "合作社 | derive a = power(村编码, 2)"),
    function("log", "R, Python", "ln($*)", "合作社 | derive a = log(村编码)"),
    function("ceiling", "SQL Server", "ceil($*)", "合作社 | derive a = ceiling(村编码 / 2)"),
    function("mod", "SQL, Excel", "($1 % $2)", "合作社 | derive a = mod(村编码, 2)"),
    function("isnotempty", "KQL", "(($1 ?? \"\") != \"\")", "合作社 | where isnotempty(县)"),
    function("isblank", "Excel", "($1 == null)", "合作社 | where isblank(县)"),
    function("notnull", "pandas", "($1 != null)", "合作社 | where notnull(县)"),
    function("iferror", "Excel", "($?)", "合作社 | derive a = iferror(村编码 / 0, 1)"),
    function("ifna", "Excel", "($?)", "合作社 | derive a = ifna(县, \"无\")"),
    function("replace_na", "tidyr", "($?)", "合作社 | derive a = replace_na(县, \"无\")"),
    function("nullif", "SQL", "if($1 == $2, null, $1)", "合作社 | derive a = nullif(村编码, 2)"),
    function("concatenate", "Excel", "concat($*)", "合作社 | derive a = concatenate(名称, 县)"),
    function("lpad", "SQL", "pad($1, -$2)", "合作社 | derive a = lpad(text(村编码), 3)"),
    function("lpad", "SQL", "pad($1, -$2, $3)", "合作社 | derive a = lpad(text(村编码), 3, \"0\")"),
    function("str_length", "stringr", "length($*)", "合作社 | derive a = str_length(名称)"),
    function("str_sub", "stringr", "slice($1, $2, $3 - $2 + 1)", "合作社 | derive a = str_sub(名称, 2, 3)"),
    function("str_to_upper", "stringr", "upper($*)", "合作社 | derive a = str_to_upper(名称)"),
    function("str_to_lower", "stringr", "lower($*)", "合作社 | derive a = str_to_lower(名称)"),
    function(
      "str_replace_all", "stringr", "replace_match($*)",
      "合作社 | derive a = str_replace_all(名称, \"社$\", \"\")"),
    function("gsub", "R", "replace_match($3, $1, $2)", "合作社 | derive a = gsub(\"社$\", \"\", 名称)"),
    function("grepl", "R", "matches($2, $1)", "合作社 | where grepl(\"^茶\", 名称)"),
    function("startofday", "KQL", "date($1)", "合作社 | derive a = startofday(成立日期)"),
    function("startofmonth", "KQL", "truncate($1, 1月)", "合作社 | derive a = startofmonth(成立日期)"),
    function("startofyear", "KQL", "truncate($1, 1年)", "合作社 | derive a = startofyear(成立日期)"),
    function("add_months", "Oracle, Spark", "($1 + $2 * 1月)", "合作社 | derive a = add_months(成立日期, 3)"),
    function("edate", "Excel", "($1 + $2 * 1月)", "合作社 | derive a = edate(成立日期, 3)"),
    function("date_add", "Spark", "($1 + $2 * 1天)", "合作社 | derive a = date_add(成立日期, 10)"),
    function("tolong", "KQL", "int($*)", "合作社 | derive a = tolong(名称)"),
    function("todouble", "KQL", "float($*)", "合作社 | derive a = todouble(名称)"),
    function("trunc", "SQL, Excel", "int($1)", "合作社 | derive a = trunc(村编码 / 2)"),
    function("fillna", "pandas", "($?)", "合作社 | derive a = fillna(县, \"无\")"),
    function("contains", "Spark, KQL", "($1 contains $2)", "合作社 | where contains(名称, \"茶\")"),
    function("startswith", "Spark, DuckDB", "($1 starts $2)", "合作社 | where startswith(名称, \"茶\")"),
    function("starts_with", "DuckDB", "($1 starts $2)", "合作社 | where starts_with(名称, \"茶\")"),
    function("endswith", "Spark", "($1 ends $2)", "合作社 | where endswith(名称, \"社\")"),
    function("ends_with", "DuckDB", "($1 ends $2)", "合作社 | where ends_with(名称, \"社\")"),
    function("substitute", "Excel", "replace($*)", "合作社 | derive a = substitute(名称, \"社\", \"\")"),
    function("ifs", "Excel", "case($=)", "合作社 | derive a = ifs(户数 > 10, \"大\", 户数 > 2, \"中\")"),
    function(
      "case_when", "PySpark", "case($=)", "合作社 | derive a = case_when(户数 > 10, \"大\", 户数 > 2, \"中\")"),
    function(
      "switch", "Excel", "case($~)", "合作社 | derive a = switch(县, \"东\", 1, \"西\", 2, 0)"),
    function("decode", "Oracle", "case($~)", "合作社 | derive a = decode(县, \"东\", 1, \"西\", 2, 0)"),
    function("convert", "typing", "($1 to $2)", "合作社 | derive a = convert(面积, 公顷)"),
    function("exact", "Excel", "($1 == $2)", "合作社 | where exact(县, \"东\")"),
    function("rept", "Excel", "repeat($*)", "合作社 | derive a = rept(县, 2)"),
    function("isin", "pandas", "($1 in ($2, $3))", "合作社 | where isin(县, \"东\", \"西\")"),
    function("square", "SQL Server", "($1 ** 2)", "合作社 | derive a = square(村编码)"),
  ]

  /// Of the rows of a group.
  private static let groupFunctions: [ForeignForm] = [
    function("mean", "pandas, R", "avg($*)", "合作社 | summarize a = mean(户数)"),
    function("average", "Excel", "avg($*)", "合作社 | summarize a = average(户数)"),
    function("std", "pandas", "stddev($*)", "产出 | summarize a = std(产量)"),
    function("sd", "R", "stddev($*)", "产出 | summarize a = sd(产量)"),
    function("stdev", "Excel, KQL", "stddev($*)", "产出 | summarize a = stdev(产量)"),
    function("var", "pandas, R", "variance($*)", "产出 | summarize a = var(产量)"),
    function("n", "dplyr", "count()", "合作社 | summarize a = n() by 县"),
    function("nunique", "pandas", "count_distinct($*)", "合作社 | summarize a = nunique(县)"),
    function("n_distinct", "dplyr", "count_distinct($*)", "合作社 | summarize a = n_distinct(县)"),
    function("dcount", "KQL", "count_distinct($*)", "合作社 | summarize a = dcount(县)"),
    function("countif", "KQL, Excel", "count_if($*)", "合作社 | summarize a = countif(户数 > 3)"),
    function("total", "Tableau", "sum($*)", "合作社 | summarize a = total(户数)"),
    function("sumifs", "Excel", "sum(if($2, $1, null))", "合作社 | summarize a = sumifs(户数, 投产)"),
    function("averageif", "Excel", "avg(if($2, $1, null))", "合作社 | summarize a = averageif(户数 > 3, 户数)"),
    function("sumif", "KQL, Excel", "sum(if($2, $1, null))", "合作社 | summarize a = sumif(户数, 投产)"),
    function("first_value", "SQL", "first($*)", "合作社 | summarize a = first_value(县)"),
    function("last_value", "SQL", "last($*)", "合作社 | summarize a = last_value(县)"),
    function("bool_and", "PostgreSQL", "all($*)", "合作社 | summarize a = bool_and(投产)"),
    function("bool_or", "PostgreSQL", "any($*)", "合作社 | summarize a = bool_or(投产)"),
    function("cumsum", "pandas, R", "running(sum($1))", "产出 | derive a = cumsum(面积) by 产业 sort 年"),
    function("cummax", "pandas, R", "running(max($1))", "产出 | derive a = cummax(面积) by 产业 sort 年"),
    function("cummin", "pandas, R", "running(min($1))", "产出 | derive a = cummin(面积) by 产业 sort 年"),
    function("cummean", "dplyr", "running(avg($1))", "产出 | derive a = cummean(面积) by 产业 sort 年"),
    function("row_cumsum", "KQL", "running(sum($1))", "产出 | derive a = row_cumsum(面积) by 产业 sort 年"),
    function("shift", "pandas, Polars", "lag($*)", "产出 | derive a = shift(面积, 1) by 产业 sort 年"),
    function("prev", "KQL", "lag($*)", "产出 | derive a = prev(面积) by 产业 sort 年"),
    function("next", "KQL", "lead($*)", "产出 | derive a = next(面积) by 产业 sort 年"),
    function("diff", "pandas, R", "($1 - lag($1))", "产出 | derive a = diff(面积) by 产业 sort 年"),
    function(
      "pct_change", "pandas, Polars", "($1 / lag($1) - 1)", "产出 | derive a = pct_change(面积) by 产业 sort 年"),
    function("min_rank", "dplyr", "rank($*)", "产出 | derive a = min_rank() by 年 sort -面积"),
    function(
      "string_agg", "SQL Server, PostgreSQL", "join_text($*)",
      "合作社 | summarize a = string_agg(名称, \"、\") by 县"),
    function("listagg", "Oracle", "join_text($*)", "合作社 | summarize a = listagg(名称, \"、\")"),
    function("group_concat", "MySQL", "join_text($1, \",\")", "合作社 | summarize a = group_concat(名称)"),
    function(
      "approx_count_distinct", "Spark", "count_distinct($*)", "合作社 | summarize a = approx_count_distinct(县)"),
    function(
      "dcountif", "KQL", "count_distinct(if($2, $1, null))", "合作社 | summarize a = dcountif(县, 户数 > 3)"),
    function("avgif", "KQL", "avg(if($2, $1, null))", "合作社 | summarize a = avgif(户数, 投产)"),
    function("maxif", "KQL", "max(if($2, $1, null))", "合作社 | summarize a = maxif(户数, 投产)"),
    function("minif", "KQL", "min(if($2, $1, null))", "合作社 | summarize a = minif(户数, 投产)"),
    function("any_value", "SQL", "first($*)", "合作社 | summarize a = any_value(县)"),
    function("counta", "Excel", "count($*)", "合作社 | summarize a = counta(县)"),
    function("percentile", "KQL", "quantile($1, $2%)", "合作社 | summarize a = percentile(户数, 25)"),
    function("stddev_samp", "SQL", "stddev($*)", "产出 | summarize a = stddev_samp(产量)"),
    function("var_samp", "SQL", "variance($*)", "产出 | summarize a = var_samp(产量)"),
  ]
}
