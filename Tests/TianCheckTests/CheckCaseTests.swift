import Foundation
import Testing
import TianCheck
import TianPlan
import TianSource
import TianSyntax

@Suite struct CheckCaseTests {
  /// What the statements of a text become: plans, names, and every message in both languages.
  static func outcome(of query: String, environment: Environment = environment) -> (
    text: String, codes: [String]
  ) {
    let source = SourceText(query)
    let parsed = Parser.parse(source)
    var checker = Checker(source: source, catalog: FixtureCatalog(), environment: environment)
    var text = ""
    for statement in parsed.script.statements {
      switch checker.check(statement) {
      case .query(let plan):
        text += PlanPrinter.text(of: plan)
        text += PlanVerifier.problems(in: plan).map { "PROBLEM \($0)\n" }.joined()
      case .defined(let name): text += "defined \(name)\n"
      case .loaded(let name, let table): text += "loaded \(name): \(table.fields.map(\.name))\n"
      case .failed: break
      }
    }
    let diagnostics = parsed.diagnostics + checker.diagnostics
    for language in Language.allCases {
      let renderer = DiagnosticRenderer(language: language)
      for diagnostic in diagnostics { text += renderer.render(diagnostic, in: source) }
    }
    for fix in diagnostics.flatMap(\.fixes) { text += "fix: \(fix.replacement)\n" }
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
        let (text, _) = Self.outcome(of: item.query)
        if isRecording {
          file.cases[index].expected = text
        } else {
          #expect(text == item.expected, "\(file.url.lastPathComponent): \(item.title)")
        }
      }
      if isRecording { try file.write() }
    }
  }

  @Test func everyCodeHasACase() throws {
    var seen: Set<String> = []
    for item in try CaseFile.all().flatMap(\.cases) { seen.formUnion(Self.outcome(of: item.query).codes) }
    let codes = DiagnosticCode.all.map(\.id).filter { $0.hasPrefix("T2") || $0.hasPrefix("T3") }
    #expect(codes.filter { !seen.contains($0) } == [])
  }
}
