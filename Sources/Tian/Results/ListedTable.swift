import TianEngine
import TianFigures
import TianPlan
import TianSource

/// A table of the program's own making, column by column.
enum ListedCells {
  case texts([String?])
  case ints([Int?])
  /// Numbers of thousandths, shown with three digits after the point.
  case thousandths([Int?])

  fileprivate var type: DataType {
    switch self {
    case .texts: .text
    case .ints: .int
    case .thousandths: DataType(.decimal(scale: 3))
    }
  }

  fileprivate var values: [Value] {
    switch self {
    case .texts(let texts): texts.map { $0.map(Value.text) ?? .null }
    case .ints(let ints): ints.map { $0.map { .int(Int64($0)) } ?? .null }
    case .thousandths(let numbers):
      numbers.map { $0.map { .decimal(ExactDecimal(Int64($0), scale: 3)) } ?? .null }
    }
  }
}

extension ResultTable {
  init(
    listing: [(name: String, cells: ListedCells)], rowCount: Int, notes: [RunNote] = []
  ) throws(Diagnostic) {
    var columns: [Column] = []
    for (_, cells) in listing { columns.append(try Column(cells.values, cells.type)) }
    self.init(
      fields: listing.map { Field($0.name, $0.cells.type) }, columns: columns, rowCount: rowCount,
      notes: notes)
  }
}
