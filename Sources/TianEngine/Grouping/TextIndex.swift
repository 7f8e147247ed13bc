import TianSource

/// Finds texts in a dictionary by hash: open addressing over its codes.
struct TextIndex: Sendable {
  private let dictionary: TextDictionary
  /// Code + 1; 0 is free. A power of two, at most half full.
  private let slots: Buffer<UInt32>
  private let seed = HashSeed.value

  /// Cost: one hash of every text.
  init(_ dictionary: TextDictionary) throws(Diagnostic) {
    self.dictionary = dictionary
    var capacity = 64
    while capacity < dictionary.count * 2 { capacity *= 2 }
    slots = try Buffer(count: capacity, zeroed: true)
    for code in 0..<dictionary.count {
      var slot = Int(truncatingIfNeeded: Hashing.hash(dictionary.utf8(code), seed: seed)) & (capacity - 1)
      while slots.pointer[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots.pointer[slot] = UInt32(code) + 1
    }
  }

  func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Hashing.hash(text, seed: seed)) & mask
    while slots.pointer[slot] != 0 {
      let code = Int(slots.pointer[slot] - 1)
      if TextOrder.compare(dictionary.utf8(code), text) == 0 { return code }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
