import TianEngine
import TianFigures
import TianPlan
import TianSource

/// How the cells of a column are written for people: numbers with separators and digits that suit all that
/// are shown. Nothing is written before it is asked for, so that a result of any length can be drawn.
struct ShownCells {
  /// Of a longer text the rest is left out: nobody reads it, and measuring it keeps everybody waiting.
  private static let bytesMax = 1 << 16

  private let column: Column
  private let totals: TotalCells?
  private let style: Style

  /// - Parameter rows: those that are shown.
  init(_ place: Int, of result: ResultTable, rows: [Range<Int>], _ options: FormatOptions) {
    column = result.columns[place]
    totals = result.totals[place]
    style = Style(result.fields[place], column, rows: rows, options)
  }

  /// A null that does not stand for a subtotal.
  func isNull(_ row: Int) -> Bool { column.isNull(row) && totals?.rows[row] != true }

  /// The cells of some rows, each without control characters.
  func texts(_ rows: Range<Int>) -> [String] {
    var block = CellBlock()
    block.fill(from: column, rows: rows, style: style, totals: totals)
    return (0..<rows.count).map { index in
      let bytes = block[index]
      guard bytes.count > Self.bytesMax else {
        return VisibleText.escaped(String(decoding: bytes, as: UTF8.self))
      }
      let end =
        bytes[..<(bytes.startIndex + Self.bytesMax)].lastIndex { $0 & 0xC0 != 0x80 } ?? bytes.startIndex
      return VisibleText.escaped(String(decoding: bytes[..<end], as: UTF8.self)) + "…"
    }
  }

  private struct Style: CellStyle {
    let nullText: String
    let numbers: NumberStyle
    let floatDigits: Int
    /// Digits after the point of exact numbers, where they have more and zeros alone would be left out.
    let exactDigits: Int

    init(_ field: Field, _ column: Column, rows: [Range<Int>], _ options: FormatOptions) {
      nullText = options.nullText ?? "·"
      numbers = Self.isIdentifying(field, column, rows) ? .plain : options.box.numbers
      floatDigits = Self.fewestDigits(column, rows)
      exactDigits = Self.exactDigits(column, rows)
    }

    func appendNull(to out: inout ByteBuffer) { out.append(nullText) }
    func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) { out.append(text) }

    func appendExact(_ coefficient: Int64, scale: Int, to out: inout ByteBuffer) {
      var (coefficient, scale) = (coefficient, scale)
      while scale > exactDigits, coefficient % 10 == 0 {
        (coefficient, scale) = (coefficient / 10, scale - 1)
      }
      NumberText.append(coefficient, scale: scale, in: numbers, to: &out)
    }

    func appendFloat(_ value: Double, to out: inout ByteBuffer) {
      NumberText.append(value, digits: floatDigits, in: numbers, to: &out)
    }

    /// As published; `2,050 (1,900..2,100)` once computed. Bounds are rounded outward.
    func appendHedged(_ cell: HedgedCell, to out: inout ByteBuffer) {
      if let original = cell.original { return out.append(original) }
      append(cell.best, .toNearestOrAwayFromZero, to: &out)
      if cell.isExact { return }
      out.append(" (")
      cell.appendRange(withBest: false, to: &out) { append($0, $1, to: &$2) }
      out.append(")")
    }

    private func append(
      _ number: HedgedCell.Number, _ rule: FloatingPointRoundingRule, to out: inout ByteBuffer
    ) {
      switch number {
      case .decimal(let value):
        NumberText.append(value.coefficient, scale: value.scale, in: numbers, to: &out)
      case .float(let value):
        NumberText.append(value, digits: floatDigits, in: numbers, trimmed: true, rule: rule, to: &out)
      }
    }

    /// Years and codes are names made of digits: thousands separators would only hurt them.
    private static func isIdentifying(_ field: Field, _ column: Column, _ rows: [Range<Int>]) -> Bool {
      guard case .int = field.type.kind, field.type.unit == nil, case .integers(let values) = column.storage
      else { return false }
      let endings = ["年", "年份", "年度", "码", "编号", "year", "Year", "code", "Code", "id", "ID"]
      if endings.contains(where: field.name.hasSuffix) { return true }
      var areYears = true
      Execution.drawing(rows) { row in
        if areYears, !column.isNull(row) { areYears = (1600...2199).contains(values[row]) }
      }
      return areYears
    }

    /// Digits after the point that show the largest float with six digits, or two after the point if it is
    /// large; fewer where fewer show every float as well.
    private static func fewestDigits(_ column: Column, _ rows: [Range<Int>]) -> Int {
      var largest = 0.0
      forEachFloat(column, rows) { largest = max(largest, $0.magnitude) }
      var digits = 6
      var limit = 1.0
      while digits > 2, largest >= limit { (digits, limit) = (digits - 1, limit * 10) }
      let power = ExactDecimal.doublePower(digits)
      var needed = 0
      forEachFloat(column, rows) { value in
        guard needed < digits else { return }
        var (scaled, own) = ((value * power).rounded(), digits)
        while own > needed, scaled.remainder(dividingBy: 10) == 0 { (scaled, own) = (scaled / 10, own - 1) }
        needed = own
      }
      return needed
    }

    /// The fewest digits, from two, that show every number whole: one of a column may have fourteen.
    private static func exactDigits(_ column: Column, _ rows: [Range<Int>]) -> Int {
      guard case .integers(let values) = column.storage, let scale = column.type.scale, scale > 2 else {
        return column.type.scale ?? 0
      }
      var digits = 2
      Execution.drawing(rows) { row in
        guard digits < scale, !column.isNull(row) else { return }
        var (rest, needed) = (values[row], scale)
        while needed > digits, rest % 10 == 0 { (rest, needed) = (rest / 10, needed - 1) }
        digits = needed
      }
      return digits
    }

    private static func forEachFloat(_ column: Column, _ rows: [Range<Int>], _ body: (Double) -> Void) {
      let columns: [Buffer<Double>]
      switch column.storage {
      case .doubles(let buffer): columns = [buffer]
      case .hedged(let storage):
        columns = [storage.low, storage.best, storage.high].compactMap { numbers in
          if case .doubles(let values) = numbers { values } else { nil }
        }
      case .integers, .bits, .text: return
      }
      for values in columns {
        Execution.drawing(rows) { row in if !column.isNull(row) { body(values[row]) } }
      }
    }
  }
}
