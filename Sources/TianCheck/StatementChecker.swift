import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The work on one statement: the plan as it grows, the flow at hand, and what there is to say.
struct StatementChecker {
  let catalog: any Catalog
  let environment: Environment
  let source: SourceText
  /// Where the statement's relative paths start from.
  let folder: String
  /// The library that the statement is of.
  let library: String?

  var plan = Plan()
  /// The query at hand; a query inside it saves and restores it.
  var flow = Flow(step: StepID(0), scope: .unknown)
  /// The stage at hand, where a mend adds a key to its `by`.
  var stage: StageSyntax?
  /// The other table where a condition sees a row of each: that of `join`, or of `follow`.
  var beside: Flow?
  /// The foreign keys that columns of the plan are part of.
  var keys: [ColumnID: [KeyUse]] = [:]
  /// Columns of official codes, as far as they are known: a column keeps them while it passes unchanged.
  var codes: [ColumnID: CodeColumn] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// It met what was reported elsewhere, by the parser or where it was defined: there is no plan.
  var isBroken = false

  private var depth = 0
  private var height = 0
  private var expressionCount = 0

  /// With everything put in where it is used: how deep the checker goes down (a stack of half a megabyte
  /// takes that), how high an expression grows by chains of operators, and how much there may be at all.
  static let depthMost = 200
  static let heightMost = 1000
  static let expressionsMost = 200_000
  static let stepsMost = 5000
  /// More messages than that help nobody.
  static let diagnosticsMost = 100

  init(
    source: SourceText, folder: String, library: String?, catalog: any Catalog, environment: Environment
  ) {
    self.source = source
    self.folder = folder
    self.library = library
    self.catalog = catalog
    self.environment = environment
  }

  /// The statement's own place: its text, and every definition above it.
  var root: Frame {
    Frame(
      source: source, folder: folder, useSpan: nil, visible: environment.visibility(of: library),
      previous: library == nil ? environment.previous : nil, parameters: nil)
  }

  /// The plan, its result the shown columns of a flow.
  mutating func finish(_ flow: Flow) -> Plan {
    plan.result = flow.step
    plan.chart = flow.chart
    plan.outputs = flow.scope.shown.map { Plan.Output(name: $0.title, id: $0.id) }
    return plan
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.diagnosticsMost, !diagnostics.contains(diagnostic) else { return }
    diagnostics.append(diagnostic)
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: Bilingual, at span: SourceSpan, _ label: Bilingual = Bilingual("", ""),
    notes: [Bilingual] = [], fix: String? = nil
  ) {
    report(
      Diagnostic(
        code, message, at: [.init(span, label)], notes: notes, fixes: fix.map { [.init(span, $0)] } ?? []))
  }

  /// What was said since a mark gets one more place: where the definition at fault was used.
  mutating func label(since mark: Int, use span: SourceSpan) {
    for index in mark..<max(mark, diagnostics.count)
    where !diagnostics[index].labels.contains(where: { $0.span == span }) {
      diagnostics[index].labels.append(.init(span, Bilingual("used here", "在此使用")))
    }
  }

  /// One level down, under a chain of some operators; false, with the reason reported, where that is too deep
  /// or the whole too much. `ascend` follows in either case.
  mutating func descend(at span: SourceSpan, under operators: Int = 1) -> Bool {
    depth += 1
    height += operators
    expressionCount += operators
    guard depth <= Self.depthMost, height <= Self.heightMost, expressionCount <= Self.expressionsMost,
      plan.steps.count <= Self.stepsMost
    else {
      if !diagnostics.contains(where: { $0.code == .tooLarge }) {
        report(.tooLarge, Bilingual("the query grows too large here", "查询到此处过大"), at: span)
      }
      return false
    }
    return true
  }

  mutating func ascend(from operators: Int = 1) {
    depth -= 1
    height -= operators
  }
}
