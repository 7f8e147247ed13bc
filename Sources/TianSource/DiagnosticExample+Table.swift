extension DiagnosticCode {
  static let syntaxExamples: [ExampleRow] = [
    ("T102", "3 $ 2", "3 * 2"),
    ("T103", #"土地 | where 地点 == "礼门乡"#, #"土地 | where 地点 == "礼门乡""#),
    ("T104", #""C:\data""#, #"r"C:\data""#),
    ("T105", "土地 | select [面积", "土地 | select [面积]"),
    ("T106", "土地 | where 地点 in []", #"土地 | where 地点 in ("礼门乡", "甘溪村")"#),
    ("T107", "土地 | 取3", "土地 | 取 3"),
    ("T108", "行业 | where 行业编码 == 0111", #"行业 | where 行业编码 == "0111""#),
    ("T109", "2024/3/20 + 30天", "2024-03-20 + 30天"),
    ("T110", "2023-02-29", "2024-02-29"),
    ("T111", "3箱 to 公斤", "unit 箱 = 12公斤; 3箱 to 公斤"),
    ("T112", "1e999", "1e30"),
    ("T120", "土地 | 3", "土地 | take 3"),
    ("T121", "土地 | where", "土地 | where 面积 > 500亩"),
    ("T122", "土地 | where (面积 > 500亩", "土地 | where (面积 > 500亩)"),
    ("T123", "土地 | wher 面积 > 500亩", "土地 | where 面积 > 500亩"),
    ("T124", "土地 | order by 面积", "土地 | sort 面积"),
    ("T125", "土地 | where 100亩 < 面积 < 500亩", "土地 | where 面积 > 100亩 and 面积 < 500亩"),
    ("T126", "3 + null ?? 0", "3 + (null ?? 0)"),
    ("T128", "土地 | derive 面积 * 2", "土地 | derive 两倍 = 面积 * 2"),
    ("T129", "土地 | sort 面积 by 地点", "土地 | sort 地点, 面积"),
    ("T130", "土地 | derive by = 3", "土地 | derive k = 3"),
    ("T131", "sort -面积", "土地 | sort -面积"),
  ]

  static let nameExamples: [ExampleRow] = [
    ("T201", "土弟 | take 3", "土地 | take 3"),
    ("T202", #"from csv "Name,name\n1,2" | select NAME"#, #"from csv "Name,name\n1,2" | select Name"#),
    ("T203", "土地 | where 面机 > 500亩", "土地 | where 面积 > 500亩"),
    ("T204", "土地 | summarize conut()", "土地 | summarize count()"),
    ("T205", "土地 | sample 5, sead: 3", "土地 | sample 5, seed: 3"),
    ("T206", "let 面积 = 3亩; 土地 | where 面积 > 5亩", "let 门槛 = 5亩; 土地 | where 面积 > 门槛"),
    ("T207", "土地 | select a = 地点, a = 项目", "土地 | select a = 地点, b = 项目"),
    ("T208", "| take 3", "土地 | take 3"),
    ("T209", "fn sum(x) = x + 1; sum(2)", "fn next(x) = x + 1; next(2)"),
    ("T210", "fn f(x) = if(x > 0, f(x - 1), 0); f(3)", "fn f(x) = greatest(x, 0); f(3)"),
  ]

  static let shapeExamples: [ExampleRow] = [
    (
      "T211", "乡镇 | summarize n = count() by 类型 | sort -sum(n)",
      "乡镇 | summarize n = count() by 类型 | sort -n"
    ),
    (
      "T212", "乡镇 | summarize 类型, n = count() by 县编码",
      "乡镇 | summarize first(类型), n = count() by 县编码"
    ),
    ("T213", "乡镇 | select 类型.县", "乡镇 | select 县编码.县"),
    ("T214", "土地 | sample 期限", "土地 | sample 3"),
    ("T215", "县 | join asof 乡镇 as t on 县编码", "县 | join 乡镇 as t on 县编码"),
    ("T216", "土地 | union 资金", "土地 | select 地点, 项目 | union (资金 | select 地点, 项目)"),
    ("T217", "土地 | where 地点 in 资金", "土地 | where 地点 in (资金 | select 地点)"),
    ("T218", "县 | drop *", "县 | drop 市, 省"),
    (
      "T219",
      "fn a(x) = x + x + x + x + x + x + x + x; fn b(x) = a(a(a(x))); fn c(x) = b(b(b(x))); c(1)",
      "fn a(x) = 8 * x; fn b(x) = a(a(a(x))); b(1)"
    ),
    ("T221", #"土地 | select "面积""#, "土地 | select 面积"),
    ("T220", "let v = 3亩; from v | take 1", "let v = 土地; from v | take 1"),
    ("T240", "土地 | summarize lag(年收入)", "土地 | derive 上行 = lag(年收入)"),
    ("T241", "土地 | derive 名次 = rank()", "土地 | derive 名次 = rank() sort -年收入"),
    (
      "T242", "sources | derive n = rolling(count(), 3亩) sort published",
      "sources | derive n = rolling(count(), 3月) sort published"
    ),
    ("T243", "土地 | derive n = rolling(地点, 2)", "土地 | derive n = rolling(count(), 2)"),
    ("T250", #"土地 | save "out.xls""#, #"土地 | save "out.csv""#),
    ("T280", "县 | explode 县 at 3", #"县 | explode 县 at "、""#),
    (
      "T281", #"from csv "年,n\n2020,1" | complete 年 in 1..100000000"#,
      #"from csv "年,n\n2020,1" | complete 年 in 2019..2023"#
    ),
    ("T290", "土地 | chart bar 地点", "土地 | chart bar 地点, 面积"),
  ]

  static let typeExamples: [ExampleRow] = [
    ("T230", "土地 | where 期限", "土地 | where 期限 > 5年"),
    ("T231", "县 | where 县编码 == 340602", #"县 | where 县编码 == "340602""#),
    (
      "T232", #"from csv "地,面积（亩）\n甲,1.50" | where 面积 > 99999999999999999亩"#,
      #"from csv "地,面积（亩）\n甲,1.50" | where 面积 > 9999亩"#
    ),
    ("T260", #"县 | where 县 ~ r"县(?=区)""#, #"县 | where 县 ~ r"县$""#),
    ("T261", "县 | where matches(县, 市)", #"县 | where matches(县, r"^杜")"#),
    (
      "T262", #"县 | select replace_match(县, r"(.)县", r"\2")"#,
      #"县 | select replace_match(县, r"(.)县", r"\1")"#
    ),
  ]

  static let unitExamples: [ExampleRow] = [
    ("T301", "3亩 + 2元", "3亩 + 2公顷"),
    ("T302", "土地 | where 面积 > 500", "土地 | where 面积 > 500亩"),
    ("T303", "3亩 to 元", "3亩 to 公顷"),
    ("T304", "3亩 to 公项", "3亩 to 公顷"),
    ("T305", "sqrt(3亩)", "sqrt(3)"),
    ("T306", "2024-03-20 + 1.5天", "2024-03-20 + 2天"),
    ("T307", #"format_date(2024-03-20, "DD/MM")"#, #"format_date(2024-03-20, "dd/MM")"#),
    (
      "T308", #"from csv "品,产量,单位\n稻,2,吨\n猪,3,头" | summarize sum(产量)"#,
      #"from csv "品,产量,单位\n稻,2,吨\n猪,3,头" | summarize sum(产量) by 单位"#
    ),
    ("T309", "unit 箱 = 约12公斤", "unit 箱 = 12公斤; 3箱 to 公斤"),
    ("T310", "土地 | summarize stddev(面积)", "土地 | summarize stddev(best(面积))"),
    (
      "T311", "土地 | derive 半 = 面积 / 2 | select original(半)",
      "土地 | derive 半 = 面积 / 2 | select 半, original(面积)"
    ),
    ("T312", "set hedge 余 = 10%; 近200亩", "set hedge 近 = 10%; 近200亩"),
  ]

  static let dataExamples: [ExampleRow] = [
    (
      "T403", #"from csv "a,b\n900000000000000000,20" | derive c = a * b"#,
      #"from csv "a,b\n900000000000000000,20" | derive c = float(a) * b"#
    ),
    ("T404", "县 | join one 乡镇 on 县编码", "县 | join 乡镇 on 县编码"),
    (
      "T405", "土地 | where 面积 > (土地 | select 面积)",
      "土地 | where 面积 > (土地 | summarize avg(面积))"
    ),
    (
      "T406", #"from csv "年,n\n2020,1\n2020,2" | derive 去年 = lag(n, 1年) sort 年"#,
      #"from csv "年,n\n2020,1\n2021,2" | derive 去年 = lag(n, 1年) sort 年"#
    ),
    ("T411", #"from csv """#, #"from csv "n\n1""#),
    ("T414", #"from csv "a,b\n\"x,1""#, #"from csv "a,b\n\"x\",1""#),
    ("T420", #"县 | save "没有/县.csv""#, #"县 | save "又一个县.csv""#),
    ("T430", #"土地 | assert 面积 > 500亩, "太小""#, #"土地 | assert 面积 > 100亩, "太小""#),
    (
      "T505", #"load "县.csv" as t, encoding: "latin"; t | take 1"#,
      #"load "县.csv" as t, encoding: "utf-8"; t | take 1"#
    ),
  ]
}
