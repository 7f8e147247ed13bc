import Glibc
import TianSource

/// The errors of loading, each naming the file, the place where there is one, and the mend.
enum LoadFailure {
  /// What a worker throws where the load is to begin anew in another way: nobody sees it.
  static let stopped = Diagnostic(.cancelled, Bilingual("stopped", "已停止"))

  static func system(_ code: Int32, path: String) -> Diagnostic {
    let cause = FileOpening.cause(code)
    return Diagnostic(
      .unreadableFile, Bilingual("cannot read `\(path)`: \(cause.en)", "无法读取 `\(path)`：\(cause.zh)"),
      notes: [
        code == ENOENT
          ? Bilingual("check the path; it counts from the current folder", "请检查路径；相对路径从当前目录算起")
          : Bilingual("check that the file may be read", "请检查文件的读取权限")
      ])
  }

  static func directory(_ path: String) -> Diagnostic {
    Diagnostic(
      .unreadableFile, Bilingual("`\(path)` is a folder, not a file", "`\(path)` 是目录，不是文件"),
      notes: [Bilingual("name one of the CSV files in it", "请指定其中的某个 CSV 文件")])
  }

  static func shrunk(path: String, expected: Int, found: Int) -> Diagnostic {
    Diagnostic(
      .unreadableFile,
      Bilingual(
        "`\(path)` became shorter while it was read: \(found) of \(expected) bytes",
        "`\(path)` 在读取过程中变短：共 \(expected) 字节，只剩 \(found) 字节"),
      notes: [Bilingual("load it again once it is written", "请在文件写完后重新加载")])
  }

  static func empty(path: String) -> Diagnostic {
    Diagnostic(
      .emptyFile, Bilingual("`\(path)` is empty", "`\(path)` 是空文件"),
      notes: [Bilingual("a table needs at least a header line", "表格至少需要一行表头")])
  }

  static func headerBeyondEnd(path: String, line: Int, lineCount: Int) -> Diagnostic {
    let lines = lineCount == 1 ? "1 line" : "\(lineCount) lines"
    return Diagnostic(
      .invalidLoadOption,
      Bilingual(
        "`\(path)` has \(lines), and `header: \(line)` looks for the column names on line \(line)",
        "`\(path)` 只有 \(lineCount) 行，而 `表头: \(line)` 要在第 \(line) 行找列名"),
      notes: [
        Bilingual(
          "`header:` takes the line that holds the column names, from 1; 0 where none does",
          "`表头:` 是列名所在的行，从 1 数起；没有列名就写 0")
      ])
  }

  /// What begins as a file of another kind does.
  static func binary(path: String, kind: Bilingual) -> Diagnostic {
    binary(Bilingual("`\(path)` is no text: it is \(kind.en)", "`\(path)` 不是文本，而是\(kind.zh)"))
  }

  static func binary(path: String, zeroByteCount: Int, byteCount: Int) -> Diagnostic {
    let verb = zeroByteCount == 1 ? "is" : "are"
    return binary(
      Bilingual(
        "`\(path)` is no text: \(zeroByteCount) of its \(byteCount) bytes \(verb) zero",
        "`\(path)` 不是文本：\(byteCount) 个字节中有 \(zeroByteCount) 个是零字节"))
  }

  private static func binary(_ message: Bilingual) -> Diagnostic {
    Diagnostic(
      .binaryFile, message,
      notes: [
        Bilingual(
          "a spreadsheet or an archive has to be saved as CSV first", "电子表格或压缩包需先另存为 CSV")
      ])
  }

  static func encoding(path: String, name: String, line: Int, column: Int) -> Diagnostic {
    Diagnostic(
      .wrongEncoding,
      Bilingual(
        "`\(path)`, line \(line), character \(column): the text is not \(name)",
        "`\(path)` 第 \(line) 行第 \(column) 个字符：不是 \(name) 编码"),
      notes: [
        Bilingual(
          "save the file as UTF-8, or name its encoding (encoding: \"big5\")",
          "请将文件另存为 UTF-8，或注明编码（编码: \"big5\"）")
      ])
  }

  static func unknownEncoding(path: String, line: Int, column: Int) -> Diagnostic {
    Diagnostic(
      .wrongEncoding,
      Bilingual(
        "`\(path)` is in no known encoding: line \(line), character \(column) is not UTF-8, and the "
          + "text reads like nothing in the others",
        "`\(path)` 的编码无法识别：第 \(line) 行第 \(column) 个字符不是 UTF-8，按其他编码读也不成文"),
      notes: [
        Bilingual(
          "save the file as UTF-8, or name its encoding where it is one of these: "
            + TextEncoding.allCases.map { $0.names[0] }.joined(separator: ", "),
          "请将文件另存为 UTF-8；如果是下列编码之一，也可注明："
            + TextEncoding.allCases.map { $0.names[0] }.joined(separator: "、"))
      ])
  }

  static func unclosedQuote(path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .unclosedQuote,
      Bilingual(
        "`\(path)`: the quote opened on line \(line) is never closed", "`\(path)`：第 \(line) 行的引号没有闭合"),
      notes: [
        Bilingual(
          "close it, or write a quote that belongs to the text twice (\"\") in a quoted cell",
          "请补上引号；单元格文本中的引号应写两遍（\"\"）并整体加引号")
      ])
  }

  static func oversizedRecord(path: String, line: Int, mebibytes: Int) -> Diagnostic {
    Diagnostic(
      .oversizedRecord,
      Bilingual(
        "`\(path)`: the row that begins on line \(line) is longer than \(mebibytes) MiB",
        "`\(path)`：始于第 \(line) 行的一行超过 \(mebibytes) MiB"),
      notes: [
        Bilingual(
          "most often a quote on that line is not closed, or the file has no line ends",
          "多半是该行有引号未闭合，或文件没有换行")
      ])
  }

  static func tooManyColumns(path: String, count: Int, most: Int) -> Diagnostic {
    Diagnostic(
      .tooManyColumns,
      Bilingual(
        "`\(path)`: the header has \(count) columns; \(most) is the most",
        "`\(path)`：表头有 \(count) 列，最多 \(most) 列"),
      notes: [
        Bilingual("check the delimiter and the line ends", "请检查分隔符和换行")
      ])
  }

  /// - Parameter option: which one names a column that there is not.
  static func noColumn(_ name: String, _ option: Bilingual, among names: [String]) -> Diagnostic {
    let listed = names.prefix(20)
    return Diagnostic(
      .invalidLoadOption,
      Bilingual("no column `\(name)` for `\(option.en)`", "`\(option.zh)` 所说的列 `\(name)` 不存在"),
      notes: [
        Bilingual(
          "columns: \(listed.joined(separator: ", "))", "现有的列：\(listed.joined(separator: "、"))")
      ])
  }

  static func wrongUnitColumn(_ quantity: String, _ unit: String) -> Diagnostic {
    Diagnostic(
      .invalidLoadOption,
      Bilingual(
        "`unit_from` takes a number and a column of texts, and `\(quantity)`, `\(unit)` are none",
        "`单位列` 须是数和写单位的文本列，而 `\(quantity)`、`\(unit)` 不是"),
      notes: [Bilingual("write `unit_from: \"产量=单位\"`", "请写 `单位列: \"产量=单位\"`")])
  }

  static func noCommonColumns(_ path: String, _ own: [String], _ others: [String]) -> Diagnostic {
    Diagnostic(
      .differentTables,
      Bilingual(
        "`\(path)` has no column of the files before it: it is another table",
        "`\(path)` 与前面的文件没有相同的列：它是另一张表"),
      notes: [
        Bilingual(
          "its columns: \(own.prefix(20).joined(separator: ", "))",
          "它的列：\(own.prefix(20).joined(separator: "、"))"),
        Bilingual(
          "theirs: \(others.prefix(20).joined(separator: ", "))",
          "前面的列：\(others.prefix(20).joined(separator: "、"))"),
      ])
  }

  static func differingUnits(_ path: String, _ column: String, _ own: String, _ other: String) -> Diagnostic {
    Diagnostic(
      .differentTables,
      Bilingual(
        "the unit of `\(column)` is \(own) in `\(path)`, and \(other) in the files before it",
        "`\(path)` 中 `\(column)` 的单位是 \(own)，前面的文件中是 \(other)"),
      notes: [apart])
  }

  static func differingUnitLines(_ path: String, _ own: String, _ other: String) -> Diagnostic {
    Diagnostic(
      .differentTables,
      Bilingual(
        "the line of units in `\(path)` says \(own), and \(other) in the files before it",
        "`\(path)` 的单位行是 \(own)，前面的文件中是 \(other)"),
      notes: [apart])
  }

  private static let apart = Bilingual(
    "load the files apart, convert what differs, and put them together with `union`",
    "请分别载入，换算单位后再用 `并上` 合并")

  static func takenFileColumn(_ name: String) -> Diagnostic {
    Diagnostic(
      .invalidLoadOption,
      Bilingual("the table has a column `\(name)` already", "表中已有列 `\(name)`"),
      notes: [Bilingual("give `file_column` another name", "请给 `文件列` 另取名称")])
  }

  /// What `--strict` refuses.
  static func strict(path: String, _ first: TableOrigin.Reject, count: Int) -> Diagnostic {
    let place =
      first.column.isEmpty
      ? Bilingual("line \(first.line)", "第 \(first.line) 行")
      : Bilingual("line \(first.line), \(first.column)", "第 \(first.line) 行 \(first.column)")
    return Diagnostic(
      .rejected,
      Bilingual(
        "`\(path)`, \(place.en): `\(first.text)` is a reject: \(first.reason.en)",
        "`\(path)` \(place.zh)：`\(first.text)` 不符：\(first.reason.zh)"),
      notes: [
        Bilingual(
          count == 1
            ? "it is the only one; without `strict` it is read and listed in `_rejects`"
            : "one of \(count); without `strict` they are read and listed in `_rejects`",
          count == 1 ? "仅此一处；不用严格模式则照读，并列入 `_剔除`" : "共 \(count) 处；不用严格模式则照读，并列入 `_剔除`")
      ])
  }
}
