import TianSource

/// Values that are computed one by one.
extension ColumnBuilder {
  mutating func append(integers: [Int64], count: Int) throws(Diagnostic) {
    try append(integers: count) { integers[$0] }
  }

  mutating func append(doubles: [Double?]) throws(Diagnostic) {
    try append(doubles: doubles.count) { doubles[$0] }
  }

  /// Values that are all there.
  mutating func append(
    integers count: Int, _ value: (Int) throws(Diagnostic) -> Int64
  ) throws(Diagnostic) {
    let buffer = try Buffer<Int64>(count: count)
    for row in 0..<count { buffer.pointer[row] = try value(row) }
    try append(Vector(.integers(buffer.pointer)), count: count)
  }

  /// Doubles, null where nil or not finite. Never -0: which of two zeros came first may depend on threads.
  mutating func append(
    doubles count: Int, _ value: (Int) throws(Diagnostic) -> Double?
  ) throws(Diagnostic) {
    let buffer = try Buffer<Double>(count: count)
    let validity = try Bitmap(count: count)
    for row in 0..<count {
      let value = try value(row)
      buffer.pointer[row] = (value ?? 0) + 0
      if value?.isFinite ?? false { validity.set(row) }
    }
    try append(Vector(.doubles(buffer.pointer), validity: validity.words.pointer), count: count)
  }
}
