import CTian
import TianFigures
import TianPlan
import TianSource

/// How many rows are kept by name that have too many cells or too few, and how much of each text; all are
/// counted. Of cells that do not fit their columns none is left out.
enum RejectList {
  static let limit = 1000
  private static let textBytesMax = 200

  /// The text of a rejected cell, cut between characters where it is long. Nil where it is not UTF-8.
  static func text(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> String? {
    guard tian_csv_text_length(bytes, count) == count else { return nil }
    var shown = count
    if count > textBytesMax {
      shown = textBytesMax
      while shown > 0, bytes[shown] & 0xC0 == 0x80 { shown -= 1 }
    }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: shown), as: UTF8.self)
      + (shown < count ? "…" : "")
  }

  static let strayQuote = Bilingual("a quote inside a cell that is not quoted", "单元格中有多余的引号")

  /// Why a row is not whole.
  static func reason(cellCount: Int, columnCount: Int) -> Bilingual {
    Bilingual(
      "the row has \(cellCount) cell\(cellCount == 1 ? "" : "s"), the table \(columnCount) columns",
      "该行有 \(cellCount) 个单元格，表有 \(columnCount) 列")
  }

  /// Why a cell is not in its column.
  static func reason(_ type: DataType, _ cell: UnsafeBufferPointer<UInt8>) -> Bilingual {
    let text = CellClassifier.trimmed(cell)
    if type.isNumeric, !type.isHedged, FigureReader.read(cell: text.span)?.isHedged ?? false {
      return Bilingual("hedged, where the column is declared exact", "是约数，而该列声明为确数")
    }
    return reason(type.kind)
  }

  static func reason(_ kind: DataType.Kind) -> Bilingual {
    switch kind {
    case .int: Bilingual("not a whole number", "不是整数")
    case .decimal, .float: Bilingual("not a number", "不是数字")
    case .date: Bilingual("not a date", "不是日期")
    case .timestamp: Bilingual("not a timestamp", "不是时刻")
    case .period(.year): Bilingual("not a year", "不是年份")
    case .period(.quarter): Bilingual("not a quarter", "不是季度")
    case .period(.month): Bilingual("not a month", "不是月份")
    case .bool: Bilingual("not true or false", "不是真假值")
    case .text: Bilingual("not text", "不是文本")
    }
  }
}
