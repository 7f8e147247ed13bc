import TianEngine
import TianFigures
import TianPlan

/// How a format writes one cell. What is not said is written plain.
protocol CellStyle {
  func appendNull(to out: inout ByteBuffer)
  func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer)
  func appendHedged(_ cell: HedgedCell, to out: inout ByteBuffer)
  /// A date, timestamp or period, written out.
  func appendTemporal(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer)
  func appendExact(_ coefficient: Int64, scale: Int, to out: inout ByteBuffer)
  func appendFloat(_ value: Double, to out: inout ByteBuffer)
}

extension CellStyle {
  func appendTemporal(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) { out.append(text) }

  func appendExact(_ coefficient: Int64, scale: Int, to out: inout ByteBuffer) {
    NumberText.append(coefficient, scale: scale, to: &out)
  }

  func appendFloat(_ value: Double, to out: inout ByteBuffer) { NumberText.append(value, to: &out) }

  /// For formats of plain text: as published; once computed a number, or the bounds, and the best where those
  /// do not tell it. Read again it is the same figure, but beyond the 18th digit after the point, where
  /// bounds are rounded outward.
  func appendHedged(_ cell: HedgedCell, to out: inout ByteBuffer) { appendFigure(cell, to: &out) }

  func appendFigure(_ cell: HedgedCell, to out: inout ByteBuffer) {
    if let original = cell.original {
      appendText(original, to: &out)
    } else if cell.isExact {
      cell.best.appendReadable(.toNearestOrEven, to: &out)
    } else {
      cell.appendRange(withBest: !cell.isBestImplied, to: &out) { $0.appendReadable($1, to: &$2) }
    }
  }
}

/// The written cells of one column over a run of rows. A column's type is looked at once a run; rows are then
/// put together from the blocks of all columns.
struct CellBlock {
  static let rowCount = 1024

  private var buffer = ByteBuffer()
  private var ends: [Int] = []

  subscript(index: Int) -> ArraySlice<UInt8> { buffer[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  mutating func fill<Style: CellStyle>(
    from column: Column, rows: Range<Int>, style: Style, totals: TotalCells? = nil
  ) {
    buffer.removeAll()
    ends.removeAll(keepingCapacity: true)
    switch column.storage {
    case .integers(let storage):
      switch column.type.kind {
      case .date:
        temporal(column, rows, style, totals) { TemporalText.write(days: storage[$0], to: $1) }
      case .timestamp:
        temporal(column, rows, style, totals) { TemporalText.write(microseconds: storage[$0], to: $1) }
      case .period(let granularity):
        temporal(column, rows, style, totals) {
          TemporalText.write(Period(granularity, ordinal: storage[$0]), to: $1)
        }
      case .int, .decimal, .float, .bool, .text:
        let scale = column.type.scale ?? 0
        each(column, rows, style, totals) { style.appendExact(storage[$0], scale: scale, to: &$1) }
      }
    case .doubles(let values):
      each(column, rows, style, totals) { style.appendFloat(values[$0], to: &$1) }
    case .bits(let bits):
      each(column, rows, style, totals) { $1.append(bits[$0] ? "true" : "false") }
    case .text(let codes, let dictionary):
      each(column, rows, style, totals) { style.appendText(dictionary.utf8(Int(codes[$0])), to: &$1) }
    case .hedged(let storage):
      let scale = column.type.scale ?? 0
      each(column, rows, style, totals) {
        style.appendHedged(HedgedCell(storage, scale: scale, row: $0), to: &$1)
      }
    }
  }

  @inline(__always)
  private mutating func temporal<Style: CellStyle>(
    _ column: Column, _ rows: Range<Int>, _ style: Style, _ totals: TotalCells?,
    _ write: (Int, UnsafeMutablePointer<UInt8>) -> Int
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: TemporalText.bytesMax) { text in
      guard let start = text.baseAddress else { return }
      each(column, rows, style, totals) {
        style.appendTemporal(UnsafeBufferPointer(start: start, count: write($0, start)), to: &$1)
      }
    }
  }

  @inline(__always)
  private mutating func each<Style: CellStyle>(
    _ column: Column, _ rows: Range<Int>, _ style: Style, _ totals: TotalCells?,
    _ append: (Int, inout ByteBuffer) -> Void
  ) {
    for row in rows {
      if !column.isNull(row) {
        append(row, &buffer)
      } else if let totals, totals.rows[row] {
        buffer.append(totals.text)
      } else {
        style.appendNull(to: &buffer)
      }
      ends.append(buffer.count)
    }
  }
}

extension ResultTable {
  /// Calls back with the written cells of run after run of rows, all columns of a run together, until the
  /// work at hand is cancelled. Formats for people show what a subtotal's null stands for.
  func forEachRun<Style: CellStyle, Failure: Error>(
    style: Style, showsTotals: Bool = false, _ body: ([CellBlock], Int) throws(Failure) -> Void
  ) throws(Failure) {
    var blocks = [CellBlock](repeating: CellBlock(), count: columns.count)
    for rows in [0..<rowCount].runs {
      if Execution.isStopped { return }
      for index in columns.indices {
        blocks[index].fill(
          from: columns[index], rows: rows, style: style, totals: showsTotals ? totals[index] : nil)
      }
      try body(blocks, rows.count)
    }
  }
}
