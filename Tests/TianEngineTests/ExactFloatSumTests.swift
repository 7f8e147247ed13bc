import Testing
import TianTestSupport

@testable import TianEngine

@Suite struct ExactFloatSumTests {
  /// Numbers of every size, among them ones that cancel.
  private static func values(_ count: Int, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      let value = Double(
        sign: random.next() & 1 == 0 ? .plus : .minus,
        exponent: Int(random.next() % 200) - 100, significand: 1 + Double(random.next() % 1000) / 1000)
      return random.next() % 5 == 0 ? 0 : value
    }
  }

  private static func sums(_ values: some Sequence<Double>) throws -> ExactFloatSum {
    var sums = ExactFloatSum()
    try sums.grow(to: 1)
    let values = Array(values)
    try sums.add(values, [UInt32](repeating: 0, count: values.count), count: values.count)
    return sums
  }

  private static func sum(_ values: some Sequence<Double>) throws -> Double {
    try sums(values).sum(of: 0).double
  }

  @Test(arguments: 0..<20) func orderDoesNotMatter(_ seed: UInt64) throws {
    let values = Self.values(500, seed: seed)
    let sum = try Self.sum(values)
    #expect(try Self.sum(values.reversed()) == sum)
    #expect(try Self.sum(values.sorted()) == sum)
  }

  @Test(arguments: 0..<20) func partsMergeToTheWhole(_ seed: UInt64) throws {
    let values = Self.values(500, seed: seed)
    var whole = try Self.sums(values.prefix(200))
    try whole.merge(try Self.sums(values.dropFirst(200)), mapping: [0])
    #expect(whole.sum(of: 0).double == (try Self.sum(values)))
  }

  @Test func nothingIsLostBetweenLargeAndSmall() throws {
    #expect(try Self.sum([1e300, 1, -1e300]) == 1)
    #expect(try Self.sum(Array(repeating: 0.1, count: 10)) == 1)
    #expect(try Self.sum([.leastNonzeroMagnitude, .leastNonzeroMagnitude]) == 2 * .leastNonzeroMagnitude)
    #expect(try Self.sum([.greatestFiniteMagnitude, -.greatestFiniteMagnitude]) == 0)
  }
}
