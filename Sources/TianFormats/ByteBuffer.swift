/// Bytes of text being written.
struct ByteBuffer {
  private(set) var bytes: [UInt8] = []

  var count: Int { bytes.count }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }
  mutating func append(_ slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }

  mutating func append(repeating byte: UInt8, count: Int) {
    for _ in 0..<max(0, count) { bytes.append(byte) }
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}
