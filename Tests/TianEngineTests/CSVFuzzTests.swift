import CTian
import Testing
import TianSource
import TianTestSupport

@testable import TianEngine

@Suite struct CSVFuzzTests {
  private static let alphabet = Array("a1,,\n\n\"\"\r.-0 亩近".utf8)

  private static func randomBytes(_ random: inout SeededRandom, _ count: Int) -> [UInt8] {
    (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
  }

  /// Every width of vector finds what the plain loop finds, whatever the windows, and carries the same on.
  @Test func vectorsAgreeWithThePlainLoop() {
    var random = SeededRandom(seed: 1)
    for round in 0..<2000 {
      let bytes = Self.randomBytes(&random, round % 300) + [UInt8](repeating: 0x22, count: 64)
      let count = bytes.count - 64
      let cut = count == 0 ? 0 : Int.random(in: 0...count, using: &random)
      let plain = index(tian_csv_plain, bytes, count, cut)
      for level in [tian_csv_vector16, tian_csv_vector32]
      where level.rawValue <= tian_csv_best_level().rawValue {
        #expect(index(level, bytes, count, cut) == plain)
      }
      var (quotes, newlines) = (0, 0)
      tian_csv_count(tian_csv_best_level(), bytes, count, 0x0A, &quotes, &newlines)
      #expect(quotes == bytes.prefix(count).count { $0 == 0x22 })
      #expect(newlines == bytes.prefix(count).count { $0 == 0x0A })
    }
  }

  /// The positions of a text in two calls, and the state after it.
  private func index(_ level: tian_csv_level, _ bytes: [UInt8], _ count: Int, _ cut: Int) -> [UInt64] {
    var scan = tian_csv_scan()
    scan.after_boundary = 1
    var positions = [UInt32](repeating: 0, count: count + 8)
    return bytes.withUnsafeBufferPointer { text in
      positions.withUnsafeMutableBufferPointer { room in
        guard let base = text.baseAddress, let out = room.baseAddress else { return [] }
        let first = tian_csv_index(level, base, cut, 0, 0x2C, 0x0A, &scan, out)
        let second = tian_csv_index(
          level, base + cut, count - cut, UInt32(cut), 0x2C, 0x0A, &scan, out + first)
        // Once a quote is astray only that matters.
        if scan.stray != 0 { return [.max] }
        return room.prefix(first + second).map(UInt64.init)
          + [scan.in_quotes, scan.after_boundary, scan.after_closing, scan.newline_count]
      }
    }
  }

  /// Where the vectors find no stray quote, the careful loop finds the same boundaries.
  @Test func theCarefulLoopAgreesOnPlainTexts() {
    var random = SeededRandom(seed: 2)
    var compared = 0
    for _ in 0..<3000 {
      let bytes = Self.randomBytes(&random, 24) + [UInt8](repeating: 0, count: 64)
      let fast = index(tian_csv_best_level(), bytes, 24, 24)
      if fast == [.max] { continue }
      compared += 1
      var positions = [UInt32](repeating: 0, count: 32)
      var state = UInt8(tian_csv_cell_start.rawValue)
      var newlines: UInt64 = 0
      let found = tian_csv_index_careful(bytes, 24, 0, 0x2C, 0x0A, &state, &positions, &newlines)
      #expect(positions.prefix(found).map(UInt64.init) == Array(fast.dropLast(4)))
      #expect(newlines == fast.last)
    }
    #expect(compared > 100)
  }

  /// Small random texts give the same table, or the same error, however they are cut and whoever reads them.
  @Test func cutsAndThreadsChangeNothing() {
    var random = SeededRandom(seed: 3)
    for round in 0..<400 {
      let bytes = Array("a,b\n".utf8) + Self.randomBytes(&random, 10 + round % 60)
      let whole = outcome(bytes, threads: 1, blockBytes: 1 << 20)
      for blockBytes in [1, 2, 3, 5, 8, 13, 31] {
        #expect(outcome(bytes, threads: 1 + blockBytes % 8, blockBytes: blockBytes) == whole, "\(bytes)")
      }
    }
  }

  @Test func anyBytesEndWell() {
    var random = SeededRandom(seed: 4)
    for round in 0..<400 {
      let bytes = (0..<(round % 200)).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = outcome(bytes, threads: 2, blockBytes: 16)
      let ascii = bytes.map { $0 & 0x7F | ($0 & 0x7F < 9 ? 0x20 : 0) }
      #expect(outcome(ascii, threads: 2, blockBytes: 16) == outcome(ascii, threads: 1, blockBytes: 1 << 20))
    }
  }

  private func outcome(_ bytes: [UInt8], threads: Int, blockBytes: Int) -> [String] {
    do {
      return CSVSupport.fingerprint(
        try CSVSupport.load(bytes: bytes, threads: threads, blockBytes: blockBytes))
    } catch {
      guard let diagnostic = error as? Diagnostic else { return ["no diagnostic"] }
      return [diagnostic.code.id, diagnostic.message.en]
    }
  }

  /// A table of many rows with everything in it, on one, two and eight threads.
  @Test func threadsGiveTheSameTable() throws {
    var random = SeededRandom(seed: 5)
    var text = "id,村,面积（亩）,产值,日期,备注\n"
    for row in 0..<20_000 {
      let area = ["近2000", "1800", "12.5", ""].randomElement(using: &random) ?? ""
      let note = ["\"多行\n备注\"", "\"他说\"\"好\"\"\"", "x\(row)", ""].randomElement(using: &random) ?? ""
      let value = Int.random(in: 0...1_000_000, using: &random)
      text += "\(row),村\(value % 97),\(area),\(value).\(value % 10),2024-0\(1 + value % 9)-11,\(note)\n"
    }
    let one = CSVSupport.fingerprint(try CSVSupport.load(text, threads: 1, blockBytes: 10_000))
    for (threads, blockBytes) in [(2, 10_000), (8, 10_000), (8, 777), (2, 1 << 20)] {
      #expect(
        CSVSupport.fingerprint(try CSVSupport.load(text, threads: threads, blockBytes: blockBytes)) == one)
    }
  }
}
