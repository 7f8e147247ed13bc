import Testing
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// The radix sort and the bounded slice, held to a plain sort of values.
@Suite struct SortTests {
  private static func column(_ values: [Int64?]) throws -> Column {
    try Column(values.map { $0.map(Value.int) ?? .null }, .int)
  }

  /// The plain twin: a stable sort, nulls last both ways.
  private static func plainOrder(_ keys: [(values: [Int64?], isDescending: Bool)], count: Int) -> [UInt32] {
    (0..<UInt32(count)).sorted { left, right in
      for (values, isDescending) in keys {
        let (first, second) = (values[Int(left)], values[Int(right)])
        if first == second { continue }
        guard let first else { return false }
        guard let second else { return true }
        return isDescending ? first > second : first < second
      }
      return left < right
    }
  }

  @Test(arguments: 0..<40) func sortsAsThePlainSortDoes(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = Int(random.next() % 3000)
    let spans: [UInt64] = [2, 100, 1 << 40, .max]
    let keys = (0..<3).map { _ in
      let span = spans[Int(random.next() % 4)]
      let isDescending = random.next() % 2 == 0
      let values = (0..<count).map { _ -> Int64? in
        random.next() % 7 == 0 ? nil : Int64(bitPattern: random.next() % span)
      }
      return (values: values, isDescending: isDescending)
    }
    let relation = Relation(
      rowCount: count, try keys.enumerated().map { (ColumnID($0), try Self.column($1.values)) })
    let order = try SortOperator(
      relation, keys.enumerated().map { Step.SortKey(ColumnID($0), isDescending: $1.isDescending) }
    ).permutation()
    #expect(Array(order.elements) == Self.plainOrder(keys, count: count))
  }

  @Test func textsSortByCodePoint() throws {
    let texts: [String?] = ["村", "b", nil, "𠮷", "", "ba", "a", "村"]
    let column = try Column(texts.map { $0.map(Value.text) ?? .null }, .text)
    let relation = Relation(rowCount: texts.count, [(ColumnID(0), column)])
    let order = try SortOperator(relation, [Step.SortKey(ColumnID(0), isDescending: false)]).permutation()
    #expect(order.elements.map { texts[Int($0)] } == ["", "a", "b", "ba", "村", "村", "𠮷", nil])
  }

  @Test(arguments: 0..<20) func selectsTheMiddle(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var values = (0..<(1 + Int(random.next() % 500))).map { _ in Int64(random.next() % 50) }
    let sorted = values.sorted()
    let place = Int(random.next() % UInt64(values.count))
    values.withUnsafeMutableBufferPointer {
      #expect(Selection.element(place, of: $0, roundsMax: Int(seed % 3) * 3) == sorted[place])
      #expect($0[..<place].allSatisfy { $0 <= sorted[place] })
    }
  }
}
