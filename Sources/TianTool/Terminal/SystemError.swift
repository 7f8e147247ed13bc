import Glibc
import TianSource

/// An error number of the system, in words.
struct SystemError: Error, Hashable, Sendable {
  var number: Int32

  /// The last call's error; to be asked for before anything else is called.
  static var last: SystemError { SystemError(number: errno) }

  var message: Bilingual {
    switch number {
    case EACCES, EPERM: Bilingual("permission denied", "没有权限")
    case ENOENT: Bilingual("no such file or directory", "没有这个文件或目录")
    case ENOTDIR: Bilingual("a part of the path is not a directory", "路径中有一部分不是目录")
    case EISDIR: Bilingual("it is a directory", "这是一个目录")
    case EROFS: Bilingual("the file system is read-only", "文件系统是只读的")
    case ENOSPC: Bilingual("no space is left on the device", "设备上没有剩余空间")
    case EDQUOT: Bilingual("the disk quota is used up", "磁盘配额已用完")
    case EFBIG: Bilingual("the file would be larger than allowed", "文件超过允许的大小")
    case EIO: Bilingual("the device reports an error", "设备读写出错")
    case EBADF: Bilingual("the stream is closed", "流已关闭")
    case EPIPE: Bilingual("the reader has gone away", "读取方已关闭")
    default: other
    }
  }

  private var other: Bilingual {
    let words = strerror(number).map { String(cString: $0) } ?? "error \(number)"
    return Bilingual(words, "系统错误 \(number)：\(words)")
  }
}
