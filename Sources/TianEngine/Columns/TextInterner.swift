import TianSource

/// Texts without repeats, each under the code of its first appearance.
struct TextInterner {
  private var bytes = GrowingBuffer<UInt8>()
  private var offsets = GrowingBuffer<Int>()
  /// Code + 1 by hash, 0 for a free slot; a power of two, at most half full.
  private var slots: Buffer<UInt32>
  private(set) var count = 0
  private let seed = HashSeed.value

  init() throws(Diagnostic) {
    slots = try Buffer(count: 64, zeroed: true)
    try offsets.append(0)
  }

  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> UInt32 {
    let slot = slot(of: text)
    if slots.pointer[slot] != 0 { return slots.pointer[slot] - 1 }
    let code = UInt32(count)
    if let base = text.baseAddress { try bytes.append(base, count: text.count) }
    try offsets.append(bytes.count)
    count += 1
    slots.pointer[slot] = code + 1
    if count * 2 > slots.count { try grow() }
    return code
  }

  func find(_ text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let code = slots.pointer[slot(of: text)]
    return code == 0 ? nil : code - 1
  }

  /// Where a text is, or would be.
  private func slot(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: Hashing.hash(text, seed: seed)) & (slots.count - 1)
    while slots.pointer[slot] != 0, TextOrder.compare(utf8(Int(slots.pointer[slot] - 1)), text) != 0 {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() throws(Diagnostic) {
    slots = try Buffer(count: slots.count * 4, zeroed: true)
    for code in 0..<count {
      var slot = Int(truncatingIfNeeded: Hashing.hash(utf8(code), seed: seed)) & (slots.count - 1)
      while slots.pointer[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots.pointer[slot] = UInt32(code) + 1
    }
  }

  func utf8(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    guard let offsets = offsets.pointer else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = bytes.pointer.map { UnsafePointer($0) + offsets[code] }
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : offsets[code + 1] - offsets[code])
  }

  func finish() throws(Diagnostic) -> TextDictionary {
    TextDictionary(offsets: try offsets.finish(), bytes: try bytes.finish(), count: count)
  }
}
