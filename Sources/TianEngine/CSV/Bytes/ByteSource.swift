import Glibc
import TianSource

/// Where the bytes of a text come from: a file read by position, memory, or one after another of these.
/// Files are not mapped: one that shrinks under a map kills the process, one that shrinks under `pread` gives
/// an error.
package final class ByteSource: Sendable {
  /// Some bytes of a source, as they lie in one made of several.
  struct Part: Sendable {
    let source: ByteSource
    let range: Range<Int>
  }

  private enum Storage: Sendable {
    case file(descriptor: Int32)
    case memory(Buffer<UInt8>)
    /// `starts` are where the parts begin, and where the last ends.
    case parts([Part], starts: [Int])
  }

  package let path: String
  let count: Int

  /// The bytes lie in a file and take no memory.
  var isFile: Bool {
    if case .file = storage { true } else { false }
  }

  private let storage: Storage

  init(path: String, memory: Buffer<UInt8>) {
    self.path = path
    count = memory.count
    storage = .memory(memory)
  }

  init(path: String, parts: [Part]) {
    self.path = path
    var starts = [0]
    for part in parts { starts.append((starts.last ?? 0) + part.range.count) }
    count = starts.last ?? 0
    storage = .parts(parts, starts: starts)
  }

  package convenience init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    self.init(path: path, memory: try Buffer(bytes))
  }

  /// Opens a file. What has no size, a pipe or a device, is read to its end at once; what gzip wrote is
  /// inflated, in memory, whatever its name.
  /// - Parameter folder: that the file must lie beneath; nil for one that may lie anywhere.
  package static func open(
    _ path: String, beneath folder: String? = nil, _ execution: Execution
  ) throws(Diagnostic) -> ByteSource {
    let source = try opened(path, beneath: folder, execution)
    return try Gunzip.isGzip(source.head(3)) ? Gunzip(source, execution).text() : source
  }

  private static func opened(
    _ path: String, beneath folder: String?, _ execution: Execution
  ) throws(Diagnostic) -> ByteSource {
    let descriptor = FileOpening.descriptor(path, beneath: folder)
    guard descriptor >= 0 else {
      if errno == EXDEV, let folder { throw FileOpening.outside(path, [folder]) }
      throw LoadFailure.system(errno, path: path)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw LoadFailure.system(code, path: path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw LoadFailure.directory(path)
    }
    if status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 {
      return ByteSource(path: path, descriptor: descriptor, count: Int(status.st_size))
    }
    defer { close(descriptor) }
    return try readToEnd(descriptor, path: path, execution)
  }

  private init(path: String, descriptor: Int32, count: Int) {
    self.path = path
    self.count = count
    storage = .file(descriptor: descriptor)
  }

  deinit {
    if case .file(let descriptor) = storage { close(descriptor) }
  }

  /// Copies `count` bytes from an offset; all of them lie inside. Throws where the file has become shorter.
  func read(_ count: Int, at offset: Int, into target: UnsafeMutablePointer<UInt8>) throws(Diagnostic) {
    switch storage {
    case .memory(let memory):
      target.update(from: memory.pointer + offset, count: count)
    case .file(let descriptor):
      try read(count, at: offset, into: target, descriptor)
    case .parts(let parts, let starts):
      var (done, number) = (0, Self.part(at: offset, starts))
      while done < count {
        let (part, from) = (parts[number], offset + done - starts[number])
        let taken = min(count - done, part.range.count - from)
        try part.source.read(taken, at: part.range.lowerBound + from, into: target + done)
        done += taken
        number += 1
      }
    }
  }

  /// The part that holds an offset.
  private static func part(at offset: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func read(
    _ count: Int, at offset: Int, into target: UnsafeMutablePointer<UInt8>, _ descriptor: Int32
  ) throws(Diagnostic) {
    var done = 0
    while done < count {
      let got = pread(descriptor, target + done, count - done, off_t(offset + done))
      if got < 0 {
        if errno == EINTR { continue }
        throw LoadFailure.system(errno, path: path)
      }
      if got == 0 { throw LoadFailure.shrunk(path: path, expected: self.count, found: offset + done) }
      done += got
    }
  }

  /// The first bytes, at most so many.
  func head(_ limit: Int) throws(Diagnostic) -> [UInt8] { try bytes(0..<min(limit, count)) }

  /// Some of the bytes; the range lies inside.
  func bytes(_ range: Range<Int>) throws(Diagnostic) -> [UInt8] {
    let buffer = try Buffer<UInt8>(count: range.count)
    try read(range.count, at: range.lowerBound, into: buffer.pointer)
    return Array(buffer.elements)
  }

  /// How long the writer of a pipe is waited for before it is asked whether to go on.
  private static let waitingMilliseconds: Int32 = 20

  private static func readToEnd(
    _ descriptor: Int32, path: String, _ execution: Execution
  ) throws(Diagnostic) -> ByteSource {
    var spool = Spool()
    while true {
      try execution.checkCancelled()
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, waitingMilliseconds) == 0 { continue }
      let room = try spool.room()
      let got = Glibc.read(descriptor, room.baseAddress, room.count)
      if got < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw LoadFailure.system(errno, path: path)
      }
      if got == 0 { return spool.source(path: path) }
      spool.take(got)
    }
  }
}
