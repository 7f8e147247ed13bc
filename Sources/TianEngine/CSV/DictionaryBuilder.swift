import CTian
import Glibc
import TianSource

/// Texts without repeats while a column is read: each under the code of its first appearance.
struct DictionaryBuilder: ~Copyable {
  /// The hash above, code + 1 below; 0 for a free slot. A power of two, at most half full.
  private var slots: Buffer<UInt64>
  private var mask: Int
  private var bytes: Buffer<UInt8>
  private var offsets: Buffer<Int>
  private let seed = HashSeed.value
  private(set) var count = 0
  /// Of all texts.
  private(set) var byteCount = 0

  /// - Parameters:
  ///   - textCount: how many texts there is room for before anything grows; `byteCount` their bytes in all.
  init(textCount: Int = 0, byteCount: Int = 0) throws(Diagnostic) {
    let slotCount = max(64, (textCount * 2 + 1).nextPowerOfTwo)
    let slots = try Buffer<UInt64>(count: slotCount, zeroed: true)
    let bytes = try Buffer<UInt8>(count: max(256, byteCount))
    let offsets = try Buffer<Int>(count: max(32, textCount) + 1)
    offsets.pointer[0] = 0
    (self.slots, self.bytes, self.offsets) = (slots, bytes, offsets)
    mask = slotCount - 1
  }

  /// The code of a text, which is taken in where it is new; nil where it is new and not UTF-8, or has a
  /// zero byte. The text must be readable 16 bytes past its end.
  @inline(__always) mutating func code(
    _ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt32
  ) throws(Diagnostic) -> UInt32? {
    let slot = slot(of: text, length, hash: hash)
    let entry = slots.pointer[slot]
    if entry != 0 { return UInt32(truncatingIfNeeded: entry) &- 1 }
    guard tian_csv_text_length(text, length) == length else { return nil }
    return try insert(text, length, hash: hash, slot: slot)
  }

  /// The same for a text of another dictionary, which is UTF-8.
  mutating func code(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) throws(Diagnostic) -> UInt32 {
    guard let base = text.baseAddress else { return 0 }
    let slot = slot(of: base, text.count, hash: hash)
    let entry = slots.pointer[slot]
    return entry != 0
      ? UInt32(truncatingIfNeeded: entry) - 1 : try insert(base, text.count, hash: hash, slot: slot)
  }

  /// Where a text stands, or would.
  @inline(__always) private func slot(of text: UnsafePointer<UInt8>, _ length: Int, hash: UInt32) -> Int {
    var slot = Int(hash) & mask
    while true {
      let entry = slots.pointer[slot]
      if entry == 0 { return slot }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash,
        isEqual(Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1, text, length)
      {
        return slot
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Brings near what a look-up of the hash reads first. Look-ups are told some texts ahead: in a large
  /// dictionary they wait for memory, and so wait together.
  @inline(__always) func prefetch(_ hash: UInt32) { tian_prefetch(slots.pointer + (Int(hash) & mask)) }

  /// The bytes of a code, until the next is taken in.
  func utf8(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: bytes.pointer + offsets.pointer[code], count: offsets.pointer[code + 1] - offsets.pointer[code])
  }

  /// The hash of each code. Nothing can be looked up any more: what that took is given back.
  mutating func takeHashes() throws(Diagnostic) -> Buffer<UInt32> {
    let hashes = try Buffer<UInt32>(count: count)
    for slot in 0..<slots.count where slots.pointer[slot] != 0 {
      let entry = slots.pointer[slot]
      hashes.pointer[Int(entry & 0xFFFF_FFFF) - 1] = UInt32(truncatingIfNeeded: entry >> 32)
    }
    (slots, mask) = (try Buffer(count: 1, zeroed: true), 0)
    return hashes
  }

  /// What was taken in so far; the builder is not used any more.
  func finished() throws(Diagnostic) -> TextDictionary {
    let exact = try Buffer<Int>(count: count + 1)
    exact.pointer.update(from: offsets.pointer, count: count + 1)
    // A little room left over is not worth a copy.
    if byteCount >= bytes.count - bytes.count / 8 {
      return TextDictionary(offsets: exact, bytes: bytes, count: count)
    }
    let text = try Buffer<UInt8>(count: byteCount)
    text.pointer.update(from: bytes.pointer, count: byteCount)
    return TextDictionary(offsets: exact, bytes: text, count: count)
  }

  @inline(__always) private func isEqual(_ code: Int, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let lower = offsets.pointer[code]
    guard offsets.pointer[code &+ 1] &- lower == length else { return false }
    let own = UnsafePointer(bytes.pointer) + lower
    // Both sides are readable 16 bytes past their ends, so short texts compare as words.
    if length <= 8 { return (own.word ^ text.word) & Self.lowBytes(length) == 0 }
    if length <= 16 {
      return own.word == text.word && (own + (length &- 8)).word == (text + (length &- 8)).word
    }
    return memcmp(own, text, length) == 0
  }

  @inline(__always) private static func lowBytes(_ count: Int) -> UInt64 {
    count >= 8 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
  }

  /// The text must be readable 8 bytes past its end.
  @inline(__always) func hash(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
    var first = text.word
    var last: UInt64 = 0
    if length <= 8 {
      first &= Self.lowBytes(length)
    } else {
      last = (text + (length &- 8)).word
      var at = 8
      while at &+ 8 < length {
        first = Hashing.mix(first ^ 0x9E37_79B9_7F4A_7C15, (text + at).word ^ seed)
        at &+= 8
      }
    }
    let mixed = Hashing.mix(first ^ seed, last ^ 0xD6E8_FEB8_6659_FD93 ^ UInt64(truncatingIfNeeded: length))
    return UInt32(truncatingIfNeeded: mixed)
  }

  @inline(never) private mutating func insert(
    _ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt32, slot: Int
  ) throws(Diagnostic) -> UInt32 {
    guard count < Int(UInt32.max) - 1 else { throw MemoryMeter.exhausted(.max) }
    if byteCount + length > bytes.count {
      bytes = try Self.enlarged(bytes, keeping: byteCount, for: byteCount + length)
    }
    if count + 2 > offsets.count { offsets = try Self.enlarged(offsets, keeping: count + 1, for: count + 2) }
    (bytes.pointer + byteCount).update(from: text, count: length)
    byteCount += length
    offsets.pointer[count + 1] = byteCount
    let code = UInt32(count)
    count += 1
    slots.pointer[slot] = UInt64(hash) << 32 | UInt64(code + 1)
    if count * 2 > mask { try grow() }
    return code
  }

  private static func enlarged<Element: BitwiseCopyable>(
    _ buffer: Buffer<Element>, keeping kept: Int, for needed: Int
  ) throws(Diagnostic) -> Buffer<Element> {
    let larger = try Buffer<Element>(count: max(2 * buffer.count, needed))
    larger.pointer.update(from: buffer.pointer, count: kept)
    return larger
  }

  private mutating func grow() throws(Diagnostic) {
    let larger = try Buffer<UInt64>(count: slots.count * 4, zeroed: true)
    let newMask = larger.count - 1
    for old in 0...mask where slots.pointer[old] != 0 {
      var slot = Int(slots.pointer[old] >> 32) & newMask
      while larger.pointer[slot] != 0 { slot = (slot + 1) & newMask }
      larger.pointer[slot] = slots.pointer[old]
    }
    (slots, mask) = (larger, newMask)
  }
}

extension UnsafePointer<UInt8> {
  /// The eight bytes from here.
  @inline(__always) var word: UInt64 { UnsafeRawPointer(self).loadUnaligned(as: UInt64.self) }
}

extension Int {
  /// The least power of two that is not less; of a positive number.
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
