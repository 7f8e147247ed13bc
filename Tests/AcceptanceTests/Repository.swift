import Foundation
import Testing

/// Where the tests find the files that are not theirs.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let samples = root.appendingPathComponent("samples")
  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")

  /// `RECORD=1` writes what a run gave in place of what was recorded; people read it before it is committed.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  /// A folder beside the repository; nil, with a printed notice, where it is not there.
  static func sharedFolder(_ path: String) -> String? {
    let folder = shared.appendingPathComponent(path).path
    if FileManager.default.fileExists(atPath: folder) { return folder }
    print("skipped: ../shared/\(path) is not here")
    return nil
  }
}
