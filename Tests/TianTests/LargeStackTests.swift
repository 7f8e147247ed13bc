import Foundation
import Testing

@testable import Tian

/// Long queries run wherever the host calls from: on a thread with half a megabyte of stack too.
@Suite struct LargeStackTests {
  private static let table = "from csv \"\"\"a\n1\n2\"\"\""

  @Test(arguments: [
    table + String(repeating: " | summarize a = sum(a)", count: 500),
    table + String(repeating: " | union (\(table))", count: 300) + " | summarize a = count() | where a > 0",
    table + String(repeating: " | join left (\(table) | select b = a) on a == b | select a", count: 150),
  ])
  func runsOnASmallStack(query: String) async throws {
    let rows = await withCheckedContinuation { continuation in
      let thread = Thread {
        let result = try? Workspace().query(query, isSafe: true)
        continuation.resume(returning: result?.rowCount)
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(rows == (query.contains("join") ? 2 : 1))
  }

  @Test func whatIsThrownComesBack() {
    struct Failure: Error, Equatable {}
    #expect(throws: Failure()) { try LargeStack.run { () throws(Failure) in throw Failure() } }
    #expect(LargeStack.run { 3 } == 3)
  }
}
