import TianPlan
import TianSQL

/// Whether two engines gave the same rows.
enum RowComparison {
  /// Nil where they did; else what differs. Rows come in any order but for what the plan's sorts decided.
  static func difference(_ plan: Plan, tian: [[Cell]], other: [[Cell]]) -> String? {
    if tian.count != other.count { return "\(tian.count) rows, and \(other.count)" }
    let order = PlanCompiler.knownOrder(of: plan).prefix { key in
      plan.outputs.contains { $0.id == key }
    }
    let places = order.compactMap { key in plan.outputs.firstIndex { $0.id == key } }
    for (row, (left, right)) in zip(tian, other).enumerated() {
      for place in places where !left[place].matches(right[place]) {
        return "row \(row + 1) in order: \(left[place]), and \(right[place])"
      }
    }
    // Exact cells first, so that floats that differ in their last digits don't change the order of rows.
    let isFloat = plan.fields.map { $0.type.kind == .float }
    func key(_ row: [Cell]) -> [Cell] {
      zip(row, isFloat).filter { !$0.1 }.map(\.0) + zip(row, isFloat).filter(\.1).map(\.0)
    }
    let left = tian.map(key).sorted { $0.lexicographicallyPrecedes($1) }
    let right = other.map(key).sorted { $0.lexicographicallyPrecedes($1) }
    for (one, another) in zip(left, right) where !zip(one, another).allSatisfy({ $0.matches($1) }) {
      return "\(one), and \(another)"
    }
    return nil
  }
}
