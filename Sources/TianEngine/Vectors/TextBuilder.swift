import TianSource

/// Gathers texts one after another into a dictionary that may repeat itself. Throws where memory ends.
struct TextBuilder {
  private var bytes = GrowingBuffer<UInt8>()
  private var offsets: [Int] = [0]

  init(reservingTexts count: Int = 0) { offsets.reserveCapacity(count + 1) }

  var count: Int { offsets.count - 1 }

  /// The code of the text is the number of texts before it.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
    try extend(text)
    end()
  }

  mutating func append(_ text: String) throws(Diagnostic) {
    var text = text
    let count = text.utf8.count
    if count > 0 {
      let room = try bytes.reserve(count)
      text.withUTF8 { if let base = $0.baseAddress { room.update(from: base, count: count) } }
    }
    end()
  }

  /// Adds to the text that the next `end` ends.
  mutating func extend(_ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
    if let base = text.baseAddress, text.count > 0 { try bytes.append(base, count: text.count) }
  }

  /// Room for so many bytes more of the text that the next `end` ends: the caller writes all of them.
  mutating func reserve(_ count: Int) throws(Diagnostic) -> UnsafeMutablePointer<UInt8> {
    try bytes.reserve(count)
  }

  mutating func end() { offsets.append(bytes.count) }

  func finish() throws(Diagnostic) -> TextDictionary {
    TextDictionary(
      offsets: try Buffer(offsets), bytes: try bytes.finish(), count: count, isUnique: false)
  }
}
