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
    comparison("matches", "KQL, Java", .matches, "合作社 | where 名称 matches \"^茶\""),
    comparison("eq", "LINQ, Perl", .equal, "合作社 | where 县 eq \"东\""),
    comparison("ne", "Perl", .notEqual, "合作社 | where 县 ne \"东\""),
    comparison("gt", "Perl", .greater, "合作社 | where 户数 gt 3"),
    comparison("ge", "Perl", .greaterOrEqual, "合作社 | where 户数 ge 3"),
    comparison("lt", "Perl", .less, "合作社 | where 户数 lt 3"),
    comparison("le", "Perl", .lessOrEqual, "合作社 | where 户数 le 3"),
    comparison("rlike", "MySQL, Spark", .matches, "合作社 | where 名称 rlike \"^茶\""),
    comparison("regexp", "MySQL", .matches, "合作社 | where 名称 regexp \"^茶\""),
    comparison("has", "KQL", .contains, "合作社 | where 名称 has \"茶\""),
    comparison("startswith", "KQL", .starts, "合作社 | where 名称 startswith \"茶\""),
    comparison("endswith", "KQL", .ends, "合作社 | where 名称 endswith \"社\""),
    ForeignForm(
      "between", "SQL", .comparison(.equal), Bilingual("in low..high", "在 下限..上限"),
      "合作社 | where 户数 between 1 and 20"),
    ForeignForm("None", "Python", .value, Bilingual("null", "空"), "合作社 | where 县 != None"),
    ForeignForm("TRUE", "R, Excel", .value, Bilingual("true", "真"), "合作社 | where 投产 == TRUE"),
    ForeignForm("FALSE", "R, Excel", .value, Bilingual("false", "假"), "合作社 | where 投产 == FALSE"),
    ForeignForm("NaN", "pandas", .value, Bilingual("null", "空"), "合作社 | where 户数 != NaN"),
    ForeignForm("NA", "R", .value, Bilingual("null", "空"), "合作社 | where 县 != NA"),
    ForeignForm("nil", "Ruby, Swift", .value, Bilingual("null", "空"), "合作社 | where 县 != nil"),
  ]

  private static func symbol(
    _ typed: String, _ origin: String, _ kind: Token.Kind, _ mend: String, _ example: String
  ) -> ForeignForm {
    var chinese = mend
    if case .keyword(let keyword) = kind { chinese = keyword.chinese }
    return ForeignForm(typed, origin, .symbol(kind), Bilingual(mend, chinese), example)
  }

  /// Marks, up to four characters each.
  static let marks: [ForeignForm] = [
    symbol("<>", "SQL", .symbol(.notEqual), "!=", "合作社 | where 县 <> \"东\""),
    symbol("&&", "C, JavaScript", .keyword(.and), "and", "合作社 | where 户数 > 3 && 投产"),
    symbol("||", "C, JavaScript", .keyword(.or), "or", "合作社 | where 户数 > 3 || 投产"),
    symbol("&", "pandas, R", .keyword(.and), "and", "合作社 | where 户数 > 3 & 投产"),
    symbol("|>", "R, Elixir, F#", .symbol(.pipe), "|", "合作社 |> where 户数 > 3"),
    symbol("%>%", "dplyr", .symbol(.pipe), "|", "合作社 %>% where 户数 > 3"),
    symbol("===", "JavaScript", .symbol(.equal), "==", "合作社 | where 县 === \"东\""),
    symbol("!==", "JavaScript", .symbol(.notEqual), "!=", "合作社 | where 县 !== \"东\""),
    symbol("=~", "Ruby, Perl", .symbol(.match), "~", "合作社 | where 名称 =~ \"社$\""),
    symbol("%in%", "R", .keyword(.in), "in", "合作社 | where 县 %in% c(\"东\", \"西\")"),
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
}
