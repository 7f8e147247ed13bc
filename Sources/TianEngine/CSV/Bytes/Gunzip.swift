import CZlib
import TianSource

/// What gzip wrote, as the text that it was: one member or several. Its checksums are held to.
struct Gunzip {
  private let source: ByteSource
  private let execution: Execution

  private static let chunkBytes = 256 << 10
  /// 15 bits of window, and a gzip header round it.
  static let windowBits: Int32 = 15 + 16
  private static let mark: [UInt8] = [0x1F, 0x8B, 0x08]

  static func isGzip(_ head: [UInt8]) -> Bool { head.starts(with: mark) }

  init(_ source: ByteSource, _ execution: Execution) {
    self.source = source
    self.execution = execution
  }

  /// The text in memory: one that passes the limit of memory is refused like any other. Throws
  /// `damagedArchive` with the place where the file breaks off or its checksum is wrong.
  func text() throws(Diagnostic) -> ByteSource {
    // zlib keeps the address of its state.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { stream.deallocate() }
    stream.initialize(to: z_stream())
    let status = inflateInit2_(
      stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw MemoryMeter.exhausted(1 << 16) }
    defer { inflateEnd(stream) }
    var spool = Spool()
    try inflateAll(stream, into: &spool)
    return spool.source(path: source.path)
  }

  private func inflateAll(
    _ stream: UnsafeMutablePointer<z_stream>, into spool: inout Spool
  ) throws(Diagnostic) {
    let chunk = try Buffer<UInt8>(count: Self.chunkBytes)
    var at = 0
    while true {
      try execution.checkCancelled()
      if stream.pointee.avail_in == 0 {
        guard at < source.count else { throw failure(.cut, at: at, spool) }
        let count = min(chunk.count, source.count - at)
        try source.read(count, at: at, into: chunk.pointer)
        at += count
        stream.pointee.next_in = chunk.pointer
        stream.pointee.avail_in = UInt32(count)
      }
      let room = try spool.room()
      stream.pointee.next_out = room.baseAddress
      stream.pointee.avail_out = UInt32(room.count)
      let status = inflate(stream, Z_NO_FLUSH)
      spool.take(room.count - Int(stream.pointee.avail_out))
      let read = at - Int(stream.pointee.avail_in)
      switch status {
      case Z_OK, Z_BUF_ERROR: continue
      case Z_STREAM_END:
        if try isOver(from: read) { return }
        guard try Self.isGzip(source.bytes(read..<min(read + 3, source.count))) else {
          throw failure(.followed, at: read, spool)
        }
        inflateReset(stream)
      case Z_MEM_ERROR: throw MemoryMeter.exhausted(1 << 16)
      default: throw failure(.damaged, at: read, spool)
      }
    }
  }

  /// Nothing follows, or zeros, which fill the blocks of tapes.
  private func isOver(from offset: Int) throws(Diagnostic) -> Bool {
    var at = offset
    while at < source.count {
      let rest = try source.bytes(at..<min(at + Self.chunkBytes, source.count))
      if rest.contains(where: { $0 != 0 }) { return false }
      at += rest.count
    }
    return true
  }

  private enum Fault {
    case cut, damaged, followed
  }

  private func failure(_ fault: Fault, at offset: Int, _ spool: Spool) -> Diagnostic {
    let path = source.path
    let line = spool.newlineCount + 1
    let message =
      switch fault {
      case .cut:
        Bilingual(
          "`\(path)` breaks off after \(offset) bytes, on line \(line) of its text",
          "`\(path)` 在第 \(offset) 字节处中断，此处是解压后的第 \(line) 行")
      case .damaged:
        Bilingual(
          "`\(path)` is damaged before byte \(offset), on line \(line) of its text or above it",
          "`\(path)` 在第 \(offset) 字节之前损坏，此处是解压后的第 \(line) 行或更前")
      case .followed:
        Bilingual(
          "`\(path)` has something else after its compressed text, from byte \(offset + 1) on",
          "`\(path)` 的压缩内容之后还有别的内容，始于第 \(offset + 1) 字节")
      }
    return Diagnostic(
      .damagedArchive, message,
      notes: [
        Bilingual(
          "fetch the file again, or unpack what is left of it: gzip -dc", "请重新取得文件，或用 gzip -dc 解出残存部分")
      ])
  }
}
