import TianSource

/// Gathers texts one after another into a dictionary that may repeat itself.
struct TextBuilder {
  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]

  init(reservingTexts count: Int = 0) {
    offsets.reserveCapacity(count + 1)
    bytes.reserveCapacity(count * 12)
  }

  var count: Int { offsets.count - 1 }

  /// The code of the text is the number of texts before it.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
  }

  /// Adds to the text that the next `append` ends.
  mutating func extend(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  mutating func end() { offsets.append(bytes.count) }

  func finish(isUnique: Bool = false) throws(Diagnostic) -> TextDictionary {
    TextDictionary(
      offsets: try Buffer(offsets), bytes: try Buffer(bytes), count: count, isUnique: isUnique)
  }
}
