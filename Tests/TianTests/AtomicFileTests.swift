import Foundation
import Glibc
import Testing
import TianSource

@testable import Tian

/// Files that take another's place when they are whole.
@Suite struct AtomicFileTests {
  /// Whatever ends the process then, nothing of it is left.
  @Test func nothingIsSeenOfAFileThatIsBeingWritten() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", "old")
    let root = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let unnamed = open(root, 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o600)
    guard unnamed >= 0 else { return print("this file system has no files without names: not tested") }
    close(unnamed)
    var (names, before): ([String], String?) = ([], nil)
    try AtomicFile.write(path) { file throws(Diagnostic) in
      try file.append(Array("new".utf8))
      names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
      before = try? String(contentsOfFile: path, encoding: .utf8)
    }
    #expect(names == ["a.csv"] && before == "old")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["a.csv"])
  }

  /// New files have the permissions that the process gives its files; others keep theirs.
  @Test func permissionsStay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", "old")
    chmod(path, 0o640)
    let new = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("b.csv").path
    for path in [path, new] {
      try AtomicFile.write(path) { file throws(Diagnostic) in try file.append(Array("x".utf8)) }
    }
    let mask = umask(0)
    umask(mask)
    for (path, mode) in [(path, 0o640), (new, 0o666 & ~mask)] {
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == mode)
    }
  }
}
