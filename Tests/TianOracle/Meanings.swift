import TianPlan
import TianSyntax
import TianTestSupport

/// A condition means one thing wherever it stands.
extension Oracle {
  /// Counts the rows of a table for which a condition is true, false and null, in every way that can be said.
  mutating func checkMeanings(
    _ world: World, _ catalog: WorldCatalog, _ random: inout SeededRandom, _ seed: UInt64
  ) {
    for _ in 0..<5 {
      random = SeededRandom(seed: random.next())
      guard let base = QueryMaker.check("t", catalog) else { return }
      let columns = base.fields.map { FlowColumn(name: $0.name, type: $0.type, isInexact: false) }
      var maker = ExpressionMaker(
        random, Words(isChinese: random.once(in: 2)), columns: columns,
        others: [("u", "k", .int), ("u", "县", .text), ("u", "w", .decimal)])
      let condition = maker.condition(3).text
      check(condition, maker.words, world, catalog, seed)
    }
  }

  private mutating func check(
    _ condition: String, _ words: Words, _ world: World, _ catalog: WorldCatalog, _ seed: UInt64
  ) {
    func number(_ text: String) -> String? {
      guard let plan = QueryMaker.check(text, catalog) else { return nil }
      switch TianRun.outcome(Optimizer().optimize(plan), world) {
      case .rows(let rows):
        guard case .exact(let text)? = rows.first?.first else { return nil }
        return text
      case .dataError: return nil
      case .failure(let message): return message
      }
    }
    let summary = "| \(words[.summarize]) \(words.call("count"))"
    let whole = "t | \(words[.where])"
    let parts = [
      number("\(whole) \(condition) \(summary)"), number("\(whole) \(words[.not]) (\(condition)) \(summary)"),
      number("\(whole) (\(condition)) == \(words[.null]) \(summary)"),
    ].compactMap { $0.flatMap(Int.init) }
    guard parts.count == 3, let all = number("t \(summary)").flatMap(Int.init) else { return }
    coverage.count("conditions split in true, false and null")
    if parts.reduce(0, +) != all { disagree(seed, condition, "\(parts) of \(all)") }
    let arms = "\(words[.case])(\(condition) => 1, \(words[.else]) => 0)"
    let ways = [
      "t | \(words[.summarize]) \(words.call("count_if", condition))",
      "t | \(words[.summarize]) \(words.call("sum", words.call("if", condition, "1", "0")))",
      "t | \(words[.summarize]) \(words.call("sum", arms))",
      "t | \(words[.derive]) 真否 = \(condition) | \(words[.where]) 真否 \(summary)",
    ]
    checkAssertion(condition, words, isTrueOfAll: parts[0] == all, world, catalog, seed)
    for way in ways {
      guard let value = number(way) else { continue }
      coverage.count("meanings of a condition")
      if value != String(parts[0]) { disagree(seed, way, "\(value), not \(parts[0])") }
    }
  }

  /// `assert` passes all rows on just where `where` keeps all of them.
  private mutating func checkAssertion(
    _ condition: String, _ words: Words, isTrueOfAll: Bool, _ world: World, _ catalog: WorldCatalog,
    _ seed: UInt64
  ) {
    let text = "t | \(words[.assert]) \(condition)"
    guard let plan = QueryMaker.check(text, catalog) else { return }
    coverage.count("meanings of a condition")
    switch TianRun.outcome(Optimizer().optimize(plan), world) {
    case .rows: if !isTrueOfAll { disagree(seed, text, "rows, where not all are") }
    case .dataError(let message): if isTrueOfAll { disagree(seed, text, message) }
    case .failure(let message): disagree(seed, text, message)
    }
  }
}
