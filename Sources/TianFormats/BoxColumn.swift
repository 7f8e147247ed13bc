import TianEngine
import TianFigures
import TianPlan
import TianSource

/// The shown cells of one column of a box, written out.
struct BoxColumn {
  let header: String
  private(set) var cells: [String] = []
  /// The shown rows that are null.
  private(set) var nulls: Set<Int> = []
  let isRight: Bool
  /// Whether cells may be cut: a number with digits missing would be another number.
  let isElastic: Bool
  private(set) var width = 0

  /// The columns of a result, the shown rows of them.
  static func all(of result: ResultTable, rows: [Range<Int>], _ options: FormatOptions) -> [BoxColumn] {
    result.columns.indices.map { place in
      BoxColumn(
        field: result.fields[place], column: result.columns[place], totals: result.totals[place], rows: rows,
        options)
    }
  }

  private init(
    field: Field, column: Column, totals: TotalCells?, rows: [Range<Int>], _ options: FormatOptions
  ) {
    header = options.hasHeader ? VisibleText.escaped(field.shownHeader) : ""
    isRight = field.type.isNumeric
    isElastic = !field.type.isNumeric
    let style = Style(field, column, rows: rows, options)
    for range in rows {
      for row in range where column.isNull(row) && totals?.rows[row] != true {
        nulls.insert(cells.count + row - range.lowerBound)
      }
      var block = CellBlock()
      for start in stride(from: range.lowerBound, to: range.upperBound, by: CellBlock.rowCount) {
        if Execution.isStopped { break }
        let rows = start..<min(range.upperBound, start + CellBlock.rowCount)
        block.fill(from: column, rows: rows, style: style, totals: totals)
        for index in 0..<rows.count {
          cells.append(VisibleText.escaped(String(decoding: block[index], as: UTF8.self)))
        }
      }
    }
    width = max(1, cells.reduce(DisplayWidth.of(header)) { max($0, DisplayWidth.of($1)) })
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
      return rows.allSatisfy {
        $0.allSatisfy { column.isNull($0) || (1600...2199).contains(values[$0]) }
      }
    }

    /// Digits after the point that show the largest float with six digits, or two after the point if it is
    /// large; fewer where fewer show every float as well.
    private static func fewestDigits(_ column: Column, _ rows: [Range<Int>]) -> Int {
      let values = rows.flatMap { floats(column, $0) }
      let largest = values.reduce(0) { max($0, $1.magnitude) }
      var digits = 6
      var limit = 1.0
      while digits > 2, largest >= limit { (digits, limit) = (digits - 1, limit * 10) }
      let power = ExactDecimal.doublePower(digits)
      var scaled = values.map { ($0 * power).rounded() }
      while digits > 0, scaled.allSatisfy({ $0.remainder(dividingBy: 10) == 0 }) {
        scaled = scaled.map { $0 / 10 }
        digits -= 1
      }
      return digits
    }

    /// The fewest digits, from two, that show every number whole: one of a column may have fourteen.
    private static func exactDigits(_ column: Column, _ rows: [Range<Int>]) -> Int {
      guard case .integers(let values) = column.storage, let scale = column.type.scale, scale > 2 else {
        return column.type.scale ?? 0
      }
      var digits = 2
      for row in rows.joined() where !column.isNull(row) {
        var (rest, needed) = (values[row], scale)
        while needed > digits, rest % 10 == 0 { (rest, needed) = (rest / 10, needed - 1) }
        digits = max(digits, needed)
      }
      return digits
    }

    private static func floats(_ column: Column, _ rows: Range<Int>) -> [Double] {
      let shown = rows.filter { !column.isNull($0) }
      switch column.storage {
      case .doubles(let buffer): return shown.map { buffer[$0] }
      case .hedged(let storage):
        return [storage.low, storage.best, storage.high].flatMap { numbers in
          if case .doubles(let values) = numbers { shown.map { values[$0] } } else { [Double]() }
        }
      case .integers, .bits, .text: return []
      }
    }
  }
}
