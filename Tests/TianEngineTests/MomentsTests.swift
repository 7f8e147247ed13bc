import Testing
import TianPlan
import TianTestSupport

@testable import TianEngine

/// Exact moments, held to rational arithmetic on whole numbers, whatever power of two they are taken times.
@Suite struct MomentsTests {
  /// The sums of pairs, in two parts that are merged.
  private static func sums(_ function: AggregateFunction, _ pairs: [(Double, Double)]) throws -> Moments.Sums
  {
    let moments = Moments(function, [], scale: 0)
    var totals = Moments.Sums(repeating: WideNumber())
    let arena = Arena()
    let groups = [UInt32](repeating: 0, count: pairs.count)
    func significands(_ values: [Double]) throws -> Significands? {
      let room = try arena.allocate(Double.self, values.count)
      for (row, value) in values.enumerated() { room[row] = value }
      return try Significands(Vector(.doubles(room)), count: values.count, arena)
    }
    for (place, term) in moments.terms.enumerated() {
      var whole = ProductSums()
      try whole.grow(to: 1)
      for part in [pairs.prefix(pairs.count / 3), pairs.dropFirst(pairs.count / 3)] {
        guard let x = try significands(part.map(\.0)), let y = try significands(part.map(\.1)) else {
          continue
        }
        let (left, right) = term.factors(x, y)
        var sums = ProductSums()
        try sums.grow(to: 1)
        try sums.add(left, times: right, groups, count: part.count, arena)
        try whole.merge(sums, mapping: [0])
      }
      totals[place] = whole.total(of: 0)
    }
    return totals
  }

  private static func result(_ function: AggregateFunction, _ pairs: [(Double, Double)]) throws -> Double? {
    Moments(function, [], scale: 0).result(try sums(function, pairs), count: pairs.count, negativeCount: 0)
  }

  /// Integers of up to 40 bits, all moved by one offset of up to 52, as doubles times a power of two.
  @Test(arguments: 0..<60) func variance(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = 2 + Int(random.next() % 60)
    let bits = random.next() % 41
    let offset = Int64(random.next() % (1 << 52))
    let exponent = [0, 300, -300, 900, -900][Int(seed % 5)]
    let values = (0..<count).map { _ in Int64(random.next() % (1 << bits)) }
    let pairs = values.map { value in
      let number = Double(sign: .plus, exponent: exponent, significand: Double(value + offset))
      return (number, number)
    }
    let (sum, squares) = values.reduce((Int128(0), Int128(0))) { sums, value in
      (sums.0 + Int128(value), sums.1 + Int128(value) * Int128(value))
    }
    let exact = Double(squares * Int128(count) - sum * sum) / Double(count * (count - 1))
    let expected = Double(sign: .plus, exponent: 2 * exponent, significand: exact)
    let variance = try Self.result(.variance, pairs)
    if expected.isFinite {
      #expect(abs((variance ?? .nan) - expected) <= 2 * expected.ulp)
    } else {
      #expect(variance == nil)
    }
    let root = Double(sign: .plus, exponent: exponent, significand: exact.squareRoot())
    #expect(abs((try Self.result(.stddev, pairs) ?? .nan) - root) <= 2 * root.ulp)
  }

  @Test(arguments: 0..<40) func correlation(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let count = 3 + Int(random.next() % 40)
    let (offset, other) = (Int64(random.next() % (1 << 50)), Int64(random.next() % (1 << 50)))
    let numbers = (0..<count).map { _ in (Int64(random.next() % 1000), Int64(random.next() % 1000)) }
    func exact(_ product: ((Int64, Int64)) -> Int64, _ x: Int64, _ y: Int64) -> Double {
      Double(Int64(count) * numbers.reduce(0) { $0 + product($1) } - x * y)
    }
    let (x, y) = numbers.reduce((Int64(0), Int64(0))) { ($0.0 + $1.0, $0.1 + $1.1) }
    let expected =
      exact({ $0.0 * $0.1 }, x, y)
      / (exact({ $0.0 * $0.0 }, x, x).squareRoot() * exact({ $0.1 * $0.1 }, y, y).squareRoot())
    let scale = Double(sign: .plus, exponent: [0, 400, -400][Int(seed % 3)], significand: 1)
    let found = try Self.result(
      .corr, numbers.map { (Double($0.0 + offset) * scale, Double($0.1 - other) / scale) })
    #expect(abs((found ?? .nan) - expected) <= 4e-15)
    #expect(try Self.result(.corr, numbers.map { (Double($0.0) * scale, Double(-3 * $0.0)) }) == -1)
  }

  /// Values too far apart for one integer: the greatest decides.
  @Test func farApart() throws {
    let values = [1e300, 1, 1e-300, -1, .leastNonzeroMagnitude]
    let expected = (0.2 as Double).squareRoot() * 1e300
    #expect(abs((try Self.result(.stddev, values.map { ($0, $0) }) ?? .nan) - expected) <= expected.ulp)
    #expect(
      try Self.result(.weightedAvg, [(1, 1e300), (5, 1), (7, -1e300), (7, 1)]).map { $0 < -1e299 } == true)
    #expect(try Self.result(.hhi, values.map { (abs($0), 1) }) == 1)
  }
}
