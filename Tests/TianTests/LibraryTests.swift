import Foundation
import Testing

@testable import Tian

/// `use` through files: paths, links, `--safe`, and a file that changes.
@Suite struct LibraryTests {
  /// Runs a script file; gives its last result as CSV.
  private func run(_ path: String, isSafe: Bool = false) throws -> String {
    try run(path, in: Session(Workspace(), isSafe: isSafe))
  }

  private func run(_ path: String, in session: Session) throws -> String {
    let (source, folder) = try ScriptFile.read(path)
    let script = try session.parse(source, folder: folder)
    var text = ""
    for statement in script.statements {
      if case .result(let result) = try session.run(statement, of: script).value {
        text = result.text(as: .csv)
      }
    }
    return text
  }

  @Test func pathsStartFromTheScriptThatNamesThem() throws {
    let folder = try TemporaryFolder()
    try folder.write("lib/data/t.csv", "n\n1\n2\n")
    try folder.write("lib/inner.tian", "fn twice(x) = x * 2\nload \"data/t.csv\" as t")
    try folder.write(
      "lib/outer.tian", "use \"../lib/inner.tian\"\nlet sums = from \"data/t.csv\" | derive m = twice(n)")
    let main = try folder.write("main.tian", "use \"lib/outer.tian\"\nsums | union (t | derive m = twice(n))")
    #expect(try run(main) == "n,m\n1,2\n2,4\n1,2\n2,4\n")
    #expect(try run(main, isSafe: true) == "n,m\n1,2\n2,4\n1,2\n2,4\n")
  }

  @Test func safeSessionsReadNoScriptOutsideTheFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("lib.tian", "let a = 1")
    let main = try folder.write("inner/main.tian", "use \"../lib.tian\"\na")
    #expect(try run(main) == "a\n1\n")
    let error = try #require(throws: TianError.self) { try run(main, isSafe: true) }
    #expect(error.diagnostics.map(\.code.id) == ["T507"])
  }

  /// What a query written nowhere reads beneath the folders that were added, and nowhere else.
  private func codes(_ query: String, in workspace: Workspace) -> [String] {
    do {
      _ = try workspace.query(query)
      return []
    } catch { return error.diagnostics.map(\.code.id) }
  }

  @Test func safeWorkspacesFollowNoLinkThatLeadsOut() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("secret.csv", "n\n1\n")
    let inner = try folder.write("given/a.csv", "n\n2\n")
    try folder.write("given/sub/b.csv", "n\n3\n")
    let given = String(inner.dropLast("/a.csv".count))
    try FileManager.default.createSymbolicLink(atPath: given + "/out.csv", withDestinationPath: secret)
    try FileManager.default.createSymbolicLink(
      atPath: given + "/inside.csv", withDestinationPath: "sub/b.csv")
    let workspace = Workspace(isSafe: true)
    try workspace.add(given)
    #expect(codes("out", in: workspace) == ["T507"])
    #expect(codes("a", in: workspace) == [] && codes("inside", in: workspace) == [])
    for path in [secret, given + "/../secret.csv", given + "/out.csv", given + "/o*.csv", "Package.swift"] {
      #expect(codes("from \"\(path)\"", in: workspace) == ["T507"], "\(path)")
    }
    for path in [given + "/sub/b.csv", given + "/inside.csv", given + "/sub/*.csv"] {
      #expect(codes("from \"\(path)\"", in: workspace) == [], "\(path)")
    }
    #expect(codes("a | save \"\(given)/c.csv\"", in: workspace) == ["T511"])
    let free = Workspace()
    try free.add(given)
    #expect(codes("out", in: free) == [] && codes("from \"\(secret)\"", in: free) == [])
  }

  @Test func safeWorkspacesOfFilesReadThoseAlone() throws {
    let folder = try TemporaryFolder()
    let given = try folder.write("a.csv", "n\n1\n")
    let other = try folder.write("b.csv", "n\n2\n")
    let workspace = Workspace(isSafe: true)
    try workspace.add(given)
    #expect(codes("a", in: workspace) == [] && codes("from \"\(other)\"", in: workspace) == ["T507"])
    // Where nothing was added, the folder at hand is meant.
    #expect(codes("from \"\(other)\"", in: Workspace(isSafe: true)) == ["T507"])
  }

  @Test func safePackagesReadNoDescriptorOutside() throws {
    let folder = try TemporaryFolder()
    let descriptor = #"{"resources": [{"name": "t", "path": "t.csv"}]}"#
    let outside = try folder.write("outside.json", descriptor)
    let table = try folder.write("given/t.csv", "n\n1\n")
    let given = String(table.dropLast("/t.csv".count))
    try FileManager.default.createSymbolicLink(
      atPath: given + "/datapackage.json", withDestinationPath: outside)
    let error = try #require(throws: TianError.self) { try Workspace(isSafe: true).add(given) }
    #expect(error.diagnostics.map(\.code.id) == ["T507"])
    try Workspace().add(given)
  }

  @Test func aCircleIsFoundWhicheverWayItIsWritten() throws {
    let folder = try TemporaryFolder()
    let main = try folder.write("a.tian", "use \"sub/../b.tian\"")
    try folder.write("sub/c.tian", "")
    try folder.write("b.tian", "use \"./a.tian\"")
    let error = try #require(throws: TianError.self) { try run(main) }
    #expect(error.diagnostics.map(\.code.id) == ["T270"])
    #expect(error.diagnostics[0].notes[0].en.contains("b.tian → "))
  }

  @Test func aMissingScriptIsToldAtItsPath() throws {
    let folder = try TemporaryFolder()
    let main = try folder.write("a.tian", "let x = 3\nuse \"none.tian\"")
    let error = try #require(throws: TianError.self) { try run(main) }
    #expect(error.kind == .data)
    #expect(
      error.rendered().contains("a.tian:2:5") && error.rendered().contains("none.tian`: there is no such"))
  }

  @Test func aScriptThatChangedIsReadAnew() throws {
    let folder = try TemporaryFolder()
    try folder.write("lib.tian", "let a = 1\nlet b = a + 1")
    let main = try folder.write("main.tian", "use \"lib.tian\"\nb")
    let session = Session(Workspace())
    #expect(try run(main, in: session) == "b\n2\n")
    try folder.write("lib.tian", "let a = 5\nlet b = a + 1")
    #expect(try run(main, in: session) == "b\n6\n")
  }

  @Test func twoLibrariesOverAThird() throws {
    let folder = try TemporaryFolder()
    try folder.write("base.tian", "let a = 10\nfn f(x) = x + 10")
    try folder.write("left.tian", "use \"base.tian\"\nlet l = f(1)")
    try folder.write("right.tian", "use \"base.tian\"\nlet r = f(2) + a - 10")
    let main = try folder.write("main.tian", "use \"left.tian\"\nuse \"right.tian\"\nl * 100 + r")
    #expect(try run(main) == "l * 100 + r\n1112\n")
  }
}
