import TianFigures

/// A record below the header that gives the columns' units: `,亩,万元`.
enum UnitRow {
  /// The same in brackets, as a header cell has its unit, where every cell that is filled is a unit.
  static func bracketed(_ cells: [String]) -> [String] {
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.isEmpty, filled.allSatisfy({ Unit($0) != nil }) else { return cells }
    return cells.map { $0.isEmpty ? "" : "（\($0)）" }
  }
}
