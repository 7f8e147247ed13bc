extension DiagnosticCode {
  package static let noTables = DiagnosticCode(
    "T501", title: Bilingual("a folder without tables", "文件夹里没有表"),
    page: Bilingual(
      "A folder's files that end in .csv or .tsv become tables named by their stems. This folder has none; "
        + "folders inside it are not searched. Name the folder that holds the files, or the file itself.",
      "文件夹里以 .csv 或 .tsv 结尾的文件成为表，表名即文件名。这个文件夹里没有这样的文件；不会查找其中的子文件夹。"
        + "请给出文件所在的文件夹，或直接给出文件。"))
  package static let invalidDataPackage = DiagnosticCode(
    "T502", title: Bilingual("a data package that is not right", "数据包描述有误"),
    page: Bilingual(
      "`datapackage.json` tells what a folder's tables are: for each resource its path, and for each field "
        + "its name, type and unit. The place marked is not JSON, or not what stands at that place of a "
        + "data package.",
      "`datapackage.json` 说明文件夹里的表：每个资源的路径，每个字段的名称、类型和单位。所标之处不是合法的 JSON，"
        + "或不是数据包此处应有的内容。"))
  package static let duplicateTable = DiagnosticCode(
    "T503", title: Bilingual("two files for one table name", "两个文件争用一个表名"),
    page: Bilingual(
      "Two files of several folders would become tables of one name. Give one of them another name: "
        + "`tian data/ NAME=other/file.csv`. Files of one folder that differ in their endings alone "
        + "are called by their whole names: `[o.csv]`, `[o.tsv]`.",
      "不同文件夹的两个文件会成为同名的表。请给其中一个另取名称：`tian data/ 名称=other/file.csv`。"
        + "同一文件夹里只有后缀不同的文件，用完整的文件名称呼：`[o.csv]`、`[o.tsv]`。"))
  package static let invalidBinding = DiagnosticCode(
    "T504", title: Bilingual("a value that cannot be bound", "无法绑定的值"),
    page: Bilingual(
      "`--let NAME=VALUE` binds a value before the script runs: a figure (500亩, 近2000), a date "
        + "(2023-09-13), true, false, null; whatever is none of these is a text. The name must be one that "
        + "a query can write, and a number must be finite.",
      "`--let 名称=值` 在脚本运行前绑定一个值：数量（500亩、近2000）、日期（2023-09-13）、true、false、null；其余一律是文本。名称须能写在查询里，数须是有限的。"))
  package static let invalidLoadOption = DiagnosticCode(
    "T505", title: Bilingual("an option that load does not take", "加载选项有误"),
    page: Bilingual(
      "The option marked is none of `load`, or its value is not what it takes. `tian explain load` lists "
        + "them all: of the file (delimiter, quotes, encoding, header), of its cells (types, missing words, "
        + "decimal comma, order of dates), of units. What is not said is told from the file.",
      "所标的选项不属于 `载入`，或它的值不对。`tian explain 载入` 列出全部选项：关于文件（分隔符、引号、编码、表头）、"
        + "关于单元格（类型、缺失词、小数点、日期次序）、关于单位。没写的从文件内容判断。"))
  package static let noQuery = DiagnosticCode(
    "T506", title: Bilingual("no query in the text", "文本里没有查询"),
    page: Bilingual(
      "A program asked for the result of a text that holds only definitions, or nothing. End it with a "
        + "query.",
      "程序要取一段文本的结果，但其中只有定义，或什么也没有。请以一个查询结尾。"))
  package static let unsafePath = DiagnosticCode(
    "T507", title: Bilingual("a path that leads out", "路径越界"),
    page: Bilingual(
      "With --safe a script reads files of its own folder alone, besides the tables that the command line "
        + "names. Neither `..` nor a symbolic link leads out of it.",
      "用了 --safe，脚本除命令行给出的表外，只能读自己文件夹里的文件。`..` 和符号链接都不能越出。"))

  package static let unsafeSave = DiagnosticCode(
    "T511", title: Bilingual("a save where nothing may be written", "此时不能存盘"),
    page: Bilingual(
      "With --safe nothing is written. Run without it, or leave `save` out and send the result to a file: "
        + "`tian … > out.csv`.",
      "用了 --safe 就不写任何文件。请不带它运行，或去掉 `存为`，把结果送到文件：`tian … > out.csv`。"))

  static let workspaceCodes: [DiagnosticCode] = [
    noTables, invalidDataPackage, duplicateTable, invalidBinding, invalidLoadOption, noQuery, unsafePath,
    unsafeSave,
  ]
}
