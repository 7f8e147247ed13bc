extension DiagnosticCode {
  static let checkCodes: [DiagnosticCode] =
    nameCodes + shapeCodes + chartCodes + libraryCodes + reshapingCodes + windowCodes + typeCodes + unitCodes
    + warningCodes

  // MARK: Names

  package static let unknownTable = DiagnosticCode(
    "T201", title: Bilingual("no such table", "没有这个表"),
    page: Bilingual(
      """
      The name is neither a loaded table nor a `let` above this line. A table is called by its file's
      name without the ending; names are matched exactly first, then without regard to case and full-
      width letters.
      """,
      "这个名称既不是已载入的表，也不是上文 `令` 定义的名称。表名是去掉后缀的文件名；先按原样匹配，再忽略大小写与全角半角匹配。"))
  package static let ambiguousName = DiagnosticCode(
    "T202", title: Bilingual("a name that fits several things", "名称有歧义"),
    page: Bilingual(
      "The name fits more than one column or table. Write it exactly, or put the table's "
        + "name and a dot before it.",
      "这个名称符合不止一个列或表。请按原样写出，或在前面加上表名和点。"))
  package static let unknownColumn = DiagnosticCode(
    "T203", title: Bilingual("no such column", "没有这个列"),
    page: Bilingual(
      """
      A stage sees only the columns that the stage before it gave: after `select`, `drop` or `summarize`
      the others are gone. Text is written in quotes: `产业 == "茶叶"`.
      """,
      "每一步只看得到上一步给出的列：经过 `选列`、`去列` 或 `汇总` 之后，其他列就不在了。文字要加引号：`产业 == \"茶叶\"`。"))
  package static let unknownFunction = DiagnosticCode(
    "T204", title: Bilingual("no such function", "没有这个函数"),
    page: Bilingual(
      "The name is neither a built-in function, in English or in Chinese, nor an `fn` above this line.",
      "这个名称既不是内置函数（中文名或英文名），也不是上文定义的函数。"))
  package static let wrongArguments = DiagnosticCode(
    "T205", title: Bilingual("arguments that don't fit", "参数不符"),
    page: Bilingual(
      "The function takes more or fewer arguments, or none of that name. Named arguments "
        + "come last: `round(x, digits: 2)`.",
      "参数的个数或名称与函数不符。具名参数写在最后：`四舍五入(值, 位数: 2)`。"))
  package static let columnAndLet = DiagnosticCode(
    "T206", title: Bilingual("a column and a let of one name", "列与定义同名"),
    page: Bilingual(
      "A column of the table and a `let` have this name, and a query must not change its "
        + "meaning with the table. Rename one.",
      "表中的列与 `令` 定义的名称相同。为免含义随表而变，请改其中一个的名称。"))
  package static let duplicateColumn = DiagnosticCode(
    "T207", title: Bilingual("two columns of one name", "两列同名"),
    page: Bilingual(
      "A table's columns have different names. Name one of the two otherwise: `name = value`.",
      "一个表的各列名称不能相同。请给其中一个另取名称：`名称 = 值`。"))
  package static let noPreviousResult = DiagnosticCode(
    "T208", title: Bilingual("no last result to go on from", "没有上一个结果"),
    page: Bilingual(
      "A line that starts with `|`, and the name `_`, go on from the last result; there is none yet.",
      "以 `|` 开头的行和名称 `_` 接着上一个结果继续，而此时还没有结果。"))
  package static let takenName = DiagnosticCode(
    "T209", title: Bilingual("a name that is taken", "名称已被占用"),
    page: Bilingual(
      "Built-in functions, and the tables of one join, have names of their own. Choose "
        + "another, `as` gives a table one.",
      "不能与内置函数或同一次关联中的另一个表同名。请另取名称，表可用 `记作` 取名。"))

  private static let nameCodes = [
    unknownTable, ambiguousName, unknownColumn, unknownFunction, wrongArguments, columnAndLet,
    duplicateColumn,
    noPreviousResult, takenName,
  ]

  // MARK: The shape of a query

  package static let recursion = DiagnosticCode(
    "T210", title: Bilingual("a function that calls itself", "函数调用自身"),
    page: Bilingual(
      "Functions are put in where they are called, so that they can't call themselves.", "函数在调用处展开，因此不能调用自身。")
  )
  package static let misplacedAggregate = DiagnosticCode(
    "T211", title: Bilingual("an aggregate where there are no groups", "聚合函数用错了地方"),
    page: Bilingual(
      """
      Aggregates (`sum`, `count` …) are of many rows. They stand in `summarize`, `derive`, `where`,
      `select` and `sort`, and not inside another aggregate, a key of `by`, or a join's condition.
      """,
      "聚合函数（`合计`、`计数`等）由多行得出一个值，可用于 `汇总`、`新增`、`筛选`、`选列`、`排序`；不能用于另一个聚合函数之内、`按` 的键或关联的条件。"))
  package static let looseColumn = DiagnosticCode(
    "T212", title: Bilingual("a column outside an aggregate", "列不在聚合函数之内"),
    page: Bilingual(
      "`summarize` makes one row of many: outside an aggregate only its keys and its earlier "
        + "items have one value.",
      "`汇总` 把多行合为一行：聚合函数之外只能使用分组的键和前面的项。"))
  package static let notWholeNumber = DiagnosticCode(
    "T214", title: Bilingual("not a fixed whole number", "不是固定的整数"),
    page: Bilingual(
      "How many rows `take` and `skip` mean, and how many digits `round` keeps, is fixed "
        + "before the query runs.",
      "`取`、`跳过` 的行数和 `四舍五入` 的位数须在运行之前确定。"))
  package static let joinCondition = DiagnosticCode(
    "T215", title: Bilingual("conditions that don't fit this join", "条件不适合这种关联"),
    page: Bilingual(
      """
      Joins take columns that both tables have (`on 村编码`) and any conditions over the two (`on 村编码 ==
      t.编码, 年 >= t.起`). `join asof` looks for the nearest row and takes one inequality beside its
      equalities; `follow` needs an equality that leads from row to row.
      """,
      """
      关联的条件可以是两表共有的列（`依据 村编码`），也可以是涉及两表的任何条件（`依据 村编码 == t.编码, 年 >= t.起`）。`关联 就近`
      取最近的一行，除等式外须有一个不等式；`追随` 须有由一行通向另一行的等式。
      """))
  package static let notForeignKey = DiagnosticCode(
    "T213", title: Bilingual("a dot after what leads to no other table", "点号之前不通向其他表"),
    page: Bilingual(
      """
      A dot walks a foreign key that the data package declares, from the row at hand to the one that it names:
      `村.县.省`. It begins with the key's column, or with the other table's name where that is clear, and goes
      on from key to key. A column has its key for as long as it passes unchanged; a computed one has none. A
      `join` puts any two tables together.
      """,
      """
      点号沿数据包声明的外键，由眼前的行取到它所指的行：`村.县.省`。以外键所在的列开头，不致混淆时也可以用所指的表名开头，
      可以一层层走下去。列只要原样传下来就保有外键；算出来的列没有外键。任何两个表都可以用 `关联` 放在一起。
      """))
  package static let unionColumns = DiagnosticCode(
    "T216", title: Bilingual("tables that don't stack", "两表的列不一致"),
    page: Bilingual(
      "`union`, `except` and `intersect` match columns by name, so that both tables must have the same "
        + "ones, in any order.",
      "`并上`、`减去`、`交集` 按列名对应，两个表的列必须相同，次序不限。"))
  package static let oneColumn = DiagnosticCode(
    "T217", title: Bilingual("a table where one column is wanted", "此处只能有一列"),
    page: Bilingual(
      "A bracketed query or `let` table used as a value, or after `in`, has exactly one column: `select` it.",
      "作为值或用在 `在` 之后的括号查询或表只能有一列，请用 `选列` 选出。"))
  package static let noColumns = DiagnosticCode(
    "T218", title: Bilingual("no column left", "没有剩下任何列"),
    page: Bilingual("A table has at least one column.", "一个表至少要有一列。"))
  package static let tooLarge = DiagnosticCode(
    "T219", title: Bilingual("a query that grows too large", "查询过大"),
    page: Bilingual(
      "Functions and `let` tables are put in where they are used; with all of them in, the "
        + "query is too deep or too long.",
      "函数和 `令` 定义的表在使用处展开，展开之后查询过深或过长。"))
  package static let notTable = DiagnosticCode(
    "T220", title: Bilingual("a value where a table is wanted", "此处需要表"),
    page: Bilingual(
      "The name stands for a value; `from`, `join` and `union` take tables.", "这个名称是一个值，而 `从`、`关联`、`并上` 需要表。")
  )

  package static let invalidSave = DiagnosticCode(
    "T250", title: Bilingual("a save that cannot be", "存为的写法有误"),
    page: Bilingual(
      """
      The ending of the file's name says how it is written: .csv .tsv .json .jsonl .md .html. The one option
      is `encoding: "gb18030"`, for csv and tsv; without it files are UTF-8. The file of a table that is open
      is not written over.
      """,
      "文件名的后缀决定格式：.csv .tsv .json .jsonl .md .html。只有一个选项 `encoding: \"gb18030\"`，用于 csv 和 tsv；不写时为 UTF-8。"
        + "已打开的表的文件不会被覆盖。"))

  private static let shapeCodes = [
    recursion, misplacedAggregate, looseColumn, notWholeNumber, notForeignKey, joinCondition, unionColumns,
    oneColumn, noColumns, tooLarge, notTable,
    invalidSave,
  ]

  // MARK: Types

  package static let wrongType = DiagnosticCode(
    "T230", title: Bilingual("a value of the wrong type", "类型不符"),
    page: Bilingual(
      "The place takes another type. `text(x)`, `int(x)`, `decimal(x)`, `float(x)`, "
        + "`date(x)` and `number(x)` convert.",
      "此处需要另一种类型。可用 `文本`、`整数`、`小数`、`浮点`、`日期`、`数值` 转换。"))
  package static let mixedTypes = DiagnosticCode(
    "T231", title: Bilingual("types that don't go together", "类型不能混用"),
    page: Bilingual(
      "The two values are of different types: text with text, numbers with numbers, dates with dates.",
      "两个值的类型不同：文本与文本、数与数、日期与日期才能放在一起。"))
  package static let constantOverflow = DiagnosticCode(
    "T232", title: Bilingual("a number that doesn't fit", "数值过大"),
    page: Bilingual(
      "Exact numbers have 18 digits; write this one as a float, with an exponent: `1e20`.",
      "精确数最多 18 位；请写成浮点数，例如 `1e20`。"))

  private static let typeCodes = [wrongType, mixedTypes, constantOverflow] + patternCodes

  // MARK: Units and hedges

  package static let mixedDimensions = DiagnosticCode(
    "T301", title: Bilingual("units that don't go together", "单位不能混用"),
    page: Bilingual(
      """
      Adding and comparing need units of one kind: areas with areas, money with money. `*` and `/`
      combine kinds: `产值 / 面积` is 元/亩.
      """,
      "相加和比较须用同类单位：面积与面积、金额与金额。不同类的可以相乘相除：`产值 / 面积` 得 元/亩。"))
  package static let missingUnit = DiagnosticCode(
    "T302", title: Bilingual("a bare number beside a unit", "数缺少单位"),
    page: Bilingual(
      "The other side has a unit. Write this one's too: `面积 > 500亩`. Only 0, and counts, do without.",
      "另一边带有单位，这个数也要写出单位：`面积 > 500亩`。只有 0 和计数可以省略。"))
  package static let inconvertible = DiagnosticCode(
    "T303", title: Bilingual("a conversion between kinds of units", "不能换算"),
    page: Bilingual(
      "`to` converts within one kind: 亩 to 公顷, 斤 to 吨. Years and months don't convert to days.",
      "`换算` 只能在同类单位之间进行：亩与公顷、斤与吨。年、月不能换算成天。"))
  package static let unknownUnit = DiagnosticCode(
    "T304", title: Bilingual("no such unit", "没有这个单位"),
    page: Bilingual(
      "`grammar/units.csv` lists the units; `/` and `*` combine them.",
      "单位见 `grammar/units.csv`，可用 `/` 和 `*` 组合。"))
  package static let unitNotTaken = DiagnosticCode(
    "T305", title: Bilingual("a unit where a plain number is wanted", "此处的数不能带单位"),
    page: Bilingual(
      "The function is of plain numbers. Divide by one of the unit: `sqrt(面积 / 1亩)`.",
      "这个函数只用于无单位的数。可先除以一个单位：`平方根(面积 / 1亩)`。"))
  package static let dateStep = DiagnosticCode(
    "T306", title: Bilingual("a step of time that dates don't take", "日期不能这样加减"),
    page: Bilingual(
      "Dates move by whole days, weeks, months, quarters and years, timestamps by any length of time, "
        + "periods by whole ones of their own length: `日期 + 90天`, `日期 - 1年`, `时刻 + 1.5小时`, "
        + "`@2023Q2 + 1季度`. Hours added to a date make a timestamp. "
        + "`truncate` and `period` take such lengths too.",
      "日期按整天、周、月、季度、年加减，时刻按任意时长加减，时期按自身长度的整数倍加减：`日期 + 90天`、`日期 - 1年`、`时刻 + 1.5小时`、"
        + "`@2023Q2 + 1季度`。日期加小时得时刻。`截断` 与 `时期` 也用这样的时长。"))
  package static let datePattern = DiagnosticCode(
    "T307", title: Bilingual("a pattern that dates don't take", "不能使用的日期格式"),
    page: Bilingual(
      """
      Patterns of dates are written out, in Unicode's letters: `yyyy` year, `Q` quarter, `MM` or `M` month,
      `MMM` its name, `dd` day, `EEE` or `EEEE` weekday, `YYYY` and `ww` ISO year and week, `HH` hour,
      `hh` with `a` half days, `mm` minute, `ss` second, `SSS` its fraction. Other letters stand in
      single quotes. What `parse_date` reads goes from the year down without a gap.
      """,
      """
      日期格式须写明，用 Unicode 的字母：`yyyy` 年、`Q` 季度、`MM` 或 `M` 月、`MMM` 月名、`dd` 日、`EEE` 或 `EEEE`
      星期、`YYYY` 与 `ww` 为 ISO 年与周、`HH` 小时、`hh` 配 `a` 为十二小时制、`mm` 分、`ss` 秒、`SSS` 秒的小数。
      其他字母写在单引号中。`解析日期` 的格式从年起依次写，不可缺。
      """))
  package static let severalUnits = DiagnosticCode(
    "T308", title: Bilingual("numbers in several units", "多种单位的数"),
    page: Bilingual(
      """
      The unit of this column stands in a column beside it, and differs from row to row: 5 吨 and 5 头 are not
      10 of anything. Group by the units (`summarize sum(产量) by 单位`), leave one (`where 单位 == "吨"` before), or
      convert (`sum(产量 to 吨)`), which gives null where the unit is of another kind.
      """,
      """
      此列的单位写在旁边的列里，各行不同：5 吨与 5 头加起来什么也不是。请按单位分组（`汇总 合计(产量) 按 单位`），
      或先只留一种（`筛选 单位 == "吨"`），或换算（`合计(产量 换算 吨)`，单位不同类的得空值）。
      """))
  package static let invalidUnit = DiagnosticCode(
    "T309", title: Bilingual("a unit that cannot be defined so", "不能这样定义单位"),
    page: Bilingual(
      """
      `unit 箱 = 12公斤` defines a unit as an exact amount of another, or of a plain number (`unit 打 = 12`).
      Its name must be new, must not begin as a number or a hedge does, and holds for the rest of the script
      or the session. A unit can be made of others that were defined above it, never of itself.
      """,
      """
      `单位 箱 = 12公斤` 把一个单位定义为另一单位的确切数量，或一个数（`单位 打 = 12`）。名称不能已是单位，不能像数
      或约数那样开头；在其后的脚本或会话中有效。可以由上文定义的单位组成，不能由自己组成。
      """))
  package static let hedgedNotTaken = DiagnosticCode(
    "T310", title: Bilingual("a hedged figure where an exact one is wanted", "此处不能用约数"),
    page: Bilingual(
      "The place needs exact numbers. `best(x)` is the number as written; `lo(x)` and "
        + "`hi(x)` are the bounds.",
      "此处需要确数。`最佳(值)` 是所写的数，`下限(值)`、`上限(值)` 是两端。"))
  package static let noOriginal = DiagnosticCode(
    "T311", title: Bilingual("what a file says of a computed value", "算出来的值没有原文"),
    page: Bilingual(
      "`original` gives the text of a file's cell, and `why` the reason for which it is null; a computed "
        + "value never stood in a file. Ask for the column that it was computed of.",
      "`原文` 给出文件中单元格的原文，`原因` 给出其为空的原因；算出来的值不在文件中。请对用来计算的列提问。"))

  package static let noHedgeWidth = DiagnosticCode(
    "T312", title: Bilingual("a hedge without a width to set", "没有宽度可设定的约数词"),
    page: Bilingual(
      "`set hedge` says how wide 近 (with 接近, 将近) or 约 (with 大约, 左右) is from that line on: `set hedge 近 = "
        + "10%`. The bounds of 余 and 多 come of the last digit that is written, and those of 超过 or 至少 have "
        + "no width.",
      "`设定 约数` 规定该行以后“近”（及接近、将近）或“约”（及大约、左右）的宽度：`设定 约数 近 = 10%`。"
        + "“余”“多”的上下限由所写的末位数字决定，“超过”“至少”等没有宽度。"))

  private static let unitCodes = [
    mixedDimensions, missingUnit, inconvertible, unknownUnit, unitNotTaken, dateStep, datePattern,
    severalUnits, invalidUnit, hedgedNotTaken,
    noOriginal, noHedgeWidth,
  ]
}
