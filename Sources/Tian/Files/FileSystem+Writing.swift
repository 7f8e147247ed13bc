import Glibc
import TianSource

extension FileSystem {
  /// Writes a file beside the one at a path, and puts it in its place with the same permissions. A link stays
  /// one: what it leads to is replaced. After an error the old file is as it was.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
    let target = realPath(path) ?? path
    var status = stat()
    guard stat(target, &status) == 0 else { throw unreadable(path, errno) }
    let fresh = target + ".\(getpid()).new"
    let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
    guard file >= 0 else { throw unwritable(path, errno) }
    var failure = write(bytes, to: file)
    if failure == nil, fchmod(file, status.st_mode & 0o777) != 0 { failure = errno }
    if failure == nil, fsync(file) != 0 { failure = errno }
    if close(file) != 0, failure == nil { failure = errno }
    if failure == nil, rename(fresh, target) != 0 { failure = errno }
    guard let failure else { return }
    unlink(fresh)
    throw unwritable(path, failure)
  }

  /// The number of the error that stopped it; nil where all was written.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  private static func unwritable(_ path: String, _ number: Int32) -> Diagnostic {
    let cause = cause(number)
    return Diagnostic(
      .unwritableFile, Bilingual("cannot write `\(path)`: \(cause.en)", "无法写入 `\(path)`：\(cause.zh)"))
  }
}
