import CTian
import Glibc
import TianSource

/// Opens files for reading, and tells why one could not be.
package enum FileOpening {
  /// A descriptor; -1, with the reason in `errno`. A pipe is open before somebody writes to it: who reads it
  /// waits by `poll`.
  /// - Parameter folder: that the file must lie beneath, its links followed; `EXDEV` where it does not. Nil
  ///   for one that may lie anywhere.
  package static func descriptor(_ path: String, beneath folder: String?) -> Int32 {
    guard let folder else { return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    return tian_open_beneath(folder, path)
  }

  /// What a query is told that may read only beneath some folders.
  package static func outside(
    _ path: String, _ folders: [String], at places: [Diagnostic.Label] = []
  ) -> Diagnostic {
    let names = folders.map { "`\($0)`" }
    return Diagnostic(
      .unsafePath,
      folders.isEmpty
        ? Bilingual("`\(path)` is none of the files given", "`\(path)` 不在所给的文件之中")
        : Bilingual(
          "`\(path)` lies outside \(names.joined(separator: ", "))",
          "`\(path)` 在 \(names.joined(separator: "、")) 之外"),
      at: places,
      notes: [Bilingual("--safe does not read it", "--safe 不读取它")])
  }

  /// What a number of the system's means.
  package static func cause(_ number: Int32) -> Bilingual {
    switch number {
    case ENOENT: Bilingual("there is no such file or folder", "没有这个文件或文件夹")
    case ENOTDIR: Bilingual("a part of the path is no folder", "路径中有一部分不是文件夹")
    case EACCES, EPERM: Bilingual("permission denied", "没有权限")
    case EISDIR: Bilingual("it is a folder", "这是一个文件夹")
    case EFBIG: Bilingual("it is too large", "文件过大")
    case ELOOP: Bilingual("its links go in a circle", "链接成环")
    case ENAMETOOLONG: Bilingual("the path is too long", "路径过长")
    case ENOSPC, EDQUOT: Bilingual("the disk is full", "磁盘已满")
    case EROFS: Bilingual("the file system takes no changes", "文件系统只读")
    case EINVAL: Bilingual("it is no ordinary file", "它不是普通文件")
    case EIO: Bilingual("the device reports an error", "设备读写出错")
    case EBADF: Bilingual("it is closed", "已关闭")
    case EINTR: Bilingual("the waiting was interrupted", "等待被中断")
    default: Bilingual("system error \(number)", "系统错误 \(number)")
    }
  }
}
