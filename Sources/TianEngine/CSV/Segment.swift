import TianSource

/// How a column's cells are read from a block.
enum ParseMode: UInt8, Sendable {
  case number
  case float
  case text
}

/// A column's cells in one block.
struct Segment {
  let rowCount: Int
  /// Integers in the narrowest width of 1, 2, 4 and 8 bytes, or doubles.
  let values: UnsafeRawPointer
  let width: Int
  /// Set bits are values; nil where no row is null.
  let validity: UnsafePointer<UInt64>?
  /// Of numbers.
  var scale = 0
  /// Of texts: the codes that this block was the first of its worker to use.
  var newCodes: Range<Int> = 0..<0
  /// Of numbers: what its worker noted of cells that are null.
  var notes: Range<Int> = 0..<0
}

/// Memory that a worker's segments of one column lie in, one after another.
final class SegmentArena {
  private static let chunkBytesMax = 16 << 20
  private var chunks: [Buffer<UInt8>] = []
  private var used = 0

  /// Gives the memory back: the column has been put together. The segments are not read any more.
  func free() { chunks = [] }

  /// Room for some bytes, aligned to 8; lives as long as the arena.
  func take(_ bytes: Int) throws(Diagnostic) -> UnsafeMutableRawPointer {
    let size = (bytes + 7) & ~7
    if let last = chunks.last, used + size <= last.count {
      used += size
      return UnsafeMutableRawPointer(last.pointer + (used - size))
    }
    let next = min(Self.chunkBytesMax, (chunks.last?.count ?? (2 << 10)) * 4)
    let chunk = try Buffer<UInt8>(count: max(next, size))
    chunks.append(chunk)
    used = size
    return UnsafeMutableRawPointer(chunk.pointer)
  }

  /// Copies integers in the narrowest width that holds them.
  func store(
    _ values: UnsafePointer<Int64>, count: Int, within range: ClosedRange<Int64>
  ) throws(Diagnostic) -> (values: UnsafeRawPointer, width: Int) {
    let width = IntegerStorage.width(holding: range)
    let room = try take(count * width)
    switch width {
    case 1: narrow(values, count, room.bindMemory(to: Int8.self, capacity: count))
    case 2: narrow(values, count, room.bindMemory(to: Int16.self, capacity: count))
    case 4: narrow(values, count, room.bindMemory(to: Int32.self, capacity: count))
    default: room.bindMemory(to: Int64.self, capacity: count).update(from: values, count: count)
    }
    return (UnsafeRawPointer(room), width)
  }

  private func narrow<Narrow: FixedWidthInteger>(
    _ values: UnsafePointer<Int64>, _ count: Int, _ out: UnsafeMutablePointer<Narrow>
  ) {
    for index in 0..<count { out[index] = Narrow(truncatingIfNeeded: values[index]) }
  }

  /// Copies validity bits, or keeps none where all rows are values.
  func store(
    _ validity: UnsafePointer<UInt64>, count: Int, nullCount: Int
  ) throws(Diagnostic) -> UnsafePointer<UInt64>? {
    guard nullCount > 0 else { return nil }
    let words = (count + 63) / 64
    let room = try take(words * 8).bindMemory(to: UInt64.self, capacity: words)
    room.update(from: validity, count: words)
    return UnsafePointer(room)
  }
}
