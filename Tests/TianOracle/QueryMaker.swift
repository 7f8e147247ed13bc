import TianCheck
import TianPlan
import TianSource
import TianSyntax
import TianTestSupport

/// Makes a random query stage by stage: a stage that does not check is left out again, so that the rest is
/// always a query that compiles.
struct QueryMaker {
  /// A stage as text, and which of the columns that it makes are inexact.
  struct Stage {
    var text: String
    var inexact: Set<String> = []
    /// Whether rows have no known order after it.
    var verb: String
  }

  var random: SeededRandom
  let words: Words
  let catalog: WorldCatalog
  private(set) var text: String
  private(set) var plan: Plan
  var columns: [FlowColumn] = []
  /// How often a stage was made, and how often it did not check.
  private(set) var madeCount = 0
  private(set) var refusedCount = 0
  private var names = 0

  /// A query over one of the tables; nil where not even that checks.
  init?(_ random: SeededRandom, _ catalog: WorldCatalog) {
    self.random = random
    self.catalog = catalog
    let isChinese = self.random.once(in: 2)
    words = Words(isChinese: isChinese)
    let table = self.random.once(in: 6) ? "u" : "t"
    text = self.random.once(in: 4) ? "\(words[.from]) \(table)" : table
    guard let plan = Self.check(text, catalog) else { return nil }
    self.plan = plan
    columns = plan.fields.map { FlowColumn(name: $0.name, type: $0.type, isInexact: false) }
    let count = self.random.number(1...5)
    for _ in 0..<count { addStage() }
    if self.random.once(in: 12), let spread = StageMaker.spread(&self) { add(spread) }
    // Most results are shown in an order that can be compared.
    if self.random.once(in: 3), let keys = keys(isTotal: false) {
      add(.init(text: "\(words[.sort]) \(keys)", verb: "sort"))
    }
  }

  static func check(_ text: String, _ catalog: WorldCatalog) -> Plan? {
    let source = SourceText(text)
    let parsed = Parser.parse(source)
    guard parsed.status == .complete, let statement = parsed.script.statements.last else { return nil }
    var checker = Checker(source: source, catalog: catalog)
    guard case .query(let plan) = checker.check(statement) else { return nil }
    return plan
  }

  private mutating func addStage() {
    for _ in 0..<4 {
      guard let stage = StageMaker.make(&self) else { continue }
      if add(stage) { return }
    }
  }

  /// Whether it checks, and stands in the query now.
  @discardableResult private mutating func add(_ stage: Stage) -> Bool {
    let bar = words.isChinese && random.once(in: 4) ? "｜" : "|"
    let candidate = "\(text) \(bar) \(stage.text)"
    madeCount += 1
    guard let plan = Self.check(candidate, catalog), plan.outputs.count <= 24 else {
      refusedCount += 1
      return false
    }
    let before = Set(columns.filter(\.isInexact).map(\.name))
    let keepsNames = ["where", "sort", "take", "skip", "drop", "join", "fill"].contains(stage.verb)
    self.text = candidate
    self.plan = plan
    columns = plan.fields.map { field in
      let passes = keepsNames || stage.verb == "derive" || stage.verb == "select" || stage.verb == "rename"
      let isInexact = stage.inexact.contains(field.name) || (passes && before.contains(field.name))
      return FlowColumn(name: field.name, type: field.type, isInexact: isInexact)
    }
    return true
  }

  /// A name that no column has.
  mutating func freshName() -> String {
    names += 1
    return (random.once(in: 2) ? "x" : "列") + "abcdefghijklmnop".map(String.init)[names % 16]
  }

  mutating func expressions() -> ExpressionMaker {
    let others: [(String, String, ExpressionMaker.Kind)] = [
      ("u", "k", .int), ("u", "县", .text), ("u", "v", .int), ("u", "w", .decimal), ("地", "k", .int),
      ("地", "note", .text),
    ]
    let maker = ExpressionMaker(random, words, columns: columns.filter(\.isPlain), others: others)
    _ = random.next()
    return maker
  }

  var isExact: Bool { !columns.contains(where: \.isInexact) }

  /// Sort keys; total ones tell any two different rows apart.
  mutating func keys(isTotal: Bool) -> String? {
    var exact = columns.filter { !$0.isInexact && !$0.type.isHedged }
    if isTotal, exact.count < columns.count || exact.isEmpty { return nil }
    exact.shuffle(using: &random)
    if !isTotal { exact = random.some(exact, atMost: 3) }
    if exact.isEmpty { return nil }
    return exact.map { (random.once(in: 2) ? "-" : "") + $0.text }.joined(separator: ", ")
  }

  /// Some columns that rows may be grouped by.
  mutating func groupColumns(atMost count: Int) -> [FlowColumn] {
    random.some(columns.filter { !$0.isInexact && !$0.type.isHedged }, atMost: count)
  }
}
