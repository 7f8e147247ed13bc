import TianSource

/// Up to `Batch.capacity` values of one type. Its memory belongs to an arena, a column or an evaluator, and
/// is read-only once made. What stands at a null row is arbitrary but safe to read: a text code may exceed
/// its dictionary only where the dictionary is empty, so texts are read at valid rows only.
struct Vector {
  enum Values {
    case integers(UnsafeMutablePointer<Int64>)
    case doubles(UnsafeMutablePointer<Double>)
    /// One bit a row; bits past the batch's count are arbitrary.
    case bits(UnsafeMutablePointer<UInt64>)
    case text(UnsafeMutablePointer<Int64>, TextDictionary)
    case hedged(HedgedVector)
  }

  var values: Values
  /// Set bits are values; nil where no row is null. Bits past the batch's count are arbitrary.
  var validity: UnsafeMutablePointer<UInt64>?

  init(_ values: Values, validity: UnsafeMutablePointer<UInt64>? = nil) {
    self.values = values
    self.validity = validity
  }

  @inline(__always) func isValid(_ row: Int) -> Bool {
    guard let validity else { return true }
    return validity[row >> 6] >> UInt64(row & 63) & 1 != 0
  }
}

/// Low, best and high of each row, and the ends.
struct HedgedVector {
  enum Numbers {
    case integers(UnsafeMutablePointer<Int64>)
    case doubles(UnsafeMutablePointer<Double>)
  }

  var low: Numbers
  var best: Numbers
  var high: Numbers
  /// `HedgeEnds` of each row.
  var ends: UnsafeMutablePointer<UInt8>
  /// No row is hedged: low, best and high are the same memory, and no end is open or absent.
  var isExact = false
}

/// Words of 64 bits, a bit a row.
enum Bits {
  static func wordCount(_ count: Int) -> Int { (count + 63) / 64 }

  /// The valid bits of the last word of `count` rows.
  @inline(__always) static func mask(ofWord word: Int, count: Int) -> UInt64 {
    let rest = count - word * 64
    return rest >= 64 ? ~0 : (1 << UInt64(rest)) - 1
  }

  /// All ones where a row's bit is set, so that what is null adds nothing without a branch.
  @inline(__always) static func mask(_ validity: UnsafePointer<UInt64>?, _ row: Int) -> Int64 {
    guard let validity else { return -1 }
    return 0 &- Int64(truncatingIfNeeded: validity[row >> 6] &>> UInt64(row & 63) & 1)
  }

  /// The rows valid in both; nil where all are.
  static func both(
    _ left: UnsafeMutablePointer<UInt64>?, _ right: UnsafeMutablePointer<UInt64>?, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    guard let left else { return right }
    guard let right else { return left }
    let out = try arena.allocate(UInt64.self, wordCount(count))
    for word in 0..<wordCount(count) { out[word] = left[word] & right[word] }
    return out
  }

  static func setCount(_ words: UnsafePointer<UInt64>, count: Int) -> Int {
    var total = 0
    for word in 0..<wordCount(count) {
      total += (words[word] & mask(ofWord: word, count: count)).nonzeroBitCount
    }
    return total
  }

  /// Writes the places of set bits; room for `count` is needed. Returns how many.
  static func indices(
    of words: UnsafePointer<UInt64>, count: Int, into out: UnsafeMutablePointer<UInt32>
  ) -> Int {
    var used = 0
    for word in 0..<wordCount(count) {
      var bits = words[word] & mask(ofWord: word, count: count)
      while bits != 0 {
        out[used] = UInt32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount)
        used += 1
        bits &= bits - 1
      }
    }
    return used
  }

  /// The bits at some places, moved together.
  static func gather(
    _ words: UnsafePointer<UInt64>, _ rows: UnsafePointer<UInt32>, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64> {
    let out = try arena.allocate(UInt64.self, wordCount(count))
    for word in 0..<wordCount(count) {
      var bits: UInt64 = 0
      for bit in 0..<min(64, count - word * 64) {
        let row = Int(rows[word * 64 + bit])
        bits |= (words[row >> 6] >> UInt64(row & 63) & 1) << UInt64(bit)
      }
      out[word] = bits
    }
    return out
  }
}
