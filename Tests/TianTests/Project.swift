import Foundation
import Testing
import TianSyntax

@testable import Tian

/// Where things are while the tests run.
enum Project {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder that the build put this test and the program `tian` in.
  static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
}

extension CaseFile {
  /// The case files of a folder under Tests/cases.
  static func paths(in folder: String) throws -> [String] {
    try ScriptFile.caseFiles(in: Project.root.appendingPathComponent("Tests/cases/\(folder)").path)
  }

  /// A file's cases; where the run records, after what really comes of each was written there.
  init(path: String, recorded: (Case) -> Case) throws {
    self.init(try String(contentsOfFile: path, encoding: .utf8))
    guard Project.isRecording else { return }
    cases = cases.map(recorded)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Holds every case of a file to what really comes of it.
  static func hold(_ path: String, recorded: (Case) throws -> Case) throws {
    for test in try CaseFile(path: path, recorded: { (try? recorded($0)) ?? $0 }).cases {
      #expect(test.sections == (try recorded(test)).sections, "\(path):\(test.line): \(test.title)")
    }
  }
}

/// A folder of its own for one test, gone when the test has ended.
final class TemporaryFolder {
  let url: URL
  var path: String { url.path }

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("tian-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }
}
