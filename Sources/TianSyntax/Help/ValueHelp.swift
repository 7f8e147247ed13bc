import TianSource

extension HelpTable {
  /// Words that are values, or make one.
  public static let values = [
    HelpEntry(
      .null, Bilingual("null", "空"),
      Bilingual("No value; aggregates leave it out, `== null` finds it.", "没有值；聚合函数不计，`== 空` 可查出。"),
      Bilingual("土地 | where 备注 == null | summarize n = count()", "土地 | 筛选 备注 == 空 | 汇总 n = 计数()")),
    HelpEntry(
      .true, Bilingual("true", "真"), Bilingual("What a condition that holds is.", "成立的条件之值。"),
      Bilingual("(3 > 2) == true", "(3 > 2) == 真")),
    HelpEntry(
      .false, Bilingual("false", "假"), Bilingual("What a condition that does not hold is.", "不成立的条件之值。"),
      Bilingual("(3 > 2) == false", "(3 > 2) == 假")),
    HelpEntry(
      .case, Bilingual("case(condition => value, …, else => value)", "分情况(条件 => 值, …, 其余 => 值)"),
      Bilingual("The value beside the first condition that is certainly true.", "第一个一定为真的条件所对应的值。"),
      Bilingual(
        "土地 | derive 规模 = case(面积 >= 2000亩 => \"大\", else => \"小\") | select 地点, 规模 | take 2",
        "土地 | 新增 规模 = 分情况(面积 >= 2000亩 => \"大\", 其余 => \"小\") | 选列 地点, 规模 | 取 2"),
      parts: HelpPart.ofCase),
  ]
}
