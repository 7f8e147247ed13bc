import CTianPattern
import TianSource

/// A regular expression ready to match. Each worker has its own; its memory is bounded by the shim.
final class TextPattern {
  private let pattern: OpaquePointer

  /// Of a pattern that the checker took. Throws where it outgrows what one may take.
  init(_ text: String) throws(Diagnostic) {
    var text = text
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { tian_pattern_make($0.baseAddress, $0.count) }
    }
    guard let made else { throw MemoryMeter.exhausted(Int(tian_pattern_bytes_max)) }
    pattern = made
  }

  deinit { tian_pattern_free(pattern) }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.withMemoryRebound(to: CChar.self) { tian_pattern_matches(pattern, $0.baseAddress, $0.count) }
  }

  /// The first match, or a group of it, empty where that took no part; nil where nothing matches.
  func find(_ group: Int, in text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    var (from, to) = (0, 0)
    let isFound = text.withMemoryRebound(to: CChar.self) {
      tian_pattern_find(pattern, $0.baseAddress, $0.count, Int32(group), &from, &to)
    }
    return isFound ? UnsafeBufferPointer(rebasing: text[from..<to]) : nil
  }

  /// With every match replaced, until the next call.
  func replacing(
    _ text: UnsafeBufferPointer<UInt8>, with replacement: UnsafeBufferPointer<UInt8>
  ) throws(Diagnostic) -> UnsafeBufferPointer<UInt8> {
    var bytes: UnsafePointer<CChar>?
    var count = 0
    let isDone = text.withMemoryRebound(to: CChar.self) { text in
      replacement.withMemoryRebound(to: CChar.self) {
        tian_pattern_replace(pattern, text.baseAddress, text.count, $0.baseAddress, $0.count, &bytes, &count)
      }
    }
    guard isDone, let bytes else { throw MemoryMeter.exhausted(text.count) }
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt8.self), count: count)
  }
}
