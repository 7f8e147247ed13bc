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
