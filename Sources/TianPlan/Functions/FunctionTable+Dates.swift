import TianSource

extension FunctionTable {
  static let dates: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.date), "日期", [.required("x", "值", .pointOrText)], .date,
      Bilingual(
        "The date that a text writes, null where it writes none; the day of a timestamp, the first day of a "
          + "period.",
        "文本所写的日期，不是日期时为空；时刻所在的日期，时期的第一天。"),
      [
        .init("date(\"2024-03-20\")", "2024-03-20"), .init("日期(@2024Q2)", "2024-04-01"),
      ]),
    FunctionDefinition(
      .scalar(.timestamp), "时刻", [.required("x", "值", .pointOrText)], .timestamp,
      Bilingual(
        "The timestamp that a text writes, null where it writes none; the midnight on which a date or "
          + "a period "
          + "begins.",
        "文本所写的时刻，不是时刻时为空；日期或时期开始时的零点。"),
      [
        .init("timestamp(\"2024-03-20 8:30\")", "2024-03-20T08:30:00"),
        .init("时刻(2024-03-20)", "2024-03-20T00:00:00"),
      ]),
    FunctionDefinition(
      .scalar(.period), "时期",
      [
        .required("x", "值", .pointOrText), .required("length", "长度", Bilingual("1年, 1季度 or 1月", "1年、1季度或1月")),
      ],
      Bilingual("period", "时期"),
      Bilingual(
        "The year, quarter or month that a point in time lies in, or that a text writes; a whole "
          + "number is a year.",
        "时间点所在的年、季度或月，或文本所写的时期；整数作为年份。"),
      [
        .init("period(2024-03-20, 1月)", "2024-03"), .init("时期(2024-03-20T08:30:00, 1季度)", "2024Q1"),
      ]),
    FunctionDefinition(
      .scalar(.year), "年份", [.pointValue], .int,
      Bilingual("The year of a date, a timestamp or a period.", "日期、时刻或时期的年份。"),
      [.init("year(2024-03-20)", "2024"), .init("年份(2024-01-01 - 1天)", "2023")]),
    FunctionDefinition(
      .scalar(.quarter), "季度", [.pointValue], .int,
      Bilingual("The quarter, 1 to 4.", "季度，1 至 4。"),
      [.init("quarter(2024-03-20)", "1"), .init("季度(2024-12-31)", "4")]),
    FunctionDefinition(
      .scalar(.month), "月份", [.pointValue], .int,
      Bilingual("The month, 1 to 12.", "月份，1 至 12。"),
      [.init("month(2024-03-20)", "3"), .init("月份(2024-03-31 + 1月)", "4")]),
    FunctionDefinition(
      .scalar(.week), "周次", [.required("date", "日期", .dateOrTimestamp)], .int,
      Bilingual(
        "The week of the year by ISO 8601, 1 to 53: weeks begin on Mondays, and the first has January 4th.",
        "ISO 8601 的周次，1 至 53：每周从周一开始，第一周含 1 月 4 日。"),
      [.init("week(2024-03-20)", "12"), .init("周次(2021-01-03)", "53")]),
    FunctionDefinition(
      .scalar(.day), "日", [.required("date", "日期", .dateOrTimestamp)], .int,
      Bilingual("The day of the month.", "日期是当月第几日。"),
      [.init("day(2024-03-20)", "20"), .init("日(2024-01-31 + 1月)", "29")]),
    FunctionDefinition(
      .scalar(.weekday), "星期", [.required("date", "日期", .dateOrTimestamp)], .int,
      Bilingual("The day of the week, Monday 1 to Sunday 7.", "星期几，周一为 1，周日为 7。"),
      [.init("weekday(2024-03-20)", "3"), .init("星期(2024-03-24)", "7")]),
    FunctionDefinition(
      .scalar(.hour), "时", [.momentValue], .int,
      Bilingual("The hour of a timestamp, 0 to 23.", "时刻的小时，0 至 23。"),
      [.init("hour(2024-03-20T08:30:05)", "8"), .init("时(2024-03-20T08:30:05 + 20小时)", "4")]),
    FunctionDefinition(
      .scalar(.minute), "分", [.momentValue], .int,
      Bilingual("The minute of a timestamp, 0 to 59.", "时刻的分钟，0 至 59。"),
      [.init("minute(2024-03-20T08:30:05)", "30"), .init("分(2024-03-20T08:30:05 - 31分钟)", "59")]),
    FunctionDefinition(
      .scalar(.second), "秒", [.momentValue], .int,
      Bilingual("The second of a timestamp, 0 to 59, without its fraction.", "时刻的整秒，0 至 59。"),
      [.init("second(2024-03-20T08:30:05)", "5"), .init("秒(2024-03-20T08:30:05 + 0.5秒)", "5")]),
  ]

  static let dateForms: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.formatDate), "格式化日期", [.pointValue, .required("pattern", "格式", .text)], .text,
      Bilingual(
        "A point in time as a pattern of Unicode's letters writes it: y Q M d H m s, E for the "
          + "weekday; names are "
          + "Chinese where the pattern has a Chinese character.",
        "按 Unicode 格式字母写出时间点：y Q M d H m s，E 为星期；格式中有汉字时名称用中文。"),
      [
        .init("format_date(2024-03-20, \"yyyy/MM/dd EEE\")", "2024/03/20 Wed"),
        .init("格式化日期(2024-03-20T08:30:00, \"M月d日 EEEE HH:mm\")", "3月20日 星期三 08:30"),
      ]),
    FunctionDefinition(
      .scalar(.parseDate), "解析日期", [.textValue, .required("pattern", "格式", .text)],
      Bilingual("date, timestamp or period, by the pattern", "由格式决定：日期、时刻或时期"),
      Bilingual(
        "The point in time that a text writes in a pattern; null where it writes none. With hours a "
          + "timestamp, with "
          + "days a date, else a period.",
        "文本按格式所写的时间点；不符时为空。有小时为时刻，有日为日期，否则为时期。"),
      [
        .init("parse_date(\"20.3.2024\", \"d.M.yyyy\")", "2024-03-20"),
        .init("解析日期(\"202305\", \"yyyyMM\")", "2023-05"),
      ]),
    FunctionDefinition(
      .scalar(.truncate), "截断",
      [.required("date", "日期", .dateOrTimestamp), .required("length", "长度", .lengthOfTime)],
      Bilingual("same as date", "同日期"),
      Bilingual(
        "The start of the year, quarter, month, week, day, hour, minute or second, or of several of them.",
        "所在年、季度、月、周、天、小时、分钟、秒，或若干个这样的单位的开始。"),
      [
        .init("truncate(2024-03-20, 1月)", "2024-03-01"),
        .init("截断(2024-03-20T08:44:00, 15分钟)", "2024-03-20T08:30:00"),
      ]),
    FunctionDefinition(
      .scalar(.age), "年龄",
      [.required("date", "日期", .dateOrTimestamp), .required("on", "至", .dateOrTimestamp)], .int,
      Bilingual(
        "Whole years from one day to another; negative before it.", "从一天到另一天的整年数；在其之前为负。"),
      [.init("age(2000-02-29, 2024-02-28)", "23"), .init("年龄(2000-02-29, 至: 2024-02-29)", "24")]),
  ]
}

extension Bilingual {
  fileprivate static let pointOrText = Bilingual("point in time or text", "时间点或文本")
}
