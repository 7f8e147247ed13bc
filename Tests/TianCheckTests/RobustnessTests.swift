import Foundation
import Testing
import TianCheck
import TianPlan
import TianSource
import TianSyntax

/// Queries that are too deep, too long or too many times put into each other end in a message.
@Suite struct RobustnessTests {
  @Test(arguments: [
    String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
    "1" + String(repeating: " + 1", count: 900),
    "合作社 | where " + Array(repeating: "面积 > 3亩", count: 5000).joined(separator: " and "),
    "合作社" + String(repeating: " | where 投产", count: 6000),
    "fn f0(x) = x\n" + (1...500).map { "fn f\($0)(x) = f\($0 - 1)(x + 1)\n" }.joined() + "f500(1)",
    "let v0 = 1\n" + (1...60).map { "let v\($0) = v\($0 - 1) + v\($0 - 1)\n" }.joined() + "v60",
    "let t0 = 村庄\n" + (1...40).map { "let t\($0) = t\($0 - 1) | union t\($0 - 1)\n" }.joined() + "t40",
    "村庄 | where 村编码 in (" + String(repeating: "村庄 | where 村编码 in (", count: 100) + "1"
      + String(repeating: "))", count: 101),
    "", "| | |", "合作社 |", "let", "fn f(", "合作社 | join", "合作社 | select -", "\u{0}", "合作社 | take",
  ])
  func endsInAMessageOrAPlan(query: String) {
    let source = SourceText(query)
    let parsed = Parser.parse(source)
    var checker = Checker(source: source, catalog: FixtureCatalog())
    for statement in parsed.script.statements {
      if case .query(let plan) = checker.check(statement) {
        #expect(PlanVerifier.problems(in: plan) == [])
      }
    }
    #expect(parsed.diagnostics.count + checker.diagnostics.count < 200)
  }

  /// The deepest that is let through fits on a small stack: half a megabyte, four times that without
  /// optimisation.
  @Test func depthFitsASmallStack() {
    let thread = Thread {
      for query in [
        "1" + String(repeating: " + 1", count: 990),
        "fn f0(x) = x\n" + (1...500).map { "fn f\($0)(x) = f\($0 - 1)(x + 1)\n" }.joined() + "f500(1)",
      ] {
        let source = SourceText(query)
        var checker = Checker(source: source, catalog: FixtureCatalog())
        for statement in Parser.parse(source).script.statements { _ = checker.check(statement) }
      }
    }
    thread.stackSize = 1 << 21
    thread.start()
    while !thread.isFinished { usleep(1000) }
  }
}
