import Testing
import TianFigures
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Reasons of nulls against a plain twin: what each row's cell says, kept row by row.
@Suite struct NullReasonTests {
  /// A cell of a column of numbers, and why it is null.
  private static let cells: [(text: String, reason: NullReason?)] = [
    ("12", nil), ("7.5", nil), ("", .blank), ("—", .notApplicable), ("N/A", .word), ("不详", .word), ("3", nil),
  ]

  private func table(_ rowCount: Int, seed: UInt64, threads: Int) throws -> (column: Column, twin: [String]) {
    var random = SeededRandom(seed: seed)
    var text = "k,v\n"
    var twin: [String] = []
    for row in 0..<rowCount {
      // One in four hundred is a misfit: of the numbers, always fewer than would make the column text.
      let isReject = random.next() % 400 == 0
      let cell = isReject ? ("x\(row)", .reject) : Self.cells[Int(random.next() % UInt64(Self.cells.count))]
      text += "\(row),\(cell.0)\n"
      twin.append(Self.shown(cell.1, cell.0))
    }
    let table = try CSVSupport.load(text, threads: threads, blockBytes: 4096)
    return (table.columns[1], twin)
  }

  private static func shown(_ reason: NullReason?, _ text: String) -> String {
    guard let reason else { return "" }
    return reason == .blank || reason == .unmatched ? "\(reason)" : "\(reason) \(text)"
  }

  private func shown(_ column: Column) -> [String] {
    (0..<column.count).map { row in
      guard column.isNull(row) else { return "" }
      guard let (reason, text) = column.reasons?.reason(ofRow: row) else { return "?" }
      return Self.shown(reason, text.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
  }

  @Test(arguments: [1, 2, 8])
  func loadedReasonsAreThoseOfTheCells(_ threads: Int) throws {
    for (rowCount, seed) in [(1, 1), (200, 2), (70_000, 3)] as [(Int, UInt64)] {
      let (column, twin) = try table(rowCount, seed: seed, threads: threads)
      guard column.type.isNumeric else { continue }
      #expect(shown(column) == twin, "\(rowCount) rows")
    }
  }

  @Test func reasonsAreGathered() throws {
    let (column, twin) = try table(5000, seed: 4, threads: 2)
    var random = SeededRandom(seed: 5)
    for mayMiss in [false, true] {
      var rows: [UInt32] = []
      for _ in 0..<9000 {
        rows.append(
          mayMiss && random.next() % 5 == 0 ? Batch.missingRow : UInt32(random.next() % UInt64(column.count)))
      }
      let gathered = try column.gather(try Buffer(rows), mayMiss: mayMiss)
      let expected = rows.map { $0 == Batch.missingRow ? "unmatched" : twin[Int($0)] }
      #expect(shown(gathered) == expected)
      // Once more, as a filter behind a join does.
      let odd = (0..<UInt32(4500)).map { $0 * 2 + 1 }
      #expect(shown(try gathered.gather(try Buffer(odd))) == odd.map { expected[Int($0)] })
    }
  }

  @Test func reasonsAreConcatenated() throws {
    let (first, firstTwin) = try table(3000, seed: 6, threads: 1)
    let (second, secondTwin) = try table(2500, seed: 7, threads: 1)
    #expect(first.type.isNumeric && second.type.isNumeric)
    let missing = try first.gather(try Buffer([0, Batch.missingRow, 1]), mayMiss: true)
    let whole = try Column.concatenate([first, missing, second], type: first.type)
    #expect(shown(whole) == firstTwin + [firstTwin[0], "unmatched", firstTwin[1]] + secondTwin)
  }
}
