import TianFigures
import TianPlan

@testable import TianEngine

/// Window functions, row by row over all rows of a sorted group.
extension RowTwin {
  struct Window {
    var function: WindowFunction
    var columns: [Int] = []

    var type: DataType {
      switch function {
      case .rowNumber, .rank, .denseRank, .ntile: .int
      case .percentRank: .float
      case .shift: RandomRelation.types[columns[0]]
      case .aggregate(let function, let parameter, over: _):
        Aggregate(function: function, columns: columns, parameter: parameter).type
      }
    }
  }

  /// - Parameter order: of the rows, which are sorted by it; widths are measured on the first.
  static func window(_ window: Window, _ rows: [Row], _ order: [SortKey]) -> [Value] {
    rows.indices.map { at in
      var first: Int { rows.indices.first { same(rows[$0], rows[at], order) } ?? at }
      switch window.function {
      case .rowNumber: return .int(Int64(at + 1))
      case .rank: return .int(Int64(first + 1))
      case .denseRank:
        return .int(Int64(Set(rows[...at].map { row in order.map { sortValue(row[$0.column]) } }).count))
      case .percentRank: return .float(rows.count == 1 ? 0 : Double(first) / Double(rows.count - 1))
      case .ntile(let count):
        let (size, larger) = rows.count.quotientAndRemainder(dividingBy: count)
        let sizes = (0..<count).map { size + ($0 < larger ? 1 : 0) }
        var end = 0
        return .int(
          Int64(
            (sizes.firstIndex {
              end += $0; return at < end
            } ?? 0) + 1))
      case .shift(let distance, let isForward):
        let found = neighbour(at, rows, distance, isForward: isForward, order)
        guard let found else { return window.columns.count > 1 ? rows[at][window.columns[1]] : .null }
        return rows[found][window.columns[0]]
      case .aggregate(let function, let parameter, let frame):
        let aggregate = Aggregate(function: function, columns: window.columns, parameter: parameter)
        return Self.aggregate(aggregate, frame_(frame, at, rows, order))
      }
    }
  }

  private static func frame_(_ frame: WindowFrame, _ at: Int, _ rows: [Row], _ order: [SortKey]) -> [Row] {
    switch frame {
    case .group: return rows
    case .running: return Array(rows[...at])
    case .last(.rows(let count)): return Array(rows[max(0, at - count + 1)...at])
    case .last(.key(let width)):
      guard let key = key(rows[at], order) else { return [] }
      let bound = moved(key, width, isForward: false)
      return rows.filter { row in self.key(row, order).map { $0 > bound && $0 <= key } ?? false }
    }
  }

  private static func neighbour(
    _ at: Int, _ rows: [Row], _ distance: WindowDistance, isForward: Bool, _ order: [SortKey]
  ) -> Int? {
    switch distance {
    case .rows(let count):
      let place = isForward ? at + count : at - count
      return rows.indices.contains(place) ? place : nil
    case .key(let width):
      guard let key = key(rows[at], order) else { return nil }
      let target = moved(key, width, isForward: isForward)
      return rows.firstIndex { self.key($0, order) == target }
    }
  }

  private static func moved(_ key: Int64, _ width: KeyWidth, isForward: Bool) -> Int64 {
    switch width {
    case .steps(let steps): isForward ? key + steps : key - steps
    case .months(let months): Calendar.addMonths(isForward ? months : -months, to: key) ?? .min
    }
  }

  private static func key(_ row: Row, _ order: [SortKey]) -> Int64? {
    switch row[order[0].column] {
    case .int(let value): value
    case .date(let days): Int64(days)
    case .decimal(let value): value.coefficient
    case .timestamp(let microseconds): microseconds
    case .period(let period): period.ordinal
    case .null, .bool, .float, .text, .figure: nil
    }
  }

  private static func same(_ left: Row, _ right: Row, _ order: [SortKey]) -> Bool {
    order.allSatisfy { sortValue(left[$0.column]) == sortValue(right[$0.column]) }
  }

  /// What a value sorts by: a figure by its best.
  private static func sortValue(_ value: Value) -> Value {
    if case .figure(let figure) = value { .decimal(figure.best) } else { value }
  }
}
