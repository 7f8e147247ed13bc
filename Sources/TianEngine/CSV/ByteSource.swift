import Glibc
import TianSource

/// Where the bytes of a text come from: a file read by position, or memory. Files are not mapped: one that
/// shrinks under a map kills the process, one that shrinks under `pread` gives an error.
final class ByteSource: Sendable {
  private enum Storage: Sendable {
    case file(descriptor: Int32)
    case memory(Buffer<UInt8>)
  }

  let path: String
  let count: Int
  private let storage: Storage

  init(path: String, memory: Buffer<UInt8>) {
    self.path = path
    count = memory.count
    storage = .memory(memory)
  }

  /// Opens a file. What has no size, a pipe or a device, is read to its end at once.
  init(path: String, execution: Execution) throws(Diagnostic) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LoadFailure.system(errno, path: path) }
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
      count = Int(status.st_size)
      storage = .file(descriptor: descriptor)
      return
    }
    defer { close(descriptor) }
    let memory = try Self.readToEnd(descriptor, path: path, execution: execution)
    count = memory.count
    storage = .memory(memory)
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
  }

  /// The first bytes, at most so many.
  func head(_ limit: Int) throws(Diagnostic) -> [UInt8] {
    let buffer = try Buffer<UInt8>(count: min(limit, count))
    try read(buffer.count, at: 0, into: buffer.pointer)
    return Array(buffer.elements)
  }

  private static func readToEnd(
    _ descriptor: Int32, path: String, execution: Execution
  ) throws(Diagnostic) -> Buffer<UInt8> {
    var buffer = try Buffer<UInt8>(count: 1 << 16)
    var done = 0
    while true {
      try execution.checkCancelled()
      if done == buffer.count {
        let larger = try Buffer<UInt8>(count: buffer.count * 2)
        larger.pointer.update(from: buffer.pointer, count: done)
        buffer = larger
      }
      let got = Glibc.read(descriptor, buffer.pointer + done, buffer.count - done)
      if got < 0 {
        if errno == EINTR { continue }
        throw LoadFailure.system(errno, path: path)
      }
      if got == 0 { break }
      done += got
    }
    let exact = try Buffer<UInt8>(count: done)
    exact.pointer.update(from: buffer.pointer, count: done)
    return exact
  }
}
