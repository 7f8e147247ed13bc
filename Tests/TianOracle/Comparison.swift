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
    func key<Item>(_ row: [Item]) -> [Item] {
      zip(row, isFloat).filter { !$0.1 }.map(\.0) + zip(row, isFloat).filter(\.1).map(\.0)
    }
    let spread = SpreadColumns(key(plan.outputs.map(\.name)))
    func matches(_ left: [Cell], _ right: [Cell]) -> Bool {
      left.indices.allSatisfy {
        left[$0].matches(right[$0]) || spread?.matches(left, right, at: $0) == true
      }
    }
    let left = tian.map(key).sorted { $0.lexicographicallyPrecedes($1) }
    let right = other.map(key).sorted { $0.lexicographicallyPrecedes($1) }
    for (place, (one, another)) in zip(left, right).enumerated() where !matches(one, another) {
      let exact = isFloat.count { !$0 }
      guard one.prefix(exact) == another.prefix(exact),
        canPair(left, right, around: place, exact: exact, matches)
      else {
        return "\(one), and \(another)"
      }
    }
    return nil
  }

  /// Whether rows that are alike in their exact cells can be put beside ones that match: of several floats
  /// the first ones' last digits may have put them in another order.
  private static func canPair(
    _ left: [[Cell]], _ right: [[Cell]], around place: Int, exact: Int,
    _ matches: ([Cell], [Cell]) -> Bool
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

/// The columns of a spread, and how far a spread that is worked out in floats may be from the exact one.
struct SpreadColumns {
  static let (deviation, variance) = ("偏差", "方差值")
  static let (greatest, count) = ("最远", "个数")

  private let spread: Int
  private let isVariance: Bool
  private let greatest: Int
  private let count: Int

  /// Nil where there are none of those names.
  init?(_ names: [String]) {
    guard let greatest = names.firstIndex(of: Self.greatest), let count = names.firstIndex(of: Self.count),
      let spread = names.firstIndex(where: { [Self.deviation, Self.variance].contains($0) })
    else { return nil }
    (self.spread, self.greatest, self.count) = (spread, greatest, count)
    isVariance = names[spread] == Self.variance
  }

  /// Numbers are rounded to doubles, each by u = 2^-53 of itself at the most, which moves a deviation by no
  /// more than √2 u of the greatest; and n steps of Welford's algorithm add n u of it (T. Chan, G. Golub, R.
  /// LeVeque, "Algorithms for Computing the Sample Variance", 1983). A deviation s that is off by e is a
  /// variance off by 2se + e².
  func matches(_ left: [Cell], _ right: [Cell], at place: Int) -> Bool {
    guard place == spread, case .float(let exact) = left[spread], case .float(let other) = right[spread],
      case .float(let greatest) = left[greatest], case .exact(let text) = left[count],
      let count = Double(text)
    else { return false }
    let error = (count + 2) * 2 * 0x1p-53 * greatest
    return abs(exact - other) <= (isVariance ? 2 * exact.squareRoot() * error + error * error : error)
  }
}
