import Foundation
import Testing
import TianCheck
import TianPlan
import TianSource
import TianSyntax

@Suite struct CheckCaseTests {
  /// What the statements of a text become: plans, names, and every message in both languages.
  static func outcome(
    of query: String, isOptimized: Bool = false, environment: Environment = environment
  ) -> (text: String, codes: [String]) {
    let source = SourceText(query)
    let parsed = Parser.parse(source)
    var checker = Checker(source: source, catalog: FixtureCatalog(), environment: environment)
    var text = ""
    for statement in parsed.script.statements where checker.diagnosedSource == source {
      switch checker.check(statement) {
      case .query(let plan), .directive(_, let plan, _):
        text += PlanPrinter.text(of: isOptimized ? Optimizer().optimize(plan) : plan)
        text += PlanVerifier.problems(in: plan).map { "PROBLEM \($0)\n" }.joined()
      case .defined(let name): text += "defined \(name)\n"
      case .loaded(let name, let table): text += "loaded \(name): \(table.fields.map(\.name))\n"
      case .used(let names, let tables):
        text += "uses \(names), \(tables.map(\.name))\n"
      case .failed: break
      }
    }
    let diagnostics = parsed.diagnostics + checker.diagnostics
    for language in Language.allCases {
      let renderer = DiagnosticRenderer(language: language)
      for diagnostic in diagnostics { text += renderer.render(diagnostic, in: checker.diagnosedSource) }
    }
    for fix in diagnostics.flatMap(\.fixes) { text += "fix: \(fix.replacement)\n" }
    for fixes in diagnostics.flatMap(\.alternatives) {
      text += "or: \(fixes.map(\.replacement).joined(separator: ", "))\n"
    }
    return (CaseFile.trimmed(text), diagnostics.map(\.code.id))
  }

  static let environment: Environment = {
    var environment = Environment()
    environment.bind("门槛", to: .int(500), type: DataType(.int, unit: .init("亩")))
    return environment
  }()

  @Test func casesGiveWhatTheyRecord() throws {
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
    for var file in try CaseFile.all() {
      for index in file.cases.indices {
        let item = file.cases[index]
        let (text, _) = Self.outcome(of: item.query, isOptimized: file.isOptimized)
        if isRecording {
          file.cases[index].expected = text
        } else {
          #expect(text == item.expected, "\(file.url.lastPathComponent): \(item.title)")
        }
      }
      if isRecording { try file.write() }
    }
  }

  /// Every plan of the corpus is sound after every single rule, and after all.
  @Test func rulesLeaveSoundPlans() throws {
    for item in try CaseFile.all().flatMap(\.cases) {
      for plan in Self.plans(of: item.query) {
        for rule in Optimizer.Rule.allCases {
          let others = Set(Optimizer.Rule.allCases).subtracting([rule])
          let optimized = Optimizer(disabled: others).optimize(plan)
          #expect(PlanVerifier.problems(in: optimized) == [], "\(item.title), \(rule)")
          #expect(optimized.fields == plan.fields)
        }
        let once = Optimizer().optimize(plan)
        #expect(once.fields == plan.fields)
        #expect(Optimizer(disabled: Set(Optimizer.Rule.allCases)).optimize(plan) == plan)
      }
    }
  }

  static func plans(of query: String) -> [Plan] {
    let source = SourceText(query)
    var checker = Checker(source: source, catalog: FixtureCatalog(), environment: environment)
    return Parser.parse(source).script.statements.compactMap {
      if case .query(let plan) = checker.check($0) { plan } else { nil }
    }
  }

  @Test func everyCodeHasACase() throws {
    var seen: Set<String> = []
    for item in try CaseFile.all().flatMap(\.cases) { seen.formUnion(Self.outcome(of: item.query).codes) }
    let codes = DiagnosticCode.all.map(\.id).filter { $0.hasPrefix("T2") || $0.hasPrefix("T3") }
    #expect(codes.filter { !seen.contains($0) } == [])
  }
}
