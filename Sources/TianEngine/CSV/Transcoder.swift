import CTian
import Glibc
import Synchronization
import TianSource

/// Brings a text of another encoding to UTF-8, in memory, by all threads. The tables are our own: the
/// system's iconv needs modules that a small machine may lack, and is several times slower. A text is cut
/// where it can be: after a byte that is no part of a longer GB18030 sequence, between UTF-16 characters.
struct Transcoder {
  let source: ByteSource
  let encoding: TextEncoding
  let execution: Execution
  var partBytes = 1 << 20

  /// The whole text from an offset on. Throws `wrongEncoding` with the place of the first wrong bytes.
  func transcoded(from start: Int) throws(Diagnostic) -> ByteSource {
    let partCount = (source.count - start + partBytes - 1) / partBytes
    let parts = Mutex<[Int: Buffer<UInt8>]>([:])
    execution.total.add(source.count - start, ordering: .relaxed)
    _ = try Scheduler.run(partCount: partCount, execution: execution) { () throws(Diagnostic) in
    } work: { (_, number) throws(Diagnostic) in
      let part = try transcode(number, from: start)
      parts.withLock { $0[number] = part }
      execution.done.add(partBytes, ordering: .relaxed)
    }
    let found = parts.withLock { $0 }
    let whole = try Buffer<UInt8>(count: found.values.reduce(0) { $0 + $1.count })
    var at = 0
    for number in 0..<partCount {
      guard let part = found[number] else { continue }
      (whole.pointer + at).update(from: part.pointer, count: part.count)
      at += part.count
    }
    return ByteSource(path: source.path, memory: whole)
  }

  private func transcode(_ number: Int, from start: Int) throws(Diagnostic) -> Buffer<UInt8> {
    let lower = try cut(atOrAfter: start + number * partBytes, from: start)
    let upper = try cut(atOrAfter: min(source.count, start + (number + 1) * partBytes), from: start)
    let bytes = try Buffer<UInt8>(count: max(0, upper - lower))
    try source.read(bytes.count, at: lower, into: bytes.pointer)
    let room = try Buffer<UInt8>(count: 2 * bytes.count + 8)
    var read = 0
    let written =
      switch encoding {
      case .gb18030: tian_gb18030_to_utf8(bytes.pointer, bytes.count, room.pointer, &read)
      case .utf16LittleEndian: tian_utf16_to_utf8(bytes.pointer, bytes.count, 0, room.pointer, &read)
      case .utf16BigEndian: tian_utf16_to_utf8(bytes.pointer, bytes.count, 1, room.pointer, &read)
      case .utf8: 0
      }
    guard read == bytes.count else { throw try failure(at: lower + read, from: start) }
    let exact = try Buffer<UInt8>(count: written)
    exact.pointer.update(from: room.pointer, count: written)
    return exact
  }

  /// The first place from an offset on where the text may be cut.
  private func cut(atOrAfter offset: Int, from start: Int) throws(Diagnostic) -> Int {
    if offset <= start || offset >= source.count { return min(max(offset, start), source.count) }
    let window = try Buffer<UInt8>(count: 4096)
    if encoding != .gb18030 {
      // Offsets of parts are even from the start; a pair's second half stays with its first.
      guard source.count - offset >= 2 else { return source.count }
      try source.read(2, at: offset, into: window.pointer)
      let high = window[encoding == .utf16BigEndian ? 0 : 1]
      return high & 0xFC == 0xDC ? min(offset + 2, source.count) : offset
    }
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

  private func failure(at offset: Int, from start: Int) throws(Diagnostic) -> Diagnostic {
    let window = try Buffer<UInt8>(count: 1 << 20)
    var (line, lineStart, at) = (1, start, start)
    while at < offset {
      let count = min(window.count, offset - at)
      try source.read(count, at: at, into: window.pointer)
      for index in 0..<count where window[index] == UInt8(ascii: "\n") {
        line += 1
        lineStart = at + index + 1
      }
      at += count
    }
    try source.read(1, at: offset, into: window.pointer)
    if encoding == .gb18030, window[0] == 0 { return LoadFailure.binary(path: source.path, line: line) }
    return LoadFailure.encoding(
      path: source.path, name: encoding.rawValue, line: line, column: offset - lineStart + 1)
  }
}
