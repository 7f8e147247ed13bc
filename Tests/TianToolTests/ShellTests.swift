import Foundation
import TianSource
import TianSyntax
import Testing

@testable import TianTool

/// What shells and `man` read.
@Suite struct ShellTests {
  @Test(arguments: Shell.allCases) func everyOptionAndCommandIsCompleted(_ shell: Shell) {
    for option in Option.all {
      let written =
        switch shell {
        case .bash, .zsh: option.name
        case .fish:
          option.name.hasPrefix("--") ? "-l \(option.name.dropFirst(2))" : "-s \(option.name.dropFirst())"
        }
      #expect(shell.completions.contains(written), "\(option.name)")
    }
    for command in Subcommand.allCases { #expect(shell.completions.contains(command.rawValue)) }
  }

  /// The scripts are read by the shells that there are.
  @Test func theScriptsAreReadByTheirShells() throws {
    for shell in Shell.allCases {
      guard let path = Self.shell(shell.rawValue) else { continue }
      let folder = try TemporaryFolder()
      folder.write(Array(shell.completions.utf8), to: "script")
      #expect(try Self.output([path, "-n", folder.path + "/script"]).status == 0, "\(shell.rawValue)")
    }
  }

  @Test func bashCompletes() throws {
    guard let bash = Self.shell("bash") else { return }
    let typed =
      Shell.bash.completions + """
        COMP_WORDS=(tian --lang z); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian --js); COMP_CWORD=1; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian fmt --wr); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian expl); COMP_CWORD=1; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian explain piv); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian --completions f); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        """
    let answer = try Self.output([bash, "--norc", "-c", typed]).text
    #expect(answer == "zh\n--json --jsonl\n--write\nexplain\npivot\nfish\n")
  }

  @Test func fishCompletes() throws {
    guard let fish = Self.shell("fish") else { return }
    let folder = try TemporaryFolder()
    folder.write(Array(Shell.fish.completions.utf8), to: "tian.fish")
    let typed = [
      "tian --lang z", "tian --js", "tian fmt --wr", "tian expl", "tian explain 透", "tian --completions f",
    ]
    let asked = typed.map { "complete -C '\($0)'" }.joined(separator: "; ")
    let answer = try Self.output([fish, "--no-config", "-c", "source \(folder.path)/tian.fish; \(asked)"])
      .text
    #expect(
      answer == """
        zh\tlanguage of messages
        --json\tas one JSON array
        --jsonl\tas one JSON object a line
        --write
        explain\texplain a message or a word
        透视
        fish\ta shell's completions, as a script

        """)
  }

  /// zsh completes on a terminal alone.
  @Test func zshCompletes() throws {
    guard let zsh = Self.shell("zsh") else { return }
    guard TmuxTerminal.isThere else { return print("tmux is not installed: zsh does not complete") }
    let folder = try TemporaryFolder()
    folder.write(Array(Shell.zsh.completions.utf8), to: "_tian")
    let setting =
      "PS1='> '; cd \(folder.path); fpath=($PWD $fpath); autoload -U compinit; compinit -u -D; clear"
    let terminal = try TmuxTerminal(columns: 80, rows: 12, command: "\(zsh) -f")
    func screen(after keys: String, has wanted: String) throws -> [String] {
      try terminal.type(keys)
      for _ in 0..<200 {
        if try terminal.screen(showsColors: false).contains(where: { $0.hasPrefix(wanted) }) { break }
        usleep(50_000)
      }
      return try terminal.screen(showsColors: false)
    }
    _ = try screen(after: setting + "{Enter}", has: "> ")
    for (typed, completed) in [
      ("tian expl", "> tian explain"), ("tian fmt --wr", "> tian fmt --write"),
      ("tian --lang z", "> tian --lang zh"), ("tian explain 透", "> tian explain 透视"),
    ] {
      let lines = try screen(after: "{C-l}" + typed + "{Tab}", has: completed)
      #expect(lines.first?.hasPrefix(completed) == true, "\(lines)")
      try terminal.type("{C-u}")
    }
    let listed = try screen(after: "{C-l}tian --js{Tab}{Tab}", has: "--jsonl")
    #expect(
      listed == ["> tian --json", "--json   -- as one JSON array", "--jsonl  -- as one JSON object a line"])
  }

  @Test func theManualHasEveryOptionCommandAndStage() throws {
    let page = ManualPage.text
    for option in Option.all {
      #expect(page.contains(option.name.replacingOccurrences(of: "-", with: "\\-")), "\(option.name)")
    }
    for command in DotCommand.allCases { #expect(page.contains(".B \\&." + command.rawValue), "\(command)") }
    for entry in HelpTable.stages + HelpTable.statements {
      #expect(page.contains(".B \(entry.names.en)"), "\(entry.names.en)")
    }
    #expect(page.hasPrefix(".TH TIAN 1"))
    // No line is taken for a request that is none.
    let requests: Set = ["TH", "SH", "TP", "B", "PP", "nf", "fi", "RS", "RE"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(String(line.dropFirst().prefix { $0.isLetter })), "\(line)")
    }
  }

  @Test(arguments: Language.allCases) func theHelpFitsAScreen(_ language: Language) {
    for text in [HelpText.screen(language).text, PromptHelp.screen(language)] {
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) < 80, "\(line)") }
    }
    let help = HelpText.screen(language).text
    #expect(help.split(separator: "\n").count <= 23)
    for option in Option.all { #expect(help.split { " \n".contains($0) }.contains { $0 == option.name }) }
  }

  /// Nil, which is said, where there is none.
  private static func shell(_ name: String) -> String? {
    let path = ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    if path == nil { print("\(name) is not installed: its completions are not tried") }
    return path
  }

  private static func output(_ words: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
