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

/// How many bits of a bitmap are set before each.
struct BitmapRank {
  private let bitmap: Bitmap
  /// Before each word.
  private let counts: Buffer<UInt32>

  /// Cost: linear in the bitmap's words.
  init(_ bitmap: Bitmap) throws(Diagnostic) {
    self.bitmap = bitmap
    counts = try Buffer(count: bitmap.words.count)
    var count = 0
    for (word, bits) in bitmap.words.elements.enumerated() {
      counts.pointer[word] = UInt32(truncatingIfNeeded: count)
      count += bits.nonzeroBitCount
    }
  }

  @inline(__always) subscript(row: Int) -> Int {
    let before = bitmap.words.pointer[row >> 6] & (1 << UInt64(row & 63) - 1)
    return Int(counts.pointer[row >> 6]) + before.nonzeroBitCount
  }
}
