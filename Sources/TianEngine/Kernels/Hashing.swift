/// A seed of this process, against keys chosen to collide. No result depends on it.
enum HashSeed {
  static let value = UInt64.random(in: .min ... .max)
}

/// Multiply and fold: 64 bits of state mixed by the two halves of a 128-bit product.
enum Hashing {
  @inline(__always) static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always) static func hash(_ word: UInt64, seed: UInt64) -> UInt64 {
    mix(word ^ seed, 0x9E37_79B9_7F4A_7C15)
  }

  @inline(__always) static func hash(
    _ words: UnsafePointer<UInt64>, count: Int, seed: UInt64
  ) -> UInt64 {
    var state = seed
    for index in 0..<count { state = mix(state ^ words[index], 0x9E37_79B9_7F4A_7C15 &+ UInt64(index) &* 2) }
    return state
  }

  static func hash(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    var state = seed ^ UInt64(text.count)
    var at = 0
    let raw = UnsafeRawBufferPointer(text)
    while at + 8 <= text.count {
      state = mix(state ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self), 0x9E37_79B9_7F4A_7C15)
      at += 8
    }
    var tail: UInt64 = 0
    while at < text.count {
      tail = tail << 8 | UInt64(text[at])
      at += 1
    }
    return mix(state ^ tail, 0xD6E8_FEB8_6659_FD93)
  }
}
