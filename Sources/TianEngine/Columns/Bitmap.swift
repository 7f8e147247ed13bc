import TianSource

/// One bit a row, in words of 64, the first row lowest. Bits past the count are zero.
package struct Bitmap: Sendable {
  package let words: Buffer<UInt64>
  package let count: Int

  /// All zero.
  package init(count: Int) throws(Diagnostic) {
    words = try Buffer(count: (count + 63) / 64, zeroed: true)
    self.count = count
  }

  package subscript(row: Int) -> Bool { words.pointer[row >> 6] >> UInt64(row & 63) & 1 != 0 }

  /// While making it only.
  package func set(_ row: Int) { words.pointer[row >> 6] |= 1 << UInt64(row & 63) }

  package var setCount: Int { words.elements.reduce(0) { $0 + $1.nonzeroBitCount } }
}
