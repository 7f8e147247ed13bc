/// The shapes of the hot loops. Each is inlined into its caller with the element operation, so that every use
/// becomes a loop of its own that the compiler can vectorise.
enum Loops {
  @inline(__always) static func map<From: BitwiseCopyable, To: BitwiseCopyable>(
    _ from: UnsafePointer<From>, _ out: UnsafeMutablePointer<To>, _ count: Int, _ operation: (From) -> To
  ) {
    for index in 0..<count { out[index] = operation(from[index]) }
  }

  @inline(__always) static func zip<Left: BitwiseCopyable, Right: BitwiseCopyable, To: BitwiseCopyable>(
    _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>, _ out: UnsafeMutablePointer<To>,
    _ count: Int, _ operation: (Left, Right) -> To
  ) {
    for index in 0..<count { out[index] = operation(left[index], right[index]) }
  }

  /// Whether any row overflowed; every row is written all the same.
  @inline(__always) static func checked(
    _ left: UnsafePointer<Int64>, _ right: UnsafePointer<Int64>, _ out: UnsafeMutablePointer<Int64>,
    _ count: Int, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> Bool {
    // `||` without a branch, so that the loop is vectorised; here and in its like elsewhere.
    var overflowed = false
    for index in 0..<count {
      let result = operation(left[index], right[index])
      out[index] = result.partialValue
      overflowed = overflowed != result.overflow || overflowed
    }
    return overflowed
  }

  /// A bit a row. Whole words first; the tail reads no further than `count`.
  @inline(__always) static func bits<Left: BitwiseCopyable, Right: BitwiseCopyable>(
    _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>, _ out: UnsafeMutablePointer<UInt64>,
    _ count: Int, _ predicate: (Left, Right) -> Bool
  ) {
    for word in 0..<(count / 64) {
      var bits: UInt64 = 0
      let (left, right) = (left + word * 64, right + word * 64)
      for bit in 0..<64 { bits |= (predicate(left[bit], right[bit]) ? 1 : 0) << UInt64(bit) }
      out[word] = bits
    }
    if count & 63 != 0 {
      var bits: UInt64 = 0
      let from = count & ~63
      for bit in 0..<(count & 63) {
        bits |= (predicate(left[from + bit], right[from + bit]) ? 1 : 0) << UInt64(bit)
      }
      out[count / 64] = bits
    }
  }

  /// A bit a row, of a predicate on the row's number.
  @inline(__always) static func bits(
    _ out: UnsafeMutablePointer<UInt64>, _ count: Int, _ predicate: (Int) -> Bool
  ) {
    for word in 0..<Bits.wordCount(count) {
      var bits: UInt64 = 0
      for bit in 0..<min(64, count - word * 64) {
        bits |= (predicate(word * 64 + bit) ? 1 : 0) << UInt64(bit)
      }
      out[word] = bits
    }
  }
}
