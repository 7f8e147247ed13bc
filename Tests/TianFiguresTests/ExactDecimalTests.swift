import Testing

@testable import TianFigures

/// A decimal is the nearest double where it is made one, as the text of the same number is.
@Suite struct ExactDecimalTests {
  @Test func nearestDouble() {
    var random = SystemRandomNumberGenerator()
    var numbers: [Int64] = [.min, .max, 9_007_199_254_740_993, 900_719_925_474_099_300, 1 << 53, 0, -1]
    // Near the powers of two, where roundings meet, and of any length.
    for _ in 0..<20_000 {
      numbers.append((1 << Int64.random(in: 50...62, using: &random)) + .random(in: -99...99, using: &random))
      numbers.append(.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...62, using: &random))
    }
    for number in numbers {
      for scale in 0...ExactDecimal.maximumScale {
        let decimal = ExactDecimal(number, scale: scale)
        if decimal.double != Double("\(number)e-\(scale)") {
          Issue.record("\(number) / 10^\(scale) is not \(decimal.double)")
          return
        }
      }
    }
  }
}
