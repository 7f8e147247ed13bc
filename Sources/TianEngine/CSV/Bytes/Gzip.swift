import CZlib
import TianSource

/// Packs a text as gzip does, as it comes. The same text gives the same bytes: no time is written down.
package final class Gzip {
  // zlib keeps the address of its state.
  private let stream: UnsafeMutablePointer<z_stream>

  private static let chunkBytes = 64 << 10
  private static let level: Int32 = 6
  /// How much zlib remembers while it looks for repeats, of 1 to 9.
  private static let memoryLevel: Int32 = 8

  /// Throws `outOfMemory`.
  package init() throws(Diagnostic) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Self.level, Z_DEFLATED, Gunzip.windowBits, Self.memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw MemoryMeter.exhausted(1 << 18) }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// What there is to write after more of the text; nothing as long as it is held back.
  package func packed(_ text: [UInt8]) -> [UInt8] { deflated(text, Z_NO_FLUSH) }

  /// What there is to write at the end, once.
  package func end() -> [UInt8] { deflated([], Z_FINISH) }

  private func deflated(_ text: [UInt8], _ flush: Int32) -> [UInt8] {
    var text = text
    var packed: [UInt8] = []
    text.withUnsafeMutableBufferPointer { bytes in
      stream.pointee.next_in = bytes.baseAddress
      stream.pointee.avail_in = UInt32(bytes.count)
      var isFull = true
      while isFull {
        let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { room, count in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(Self.chunkBytes)
          deflate(stream, flush)
          count = Self.chunkBytes - Int(stream.pointee.avail_out)
        }
        packed += chunk
        isFull = chunk.count == Self.chunkBytes
      }
    }
    return packed
  }
}
