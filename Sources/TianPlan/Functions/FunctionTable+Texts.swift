import TianSource

extension FunctionTable {
  static let texts: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.length), "长度", [.textValue], .int,
      Bilingual("How many characters.", "字符数。"),
      [.init("length(\"合作社\")", "3"), .init("长度(\"tea\")", "3")]),
    FunctionDefinition(
      .scalar(.upper), "大写", [.textValue], .text,
      Bilingual("In capital letters.", "转为大写字母。"),
      [.init("upper(\"tea\")", "TEA"), .init("大写(\"a茶b\")", "A茶B")]),
    FunctionDefinition(
      .scalar(.lower), "小写", [.textValue], .text,
      Bilingual("In small letters.", "转为小写字母。"),
      [.init("lower(\"TEA\")", "tea"), .init("小写(\"A茶B\")", "a茶b")]),
    FunctionDefinition(
      .scalar(.trim), "去空白", [.textValue], .text,
      Bilingual("Without white space at either end, full-width too.", "去掉两端的空白，全角空格也去掉。"),
      [.init("trim(\"  茶 \")", "茶"), .init("length(去空白(\"　茶 叶　\"))", "3")]),
    FunctionDefinition(
      .scalar(.left), "左取", [.textValue, .required("length", "长度", .wholeNumber)], .text,
      Bilingual("The first characters.", "开头的若干个字符。"),
      [.init("left(\"松桃县\", 2)", "松桃"), .init("左取(\"茶\", 5)", "茶")]),
    FunctionDefinition(
      .scalar(.right), "右取", [.textValue, .required("length", "长度", .wholeNumber)], .text,
      Bilingual("The last characters.", "末尾的若干个字符。"),
      [.init("right(\"松桃县\", 1)", "县"), .init("右取(\"abc\", 2)", "bc")]),
    FunctionDefinition(
      .scalar(.slice), "截取",
      [.textValue, .required("from", "起", .wholeNumber), .optional("length", "长度", .wholeNumber)], .text,
      Bilingual(
        "Characters from a position, counted from 1 or, if negative, from the end.",
        "从某位置起的若干个字符；位置从 1 数起，负数从末尾数起。"),
      [.init("slice(\"2024年报\", 1, 4)", "2024"), .init("截取(\"茶叶合作社\", -3)", "合作社")]),
    FunctionDefinition(
      .scalar(.replace), "替换",
      [.textValue, .required("old", "旧", .text), .required("new", "新", .text)], .text,
      Bilingual("With every occurrence of one text replaced by another, literally.", "把其中一段文字全部换成另一段，按字面。"),
      [.init("replace(\"2023年\", \"年\", \"\")", "2023"), .init("替换(\"a.b.c\", \".\", \"-\")", "a-b-c")]),
    FunctionDefinition(
      .scalar(.splitPart), "分段",
      [.textValue, .required("separator", "分隔符", .text), .required("number", "序号", .wholeNumber)], .text,
      Bilingual(
        "One of the parts between separators, counted from 1 or, if negative, from the end; "
          + "null past the last.",
        "按分隔符切开后的第几段；从 1 数起，负数从末尾数起，超出为空。"),
      [.init("split_part(\"贵州-铜仁-松桃\", \"-\", 2)", "铜仁"), .init("分段(\"a/b\", \"/\", -1)", "b")]),
    FunctionDefinition(
      .scalar(.repeat), "重复", [.textValue, .required("times", "次数", .wholeNumber)], .text,
      Bilingual("The text so many times.", "把文本重复若干次。"),
      [.init("repeat(\"茶\", 3)", "茶茶茶"), .init("重复(\"ab\", 2)", "abab")]),
    FunctionDefinition(
      .scalar(.pad), "补齐",
      [.textValue, .required("length", "长度", .wholeNumber), .optional("filler", "填充", .text)], .text,
      Bilingual(
        "Filled up to so many characters, at the end or, if the number is negative, in front; "
          + "with spaces unless told otherwise. A longer text stays.",
        "补足到若干个字符，补在末尾，负数则补在开头；不写填充时用空格。本来更长的不变。"),
      [.init("pad(\"7\", -3, \"0\")", "007"), .init("补齐(\"茶\", 3, 填充: \"·\")", "茶··")]),
    FunctionDefinition(
      .scalar(.concat), "连接", [.x(.anything), .repeated("more", "其余", .anything)], .text,
      Bilingual("The arguments as text, one after another; null counts as empty.", "把各参数接成一段文字，空值按空文字。"),
      [.init("concat(\"松桃\", \"县\")", "松桃县"), .init("连接(\"第\", 3, \"组\")", "第3组")]),
  ]
}
