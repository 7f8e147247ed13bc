import Testing
import TianTestSupport

@testable import Tian

/// What hedged figures do to the rows of a query, at random.
@Suite struct HedgeTests {
  private static func cell(_ random: inout SeededRandom) -> String {
    let number = Int.random(in: 0...30, using: &random) * 5
    let forms = [
      "\(number)", "约\(number)", "近\(number + 5)", "\(number + 5)余", "\(number)以上", "超过\(number)",
      "不足\(number + 5)", "\(number)—\(number + 20)", "几十", "", "",
    ]
    return forms.randomElement(using: &random) ?? ""
  }

  private static func condition(_ random: inout SeededRandom, depth: Int) -> String {
    let column = ["甲", "乙", "丙"].randomElement(using: &random) ?? "甲"
    let comparison = ["<", "<=", ">", ">=", "==", "!="].randomElement(using: &random) ?? "<"
    let number = Int.random(in: 0...30, using: &random) * 5
    switch depth == 0 ? Int.random(in: 0...3, using: &random) : Int.random(in: 0...7, using: &random) {
    case 0: return "\(column) \(comparison) \(number)"
    case 1: return "\(column) \(comparison) 乙"
    case 2: return "\(column) in \(number)..\(number + 40)"
    case 3: return "\(column) \(comparison) 约\(number)"
    case 4: return "not (\(condition(&random, depth: depth - 1)))"
    case 5:
      return "if(丁 > \(number), \(condition(&random, depth: depth - 1)), "
        + "\(condition(&random, depth: depth - 1)))"
    case 6: return "(\(condition(&random, depth: depth - 1)) and \(condition(&random, depth: depth - 1)))"
    default: return "(\(condition(&random, depth: depth - 1)) or \(condition(&random, depth: depth - 1)))"
    }
  }

  private static func leftOut(_ result: QueryResult) -> (undecided: Int, null: Int) {
    var (undecided, null) = (0, 0)
    for note in result.table.notes {
      switch note {
      case .undecided(let count, span: _): undecided += count
      case .nullCondition(let count, span: _): null += count
      case .takenAsNo, .nullKey, .madeNull, .overlapping, .joined: break
      }
    }
    return (undecided, null)
  }

  /// A condition is certain, or its contrary is, or it is null, or undecided, for every row just one of them;
  /// and certain(not c) is not possible(c).
  @Test func everyRowIsAccountedFor() throws {
    var random = SeededRandom(seed: 20_241_122)
    var (undecided, null) = (0, 0)
    for _ in 0..<12 {
      let rows = (0..<60).map { _ in
        ((0..<3).map { _ in Self.cell(&random) } + ["\(Int.random(in: 0...150, using: &random))"])
          .joined(separator: ",")
      }
      let workspace = Workspace()
      try workspace.add(csv: "甲,乙,丙,丁\n" + rows.joined(separator: "\n") + "\n", as: "t")
      for _ in 0..<25 {
        let condition = Self.condition(&random, depth: 3)
        let certain = try workspace.query("t | where \(condition)")
        let contrary = try workspace.query("t | where not (\(condition))")
        let left = Self.leftOut(certain)
        #expect(certain.rowCount + contrary.rowCount + left.undecided + left.null == 60, "\(condition)")
        let possible = try workspace.query("t | where possible(\(condition))")
        #expect(possible.rowCount == certain.rowCount + left.undecided, "\(condition)")
        let impossible = try workspace.query("t | where not possible(\(condition))")
        #expect(impossible.rowCount == contrary.rowCount, "\(condition)")
        (undecided, null) = (undecided + left.undecided, null + left.null)
      }
    }
    #expect(undecided > 500 && null > 100)
  }
}
