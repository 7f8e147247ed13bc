import TianPlan

@testable import TianEngine

extension RowTwin {
  /// The nearest of some rows, nulls where there is none: the best of those that fit, one after another.
  static func nearest(
    to row: Row, in rows: [Row], _ comparison: Comparison, by column: Int, keys: [Int]
  ) -> Row {
    let value = row[column]
    var best: Row?
    for other in rows {
      guard keys.allSatisfy({ row[$0] != .null && row[$0] == other[$0] }), value != .null,
        other[column] != .null
      else { continue }
      let found = best?[column]
      switch comparison {
      case .less:
        if isLess(value, other[column]), found.map({ isLess(other[column], $0) }) ?? true { best = other }
      case .lessOrEqual:
        if !isLess(other[column], value), found.map({ isLess(other[column], $0) }) ?? true { best = other }
      case .greater:
        if isLess(other[column], value), found.map({ !isLess(other[column], $0) }) ?? true { best = other }
      case .greaterOrEqual:
        if !isLess(value, other[column]), found.map({ !isLess(other[column], $0) }) ?? true { best = other }
      case .equal, .notEqual: break
      }
    }
    return best ?? Row(repeating: .null, count: RandomRelation.types.count)
  }

  /// The nodes that can be reached along edges, the first column leading to the second, breadth first.
  static func reached(
    from start: Value, _ edges: [Row], depthMax: Int?, where holds: (Value, Row) -> Bool
  ) -> [(node: Value, depth: Int, path: String)] {
    func text(_ node: Value) -> String { if case .int(let number) = node { "\(number)" } else { "" } }
    var found = [(node: start, depth: 0, path: text(start))]
    var next = 0
    while next < found.count {
      let (node, depth, path) = found[next]
      next += 1
      guard depthMax.map({ depth < $0 }) ?? true, node != .null else { continue }
      for edge in edges where edge[0] == node && holds(node, edge) {
        if found.contains(where: { $0.node == edge[1] }) { continue }
        found.append((edge[1], depth + 1, path + " → " + text(edge[1])))
      }
    }
    return found
  }
}
