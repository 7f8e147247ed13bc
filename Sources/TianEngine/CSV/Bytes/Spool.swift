import TianSource

/// Bytes that come one after another, of which nobody knows how many there will be. They stay where they
/// were first put: none is copied as more come.
struct Spool {
  private static let pieceBytesMin = 64 << 10
  private static let pieceBytesMax = 4 << 20

  private var pieces: [Buffer<UInt8>] = []
  /// Of the last piece.
  private var used = 0
  private(set) var newlineCount = 0

  /// Memory for the next bytes, never none of it; valid until `take` says how many came.
  mutating func room() throws(Diagnostic) -> UnsafeMutableBufferPointer<UInt8> {
    if pieces.isEmpty || used == pieces[pieces.count - 1].count {
      let last = pieces.last?.count ?? Self.pieceBytesMin / 2
      pieces.append(try Buffer(count: min(last * 2, Self.pieceBytesMax)))
      used = 0
    }
    let piece = pieces[pieces.count - 1]
    return UnsafeMutableBufferPointer(start: piece.pointer + used, count: piece.count - used)
  }

  mutating func take(_ count: Int) {
    guard let piece = pieces.last else { return }
    newlineCount += (piece.pointer + used).newlineCount(count, UInt8(ascii: "\n"))
    used += count
  }

  func source(path: String) -> ByteSource {
    let parts = pieces.enumerated().map { number, piece in
      ByteSource.Part(
        source: ByteSource(path: path, memory: piece),
        range: 0..<(number == pieces.count - 1 ? used : piece.count))
    }
    return ByteSource(path: path, parts: parts)
  }
}
