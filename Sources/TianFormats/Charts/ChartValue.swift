import TianEngine
import TianFigures
import TianPlan

/// A number to draw. A hedged one has its range; a side without a bound is infinite, which no number is.
struct ChartValue: Equatable {
  var best: Double
  var low: Double
  var high: Double

  init(_ value: Double) { self.init(best: value, low: value, high: value) }

  init(best: Double, low: Double, high: Double) {
    (self.best, self.low, self.high) = (best, low, high)
  }

  var isExact: Bool { low == best && high == best }

  /// A cell as a number: dates and periods as their kinds count. Nil for null, and for what is no number.
  init?(_ column: Column, row: Int) {
    guard !column.isNull(row) else { return nil }
    let scale = column.type.scale ?? 0
    switch column.storage {
    case .integers(let values): self.init(ExactDecimal(values[row], scale: scale).double)
    case .doubles(let values): self.init(values[row])
    case .bits, .text: return nil
    case .hedged(let storage):
      let cell = HedgedCell(storage, scale: scale, row: row)
      self.init(
        best: cell.best.double, low: cell.ends.contains(.lowAbsent) ? -.infinity : cell.low.double,
        high: cell.ends.contains(.highAbsent) ? .infinity : cell.high.double)
    }
  }
}

extension HedgedCell.Number {
  fileprivate var double: Double {
    switch self {
    case .decimal(let value): value.double
    case .float(let value): value
    }
  }
}
