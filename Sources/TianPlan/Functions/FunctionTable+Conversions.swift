import TianSource

extension FunctionTable {
  static let conversions: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.int), "整数", [.x(.anything)], Bilingual("int, same unit as x", "整数，单位同 x"),
      Bilingual(
        "As a whole number, what is past the point cut off; null where it cannot be.", "转为整数，去掉小数部分；不能转时为空。"),
      [.init("int(\"42\")", "42"), .init("整数(-2.5)", "-2")]),
    FunctionDefinition(
      .scalar(.decimal), "小数", [.x(.anything), .optional("digits", "位数", .wholeNumber)],
      Bilingual("decimal, same unit as x", "小数，单位同 x"),
      Bilingual(
        "As an exact decimal with 4 digits after the point, or as many as are asked for; "
          + "null where it cannot be.",
        "转为精确小数，小数点后 4 位或所给位数；不能转时为空。"),
      [.init("decimal(\"3.5\", digits: 2)", "3.50"), .init("小数(2, 位数: 1)", "2.0")]),
    FunctionDefinition(
      .scalar(.float), "浮点", [.x(.anything)], .floatOfX,
      Bilingual("As a floating-point number; null where it cannot be.", "转为浮点数；不能转时为空。"),
      [.init("float(\"2.5\")", "2.5"), .init("浮点(1) / 4", "0.25")]),
    FunctionDefinition(
      .scalar(.text), "文本", [.x(.anything)], .text,
      Bilingual("As text, as CSV writes it.", "转为文本，写法同 CSV。"),
      [.init("text(3.50)", "3.50"), .init("文本(2024-03-20)", "2024-03-20")]),
    FunctionDefinition(
      .scalar(.number), "数值", [.textValue], Bilingual("figure", "带约数的数"),
      Bilingual(
        "The figure that a text writes, hedges and all; null where it writes none. Of a "
          + "column, `to` says which "
          + "unit is read.",
        "文本所写的数，可带约数；不是数时为空。对一列使用时，由 `换算` 指明读哪种单位。"),
      [.init("best(number(\"近2000亩\"))", "2000"), .init("下限(数值(\"7万余元\"))", "70000")]),
  ]

  static let hedges: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.lo), "下限", [.x(.figure)], .exactSameAsX,
      Bilingual("The lower bound; null where there is none.", "下限；没有时为空。"),
      [.init("lo(近2000亩)", "1900"), .init("下限(1900亩)", "1900")]),
    FunctionDefinition(
      .scalar(.hi), "上限", [.x(.figure)], .exactSameAsX,
      Bilingual("The upper bound; null where there is none.", "上限；没有时为空。"),
      [.init("hi(300余)", "400"), .init("上限(超过1000元)", "")]),
    FunctionDefinition(
      .scalar(.best), "最佳", [.x(.figure)], .exactSameAsX,
      Bilingual("The number as it was written.", "所写的数本身。"),
      [.init("best(近2000亩)", "2000"), .init("最佳(300余)", "300")]),
    FunctionDefinition(
      .scalar(.hedged), "约数", [.x(.figure)], .bool,
      Bilingual("Whether a figure is hedged.", "是否为约数。"),
      [.init("hedged(近2000亩)", "true"), .init("约数(2000亩)", "false")]),
    FunctionDefinition(
      .scalar(.original), "原文", [.required("column", "列", Bilingual("column of a file", "文件中的列"))], .text,
      Bilingual("The text of the cell as the file has it.", "单元格在文件中的原文。"),
      [
        .init("例 | take 1 | select original(产量)", "近2000公斤"),
        .init("例 | where 名称 == \"乙\" | select 原文(产量)", "300余公斤"),
      ]),
    FunctionDefinition(
      .scalar(.why), "原因", [.required("column", "列", Bilingual("column of a file", "文件中的列"))], .text,
      Bilingual(
        "Why a cell is null: blank, not applicable (`—`), a word as it stands (`N/A`), a reject with its "
          + "text, or no match of a join; null where it is none.",
        "单元格为空的原因：空白、不适用（`—`）、所写的词（`不详`）、与列不符的原文，或关联未匹配；不为空时为空。"),
      [
        .init("例 | where 名称 == \"丙\" | select why(面积)", "blank"),
        .init("例 | where 名称 == \"乙\" | select 原因(户数)", "空白"),
      ]),
  ]
}
