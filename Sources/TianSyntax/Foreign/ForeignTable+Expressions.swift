import TianSource

extension ForeignTable {
  static func comparison(
    _ typed: String, _ origin: String, _ operation: BinaryOperator, _ example: String
  ) -> ForeignForm {
    let (negation, word) =
      operation.rawValue.hasPrefix("not ")
      ? (true, String(operation.rawValue.dropFirst(4))) : (false, operation.rawValue)
    let chinese = Keyword(rawValue: word).map { (negation ? Keyword.not.chinese + " " : "") + $0.chinese }
    return ForeignForm(
      typed, origin, .comparison(operation), Bilingual(operation.rawValue, chinese ?? word), example)
  }

  /// Words between two operands.
  static let comparisons: [ForeignForm] = [
    comparison("is", "SQL", .equal, "合作社 | where 县 is null"),
    comparison("is not", "SQL", .notEqual, "合作社 | where 县 is not null"),
    comparison("like", "SQL", .contains, "合作社 | where 名称 like \"%茶%\""),
    comparison("ilike", "PostgreSQL", .contains, "合作社 | where 名称 ilike \"%茶%\""),
    comparison("like 'a%'", "SQL", .starts, "合作社 | where 名称 like '茶%'"),
    comparison("like '%a'", "SQL", .ends, "合作社 | where 名称 like '%社'"),
    comparison("not like", "SQL", .notContains, "合作社 | where 名称 not like \"%茶%\""),
    comparison("rlike", "MySQL, Spark", .matches, "合作社 | where 名称 rlike \"^茶\""),
    comparison("regexp", "MySQL", .matches, "合作社 | where 名称 regexp \"^茶\""),
    comparison("has", "KQL", .contains, "合作社 | where 名称 has \"茶\""),
    comparison("startswith", "KQL", .starts, "合作社 | where 名称 startswith \"茶\""),
    comparison("endswith", "KQL", .ends, "合作社 | where 名称 endswith \"社\""),
    ForeignForm(
      "between", "SQL", .comparison(.equal), Bilingual("in low..high", "在 下限..上限"),
      "合作社 | where 户数 between 1 and 20"),
    ForeignForm("None", "Python", .value, Bilingual("null", "空"), "合作社 | where 县 != None"),
    ForeignForm("NA", "R", .value, Bilingual("null", "空"), "合作社 | where 县 != NA"),
    ForeignForm("nil", "Ruby, Swift", .value, Bilingual("null", "空"), "合作社 | where 县 != nil"),
  ]

  private static func symbol(
    _ typed: String, _ origin: String, _ kind: Token.Kind, _ mend: String, _ example: String
  ) -> ForeignForm {
    ForeignForm(typed, origin, .symbol(kind), Bilingual(mend, mend), example)
  }

  /// Marks, up to three characters each.
  static let marks: [ForeignForm] = [
    symbol("<>", "SQL", .symbol(.notEqual), "!=", "合作社 | where 县 <> \"东\""),
    symbol("&&", "C, JavaScript", .keyword(.and), "and", "合作社 | where 户数 > 3 && 投产"),
    symbol("||", "C, JavaScript", .keyword(.or), "or", "合作社 | where 户数 > 3 || 投产"),
    symbol("&", "pandas, R", .keyword(.and), "and", "合作社 | where 户数 > 3 & 投产"),
    symbol("|>", "R, Elixir, F#", .symbol(.pipe), "|", "合作社 |> where 户数 > 3"),
    symbol("%>%", "dplyr", .symbol(.pipe), "|", "合作社 %>% where 户数 > 3"),
    symbol("===", "JavaScript", .symbol(.equal), "==", "合作社 | where 县 === \"东\""),
    symbol("!==", "JavaScript", .symbol(.notEqual), "!=", "合作社 | where 县 !== \"东\""),
    symbol("=~", "KQL", .symbol(.equalFolded), "~=", "合作社 | where 县 =~ \"东\""),
    symbol(":=", "Go, data.table", .symbol(.assign), "=", "合作社 | derive a := 户数 * 2"),
    symbol("->", "Java, R", .symbol(.arrow), "=>", "合作社 | derive a = case(投产 -> 1, else -> 2)"),
    symbol("=<", "typing", .symbol(.lessOrEqual), "<=", "合作社 | where 户数 =< 3"),
    symbol("!", "C, R", .keyword(.not), "not", "合作社 | where !投产"),
    symbol("^", "Excel, R", .symbol(.power), "**", "1 + 2 ^ 3"),
    ForeignForm(
      "--", "SQL", .shape(.dashComment), Bilingual("#", "#"), "合作社 | take 3 -- the first three"),
    ForeignForm("//", "C, KQL", .shape(.slashComment), Bilingual("#", "#"), "// three rows\n合作社 | take 3"),
    ForeignForm(
      "/* */", "SQL, C", .shape(.blockComment), Bilingual("#", "#"), "/* three rows */\n合作社 | take 3"),
  ]

  private static func function(
    _ typed: String, _ origin: String, _ template: String, _ example: String
  ) -> ForeignForm {
    let mend = template.split(separator: "(").first.map(String.init) ?? template
    let shown = template.contains("$1") || template.contains(" ") ? shape(template) : mend
    return ForeignForm(typed, origin, .function(template), Bilingual(shown, shown), example)
  }

  /// A template as people read it: `$1 ?? $2` is `a ?? b`.
  private static func shape(_ template: String) -> String {
    zip(["$1", "$2", "$3"], ["a", "b", "c"]).reduce(template) { text, pair in
      text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
    }
  }

  static let functions: [ForeignForm] = [
    function("nvl", "Oracle", "($1 ?? $2)", "合作社 | derive a = nvl(县, \"无\")"),
    function("ifnull", "MySQL, SQLite", "($1 ?? $2)", "合作社 | derive a = ifnull(县, \"无\")"),
    function("coalesce", "SQL", "($1 ?? $2)", "合作社 | derive a = coalesce(县, \"无\")"),
    function("fill_null", "Polars", "($1 ?? $2)", "合作社 | derive a = fill_null(县, \"无\")"),
    function("isnull", "SQL Server, KQL", "($1 == null)", "合作社 | where isnull(县)"),
    function("isempty", "KQL", "($1 == null)", "合作社 | where isempty(县)"),
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
    function("sumif", "KQL", "sum(if($2, $1, null))", "合作社 | summarize a = sumif(户数, 投产)"),
    function("first_value", "SQL", "first($*)", "合作社 | summarize a = first_value(县)"),
    function("last_value", "SQL", "last($*)", "合作社 | summarize a = last_value(县)"),
    function("bool_and", "PostgreSQL", "all($*)", "合作社 | summarize a = bool_and(投产)"),
    function("bool_or", "PostgreSQL", "any($*)", "合作社 | summarize a = bool_or(投产)"),
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
  ]
}
