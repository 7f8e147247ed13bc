import TianSource

extension DataType.Kind {
  /// One of each, in the order that the reference shows.
  package static let samples: [DataType.Kind] = [
    .bool, .int, .decimal(scale: 2), .float, .text, .date, .timestamp, .period(.year),
  ]

  /// What it is called, and what it holds.
  package var help: (names: Bilingual, text: Bilingual) {
    switch self {
    case .bool: (Bilingual("bool", "真假"), Bilingual("true or false", "真或假"))
    case .int:
      (Bilingual("int", "整数"), Bilingual("a whole number of 64 bits; a unit, perhaps", "64 位整数，可带单位"))
    case .decimal:
      (
        Bilingual("decimal", "小数"),
        Bilingual(
          "an exact number with a fixed count of digits after the point; a unit and a hedge, perhaps",
          "精确小数，小数位数固定，可带单位和约数")
      )
    case .float:
      (
        Bilingual("float", "浮点"),
        Bilingual("an approximate number; a unit and a hedge, perhaps", "近似的数，可带单位和约数")
      )
    case .text: (Bilingual("text", "文本"), Bilingual("any text", "任意文字"))
    case .date: (Bilingual("date", "日期"), Bilingual("a day: `2024-03-20`", "某一天：`2024-03-20`"))
    case .timestamp:
      (
        Bilingual("timestamp", "时刻"),
        Bilingual("a day and a time: `2024-03-20T08:30:00`", "日期和时间：`2024-03-20T08:30:00`")
      )
    case .period:
      (
        Bilingual("period", "时期"),
        Bilingual("a year, a quarter or a month: `@2023Q2`, `2023年5月`", "某年、某季度或某月：`@2023Q2`、`2023年5月`")
      )
    }
  }
}
