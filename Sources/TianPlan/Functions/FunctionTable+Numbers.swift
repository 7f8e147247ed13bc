import TianSource

extension FunctionTable {
  static let forms: [FunctionDefinition] = [
    FunctionDefinition(
      .form(.if), "若",
      [
        .required("condition", "条件", .condition), .required("then", "是", .anything),
        .required("otherwise", "否", Bilingual("same as then", "与“是”同类")),
      ], Bilingual("same as then", "与“是”同类"),
      Bilingual(
        "One value where the condition is true, else the other.", "条件为真时取前一个值，否则取后一个。"),
      [.init("if(3 > 2, \"大\", \"小\")", "大"), .init("若(近2000亩 > 1950亩, 1, 0)", "0")]),
    FunctionDefinition(
      .form(.certain), "一定", [.required("condition", "条件", .condition)], .bool,
      Bilingual(
        "Whether the condition holds for every value that the hedged figures may have.", "条件是否对约数的所有可能值都成立。"),
      [.init("certain(近2000亩 > 1800亩)", "true"), .init("一定(近2000亩 > 1950亩)", "false")]),
    FunctionDefinition(
      .form(.possible), "可能", [.required("condition", "条件", .condition)], .bool,
      Bilingual(
        "Whether the condition holds for some value that the hedged figures may have.", "条件是否对约数的某个可能值成立。"),
      [.init("possible(近2000亩 > 1950亩)", "true"), .init("可能(近2000亩 > 2000亩)", "false")]),
    FunctionDefinition(
      .form(.clamp), "限于",
      [
        .x(.anything), .required("low", "下界", Bilingual("same as x", "与值同类")),
        .required("high", "上界", Bilingual("same as x", "与值同类")),
      ], .sameAsX,
      Bilingual(
        "The value, or the bound that it passes; a bound that is null is none.", "值本身，超出时取所越过的界；界为空则不限。"),
      [.init("clamp(120, 0, 100)", "100"), .init("限于(-5亩, 0亩, null)", "0")]),
  ]

  static let numbers: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.abs), "绝对值", [.x(.number)], .sameAsX,
      Bilingual("The value without its sign.", "去掉正负号的值。"),
      [.init("abs(-3)", "3"), .init("绝对值(-2.5亩)", "2.5")]),
    FunctionDefinition(
      .scalar(.round), "四舍五入", [.x(.number), .optional("digits", "位数", .wholeNumber)], .sameAsX,
      Bilingual(
        "Rounded half away from zero, to whole numbers or to a number of digits after the point.",
        "四舍五入到整数，或到小数点后若干位。"),
      [.init("round(2.5)", "3"), .init("四舍五入(3.14159, 位数: 2)", "3.14")]),
    FunctionDefinition(
      .scalar(.floor), "向下取整", [.x(.number)], .sameAsX,
      Bilingual("The greatest whole number that is not above.", "不大于它的最大整数。"),
      [.init("floor(2.7)", "2"), .init("向下取整(-2.1)", "-3")]),
    FunctionDefinition(
      .scalar(.ceil), "向上取整", [.x(.number)], .sameAsX,
      Bilingual("The least whole number that is not below.", "不小于它的最小整数。"),
      [.init("ceil(2.1)", "3"), .init("向上取整(-2.7)", "-2")]),
    FunctionDefinition(
      .scalar(.sqrt), "平方根", [.x(.plainNumber)], .float,
      Bilingual("The square root; null of a negative number.", "平方根；负数为空。"),
      [.init("sqrt(16)", "4"), .init("平方根(-1)", "")]),
    FunctionDefinition(
      .scalar(.exp), "指数", [.x(.plainNumber)], .float,
      Bilingual("e to the power of the value.", "e 的若干次方。"),
      [.init("exp(0)", "1"), .init("round(指数(1), 3)", "2.718")]),
    FunctionDefinition(
      .scalar(.ln), "自然对数", [.x(.plainNumber)], .float,
      Bilingual("The natural logarithm; null where there is none.", "自然对数；无意义时为空。"),
      [.init("ln(1)", "0"), .init("自然对数(0)", "")]),
    FunctionDefinition(
      .scalar(.log10), "常用对数", [.x(.plainNumber)], .float,
      Bilingual("The logarithm to base 10; null where there is none.", "以 10 为底的对数；无意义时为空。"),
      [.init("log10(1000)", "3"), .init("常用对数(-1)", "")]),
    FunctionDefinition(
      .scalar(.pow), "幂",
      [.required("base", "底数", .plainNumber), .required("exponent", "次数", .plainNumber)], .float,
      Bilingual("One number to the power of another.", "一数的若干次方。"),
      [.init("pow(2, 10)", "1024"), .init("幂(9, 0.5)", "3")]),
    FunctionDefinition(
      .scalar(.least), "取小", [.x(.anything), .repeated("more", "其余", Bilingual("same as x", "与值同类"))],
      .sameAsX,
      Bilingual("The least of the arguments that are not null.", "各参数中最小的非空值。"),
      [.init("least(3, 2, 5)", "2"), .init("取小(1公顷, 20亩)", "1")]),
    FunctionDefinition(
      .scalar(.greatest), "取大", [.x(.anything), .repeated("more", "其余", Bilingual("same as x", "与值同类"))],
      .sameAsX,
      Bilingual("The greatest of the arguments that are not null.", "各参数中最大的非空值。"),
      [.init("greatest(3, 2.5, 5)", "5.0"), .init("取大(2024-01-01, 2023-06-30)", "2024-01-01")]),
  ]
}
