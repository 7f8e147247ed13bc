import Foundation
import Testing

/// Tables that come through pipes, and compressed ones, as a shell gives them.
@Suite struct StandardInputTests {
  private let tool = CommandLineTests()
  private let table = Data("村,n\n芹溪村,1\n际头村,2\n".utf8)

  @Test func standardInputIsATableBesideAQuery() throws {
    #expect(try tool.tian(["-", "-c", "_stdin | summarize s = sum(n)"], input: table).output == "s\n3\n")
    #expect(try tool.tian(["产出=-", "-c", "产出 | take 1"], input: table).output == "村,n\n芹溪村,1\n")
    let folder = try TemporaryFolder()
    let script = try folder.write("q.tian", "_stdin | take 1 | select n")
    #expect(try tool.tian(["-", script], input: table).output == "n\n1\n")
    // Through a pipe, which can be read but once, by two statements with other units.
    let pipe = try tool.tian(
      ["-", "-c", "_stdin | take 1 | select n; unit 筐 = 25斤; _stdin | take 1 | select 村"],
      shell: "printf '村,n\\n芹溪村,1\\n' | \"$0\" \"$@\"")
    #expect(pipe.output == "n\n1\n村\n芹溪村\n" && pipe.status == 0, "\(pipe)")
  }

  @Test func pipesAreTables() throws {
    let substitution = try tool.tian(
      [], shell: "\"$0\" t=<(printf 'n\\n1\\n2\\n') -c 't | summarize s = sum(n)'")
    #expect(substitution.output == "s\n3\n")
    let loaded = try tool.tian(
      [],
      shell:
        "printf 'n\\n5\\n' | \"$0\" -c 'load \"/dev/stdin\" as t; t; load \"/dev/stdin\" as u, header: 0; u'")
    #expect(loaded.output == "n\n5\n列1\nn\n5\n", "\(loaded)")
    let sections = try tool.tian(
      ["-", "-c", "_stdin_2"],
      shell: "printf 'a,b\\n1,2\\n\\n\\n表二\\nx,y,z\\n3,4,5\\n6,7,8\\n' | \"$0\" \"$@\"")
    #expect(sections.output == "x,y,z\n3,4,5\n6,7,8\n", "\(sections)")
    let cleaned = try tool.tian(["clean", "-"], shell: "printf 'a;b\\n1;2\\n' | \"$0\" \"$@\"")
    #expect(cleaned.output == "a,b\n1,2\n")
  }

  @Test func standardInputIsNotTwoThings() throws {
    for arguments in [["t=-"], ["t=-", "-f", "-"], ["t=-", "u=-", "-c", "1"], ["t=-", "-", "-c", "1"]] {
      let run = try tool.tian(arguments, input: table)
      #expect(run.status == 2 && run.errors.contains("standard input is one table"), "\(arguments): \(run)")
    }
    #expect(try tool.tian(["-", "-c", "_stdin"]).errors.contains("T411"))
  }

  @Test func compressedFilesAreTables() throws {
    let folder = try TemporaryFolder()
    try folder.write("产出.csv", table)
    let packed = try tool.tian(
      [], shell: "cd \(folder.path) && gzip 产出.csv && \"$0\" . -c '产出 | summarize s = sum(n)'")
    #expect(packed.output == "s\n3\n", "\(packed)")
    let piped = try tool.tian([], shell: "\"$0\" - -c '_stdin | take 1' < \(folder.path)/产出.csv.gz")
    #expect(piped.output == "村,n\n芹溪村,1\n")
    // Both a.csv and a.csv.gz: each is called by its whole name.
    try folder.write("产出.csv", table)
    let both = try tool.tian([folder.path, "-c", "[产出.csv.gz] | union [产出.csv] | summarize s = sum(n); 产出"])
    #expect(both.output == "s\n6\n" && both.errors.contains("产出.csv.gz"), "\(both)")
    // What unpacks to more than memory allows is refused.
    let bomb = try tool.tian(
      [],
      shell:
        "cd \(folder.path) && head -c 99999999 /dev/zero | gzip > z.csv.gz; \"$0\" z.csv.gz --memory 50M -c z"
    )
    #expect(bomb.status == 1 && bomb.errors.contains("T401"), "\(bomb)")
  }

  @Test func aFolderIsNoTable() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/x.csv", withIntermediateDirectories: true)
    try folder.write("y.csv", table)
    let run = try tool.tian([folder.path, "-c", "y | take 1; x"])
    #expect(run.status == 1 && run.output == "村,n\n芹溪村,1\n" && run.errors.contains("is a folder"), "\(run)")
  }
}
