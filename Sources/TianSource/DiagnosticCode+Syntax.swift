extension DiagnosticCode {
  static let syntaxCodes: [DiagnosticCode] = [
    invalidUTF8, unknownCharacter, unclosedString, unknownEscape, unclosedName, emptyName, missingSpace,
    leadingZero, dateForm, noSuchDate, unknownUnitAfterNumber, numberTooLong, unexpected, unexpectedEnd,
    unclosedBracket, unknownStage, foreignWord, chainedComparison, coalesceNeedsBrackets, nestedTooDeeply,
    itemNeedsName, misplacedTail, reservedWord, queryNeedsTable,
  ]

  package static let invalidUTF8 = DiagnosticCode(
    "T101", title: Bilingual("the text is not UTF-8", "文本不是 UTF-8"),
    page: Bilingual(
      "A query is read as UTF-8. Save the file in that encoding; GB18030 is for tables, not for queries.",
      "查询按 UTF-8 读取。请把文件另存为 UTF-8；GB18030 只用于数据表，不用于查询。"))
  package static let unknownCharacter = DiagnosticCode(
    "T102", title: Bilingual("a character that means nothing here", "此处无意义的字符"),
    page: Bilingual(
      "No name, number or operator begins with this character. Names with such characters are quoted: "
        + "`[a&b]`.",
      "名称、数字、运算符都不以这个字符开头。名称里若有这样的字符，请加引号：`[a&b]`。"))
  package static let unclosedString = DiagnosticCode(
    "T103", title: Bilingual("a text is not closed", "文本没有结束引号"),
    page: Bilingual(
      "A text in quotes ends on the line where it begins, with the same kind of quote: `\"茶叶\"`, `“茶叶”`. "
        + "One in three quotes, `\"\"\"…\"\"\"`, may go on over lines.",
      "引号里的文本要在同一行结束，并用同一种引号：`\"茶叶\"`、`“茶叶”`。三个引号的文本 `\"\"\"…\"\"\"` 可以跨行。"))
  package static let unknownEscape = DiagnosticCode(
    "T104", title: Bilingual("an unknown escape in a text", "文本里有未知的转义"),
    page: Bilingual(
      "After `\\` a text may hold n, t, r, a quote, another `\\`, or u{…} with a Unicode number. "
        + "Write `\\\\` for the sign itself, or a raw text: `r\"C:\\data\"`.",
      "`\\` 之后可以是 n、t、r、引号、另一个 `\\`，或 u{…}（Unicode 编号）。要写反斜杠本身，用 `\\\\` 或原样文本 `r\"C:\\data\"`。"))
  package static let unclosedName = DiagnosticCode(
    "T105", title: Bilingual("a quoted name is not closed", "带引号的名称没有结束"),
    page: Bilingual(
      "A quoted name ends on the line where it begins: `[亩均产值(元/亩)]`. `]]` stands for `]` inside it.",
      "带引号的名称要在同一行结束：`[亩均产值(元/亩)]`。名称里的 `]` 写作 `]]`。"))
  package static let emptyName = DiagnosticCode(
    "T106", title: Bilingual("a quoted name is empty", "带引号的名称是空的"),
    page: Bilingual(
      "`[]` holds no name. A list is written in round brackets: `产业 in (\"茶叶\", \"水果\")`.",
      "`[]` 里没有名称。列表用圆括号：`产业 在 (\"茶叶\", \"水果\")`。"))
  package static let missingSpace = DiagnosticCode(
    "T107", title: Bilingual("a space is missing", "缺一个空格"),
    page: Bilingual(
      "Chinese words run on without spaces, so `筛选面积` is one name. Put a space after a keyword and after a "
        + "figure: `筛选 面积 > 500亩 且 …`.",
      "汉字之间没有空格，`筛选面积` 就是一个名称。关键字和数量之后要空一格：`筛选 面积 > 500亩 且 …`。"))
  package static let leadingZero = DiagnosticCode(
    "T108", title: Bilingual("a number begins with 0", "数字以 0 开头"),
    page: Bilingual(
      "A number has no zeros before it. A code is a text, in quotes: `\"0111\"`. A date is `2024-03-20`.",
      "数字前面不写 0。编码是文本，要加引号：`\"0111\"`。日期写作 `2024-03-20`。"))
  package static let dateForm = DiagnosticCode(
    "T109", title: Bilingual("a date in another form", "日期的写法不对"),
    page: Bilingual(
      "A date is written `2024-03-20`, `@2024-03-20` or `2024年3月20日`; a year, quarter or month `@2024`, "
        + "`@2024Q1`, `@2024-03` or `2024年3月`; a time `2024-03-20T08:30:00`, without a zone. Put spaces "
        + "around a minus or a division, and quote a name that begins with a digit: `[2024年产值]`.",
      "日期写作 `2024-03-20`、`@2024-03-20` 或 `2024年3月20日`；年、季度、月写作 `@2024`、`@2024Q1`、`@2024-03` 或 "
        + "`2024年3月`；时间写作 `2024-03-20T08:30:00`，不带时区。减号、除号两边请空格；以数字开头的名称要加引号：`[2024年产值]`。"))
  package static let noSuchDate = DiagnosticCode(
    "T110", title: Bilingual("no such day or time", "没有这样的日期或时间"),
    page: Bilingual(
      "The calendar has no such day; 2023, for one, has no 29 February.", "历法里没有这一天；例如 2023 年没有 2 月 29 日。"))
  package static let unknownUnitAfterNumber = DiagnosticCode(
    "T111", title: Bilingual("no such unit", "没有这个单位"),
    page: Bilingual(
      "The word glued to a number is not a unit that Tian knows; `grammar/units.csv` lists them all.",
      "紧跟数字的词不是已知的单位；全部单位见 `grammar/units.csv`。"))
  package static let numberTooLong = DiagnosticCode(
    "T112", title: Bilingual("a number too long", "数字太长"),
    page: Bilingual(
      "An exact number, its point left out, is at most 9223372036854775807, which is what 64 bits hold. "
        + "With an exponent, `1e30`, a number is a float and reaches 1.8e308.",
      "精确数去掉小数点后最大为 9223372036854775807，即 64 位整数的上限。带指数的数是浮点数，如 `1e30`，最大 1.8e308。"))
}

extension DiagnosticCode {
  package static let unexpected = DiagnosticCode(
    "T120", title: Bilingual("something else was expected", "此处应是别的内容"),
    page: Bilingual(
      "The query cannot go on this way at this place. The message says what may stand there.",
      "查询到这里不能这样写下去。消息里说明了这里可以写什么。"))
  package static let unexpectedEnd = DiagnosticCode(
    "T121", title: Bilingual("the query ends too soon", "查询没有写完"),
    page: Bilingual(
      "Something must still come: an operand, a stage, a name. At a prompt the next line goes on from here.",
      "后面还缺内容：值、步骤或名称。在交互提示符下，可以在下一行接着写。"))
  package static let unclosedBracket = DiagnosticCode(
    "T122", title: Bilingual("a bracket is not closed", "括号没有闭合"),
    page: Bilingual(
      "Every `(` needs its `)`. Inside brackets line ends are only spaces, so the rest of the text was "
        + "read as theirs.",
      "每个 `(` 都要有 `)`。括号里换行只算空格，所以后面的内容都算在括号里了。"))
  package static let unknownStage = DiagnosticCode(
    "T123", title: Bilingual("no such stage", "没有这个步骤"),
    page: Bilingual(
      "After `|` comes a stage, which begins with its verb: \(Self.verbsInEnglish).",
      "`|` 之后是一个步骤，以动词开头：\(Self.verbsInChinese)。"))
  package static let foreignWord = DiagnosticCode(
    "T124", title: Bilingual("a word of another language", "其他语言的写法"),
    page: Bilingual(
      "SQL and other languages write this; Tian has another way, which the message names. "
        + "`grammar/foreign.csv` lists them.",
      "这是 SQL 等语言的写法；田里的写法见消息，全部列在 `grammar/foreign.csv`。"))
  package static let chainedComparison = DiagnosticCode(
    "T125", title: Bilingual("comparisons in a chain", "比较不能连写"),
    page: Bilingual(
      "`1 < x < 5` compares a truth value with 5. Write `x > 1 and x < 5`, or `x in 1..5` with both ends.",
      "`1 < x < 5` 是拿真假值和 5 比。请写 `x > 1 且 x < 5`，或含两端的 `x 在 1..5`。"))
  package static let coalesceNeedsBrackets = DiagnosticCode(
    "T126", title: Bilingual("`??` needs brackets", "`??` 要加括号"),
    page: Bilingual(
      "Beside arithmetic, `..` or `to` it is easily misread; brackets say which is meant: `(a ?? 0) + b`.",
      "`??` 与算术、`..`、`to` 写在一起容易误读，请用括号说明：`(a ?? 0) + b`。"))
  package static let nestedTooDeeply = DiagnosticCode(
    "T127", title: Bilingual("nested too deeply", "嵌套太深"),
    page: Bilingual(
      "Brackets may be 128 deep, and a chain of arithmetic 1,000 operators long. Name parts with `let`.",
      "括号最多 128 层，连续的算术最多 1,000 个运算符。请用 `令` 给各部分起名。"))
  package static let itemNeedsName = DiagnosticCode(
    "T128", title: Bilingual("a new column needs a name", "新列要有名称"),
    page: Bilingual(
      "`derive` adds columns by name: `derive 亩产 = 产量 / 面积`.", "`新增` 按名称添加列：`新增 亩产 = 产量 / 面积`。"))
  package static let misplacedTail = DiagnosticCode(
    "T129", title: Bilingual("`by` or `sort` in a wrong place", "`按` 或 `排序` 的位置不对"),
    page: Bilingual(
      "The stages where, derive, select, summarize, take and skip take `by` and `sort` after them, each "
        + "once. "
        + "The others act on whole rows.",
      "步骤 筛选、新增、选列、汇总、取、跳过 之后可以各有一个 `按` 和 `排序`；其余步骤作用于整行。"))
  package static let reservedWord = DiagnosticCode(
    "T130", title: Bilingual("a reserved word as a name", "保留字不能作名称"),
    page: Bilingual(
      "null, true, false, not, and, or, in, by, sort, case and their Chinese twins are never names, unless "
        + "quoted: `[by]`.",
      "null、true、false、not、and、or、in、by、sort、case 及其中文写法不能作名称，除非加引号：`[按]`。"))
  package static let queryNeedsTable = DiagnosticCode(
    "T131", title: Bilingual("a query begins with its table", "查询要从表开始"),
    page: Bilingual(
      "The table comes first, then its stages: `合作社 | where 面积 > 500亩`. At a prompt, a line that starts "
        + "with `|` "
        + "goes on from the last result.",
      "先写表，再写步骤：`合作社 | 筛选 面积 > 500亩`。在交互提示符下，以 `|` 开头的行从上一个结果接着做。"))

  private static let verbsInEnglish =
    "where derive select drop rename summarize sort take skip distinct join union describe schema"
  private static let verbsInChinese = "筛选 新增 选列 去列 改名 汇总 排序 取 跳过 去重 关联 并上 概览 结构"
}
