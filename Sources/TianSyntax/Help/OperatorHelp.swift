import TianSource

extension HelpTable {
  /// From the loosest to the tightest.
  public static let operators = [
    entry("or", "或", "either is true", "有一个为真", "3 > 2 or 1 > 2", "3 > 2 或 1 > 2"),
    entry("and", "且", "both are true", "两个都为真", "3 > 2 and 1 > 2", "3 > 2 且 1 > 2"),
    entry("not", "非", "it is not true", "不为真", "not 3 > 2", "非 3 > 2"),
    entry("==", "==", "equal; null equals null", "相等；空值与空值相等", "null == null", "空 == 空"),
    entry("!=", "!=", "not equal", "不相等", "1 != 2", "1 ≠ 2"),
    entry("<", "<", "less; null beside null", "小于；有空值时为空", "1亩 < 1公顷", "1亩 ＜ 1公顷"),
    entry("<=", "<=", "less or equal", "小于或等于", "2 <= 2", "2 ≤ 2"),
    entry(">", ">", "greater", "大于", "近2000亩 > 1950亩", "近2000亩 ＞ 1950亩"),
    entry(">=", ">=", "greater or equal", "大于或等于", "3 >= 2", "3 ≥ 2"),
    entry(
      "in", "在", "one of some values, of a range with both its ends, or of a table's one column",
      "是所列的值之一、在范围内（含两端），或在单列的表中", "3 in (1, 3) and 2 in 1..3", "3 在 (1, 3) 且 2 在 1..3"),
    entry("~", "~", "matches a regular expression", "与正则表达式匹配", "\"茶叶\" ~ r\"^茶\"", "“茶叶” ～ r\"^茶\""),
    entry("!~", "!~", "does not match it", "不匹配", "\"茶叶\" !~ r\"^茶\"", "“茶叶” ！～ r\"^茶\""),
    entry(
      "~=", "~=", "equal but for width, case, Simplified or Traditional", "忽略全角半角、大小写、繁简后相等",
      "\"ＡＢ\" ~= \"ab\"", "“ＡＢ” ~= “ab”"),
    entry("contains", "含", "has the other text in it", "包含另一段文字", "\"安岳县\" contains \"岳\"", "“安岳县” 含 “岳”"),
    entry("starts", "始于", "begins with it", "以它开头", "\"安岳县\" starts \"安\"", "“安岳县” 始于 “安”"),
    entry("ends", "止于", "ends in it", "以它结尾", "\"安岳县\" ends \"县\"", "“安岳县” 止于 “县”"),
    entry("??", "??", "the first that is not null", "第一个非空的值", "null ?? 3", "空 ?? 3"),
    entry("to", "换算", "in another unit of the same kind", "换成同类的另一个单位", "30亩 to 公顷", "30亩 换算 公顷"),
    entry("+", "+", "the sum; units of one kind", "相加；单位须同类", "1公顷 + 5亩", "1公顷 ＋ 5亩"),
    entry("-", "-", "the difference, or the negative", "相减，或取负", "2024-03-20 - 1月", "2024-03-20 － 1月"),
    entry("*", "*", "the product; units multiply", "相乘；单位也相乘", "4万元/年 * 5年", "4万元/年 × 5年"),
    entry("/", "/", "the quotient; units divide", "相除；单位也相除", "3.5万元 / 10亩", "3.5万元 ÷ 10亩"),
    entry("//", "//", "the quotient rounded down", "相除后向下取整", "7 // 2", "7 // 2"),
    entry("%", "%", "the remainder, with the divisor's sign", "余数，符号同除数", "-7 % 3", "-7 ％ 3"),
    entry("**", "**", "to the power", "乘方", "2 ** 10", "2 ** 10"),
  ]

  private static func entry(
    _ en: String, _ zh: String, _ help: String, _ chineseHelp: String, _ example: String,
    _ chineseExample: String
  ) -> HelpEntry {
    HelpEntry(
      Bilingual(en, zh), Bilingual("", ""), Bilingual(help, chineseHelp), Bilingual(example, chineseExample))
  }
}
