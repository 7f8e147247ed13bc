import TianEngine
import TianFigures
import TianSource

/// A table that was read for a statement, or for an editor.
struct FreshTable {
  let table: Table
  /// Its file was read before, and is another one by now.
  var hasChanged = false
}

/// What there is to say of a table that was just read.
package struct LoadNote: Sendable {
  package let severity: Diagnostic.Severity
  package let message: Bilingual

  /// How it was found to be written, where that is unusual; and the cells that did not fit their columns.
  static func notes(of fresh: FreshTable) -> [LoadNote] {
    let table = fresh.table
    guard let origin = table.origin else { return [] }
    var notes: [LoadNote] = []
    if fresh.hasChanged {
      let name = table.schema.name
      notes.append(
        LoadNote(
          severity: .note,
          message: Bilingual("\(name): the file has changed, and was read again", "\(name)：文件已变，重新读取")))
    }
    if let found = FoundSummary.unusual(origin) {
      notes.append(
        LoadNote(
          severity: .note,
          message: Bilingual("\(table.schema.name): \(found.en)", "\(table.schema.name)：\(found.zh)")))
    }
    if let line = origin.unreadTableLine {
      notes.append(LoadNote(severity: .warning, message: unread(from: line, in: table.schema.name)))
    }
    if let row = origin.doubtfulRow {
      notes.append(LoadNote(severity: .warning, message: doubt(of: row, in: table.schema.name)))
    }
    for missing in origin.missing.prefix(missingMax) {
      notes.append(LoadNote(severity: .note, message: absence(missing, in: table.schema.name)))
    }
    for kind in TableOrigin.Reject.Kind.allCases where origin.rejectCounts[kind, default: 0] > 0 {
      notes.append(LoadNote(severity: .warning, message: rejects(kind, of: table.schema.name, origin)))
    }
    for field in table.schema.fields {
      guard case .ownMultiplier(let own)? = origin.remarks[field.name] else { continue }
      notes.append(
        LoadNote(severity: .note, message: ownMultiplier(table.schema.name, field.name, own)))
    }
    return notes
  }

  private static func unread(from line: Int, in table: String) -> Bilingual {
    let mebibytes = FoundTable.sectionBytesMax >> 20
    return Bilingual(
      "\(table): another table seems to begin on line \(line); in files of more than \(mebibytes) MiB tables "
        + "are not told apart, and its rows count as the first one's",
      "\(table)：第 \(line) 行像是另一张表的开头；超过 \(mebibytes) MiB 的文件不区分多张表，其行都算作第一张表的行")
  }

  private static func doubt(of row: TableOrigin.DoubtfulRow, in table: String) -> Bilingual {
    let mebibytes = FoundTable.sectionBytesMax >> 20
    let file = row.file.map { Bilingual(" of `\($0)`", " `\($0)` ") } ?? Bilingual("", "")
    return Bilingual(
      "\(table): line \(row.line)\(file.en), `\(row.text)`, may be no row but a sum or a note; in files of "
        + "more than \(mebibytes) MiB such lines count as rows",
      "\(table)：\(file.zh)第 \(row.line) 行 `\(row.text)` 可能是合计或说明；超过 \(mebibytes) MiB 的文件中，这样的行都算作数据行")
  }

  /// So many files are told of.
  private static let missingMax = 20

  private static func absence(_ missing: TableOrigin.Missing, in table: String) -> Bilingual {
    let names = missing.columns.map { "`\($0)`" }
    return Bilingual(
      "\(table): `\(missing.file)` has no column \(names.joined(separator: ", ")): null there",
      "\(table)：`\(missing.file)` 没有列 \(names.joined(separator: "、"))，这些行作空值")
  }

  /// `line 3 of `b.csv`, 名称: `…` (why)`.
  private static func place(_ reject: TableOrigin.Reject) -> Bilingual {
    // Cells past the last column have none.
    let column =
      reject.column.isEmpty ? Bilingual("", "") : Bilingual(", \(reject.column)", " \(reject.column)")
    let file = reject.file.map { Bilingual(" of `\($0)`", "`\($0)` ") } ?? Bilingual("", "")
    return Bilingual(
      "line \(reject.line)\(file.en)\(column.en): `\(reject.text)` (\(reject.reason.en))",
      "\(file.zh)第 \(reject.line) 行\(column.zh)：`\(reject.text)`（\(reject.reason.zh)）")
  }

  /// How many of a kind, and the first of them.
  private static func rejects(
    _ kind: TableOrigin.Reject.Kind, of table: String, _ origin: TableOrigin
  ) -> Bilingual {
    let count = origin.rejectCounts[kind, default: 0]
    let did = did(kind, count)
    let whole = Bilingual("\(table): \(did.en)", "\(table)：\(did.zh)")
    guard let first = origin.rejects.first(where: { $0.kind == kind }) else { return whole }
    let (isOne, place) = (count == 1, place(first))
    let rest = origin.rejectCount > 1 ? Bilingual("; see `_rejects`", "；见 `_剔除`") : Bilingual("", "")
    return Bilingual(
      "\(whole.en); \(isOne ? "it" : "the first") is \(place.en)\(rest.en)",
      "\(whole.zh)；\(isOne ? "" : "第一个")在\(place.zh)\(rest.zh)")
  }

  /// `50万` under `人口（万人）`.
  private static func ownMultiplier(_ table: String, _ column: String, _ own: OwnMultiplier) -> Bilingual {
    let (count, text, figure) = (own.count, own.text, own.text + own.unit)
    let cells = count == 1 ? "`\(text)` says" : "\(count) cells, the first `\(text)`, say"
    let zhCells = count == 1 ? "`\(text)`" : "`\(text)` 等 \(count) 个单元格"
    return Bilingual(
      "\(table), \(column): \(cells) \(count == 1 ? "its" : "their") own multiplier, taken as \(figure)",
      "\(table) \(column)：\(zhCells)自带倍数，按\(own.unit)计，即 \(figure)")
  }

  private static func did(_ kind: TableOrigin.Reject.Kind, _ count: Int) -> Bilingual {
    let isOne = count == 1
    return switch kind {
    case .cell:
      Bilingual(
        isOne
          ? "1 cell did not fit its column and counts as null"
          : "\(count) cells did not fit their column and count as null", "\(count) 个单元格与列不符，作空值")
    case .unevenRow:
      Bilingual(
        isOne
          ? "1 row has another number of cells than the table: what is missing is blank, the rest left out"
          : "\(count) rows have another number of cells than the table: what is missing is blank, the rest "
            + "left out", "\(count) 行的单元格数与列数不同，缺的作空白，多的不读")
    case .strayQuote:
      Bilingual(
        isOne
          ? "1 cell has a quote inside, and is read as it stands"
          : "\(count) cells have quotes inside, and are read as they stand", "\(count) 个单元格中有多余的引号，照原样读取")
    case .unreadable:
      Bilingual(
        isOne
          ? "1 place holds bytes that are no text, shown as `\u{FFFD}`"
          : "\(count) places hold bytes that are no text, shown as `\u{FFFD}`",
        "\(count) 处字节不成文字，显示为 `\u{FFFD}`")
    }
  }
}
