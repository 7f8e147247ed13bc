import TianSource

/// Scratch memory for the vectors of a batch: handed out by moving a pointer, taken back all at once. One a
/// worker, never shared.
final class Arena {
  private let chunkBytes: Int
  private var chunks: [Buffer<UInt8>] = []
  private var chunk = 0
  private var used = 0

  /// - Parameter chunkBytes: what is taken at once, at least; less than the usual where little is asked for
  ///   and kept.
  init(chunkBytes: Int = 1 << 20) { self.chunkBytes = chunkBytes }

  /// Room for at least `count` elements, aligned to 64 bytes, not zeroed; it lasts until a release below it.
  func allocate<Element: BitwiseCopyable>(
    _ type: Element.Type, _ count: Int
  ) throws(Diagnostic) -> UnsafeMutablePointer<Element> {
    let bytes = (count * MemoryLayout<Element>.stride + 63) & ~63
    while chunk < chunks.count, used + bytes > chunks[chunk].count {
      chunk += 1
      used = 0
    }
    if chunk == chunks.count {
      chunks.append(try Buffer(count: max(bytes, chunkBytes)))
      used = 0
    }
    // `used + bytes` is within the chunk by the loop above, or the chunk is new and large enough.
    let memory = UnsafeMutableRawPointer(chunks[chunk].pointer + used)
    used += bytes
    return memory.bindMemory(to: type, capacity: count)
  }

  struct Mark {
    fileprivate let chunk: Int
    fileprivate let used: Int
  }

  var mark: Mark { Mark(chunk: chunk, used: used) }

  /// Takes back everything handed out since the mark.
  func release(to mark: Mark) {
    chunk = mark.chunk
    used = mark.used
  }

  func reset() {
    chunk = 0
    used = 0
  }
}
