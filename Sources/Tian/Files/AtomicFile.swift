import Glibc
import TianEngine
import TianSource

/// A file that is written whole or not at all: into a new file beside it, which then takes its place. Who
/// reads meanwhile reads the old one. Permissions stay as they were, and a link stays one: what it leads to
/// is replaced.
struct AtomicFile {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// Writes what a body appends. After an error, which may be the body's own, the old file is as it was.
  static func write(
    _ path: String, _ body: (AtomicFile) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let file = try AtomicFile(path: path)
    do throws(Diagnostic) {
      try body(file)
    } catch {
      file.abandon()
      throw error
    }
    try file.finish()
  }

  private init(path: String) throws(Diagnostic) {
    let path = FileSystem.realPath(path) ?? path
    self.path = path
    var status = stat()
    let exists = !path.utf8.contains(0) && stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      throw Self.failure(path, status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    var opened: (path: String, descriptor: Int32)?
    var number: Int32 = path.utf8.contains(0) ? EINVAL : EEXIST
    for attempt in 0..<100 where opened == nil && number == EEXIST {
      let candidate = FileSystem.join(
        FileSystem.folder(of: path), ".\(FileSystem.name(of: path)).\(getpid())-\(attempt)")
      let descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      number = errno
      if descriptor >= 0 { opened = (candidate, descriptor) }
    }
    guard let opened else { throw Self.failure(path, number) }
    (temporaryPath, descriptor) = opened
    if exists, fchmod(descriptor, status.st_mode & 0o7777) != 0 {
      let number = errno
      abandon()
      throw Self.failure(path, number)
    }
  }

  func append(_ bytes: [UInt8]) throws(Diagnostic) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      let number = errno
      if count < 0, number == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path, number) }
      written += count
    }
  }

  private func finish() throws(Diagnostic) {
    guard close(descriptor) == 0, rename(temporaryPath, path) == 0 else {
      let number = errno
      unlink(temporaryPath)
      throw Self.failure(path, number)
    }
  }

  /// The file is gone at once. The system needs a tenth of a second for each gigabyte that it gets back: a
  /// thread of its own waits for that.
  private func abandon() {
    unlink(temporaryPath)
    let context = UnsafeMutableRawPointer(bitPattern: Int(descriptor) + 1)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        close(Int32(Int(bitPattern: context) - 1))
        return nil
      }, context)
    if failure == 0 { pthread_detach(thread) } else { close(descriptor) }
  }

  private static func failure(_ path: String, _ number: Int32) -> Diagnostic {
    let cause = FileOpening.cause(number)
    return Diagnostic(
      .unwritableFile, Bilingual("cannot write `\(path)`: \(cause.en)", "无法写入 `\(path)`：\(cause.zh)"))
  }
}
