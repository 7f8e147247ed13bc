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
    for (place, (one, another)) in zip(left, right).enumerated() where !matches(one, another) {
      let exact = isFloat.count { !$0 }
      guard one.prefix(exact) == another.prefix(exact), canPair(left, right, around: place, exact: exact)
      else {
        return "\(one), and \(another)"
      }
    }
    return nil
  }

  private static func matches(_ left: [Cell], _ right: [Cell]) -> Bool {
    zip(left, right).allSatisfy { $0.matches($1) }
  }

  /// Whether rows that are alike in their exact cells can be put beside ones that match: of several floats
  /// the first ones' last digits may have put them in another order.
  private static func canPair(
    _ left: [[Cell]], _ right: [[Cell]], around place: Int, exact: Int
  ) -> Bool {
    func alike(_ rows: [[Cell]]) -> [[Cell]] {
      let key = rows[place].prefix(exact)
      let first = rows[..<place].lastIndex { $0.prefix(exact) != key }.map { $0 + 1 } ?? 0
      let end = rows[place...].firstIndex { $0.prefix(exact) != key } ?? rows.count
      return Array(rows[first..<end])
    }
    var rest = alike(right)
    for row in alike(left) {
      guard let twin = rest.firstIndex(where: { matches(row, $0) }) else { return false }
      rest.remove(at: twin)
    }
    return rest.isEmpty
  }
}
