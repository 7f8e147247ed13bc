import Testing
import TianFigures
import TianTestSupport

@testable import TianEngine

/// The fast readers of numbers against slow ones.
@Suite struct CSVNumberTests {
  /// A cell with room around, as in a block.
  private func withCell<Result>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result? {
    let padded = [UInt8](repeating: 0x39, count: 64) + Array(text.utf8) + [UInt8](repeating: 0x39, count: 64)
    return padded.withUnsafeBufferPointer { $0.baseAddress.map { body($0 + 64, text.utf8.count) } }
  }

  @Test func decimalsAreExact() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 0...18, using: &random)
      let coefficient = Int64.random(in: 0..<ExactDecimal.power(digits), using: &random)
      let scale = Int.random(in: 0...8, using: &random)
      let value = ExactDecimal(Bool.random(using: &random) ? coefficient : -coefficient, scale: scale)
      let read = withCell(value.text) { NumberCell.read($0, $1) } ?? nil
      if let read { #expect(ExactDecimal(read.coefficient, scale: read.scale) == value) }
      // Short ones are never left to the slow reader.
      if digits < 16, scale < 7 { #expect(read != nil, "\(value.text)") }
    }
  }

  @Test(arguments: [
    "", "-", ".", "1.", ".5", "-.5", "01", "-01", "00", "1.2.3", "1a", "a1", "1 ", " 1", "+1", "--1", "1-",
    "1/2", "1..2", "12345678901234567", "0.12345678", "1e5", "1,5", "１", "1:2", "1;",
  ])
  func otherTextsAreDeclined(_ text: String) {
    guard !text.isEmpty else { return }
    #expect((withCell(text) { NumberCell.read($0, $1)?.coefficient } ?? nil) == nil || text == "0.12345678")
  }

  @Test func floatsAreTheNearest() {
    var random = SeededRandom(seed: 8)
    var declined = 0
    for round in 0..<40_000 {
      let whole = UInt64.random(in: 0...9_999_999_999_999_999_999, using: &random)
      let text =
        switch round % 4 {
        case 0: "\(Double.random(in: -1000...1000, using: &random))"
        case 1: "\(whole)e\(Int.random(in: -70...70, using: &random))"
        case 2: "\(whole % 10).\(whole >> 30)E+\(Int.random(in: 0...40, using: &random))"
        default: "\(whole >> 10 | 1)"
        }
      if let read = withCell(text, { FloatCell.read($0, $1) }) ?? nil {
        #expect(read == Double(text), "\(text)")
      } else {
        declined += 1
      }
    }
    // Exponents past 65 only.
    #expect(declined < 4000)
    for text in [
      "9007199254740993", "9007199254740995", "9007199254740992.5", "0.1", "1e23", "8.5e22", "0e0", "0.0",
      "1e-65",
    ] {
      #expect((withCell(text) { FloatCell.read($0, $1) } ?? nil) == Double(text))
    }
    for text in [
      "01.5", "1.", ".5", "1e", "1e+", "1e1234", "1f", "e5", "-", "1.5e5x", "12345678901234567890",
    ] {
      #expect((withCell(text) { FloatCell.read($0, $1) } ?? nil) == nil)
    }
  }
}
