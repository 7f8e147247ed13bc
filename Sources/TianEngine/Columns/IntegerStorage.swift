import TianSource

/// Whole numbers in the narrowest width that holds them all: ints, decimals' coefficients, dates, codes.
package enum IntegerStorage: Sendable {
  case int8(Buffer<Int8>)
  case int16(Buffer<Int16>)
  case int32(Buffer<Int32>)
  case int64(Buffer<Int64>)

  package var count: Int {
    switch self {
    case .int8(let buffer): buffer.count
    case .int16(let buffer): buffer.count
    case .int32(let buffer): buffer.count
    case .int64(let buffer): buffer.count
    }
  }

  package subscript(row: Int) -> Int64 {
    switch self {
    case .int8(let buffer): Int64(buffer[row])
    case .int16(let buffer): Int64(buffer[row])
    case .int32(let buffer): Int64(buffer[row])
    case .int64(let buffer): buffer[row]
    }
  }

  /// The width in bytes that holds a range of values.
  package static func width(holding range: ClosedRange<Int64>) -> Int {
    if range.lowerBound >= Int64(Int8.min), range.upperBound <= Int64(Int8.max) { return 1 }
    if range.lowerBound >= Int64(Int16.min), range.upperBound <= Int64(Int16.max) { return 2 }
    if range.lowerBound >= Int64(Int32.min), range.upperBound <= Int64(Int32.max) { return 4 }
    return 8
  }

  /// Room for `count` values of a width; not zeroed.
  package static func allocate(count: Int, width: Int) throws(Diagnostic) -> IntegerStorage {
    switch width {
    case 1: .int8(try Buffer(count: count))
    case 2: .int16(try Buffer(count: count))
    case 4: .int32(try Buffer(count: count))
    default: .int64(try Buffer(count: count))
    }
  }

  /// Writes values from a row on; each must fit the width.
  package func store(_ values: UnsafePointer<Int64>, count: Int, at row: Int) {
    switch self {
    case .int8(let buffer): Self.narrow(values, count, buffer.pointer + row)
    case .int16(let buffer): Self.narrow(values, count, buffer.pointer + row)
    case .int32(let buffer): Self.narrow(values, count, buffer.pointer + row)
    case .int64(let buffer): (buffer.pointer + row).update(from: values, count: count)
    }
  }

  private static func narrow<Narrow: FixedWidthInteger>(
    _ values: UnsafePointer<Int64>, _ count: Int, _ out: UnsafeMutablePointer<Narrow>
  ) {
    for index in 0..<count { out[index] = Narrow(truncatingIfNeeded: values[index]) }
  }
}
