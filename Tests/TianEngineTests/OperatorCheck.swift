import Testing
import TianPlan

@testable import TianEngine

/// Holds what a step gives to the rows that its twin gives.
enum OperatorCheck {
  static let sizes = [0, 1, 2, 2047, 2048, 2049, 70_000]

  /// Every pair, or of a large relation as many as have each member once.
  static func pairs<First, Second>(_ size: Int, _ first: [First], _ second: [Second]) -> [(
    First, Second
  )] {
    if size > 2000 {
      return (0..<max(first.count, second.count)).map { (first[$0 % first.count], second[$0 % second.count]) }
    }
    return first.flatMap { member in second.map { (member, $0) } }
  }

  /// On one, two and eight threads.
  static func check(
    _ support: PlanSupport, _ step: StepID, _ ids: [ColumnID], _ expected: [[Value]],
    _ name: String, at place: SourceLocation = #_sourceLocation
  ) throws {
    var first: [[Value]]?
    for threads in [1, 2, 8] {
      let rows = try support.rows(of: step, ids, threads: threads)
      if let first {
        #expect(rows == first, "\(name) on \(threads) threads", sourceLocation: place)
      } else {
        first = rows
        #expect(rows.count == expected.count, "\(name)", sourceLocation: place)
        if let (at, (found, wanted)) = zip(rows, expected).enumerated().first(where: { !RowTwin.agree($1) }) {
          Issue.record("\(name): row \(at) is \(found), not \(wanted)", sourceLocation: place)
        }
      }
    }
  }
}
