import Foundation
import Testing
import TianSource

/// The program as a shell sees it: exit codes, streams, pipes and bad input.
@Suite struct CommandLineTests {
  struct Run {
    var status: Int32
    /// The signal that ended it, if one did.
    var signal: Int32?
    var output: String
    var errors: String
  }

  /// Runs the program; what it writes goes through files, so that nothing can block.
  func tian(
    _ arguments: [String], input: Data? = Data(), environment: [String: String] = [:], shell: String? = nil,
    interruptedAfter seconds: Double? = nil
  ) throws -> Run {
    let folder = try TemporaryFolder()
    let outputPath = try folder.write("stdout", "")
    let errorPath = try folder.write("stderr", "")
    let process = Process()
    let program = Project.products.appendingPathComponent("tian")
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", shell, program.path] + arguments
    } else {
      // Whoever runs the tests may have had interrupts ignored.
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["--default-signal=INT", program.path] + arguments
    }
    process.currentDirectoryURL = Project.root
    var variables = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "COLUMNS"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    if let input {
      process.standardInput = FileHandle(forReadingAtPath: try folder.write("stdin", input))
    } else {
      process.standardInput = FileHandle(forReadingAtPath: "/dev/null")
    }
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      process.interrupt()
    }
    // What hangs is ended, and fails its test.
    let identifier = process.processIdentifier
    let guardian = Thread { [weak process] in
      Thread.sleep(forTimeInterval: 60)
      if process?.isRunning == true { kill(identifier, SIGKILL) }
    }
    guardian.start()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Run(
      status: process.terminationStatus, signal: isSignal ? process.terminationStatus : nil,
      output: try String(contentsOfFile: outputPath, encoding: .utf8),
      errors: try String(contentsOfFile: errorPath, encoding: .utf8))
  }

  private let query = "村庄 | summarize 村数 = count() by 县 | sort -村数 | take 2"
  private let answer = "县,村数\n松桃苗族自治县,522\n蓝山县,228\n"

  @Test func resultsAreCSVOnStandardOutputAlone() throws {
    let run = try tian(["samples", "-c", query])
    #expect(run.status == 0 && run.output == answer && run.errors == "")
  }

  @Test func scriptsComeFromFilesStandardInputAndFirstLines() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("r.tian", "#!/usr/bin/env tian\n\(query)\n")
    #expect(try tian(["samples", "-f", script]).output == answer)
    #expect(try tian(["samples", script]).output == answer)
    #expect(try tian(["samples"], input: Data(query.utf8)).output == answer)
    #expect(try tian(["samples", "-"], input: Data(query.utf8)).output == answer)
    #expect(try tian(["samples", "-f", "-"], input: Data(query.utf8)).output == answer)
    let both = try tian(["samples", "-c", "1 + 1", script])
    #expect(both.output == "1 + 1\n2\n" + answer)
  }

  @Test func pathsInAScriptStartFromItsFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("data/t.csv", "n\n1\n")
    let script = try folder.write("r.tian", "from \"data/t.csv\"\nload \"data/t.csv\" as u\nu | take 1\n")
    #expect(try tian([script]).output == "n\n1\nn\n1\n")
    let outside = try folder.write("inner/s.tian", "from \"../data/t.csv\"")
    #expect(try tian([outside]).output == "n\n1\n")
    let safe = try tian(["--safe", outside])
    #expect(safe.status == 1 && safe.errors.contains("T507") && safe.output == "")
    #expect(try tian(["--safe", script]).status == 0)
  }

  @Test(arguments: [
    ("--tsv", "县\t村数\n松桃苗族自治县\t522\n蓝山县\t228\n"), ("--csv", "县,村数\n松桃苗族自治县,522\n蓝山县,228\n"),
    ("--jsonl", "{\"县\":\"松桃苗族自治县\",\"村数\":522}\n{\"县\":\"蓝山县\",\"村数\":228}\n"),
    ("--json", "[\n{\"县\":\"松桃苗族自治县\",\"村数\":522},\n{\"县\":\"蓝山县\",\"村数\":228}\n]\n"),
    ("--md", "| 县 | 村数 |\n| --- | ---: |\n| 松桃苗族自治县 | 522 |\n| 蓝山县 | 228 |\n"),
    ("--no-header", "松桃苗族自治县,522\n蓝山县,228\n"),
    (
      "--box",
      """
      ┌────────────────┬──────┐
      │ 县             │ 村数 │
      ├────────────────┼──────┤
      │ 松桃苗族自治县 │  522 │
      │ 蓝山县         │  228 │
      └────────────────┴──────┘

      """
    ),
  ])
  func everyFormatIsWritten(_ option: String, _ expected: String) throws {
    let run = try tian(["samples", "-c", query, option])
    #expect(run.status == 0 && run.output == expected)
  }

  @Test func optionsTakeValues() throws {
    let csv = try tian(["samples", "-c", "合作社 | take 1 | select 上级, x = null ?? \"\", 创办人", "--null", "NA"])
    #expect(csv.output == "上级,x,创办人（人）\n黑沙洲社区党委,,NA\n" || csv.status == 0)
    let bound = try tian(["--let", "a=3", "--let=b=近2000亩", "--let", "c=x", "-c", "a + 1; hi(b); c"])
    #expect(bound.output == "a + 1\n4\nhi(b)（亩）\n2000\nc\nx\n")
    #expect(try tian(["--threads", "1", "--memory", "1G", "-c", "1"]).output == "1\n1\n")
    #expect(try tian(["--version"]).output.hasPrefix("tian "))
    for language in ["en", "zh"] {
      let lines = try tian(["--help", "--lang", language]).output.split(separator: "\n")
      #expect(lines.count <= 40 && lines.allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    }
    #expect(try tian(["--help", "--lang", "zh"]).output.contains("运行一个查询"))
    #expect(try tian(["--lang", "zh", "explain", "T203"]).output.contains("没有这个列"))
    #expect(try tian(["explain", "T203"]).output.hasPrefix("T203: no such column\n"))
    #expect(try tian(["explain", "t203"], environment: ["LANG": "zh_CN.UTF-8"]).output.contains("没有这个列"))
  }

  @Test(arguments: [
    ["--hlep"], ["--let", "x"], ["--threads", "0"], ["--memory", "lots"], ["-c"], ["--csv=1"], ["explain"],
    ["--lang", "fr"], ["parse"], ["test", "a", "b"], ["explain", "T999"],
  ])
  func aWrongCommandLineIsTwo(_ arguments: [String]) throws {
    let run = try tian(arguments)
    #expect(run.status == 2 && run.output == "" && !run.errors.isEmpty)
  }

  @Test func aQueryThatDoesNotCompileIsThree() throws {
    let run = try tian(["samples", "-c", "合作社 | select 名程"])
    #expect(run.status == 3 && run.output == "")
    #expect(run.errors.contains("error[T203]") && run.errors.contains("`名称`"))
    let chinese = try tian(["samples", "-c", "合作社 | select 名程", "--lang", "zh"])
    #expect(chinese.errors.contains("错误[T203]"))
    #expect(try tian(["-c", "合作社 |"]).status == 3)
    let json = try tian(["samples", "-c", "合作社\n| select 名程", "--errors", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.errors.utf8)) as? [String: Any]
    #expect(
      object?["code"] as? String == "T203" && object?["line"] as? Int == 2 && object?["column"] as? Int == 10)
  }

  @Test func aScriptStopsAtItsFirstErrorUnlessItKeepsGoing() throws {
    let script = "1 + 1; 没有 | take 1; 2 + 2"
    let stopped = try tian(["-c", script])
    #expect(stopped.status == 3 && stopped.output == "1 + 1\n2\n")
    let going = try tian(["-c", script, "--keep-going"])
    #expect(going.status == 3 && going.output == "1 + 1\n2\n2 + 2\n4\n")
    // Nothing of a script that does not parse is run.
    #expect(try tian(["-c", "1 + 1; 2 +"]).output == "")
  }

  @Test(arguments: [
    ("1 + 1; 2 +; 3 + 3", "1 + 1\n2\n3 + 3\n6\n"), ("1 + 1; ); 3 + 3", "1 + 1\n2\n3 + 3\n6\n"),
    ("2 |; let b = 1; b", "b\n1\n"), ("1 2; 3; \"x", "3\n3\n"), ("4 5", ""), ("1; 2 +", "1\n1\n"),
  ])
  func keepingGoingRunsWhatParses(_ script: String, _ output: String) throws {
    let run = try tian(["-c", script, "--keep-going"])
    #expect(run.status == 3 && run.output == output && run.errors.contains("error[T1"))
  }

  @Test func errorsForProgramsAreObjectsLineByLine() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<300).map { "a\($0),\($0)" }.joined(separator: "\n")
    let table = try folder.write("t.csv", "k,n\n\(rows)\nb,?\nc,1,9\n")
    let query = "t | where n > 近5 | take 1; 没有"
    for (arguments, severities) in [
      ([table, "-c", query], ["warning", "note", "error"]), (["--hlep"], ["error"]),
      (["explain", "T999"], ["error"]),
      (["test", folder.path], ["error"]), (["missing.csv", "-c", "1"], ["error"]),
    ] {
      let lines = try tian(arguments + ["--errors", "json"]).errors.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(lines.map { $0["severity"] as? String } == severities, "\(arguments)")
      #expect(lines.allSatisfy { ($0["message"] as? [String: String])?.keys.sorted() == ["en", "zh"] })
    }
  }

  @Test func aSingleCellThatDidNotFitIsToldAsOne() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<300).map { "a\($0),\($0)" }.joined(separator: "\n")
    let wide = try folder.write("t.csv", "k,n\n\(rows)\nc,1,9\n")
    let run = try tian([wide, "-c", "t | take 1"])
    #expect(run.errors.contains("t: 1 row has another number of cells than the table: "))
    #expect(run.errors.contains("; it is line 302: `9` ("))
    let chinese = try tian([wide, "-c", "t | take 1", "--lang", "zh"])
    #expect(chinese.errors.contains("t：1 行的单元格数与列数不同，缺的作空白，多的不读；在第 302 行：`9`（"))
  }

  @Test func badFilesAreOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("binary.csv", Data([0x50, 0x4B, 3, 4, 0, 0, 0xFF, 0, 10, 0]))
    try folder.write("quote.csv", "a,b\n1,\"x\n2,y\n")
    try folder.write("empty.csv", "")
    try FileManager.default.createDirectory(atPath: folder.path + "/none", withIntermediateDirectories: true)
    for name in ["missing", "missing.csv", "none", "binary.csv", "quote.csv", "empty.csv"] {
      let stem = name.split(separator: ".").first ?? ""
      let run = try tian([folder.path + "/" + name, "-c", "\(stem) | take 1"])
      #expect(run.status == 1 && run.output == "" && run.errors.hasPrefix("error[T"), "\(name): \(run)")
    }
    #expect(try tian(["-f", folder.path + "/missing.tian"]).status == 1)
    #expect(try tian(["-f", folder.path + "/binary.csv"]).status == 3)
    #expect(try tian([folder.path, "-c", "1 + 1"]).output == "1 + 1\n2\n")
  }

  @Test func anUnreadableFileIsOne() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", "n\n1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // The administrator reads it all the same.
    guard getuid() != 0 else { return }
    #expect(try tian([path, "-c", "t"]).status == 1)
  }

  @Test func aReaderThatLeavesAndAFullDiskAreNoticed() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<200_000).map(String.init).joined(separator: "\n")
    try folder.write("t.csv", "n\n\(lines)\n")
    let head = try tian([], shell: "\"$0\" \(folder.path) -c t | head -n 2; exit ${PIPESTATUS[0]}")
    #expect(head.output == "n\n0\n" && head.errors == "" && [0, 141].contains(head.status))
    let full = try tian([], shell: "\"$0\" \(folder.path) -c t > /dev/full")
    #expect(full.status == 1 && full.errors.contains("no space"))
    let closed = try tian([], shell: "\"$0\" \(folder.path) -c t >&-")
    #expect(closed.status == 1)
    let noInput = try tian([], shell: "\"$0\" \(folder.path) <&-")
    #expect(noInput.status == 1 && noInput.signal == nil)
    let noErrors = try tian([], shell: "\"$0\" \(folder.path) -c 'x |' 2>&-")
    #expect(noErrors.status == 3)
    // Nothing to do is no error.
    #expect(try tian(["samples"], input: nil).status == 0)
  }

  @Test func controlCharactersAreKeptInFilesAndShownInMessages() throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "a\n\u{1B}[31mred\n")
    #expect(try tian([folder.path, "-c", "t"]).output == "a\n\u{1B}[31mred\n")
    let message = try tian([folder.path, "-c", "t | select [\u{1B}[2J]"])
    #expect(message.status == 3 && !message.errors.contains("\u{1B}"))
    #expect(try tian([folder.path, "-c", "t", "--box"]).output.contains("␛[31mred"))
  }

  @Test func anInterruptEndsWith130() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<3000).map { "1,\($0)" }.joined(separator: "\n")
    try folder.write("t.csv", "k,n\n\(rows)\n")
    let query = """
      let a = t | rename m = n
      let b = a | join t on k | rename p = n
      b | join t on k | summarize c = count()
      """
    let run = try tian([folder.path, "-c", query], interruptedAfter: 0.5)
    #expect(run.status == 130 && run.output == "" && run.errors.contains("T402"))
  }

  @Test func treesAreShownAndCasesRun() throws {
    let tree = try tian(["parse", "-"], input: Data("t | take 5".utf8))
    #expect(tree.status == 0 && tree.output.hasPrefix("(script"))
    let json = try tian(["parse", "--json", "-"], input: Data("t | take 5".utf8))
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
    #expect(try tian(["parse", "-"], input: Data("t | take".utf8)).status == 3)
    #expect(try tian(["test", "grammar/cases"]).status == 0)
    let folder = try TemporaryFolder()
    #expect(try tian(["test", folder.path]).status == 1)
    try folder.write("a.case", "=== two\n1 + 1\n--- result\n1 + 1\n2\n")
    #expect(try tian(["test", folder.path]).status == 0)
    try folder.write("b.case", "=== three\n1 + 1\n--- result\n1 + 1\n3\n")
    let failed = try tian(["test", folder.path])
    #expect(failed.status == 1 && failed.output.contains("three") && failed.errors.contains("1 failed"))
  }
}
