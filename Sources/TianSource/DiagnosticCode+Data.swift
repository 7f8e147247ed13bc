extension DiagnosticCode {
  package static let outOfMemory = DiagnosticCode(
    "T401", title: Bilingual("not enough memory", "内存不足"),
    page: Bilingual(
      "The query or the file needs more memory than the machine has, or than --memory allows. Keep fewer "
        + "rows or columns before the stage that collects them (sort, join, summarize by many keys), or "
        + "raise the limit.",
      "查询或文件所需内存超过机器所有或 --memory 所限。请在排序、关联、多键汇总之前少留行列，或调高上限。"))
  package static let cancelled = DiagnosticCode(
    "T402", title: Bilingual("cancelled", "已取消"),
    page: Bilingual(
      "The query was stopped before its end, by Ctrl-C or by the program that ran it. Nothing was changed.",
      "查询在结束之前被 Ctrl-C 或调用它的程序停止。什么都没有改变。"))
  package static let overflow = DiagnosticCode(
    "T403", title: Bilingual("a number does not fit", "数值溢出"),
    page: Bilingual(
      "A whole number or a decimal outgrew 64 bits. Tian never wraps around silently; use float(x) where an "
        + "approximate number will do.",
      "整数或小数超出 64 位。田语言从不悄悄回绕；如果近似值即可，请用 float(x)。"))
  package static let severalMatches = DiagnosticCode(
    "T404", title: Bilingual("a look-up found several rows", "查找得到多行"),
    page: Bilingual(
      "`join one` gives every row of the flow exactly once, so its key must be unique in the joined table. "
        + "Make it unique (`distinct`, `summarize`), join on more columns, or use `join left` to keep all "
        + "matches.",
      "`关联 唯一` 让每行恰好出现一次，因此被关联表中的键必须唯一。请先去重或汇总、加上更多列，或用 `关联 左` 保留全部匹配。"))
  package static let severalAtKey = DiagnosticCode(
    "T406", title: Bilingual("two rows at one key", "一个键有多行"),
    page: Bilingual(
      """
      `lag(x, 1年)` finds the row of the year before by the `sort` key, and within its group two rows have the
      same key. Name what tells them apart in `by`, or `summarize` them first.
      """,
      "`前值(x, 1年)` 按 `排序` 的键找上一年的行，而组内有两行的键相同。请在 `按` 中写明区分它们的列，或先用 `汇总` 合并。"))
  package static let severalValues = DiagnosticCode(
    "T405", title: Bilingual("a value was wanted, a table came", "需要一个值，得到一张表"),
    page: Bilingual(
      "A bracketed query used as a value must give one row and one column.",
      "用作值的括号查询必须只有一行一列。"))

  package static let assertionFailed = DiagnosticCode(
    "T430", title: Bilingual("an assertion that does not hold", "断言不成立"),
    page: Bilingual(
      "`assert` stops the script unless its condition is true of every row. A condition that is null, or "
        + "that hedged figures leave undecided, is not true: say so if it may be, `assert 面积 > 0亩 or 面积 == "
        + "null`. The message shows the first rows at fault; `where not (…)` in place of `assert` gives all "
        + "that are false.",
      "`断言` 的条件须对每一行为真，否则脚本停止。条件为空，或因约数而无法断定，都不算为真；如果允许，请写明：`断言 面积 > 0亩 或 面积 == 空`。消息给出最先的几行；把 `断言` 换成 `筛选 "
        + "非 (…)` 可得到所有为假的行。"))

  package static let unreadableFile = DiagnosticCode(
    "T410", title: Bilingual("a file cannot be read", "文件无法读取"),
    page: Bilingual(
      "The file is missing, is a folder, may not be read, or changed while it was read. The message gives "
        + "the system's own reason.",
      "文件不存在、是目录、没有读取权限，或在读取过程中发生了变化。消息中给出系统的原因。"))
  package static let emptyFile = DiagnosticCode(
    "T411", title: Bilingual("an empty file", "空文件"),
    page: Bilingual(
      "There is nothing to make a table of. A CSV file needs at least a header line with the columns' names.",
      "没有可以成表的内容。CSV 文件至少需要一行列名。"))
  package static let binaryFile = DiagnosticCode(
    "T412", title: Bilingual("no text", "不是文本"),
    page: Bilingual(
      "The file begins as a spreadsheet (.xlsx), an archive or a picture does, or more than a tenth of it "
        + "is zero bytes: it is no text, perhaps in spite of its name. Save it as CSV from the program that "
        + "made it. A few zero bytes are no error: they are shown as U+FFFD, and told with their line.",
      "文件开头是电子表格（.xlsx）、压缩包或图片的标志，或有超过十分之一的零字节：不论叫什么名字，都不是文本。请在原程序中另存为 CSV。"
        + "少量零字节不算错误：显示为 U+FFFD，并给出所在的行。"))
  package static let wrongEncoding = DiagnosticCode(
    "T413", title: Bilingual("bytes that are not text in this encoding", "编码不符的字节"),
    page: Bilingual(
      "The encoding is told from the content: UTF-8, UTF-16, GB18030 (which includes GBK and "
        + "GB2312), Big5 or Windows-1252, or it is the one named by `encoding:`. Here more bytes are "
        + "wrong in it than right; the message names the first. Name the right one, or save the file "
        + "as UTF-8. A few wrong bytes are no error: they are shown as U+FFFD, and told with their "
        + "line.",
      "编码从内容判断：UTF-8、UTF-16、GB18030（含 GBK、GB2312）、Big5 或 Windows-1252，或用 `编码:` 注明。此处不符的字节多于相符的，消息指出第一处。"
        + "请注明正确的编码，或将文件另存为 UTF-8。少量错误字节不算错误：显示为 U+FFFD，并给出所在的行。"))
  package static let unclosedQuote = DiagnosticCode(
    "T414", title: Bilingual("a quote that never closes", "引号没有闭合"),
    page: Bilingual(
      "A cell that begins with a double quote goes on, over line ends, to the next one that stands alone. "
        + "This one goes on to the end of the file. Close it; a quote inside a quoted cell is written twice.",
      "以双引号开头的单元格会跨行延续到下一个单独的双引号。此处一直延续到文件末尾。请补上引号；引号单元格内的引号要写两遍。"))
  package static let oversizedRecord = DiagnosticCode(
    "T415", title: Bilingual("a row too long to be one", "行过长"),
    page: Bilingual(
      "One row outgrew what a row may hold. Most often a quote was not closed, or the file has no line ends.",
      "某一行超出了允许的长度。多半是引号未闭合，或文件没有换行。"))
  package static let tooManyColumns = DiagnosticCode(
    "T416", title: Bilingual("too many columns", "列数过多"),
    page: Bilingual(
      "The header has more columns than a table may have. Check the delimiter; a file that keeps one "
        + "observation a column should be turned first.",
      "表头列数超过上限。请检查分隔符；一列存一条记录的文件应先转置。"))

  package static let damagedArchive = DiagnosticCode(
    "T417", title: Bilingual("a damaged compressed file", "压缩文件已损坏"),
    page: Bilingual(
      "The file is one that gzip wrote (`.csv.gz`), and it breaks off, fails its checksum, or has something "
        + "else behind it: most often it was fetched or copied only in part. No row of it is read. Fetch it "
        + "again; `gzip -dc` writes what can still be unpacked.",
      "这是 gzip 压缩的文件（`.csv.gz`），但内容中断、校验不符，或后面还有别的内容，多半是下载或复制不完整。文件中的行一律不读。请重新取得文件；`gzip -dc` 可解出残存部分。"))
  package static let differentTables = DiagnosticCode(
    "T418", title: Bilingual("files that are not one table", "多个文件不是同一张表"),
    page: Bilingual(
      "`load \"产出-*.csv\"` reads several files as one table and matches columns by name; one that a file "
        + "lacks is null there. A file that shares no column with those before it is another table, and "
        + "columns in different units cannot be put together as they stand. Name fewer files, or load them "
        + "apart and use `union`.",
      "`载入 \"产出-*.csv\"` 把多个文件读作一张表，按列名对应；某文件没有的列，其行为空。与前面的文件没有相同列的是另一张表；单位不同的列不能直接合在一起。请缩小范围，或分别载入后用 `并上`。"
    ))
  package static let rejected = DiagnosticCode(
    "T419", title: Bilingual("a reject where none is allowed", "严格模式下有不符之处"),
    page: Bilingual(
      "Cells that do not fit their column, rows with too many cells or too few, and quotes in the middle of "
        + "cells are rejects: the file is read, they are counted, and the table `_rejects` lists them. Under "
        + "`--strict`, or `load \"x.csv\" as t, strict: true`, the first of them stops the load. Mend the "
        + "file, say how it is written (`load` has options), or leave `strict` out.",
      "与列不符的单元格、单元格过多或过少的行、单元格中多余的引号都会列为不符：文件照读，计数，并列入表 `_剔除`。"
        + "用 `--strict` 或 `载入 \"x.csv\" 记作 表, 严格: 真` 时，遇到第一处即停止。请修正文件，用 `载入` 的选项说明写法，或不用严格模式。"))

  package static let unwritableFile = DiagnosticCode(
    "T420", title: Bilingual("a file cannot be written", "文件无法写入"),
    page: Bilingual(
      "The folder is missing, may not be written to, or has no room left. The message gives the system's own "
        + "reason. A file that was there is as it was.",
      "文件夹不存在、没有写入权限，或空间已满。消息中给出系统的原因。原有的文件保持不变。"))

  static let dataCodes: [DiagnosticCode] = [
    unwritableFile,
    outOfMemory, cancelled, overflow, severalMatches, severalValues, severalAtKey, assertionFailed,
    unreadableFile, emptyFile, binaryFile,
    wrongEncoding, unclosedQuote, oversizedRecord, tooManyColumns, damagedArchive, differentTables, rejected,
  ]
}
