import Foundation
import Tian

/// What units cost: the same questions to the same numbers with units and without, one after the other, CPU
/// seconds of each, and the median of five ratios. Units are part of a column's type, so the two run the
/// same loops; a conversion multiplies once a row.
struct UnitCost {
  private static let runs = 5
  private static let questions: [(name: String, withUnits: String, without: String)] = [
    ("filter", "w | where 面积 > 500亩 | summarize n = count()", "p | where 面积 > 500 | summarize n = count()"),
    ("sum", "w | summarize s = sum(产值), t = sum(面积)", "p | summarize s = sum(产值), t = sum(面积)"),
    ("group sum", "w | summarize s = sum(产值) by 县", "p | summarize s = sum(产值) by 县"),
    ("product", "w | summarize s = sum(面积 * 单产)", "p | summarize s = sum(面积 * 单产)"),
    ("quotient", "w | summarize s = sum(产值 / 面积)", "p | summarize s = sum(产值 / 面积)"),
    ("conversion", "w | summarize s = sum(产值 to 元)", "p | summarize s = sum(产值 * 10000)"),
  ]

  private let workspace = Workspace()

  init(rowCount: Int) throws {
    var rows = ""
    var state: UInt64 = 42
    func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    for _ in 0..<rowCount {
      rows += "县\(next(200)),\(next(1000)).\(next(10)),\(next(90_000)).\(next(10))\(next(10)),\(next(900))\n"
    }
    try workspace.add(csv: "县,面积（亩）,产值（万元）,单产（公斤/亩）\n" + rows, as: "w")
    try workspace.add(csv: "县,面积,产值,单产\n" + rows, as: "p")
  }

  func report() throws {
    for question in Self.questions {
      let (first, second) = (try answer(question.withUnits), try answer(question.without))
      var ratios: [Double] = []
      var seconds = (withUnits: 0.0, without: 0.0)
      for _ in 0..<Self.runs {
        let (with, without) = (try cpu(question.withUnits), try cpu(question.without))
        ratios.append(with / without)
        seconds = (seconds.withUnits + with, seconds.without + without)
      }
      let median = ratios.sorted()[Self.runs / 2]
      print(
        String(
          format: "%@: %.4f s with units, %.4f s without, ratio %.3f%@", question.name,
          seconds.withUnits / Double(Self.runs), seconds.without / Double(Self.runs), median,
          first == second ? "" : " (RESULTS DIFFER)"))
    }
  }

  private func answer(_ text: String) throws -> [Double] { checksum(try workspace.query(text)) }

  /// Of ten runs, so that short ones can be told from the clock's ticks.
  private func cpu(_ text: String) throws -> Double {
    let start = cpuSeconds()
    for _ in 0..<10 { _ = try workspace.query(text) }
    return cpuSeconds() - start
  }
}
