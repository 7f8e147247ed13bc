import Foundation
import Testing

/// A folder that goes with its owner, with what is in it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/tian-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func write(_ bytes: [UInt8], to name: String) {
    #expect(FileManager.default.createFile(atPath: path + "/" + name, contents: Data(bytes)))
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + "/" + name).map { Array($0) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
