import Glibc
import TianEngine
import TianSource

/// What a file was when it was last looked at: another size or time means other contents.
struct FileStamp: Hashable, Sendable {
  let byteCount: Int
  let seconds: Int
  let nanoseconds: Int
  /// A file replaced by another is another file, whatever its time says.
  let inode: UInt64

  /// Of what is no file, and is not looked at again.
  static let none = FileStamp(byteCount: 0, seconds: 0, nanoseconds: 0, inode: 0)
}

/// The little of the file system that a workspace needs.
enum FileSystem {
  enum Kind {
    case file(FileStamp)
    case folder
    /// Neither: a device, a pipe.
    case other
  }

  static func kind(of path: String) throws(Diagnostic) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return .file(
        FileStamp(
          byteCount: Int(status.st_size), seconds: status.st_mtim.tv_sec,
          nanoseconds: status.st_mtim.tv_nsec, inode: UInt64(status.st_ino)))
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names of what lies in a folder, in order of code points; hidden ones are left out.
  static func names(in folder: String) throws(Diagnostic) -> [String] {
    guard let directory = opendir(folder) else { throw unreadable(folder, errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted(by: CodePointOrder.precedes)
  }

  /// A whole small file. One longer than `bytesMax` is refused.
  /// - Parameter folder: that it must lie beneath; nil for one that may lie anywhere.
  static func read(
    _ path: String, beneath folder: String? = nil, bytesMax: Int
  ) throws(Diagnostic) -> [UInt8] {
    if case .folder = try kind(of: path) { throw unreadable(path, EISDIR) }
    let file = FileOpening.descriptor(path, beneath: folder)
    guard file >= 0 else {
      if errno == EXDEV, let folder { throw FileOpening.outside(path, [folder]) }
      throw unreadable(path, errno)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, -1) >= 0 else { throw unreadable(path, errno) }
      let count = Glibc.read(file, &block, block.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count >= 0 else { throw unreadable(path, errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: block[..<count])
      guard bytes.count <= bytesMax else { throw unreadable(path, EFBIG) }
    }
  }

  /// `folder/name`; a path from the root stays as it is.
  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Whether a path, its links followed, leads to something inside a folder. What is not there is inside:
  /// whoever opens it says so.
  static func isInside(_ path: String, folder: String) -> Bool {
    guard let real = realPath(path) else { return errno == ENOENT }
    guard let root = realPath(folder) else { return false }
    return real == root || real.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }

  /// The path without links and detours; nil, with the reason in `errno`, for what is not there.
  static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The folder that a file lies in, as a path.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  private static let tableEndings = [".csv", ".tsv", ".csv.gz", ".tsv.gz"]

  /// Whether a file is a table by its name.
  static func isTable(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return tableEndings.contains { lowered.hasSuffix($0) }
  }

  /// The last part of a path without its ending: `data/合作社.csv` and `data/合作社.csv.gz` are `合作社`.
  static func stem(of path: String) -> String {
    var name = name(of: path)
    if isTable(name), name.lowercased().hasSuffix(".gz") { name.removeLast(3) }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  static func unreadable(_ path: String, _ number: Int32) -> Diagnostic {
    let cause = FileOpening.cause(number)
    return Diagnostic(
      .unreadableFile, Bilingual("cannot read `\(path)`: \(cause.en)", "无法读取 `\(path)`：\(cause.zh)"))
  }
}
