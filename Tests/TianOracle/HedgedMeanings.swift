import TianPlan
import TianSource
import TianTestSupport

/// What a condition over hedged figures says of them: certainly, possibly, or undecided.
struct HedgedMeanings {
  let world: World
  let catalog: WorldCatalog
  private(set) var checkedCount = 0
  /// Rows that were certain, impossible, and neither.
  private(set) var rowCounts = [0, 0, 0]
  private(set) var disagreements: [String] = []

  /// Conditions of one seed, over tables of it. Needs no other engine: the twin is a table of exact numbers
  /// within the bounds, of which what is certain must be true, and what is impossible false.
  init(seed: UInt64, count: Int) throws {
    var random = SeededRandom(seed: seed)
    world = try HedgedWorld(&random).world
    catalog = WorldCatalog(world)
    var maker = HedgedMaker(random: random)
    for _ in 0..<count { check(maker.condition(2)) }
  }

  private func column(_ text: String) -> [Cell]? {
    guard let plan = QueryMaker.check(text, catalog),
      case .rows(let rows) = TianRun.outcome(Optimizer().optimize(plan), world)
    else { return nil }
    return rows.compactMap(\.first)
  }

  private func number(_ text: String) -> Int? {
    guard case .exact(let text)? = column(text)?.first else { return nil }
    return Int(text)
  }

  private mutating func check(_ condition: String) {
    guard let certain = column("h | select 定 = certain(\(condition))"),
      let possible = column("h | select 可 = possible(\(condition))"),
      let truth = column("x | select 真 = \(condition)")
    else { return }
    checkedCount += 1
    let (yes, no) = (Cell.exact("true"), Cell.exact("false"))
    for (row, ((certain, possible), truth)) in zip(zip(certain, possible), truth).enumerated() {
      rowCounts[certain == yes ? 0 : possible == no ? 1 : 2] += 1
      if certain == yes, truth != yes { disagree(condition, "row \(row) is certain, and \(truth)") }
      if possible == no, truth != no { disagree(condition, "row \(row) is impossible, and \(truth)") }
      if certain == yes, possible != yes { disagree(condition, "row \(row) is certain, and not possible") }
      if possible == no, certain != no {
        disagree(condition, "row \(row) is impossible, and not certainly so")
      }
    }
    let kept = certain.count { $0 == yes }
    let impossible = possible.count { $0 == no }
    same(condition, kept, "h | where \(condition) | summarize count()")
    same(condition, kept, "h | summarize count_if(\(condition))")
    same(condition, kept, "h | summarize sum(if(\(condition), 1, 0))")
    same(condition, kept, "h | summarize sum(case(\(condition) => 1, else => 0))")
    same(condition, impossible, "h | where not \(condition) | summarize count()")
    let rest = "not (certain(\(condition)) ?? false) and (possible(\(condition)) ?? true)"
    same(condition, certain.count - kept - impossible, "h | where \(rest) | summarize count()")
    let isAsserted = column("h | assert \(condition)") != nil
    if isAsserted != (kept == certain.count) { disagree(condition, "`assert` passes: \(isAsserted)") }
  }

  private mutating func same(_ condition: String, _ expected: Int, _ text: String) {
    guard let value = number(text) else { return disagree(condition, "no number: \(text)") }
    if value != expected { disagree(condition, "\(value), not \(expected): \(text)") }
  }

  private mutating func disagree(_ condition: String, _ difference: String) {
    disagreements.append("\(condition): \(difference)")
  }
}
