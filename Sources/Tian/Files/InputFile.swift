import Synchronization
import TianEngine
import TianSource

/// A file that tables are read from. A pipe or a device can be read but once: what it gave is kept.
final class InputFile: Sendable {
  let path: String
  /// That it must lie beneath, its links followed; nil for one that may lie anywhere.
  private let folder: String?
  private let kept = Mutex<ByteSource?>(nil)

  init(path: String, beneath folder: String? = nil) {
    self.path = path
    self.folder = folder
  }

  /// Standard input as a file.
  static let standardInputPath = "/dev/stdin"

  /// What it is now; another stamp means other contents.
  func stamp() throws(Diagnostic) -> FileStamp {
    if case .file(let stamp) = try FileSystem.kind(of: path) { return stamp }
    return .none
  }

  func open(_ execution: Execution) throws(Diagnostic) -> ByteSource {
    guard try stamp() == .none else { return try ByteSource.open(path, beneath: folder, execution) }
    return try kept.withLock { kept throws(Diagnostic) in
      if let kept { return kept }
      let source = try ByteSource.open(path, beneath: folder, execution)
      kept = source
      return source
    }
  }
}
