import TianSource

extension HelpPart {
  static let ofFrom = [
    HelpPart(
      .csv, ("csv \"\"\"…\"\"\"", "数据 \"\"\"…\"\"\""),
      ("rows written out in the query, read as a file would be", "写在查询里的行，与文件同样读取")),
    HelpPart(.as, ("as t", "记作 t"), ("what the table is called after it", "表在其后的名称")),
  ]
  static let ofSet = [
    HelpPart(
      .hedge, ("hedge 近 = 10%", "约数 近 = 10%"), ("one of the words 近 and 约, and its width", "近、约之一及其宽度"))
  ]
  static let ofCase = [
    HelpPart(
      .else, ("else => value", "其余 => 值"), ("where no condition holds; null unless given", "各条件都不成立时；不写则为空"))
  ]

  /// Each option of `load`; what is not said is told from the file.
  static let ofLoad = OptionName.ofLoad.map(\.partOfLoad)
}

extension OptionName {
  /// Those that `load` does not take say nothing.
  fileprivate var partOfLoad: HelpPart {
    switch self {
    case .delimiter: part("\"\\t\"", "what stands between cells, one character or several", "单元格之间的一个或几个字符")
    case .quote: part("\"'\"", "the sign around cells that hold delimiters", "含分隔符的单元格两边的引号")
    case .escape: part(#""\\""#, "the sign before a quote inside quotes", "引号内表示引号本身的前缀")
    case .encoding:
      part(
        "\"gb18030\"", "utf-8, gb18030, big5, windows-1252, utf-16le or utf-16be",
        "utf-8、gb18030、big5、windows-1252、utf-16le 或 utf-16be")
    case .header: part("2", "the line of the columns' names; 0 for none", "列名所在的行；0 表示没有")
    case .table: part("2", "which table of a file that holds several", "文件中的第几张表")
    case .unitFrom:
      part(
        "\"quantity=unit\"", zh: "\"产量=单位\"", "which column tells the units of which; \"\" for none",
        "哪一列写着哪一列的单位；\"\" 表示没有")
    case .fileColumn:
      part("\"file\"", zh: "\"文件\"", "one more column, with the file of each row", "另加一列，写每行来自哪个文件")
    case .types:
      part("\"code=text, output=decimal\"", zh: "\"编码=文本, 产量=小数\"", "what columns hold", "各列的类型")
    case .missing: part("\"无,-\"", "the words that are null, in place of those known", "作空值的词，代替已知的那些")
    case .decimal: part("\",\"", "the sign before decimals, \".\" or \",\"", "小数点，\".\" 或 \",\"")
    case .dayOrder:
      part(
        "\"dmy\"", "of dates such as 03/04/2024: \"dmy\" or \"mdy\"",
        "03/04/2024 之类日期的次序：\"dmy\"（日月年）或 \"mdy\"（月日年）")
    case .strict: part("true", zh: "真", "stops at the first cell or row that does not fit", "遇到第一处不符即停止")
    case .seed, .title, .bins: part("", "", "")
    }
  }

  private func part(_ value: String, zh chineseValue: String? = nil, _ en: String, _ zh: String) -> HelpPart {
    HelpPart(self, (value, chineseValue ?? value), (en, zh))
  }
}
