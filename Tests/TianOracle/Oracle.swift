import TianCheck
import TianEngine
import TianPlan
import TianSQL
import TianSource
import TianTestSupport

/// Runs random queries over random tables in Tian and in DuckDB, and tells where they differ.
struct Oracle {
  struct Options: Sendable {
    var count = 1000
    var seed: UInt64 = 1
    var threadCount = 1
    /// Whether every query also runs on other numbers of threads, other batches, and without each rule.
    var hasVariants = true
    var queriesPerWorld = 40
    var shownMax = 20
  }

  private let options: Options
  private let duckDB: DuckDBProcess
  private let progress: Progress?
  var coverage = Coverage()
  private var pending: [Pending] = []
  /// What failed in Tian and gave rows in DuckDB, which leaves out what its result does not need.
  private var doubtful: [Pending] = []

  /// A query whose answer from DuckDB is still to come.
  private struct Pending {
    var world: World
    var seed: UInt64
    var query: String
    /// As it was checked, and as it ran.
    var original: Plan
    var plan: Plan
    var sql: String
    var outcome: Outcome
  }

  init(_ options: Options, duckDB: DuckDBProcess, _ progress: Progress? = nil) {
    self.options = options
    self.duckDB = duckDB
    self.progress = progress
  }

  mutating func run() throws {
    var seed = options.seed
    var count = 0
    while count < options.count {
      var random = SeededRandom(seed: seed)
      let world = try World(&random)
      let catalog = WorldCatalog(world)
      // Whoever still waits saw the tables before.
      collect()
      duckDB.ask(world.sql)
      guard let said = duckDB.answer(), !said.contains("Error") else {
        throw Broken(reason: "tables of \(seed)")
      }
      for _ in 0..<min(options.queriesPerWorld, options.count - count) {
        count += 1
        random = SeededRandom(seed: random.next())
        guard let maker = QueryMaker(random, catalog) else { continue }
        coverage.count("stages", maker.madeCount)
        coverage.count("stages that did not check", maker.refusedCount)
        ask(maker, world, seed)
      }
      if options.hasVariants { checkMeanings(world, catalog, &random, seed) }
      seed += 1
      progress?.add(options.queriesPerWorld, coverage)
    }
    collect()
  }

  struct Broken: Error {
    var reason: String
  }

  private mutating func ask(_ maker: QueryMaker, _ world: World, _ seed: UInt64) {
    let plan = maker.plan
    coverage.count("queries")
    coverage.add(plan)
    let optimized = Optimizer().optimize(plan)
    let outcome = TianRun.outcome(optimized, world, threadCount: options.threadCount)
    if options.hasVariants {
      for difference in TianRun.variants(plan, world) { disagree(seed, maker.text, difference) }
      coverage.count("runs of variants", TianRun.variantCount)
    }
    do {
      let sql = try PlanCompiler.sql(Optimizer.forSQL.optimize(plan), for: .duckDB)
      duckDB.ask(sql)
      pending.append(
        Pending(
          world: world, seed: seed, query: maker.text, original: plan, plan: optimized, sql: sql,
          outcome: outcome))
    } catch {
      coverage.count("refused")
      coverage.refused[error.reason.en, default: 0] += 1
    }
  }

  /// Fetches what DuckDB said and compares.
  private mutating func collect() {
    for item in pending {
      guard let answer = duckDB.answer() else {
        disagree(item.seed, item.query, "DuckDB ended")
        break
      }
      compare(item, Rows.parse(answer, item.plan.fields))
    }
    pending = []
    reconsider()
  }

  /// Asks DuckDB to work out all that is written, needed or not: then it must fail too.
  private mutating func reconsider() {
    for item in doubtful {
      duckDB.ask("PRAGMA disable_optimizer;\n\(item.sql);\nPRAGMA enable_optimizer")
      guard case .dataError(let message) = item.outcome, let answer = duckDB.answer() else { continue }
      if case .dataError = Rows.parse(answer, item.plan.fields) {
        coverage.count("failed in both, where DuckDB leaves nothing out")
        continue
      }
      coverage.count("failed in Tian alone")
      note("Tian alone: \(message)", item)
    }
    doubtful = []
  }

  private mutating func note(_ title: String, _ item: Pending) {
    coverage.count("notes")
    guard coverage.counts["notes", default: 0] <= options.shownMax else { return }
    coverage.notes.append("\(title)\nseed \(item.seed): \(item.query)\n\(item.sql)")
  }

  private mutating func compare(_ item: Pending, _ other: Outcome) {
    switch (item.outcome, other) {
    case (.rows(let left), .rows(let right)):
      coverage.count("compared")
      coverage.count("rows", left.count)
      guard let difference = RowComparison.difference(item.plan, tian: left, other: right) else { return }
      disagree(item.seed, item.query, "\(difference)\n\(item.sql)")
    case (.dataError, .dataError): coverage.count("failed in both")
    case (.rows, .dataError(let message)): narrower(item, message)
    case (.dataError, .rows): doubtful.append(item)
    case (.failure(let message), _): disagree(item.seed, item.query, "Tian: \(message)")
    // A fault of DuckDB's own optimiser says nothing of the rows.
    case (_, .failure(let message)) where message.contains("INTERNAL Error"):
      coverage.count("DuckDB's own faults")
    case (_, .failure(let message)): disagree(item.seed, item.query, "DuckDB: \(message)\n\(item.sql)")
    }
  }

  /// DuckDB's decimals end at 18 digits, Tian's at 64 bits. Either engine works out values that the other
  /// leaves out, as no row of the result needs them: literals before any row is known, beside a null, of
  /// rows that a later filter drops.
  private mutating func narrower(_ item: Pending, _ message: String) {
    if ["DECIMAL", "hugeint", "HUGEINT"].contains(where: message.contains) {
      return coverage.count("past 18 digits in DuckDB")
    }
    // Which of several is nearest is known by a table's own order alone, which DuckDB has none of.
    if message.contains("equally near") { return coverage.count("several equally near in DuckDB") }
    if case .dataError = TianRun.outcome(item.original, item.world) {
      return coverage.count("failed in both, where Tian leaves nothing out")
    }
    coverage.count("failed in DuckDB alone")
    note("DuckDB alone: \(message)", item)
  }

  mutating func disagree(_ seed: UInt64, _ query: String, _ difference: String) {
    coverage.count("disagreements")
    progress?.tell("seed \(seed): \(query)\n\(difference)\n\n")
    guard coverage.disagreements.count < options.shownMax else { return }
    coverage.disagreements.append("seed \(seed): \(query)\n\(difference)")
  }
}
