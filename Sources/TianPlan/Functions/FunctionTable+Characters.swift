import TianSource

extension FunctionTable {
  private static let pattern = FunctionDefinition.Parameter.required(
    "pattern", "模式", Bilingual("pattern", "模式"))

  static let patterns: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.matches), "匹配", [.textValue, pattern], .bool,
      Bilingual(
        "Whether a regular expression matches anywhere in the text; the operator `~` is the same.",
        "文本中是否有一处符合正则表达式，与运算符 `~` 相同。"),
      [.init("matches(\"2023年报\", r\"^\\d{4}年\")", "true"), .init("匹配(\"茶叶社\", r\"合作社$\")", "false")]),
    FunctionDefinition(
      .scalar(.extract), "提取", [.textValue, pattern, .optional("group", "组", .wholeNumber)], .text,
      Bilingual(
        "The first match of a regular expression, or a group of it, counted from 1; null where nothing "
          + "matches.",
        "正则表达式的首个匹配，或其中的一组（从 1 数起）；没有匹配时为空。"),
      [
        .init("extract(\"约2000亩茶园\", r\"\\d+\")", "2000"),
        .init("提取(\"贵州省松桃县\", r\"省(.+)县\", 组: 1)", "松桃"),
      ]),
    FunctionDefinition(
      .scalar(.replaceMatch), "替换匹配",
      [.textValue, pattern, .required("replacement", "替换为", .text)], .text,
      Bilingual(
        "With every match of a regular expression replaced; `\\1` in the replacement is a group, `\\0` the "
          + "match.",
        "把正则表达式的每个匹配都换掉；替换文字中 `\\1` 表示组，`\\0` 表示整个匹配。"),
      [
        .init("replace_match(\"a1b22\", r\"\\d+\", \"#\")", "a#b#"),
        .init("替换匹配(\"3月5日\", r\"(\\d+)月(\\d+)日\", r\"\\2/\\1\")", "5/3"),
      ]),
  ]

  static let characters: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.fold), "折叠", [.textValue], .text,
      Bilingual(
        "With width, case, and Simplified or Traditional taken away, as `~=` compares.",
        "去掉全角半角、大小写、简繁之别，`~=` 即如此比较。"),
      [.init("fold(\"ＴＥＡ 茶葉\")", "tea 茶叶"), .init("折叠(\"臺灣\") == 折叠(\"台湾\")", "true")]),
    FunctionDefinition(
      .scalar(.simplified), "简体", [.textValue], .text,
      Bilingual("In Simplified Chinese.", "转为简体字。"),
      [.init("simplified(\"茶葉合作社\")", "茶叶合作社"), .init("简体(\"乾隆年間\")", "乾隆年间")]),
    FunctionDefinition(
      .scalar(.traditional), "繁体", [.textValue], .text,
      Bilingual(
        "In Traditional Chinese: known phrases as they are written, else each character's usual form.",
        "转为繁体字：已知的词按词转换，其余取每个字的常用字形。"),
      [.init("traditional(\"茶叶产业\")", "茶葉產業"), .init("繁体(\"头发\")", "頭髮")]),
    FunctionDefinition(
      .scalar(.pinyin), "拼音", [.textValue], .text,
      Bilingual(
        "Syllables with the number of their tone, 5 the neutral one: sorting by it is dictionary order; "
          + "known phrases as they are read, else each character's usual reading.",
        "带调号的音节，轻声为 5，按它排序即字典次序；已知的词按词读，其余取每个字的常用读音。"),
      [.init("pinyin(\"重庆\")", "chong2 qing4"), .init("拼音(\"A组茶园\")", "A zu3 cha2 yuan2")]),
    FunctionDefinition(
      .scalar(.initials), "首字母", [.textValue], .text,
      Bilingual("The first letter of each syllable; all else folded.", "每个字拼音的首字母，其余字符折叠。"),
      [.init("initials(\"合作社\")", "hzs"), .init("首字母(\"A村\")", "ac")]),
  ]
}
