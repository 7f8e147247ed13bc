import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Direct look-up, one word and several: each gives the numbers that a dictionary would.
@Suite struct KeyIndexTests {
  @Test(arguments: [1, 2, 3]) func numbersKeysByFirstAppearance(_ wordCount: Int) throws {
    var random = SeededRandom(seed: UInt64(wordCount))
    let index = try KeyIndex(wordCount: wordCount)
    var expected: [[UInt64]: UInt32] = [:]
    for _ in 0..<50 {
      let count = 1 + Int(random.next() % 2048)
      let rows = (0..<count).map { _ in (0..<wordCount).map { _ in random.next() % 23 &* 0x1234_5678_9ABC } }
      let words = try Buffer<UInt64>(rows.flatMap(\.self))
      let numbers = try Buffer<UInt32>(count: count)
      let newRows = try Buffer<UInt32>(count: count)
      let added = try index.assign(words.pointer, count, numbers: numbers.pointer, newRows: newRows.pointer)
      var firsts: [UInt32] = []
      for (row, key) in rows.enumerated() where expected[key] == nil {
        expected[key] = UInt32(expected.count)
        firsts.append(UInt32(row))
      }
      #expect(added == firsts.count)
      #expect(Array(newRows.elements.prefix(added)) == firsts)
      #expect(Array(numbers.elements) == rows.map { expected[$0] })
      index.find(words.pointer, count, numbers: numbers.pointer)
      #expect(Array(numbers.elements) == rows.map { expected[$0] })
    }
    let unknown = try Buffer<UInt64>(Array(repeating: UInt64.max - 1, count: wordCount))
    let number = try Buffer<UInt32>(count: 1)
    index.find(unknown.pointer, 1, numbers: number.pointer)
    #expect(number[0] == .max)
  }

  @Test(arguments: [10 as Int64, 1 << 40]) func keysComeBackFromTheirWords(_ span: Int64) throws {
    var random = SeededRandom(seed: 7)
    var plan = Plan()
    let ids = [plan.addColumn("a", .int), plan.addColumn("t", .text), plan.addColumn("f", .float)]
    let rows = (0..<2000).map { _ -> [Value] in
      [
        random.next() % 9 == 0 ? .null : .int(Int64(random.next() % UInt64(span)) - span / 2),
        random.next() % 9 == 0 ? .null : .text(["茶", "果", "", "稻谷"][Int(random.next() % 4)]),
        random.next() % 9 == 0 ? .null : .float(Double(random.next() % 3) - 1),
      ]
    }
    let columns = try ids.enumerated().map { place, id in
      (id, try Column(rows.map { $0[place] }, plan.type(of: id)))
    }
    let relation = Relation(rowCount: rows.count, columns)
    let run = PlanRun(plan, [:], Execution(threadCount: 1))
    let grouping = try GroupingOperator(Pipeline(relation), keys: ids, items: [], run)
    let groups = try grouping.summarized(keys: ids, items: [])
    var expected: [[Value]] = []
    for row in rows where !expected.contains(row) { expected.append(row) }
    let found = (0..<groups.rowCount).map { row in ids.map { groups[$0]?.value(row) ?? .null } }
    #expect(found == expected)
  }
}
