/// One sum of doubles, exact while it accumulates, as `ExactFloatSum` is of groups: values may be taken out
/// again, and what is left is as if they had never come.
struct FloatTotal {
  private var windows = InlineArray<64, Int128>(repeating: 0)
  /// The windows that a value fell into since the beginning.
  private var touched: UInt64 = 0

  mutating func reset() {
    while touched != 0 {
      windows[touched.trailingZeroBitCount] = 0
      touched &= touched - 1
    }
  }

  /// Adds a finite value.
  @inline(__always) mutating func add(_ value: Double) {
    let part = ExactFloatSum.part(of: value)
    windows[part.window] &+= part.addend
    touched |= 1 << UInt64(part.window)
  }

  @inline(__always) mutating func remove(_ value: Double) { add(-value) }

  /// Adds a product exactly, which must be finite.
  @inline(__always) mutating func add(product x: Double, _ y: Double) {
    let product = x * y
    add(product)
    add((-product).addingProduct(x, y))
  }

  /// To about twice a double's precision, as `ExactFloatSum` gives it.
  var sum: DoubleDouble {
    var total = DoubleDouble(0)
    var rest = touched
    while rest != 0 {
      let window = 63 - rest.leadingZeroBitCount
      if windows[window] != 0 {
        total = total.adding(DoubleDouble(windows[window], exponent: ExactFloatSum.exponent(of: window)))
      }
      rest &= ~(1 << UInt64(window))
    }
    return total
  }
}
