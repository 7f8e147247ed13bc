import Testing
import TianCheck
import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The examples of the function table compile, each to one column; the engine's tests run them.
@Suite struct FunctionExampleTests {
  struct Sample: Catalog {
    var tableNames: [String] { [FunctionTable.sample.name] }

    func schema(named name: String) -> TableSchema? {
      guard name == FunctionTable.sample.name else { return nil }
      return TableSchema(
        name: name,
        fields: [
          Field("名称", .text), Field("县", .text),
          Field("面积", DataType(.decimal(scale: 1), unit: Unit("亩"))),
          Field("产值", DataType(.int, unit: Unit("元"))), Field("户数", DataType(.int, unit: Unit("户"))),
          Field("产量", DataType(.decimal(scale: 0), unit: Unit("公斤"), isHedged: true)),
          Field("成立日期", .date), Field("投产", .bool),
        ])
    }

    func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
      path
    }

    func load(
      path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
    ) throws(Diagnostic) -> TableSchema {
      throw Diagnostic(.unknownTable, Bilingual("no file", "没有文件"))
    }

    func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library {
      throw Diagnostic(.unreadableFile, Bilingual("no file", "没有文件"))
    }

    func read(rows: String) throws(Diagnostic) -> TableSchema {
      throw Diagnostic(.unknownTable, Bilingual("no rows", "没有行"))
    }

    func values(of plan: Plan) throws(Diagnostic) -> [Value] { [] }
  }

  @Test(arguments: FunctionTable.all.flatMap(\.examples).map(\.query))
  func examplesCompile(query: String) {
    let source = SourceText(query)
    let parsed = Parser.parse(source)
    var checker = Checker(source: source, catalog: Sample())
    let plans = parsed.script.statements.compactMap {
      if case .query(let plan) = checker.check($0) { plan } else { nil }
    }
    let said = (parsed.diagnostics + checker.diagnostics).map {
      DiagnosticRenderer().render($0, in: source)
    }
    #expect(said == [])
    #expect(plans.first?.outputs.count == 1)
  }

  /// Each function's examples use both of its names.
  @Test func examplesUseBothNames() {
    for definition in FunctionTable.all {
      let text = definition.examples.map(\.query).joined(separator: "\n")
      #expect(text.contains("\(definition.names.en)("), "\(definition.names.en)")
      #expect(text.contains("\(definition.names.zh)("), "\(definition.names.zh)")
    }
  }
}
