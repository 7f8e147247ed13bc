import Glibc
import Synchronization
import TianSource

/// Brings a text of another encoding, or one that is damaged, to UTF-8, in memory, by all threads. The tables
/// are our own: the system's iconv needs modules that a small machine may lack, and is several times slower.
/// A text is cut where it can be: after a byte that is no part of a longer sequence, between UTF-16
/// characters.
struct Transcoder {
  let source: ByteSource
  let encoding: TextEncoding
  let execution: Execution
  var partBytes = 1 << 20

  private struct Part: Sendable {
    var text: Buffer<UInt8>
    /// Offsets are the part's own.
    var damage = TextDamage()
  }

  /// The whole text from an offset on, and where its bytes are no characters. Throws `binaryFile` where too
  /// many are zero, and `wrongEncoding` where more is wrong than right.
  func decoded(from start: Int) throws(Diagnostic) -> (text: ByteSource, damage: TextDamage) {
    let partCount = (source.count - start + partBytes - 1) / partBytes
    execution.total.add(source.count - start, ordering: .relaxed)
    let parts = try Scheduler.map(partCount, execution) { number throws(Diagnostic) -> Part in
      defer { execution.done.add(partBytes, ordering: .relaxed) }
      return try transcode(number, from: start)
    }
    let whole = try Buffer<UInt8>(count: parts.reduce(0) { $0 + $1.text.count })
    var damage = TextDamage()
    var at = 0
    for part in parts {
      (whole.pointer + at).update(from: part.text.pointer, count: part.text.count)
      damage.append(part.damage, at: at)
      at += part.text.count
    }
    let text = ByteSource(path: source.path, memory: whole)
    try BinaryContent.check(damage, of: source, from: start)
    try check(damage, in: text)
    return (text, damage)
  }

  private func transcode(_ number: Int, from start: Int) throws(Diagnostic) -> Part {
    let lower = try cut(atOrAfter: start + number * partBytes, from: start)
    let upper = try cut(atOrAfter: min(source.count, start + (number + 1) * partBytes), from: start)
    let bytes = try Buffer<UInt8>(count: max(0, upper - lower))
    try source.read(bytes.count, at: lower, into: bytes.pointer)
    let room = try Buffer<UInt8>(count: Decoding.growth * bytes.count + 8)
    var damage = TextDamage()
    var end = -1
    let written = Decoding(encoding: encoding).decode(
      bytes.pointer, count: bytes.count, into: room.pointer
    ) { fault in
      let run = UnsafeBufferPointer(start: bytes.pointer + fault.from, count: fault.width)
      if !encoding.isWide, run.first == 0 { damage.addZeros(run.count) }
      damage.add(at: fault.to, Array(run), continues: fault.from == end)
      end = fault.from + fault.width
    }
    let exact = try Buffer<UInt8>(count: written)
    exact.pointer.update(from: room.pointer, count: written)
    return Part(text: exact, damage: damage)
  }

  /// The first place from an offset on where the text may be cut.
  private func cut(atOrAfter offset: Int, from start: Int) throws(Diagnostic) -> Int {
    if offset <= start || offset >= source.count { return min(max(offset, start), source.count) }
    if encoding.isWide {
      // Offsets of parts are even from the start; a pair's second half stays with its first.
      guard source.count - offset >= 2 else { return source.count }
      let unit = try source.bytes(offset..<(offset + 2))
      let high = unit[encoding == .utf16BigEndian ? 0 : 1]
      return high & 0xFC == 0xDC ? min(offset + 2, source.count) : offset
    }
    let window = try Buffer<UInt8>(count: 4096)
    var at = offset - 1
    while at < source.count {
      let count = min(window.count, source.count - at)
      try source.read(count, at: at, into: window.pointer)
      // Trailing bytes of a sequence are digits or from 0x40 up.
      if let end = (0..<count).first(where: { window[$0] < 0x30 }) { return at + end + 1 }
      at += count
    }
    return source.count
  }

  /// A text of which more is wrong than right is in some other encoding. Zero bytes speak for none.
  private func check(_ damage: TextDamage, in text: ByteSource) throws(Diagnostic) {
    guard let first = damage.places.first else { return }
    var wideCount = 0
    let window = try Buffer<UInt8>(count: 1 << 20)
    for at in stride(from: 0, to: text.count, by: window.count) {
      let count = min(window.count, text.count - at)
      try text.read(count, at: at, into: window.pointer)
      for index in 0..<count where window[index] >= 0xC0 { wideCount += 1 }
    }
    guard damage.characterCount - damage.zeroRunCount > wideCount - damage.characterCount else { return }
    var places = TextPlaces(text, newline: UInt8(ascii: "\n"))
    let place = try places.place(of: first.offset)
    throw LoadFailure.encoding(
      path: source.path, name: encoding.rawValue, line: place.line, column: place.column)
  }
}
