import Glibc
import TianEngine
import TianSource

/// A file that is written whole or not at all: into a new file beside it, which has no name while it is
/// written and then takes its place. Who reads meanwhile reads the old one. Permissions stay as they were,
/// and a link stays one: what it leads to is replaced.
struct AtomicFile {
  private let path: String
  /// Nil for a file that has no name yet.
  private let temporaryPath: String?
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
    if !path.utf8.contains(0), let unnamed = Self.unnamed(in: FileSystem.folder(of: path)) {
      (temporaryPath, descriptor) = (nil, unnamed)
    } else {
      (temporaryPath, descriptor) = try Self.freeName(beside: path) { candidate in
        open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
    }
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

  /// A file that has no name yet: whatever ends the process, nothing of it is left. Nil where the file system
  /// has no such files.
  private static func unnamed(in folder: String) -> Int32? {
    // `O_TMPFILE` of Linux's <fcntl.h>, which is not imported.
    let descriptor = open(folder, 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    if access(ownPath(descriptor), F_OK) == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  /// What an open file is called before it has a name.
  private static func ownPath(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// Tries hidden names beside a file until one is not taken.
  /// - Parameter make: negative, with the reason in `errno`, where it failed.
  private static func freeName(
    beside path: String, _ make: (String) -> Int32
  ) throws(Diagnostic) -> (name: String, result: Int32) {
    var number: Int32 = path.utf8.contains(0) ? EINVAL : EEXIST
    for attempt in 0..<100 where number == EEXIST {
      let candidate = FileSystem.join(
        FileSystem.folder(of: path), ".\(FileSystem.name(of: path)).\(getpid())-\(attempt)")
      let result = make(candidate)
      if result >= 0 { return (candidate, result) }
      number = errno
    }
    throw failure(path, number)
  }

  private func finish() throws(Diagnostic) {
    let name: String
    if let temporaryPath {
      name = temporaryPath
    } else {
      do {
        name = try Self.freeName(beside: path) { candidate in
          linkat(AT_FDCWD, Self.ownPath(descriptor), AT_FDCWD, candidate, AT_SYMLINK_FOLLOW)
        }.name
      } catch {
        abandon()
        throw error
      }
    }
    guard close(descriptor) == 0, rename(name, path) == 0 else {
      let number = errno
      unlink(name)
      throw Self.failure(path, number)
    }
  }

  /// The file is gone at once. The system needs a tenth of a second for each gigabyte that it gets back: a
  /// thread of its own waits for that.
  private func abandon() {
    if let temporaryPath { unlink(temporaryPath) }
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
