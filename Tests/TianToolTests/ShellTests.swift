import Foundation
import TianSource
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

  /// The scripts are read by the shells that there are; bash completes by its one.
  @Test func theScriptsAreReadByTheirShells() throws {
    for shell in Shell.allCases {
      guard let path = Self.path(shell.rawValue) else {
        print("\(shell.rawValue) is not installed: its completions are not read")
        continue
      }
      let folder = try TemporaryFolder()
      folder.write(Array(shell.completions.utf8), to: "script")
      #expect(try Self.output([path, "-n", folder.path + "/script"]).status == 0, "\(shell.rawValue)")
    }
    guard let bash = Self.path("bash") else { return }
    let typed =
      Shell.bash.completions + """
        COMP_WORDS=(tian --lang z); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian --js); COMP_CWORD=1; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian fmt --wr); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian expl); COMP_CWORD=1; _tian; echo "${COMPREPLY[*]}"
        COMP_WORDS=(tian --completions f); COMP_CWORD=2; _tian; echo "${COMPREPLY[*]}"
        """
    let answer = try Self.output([bash, "--norc", "-c", typed]).text
    #expect(answer == "zh\n--json --jsonl\n--write\nexplain\nfish\n")
  }

  @Test func theManualHasEveryOptionCommandAndStage() throws {
    let page = ManualPage.text
    for option in Option.all {
      #expect(page.contains(option.name.replacingOccurrences(of: "-", with: "\\-")), "\(option.name)")
    }
    for command in DotCommand.allCases { #expect(page.contains(".B \\&." + command.rawValue), "\(command)") }
    #expect(page.hasPrefix(".TH TIAN 1"))
    // No line is taken for a request that is none.
    let requests: Set = ["TH", "SH", "TP", "B", "PP", "nf", "fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(String(line.dropFirst().prefix { $0.isLetter })), "\(line)")
    }
  }

  @Test(arguments: Language.allCases) func theHelpFitsAScreen(_ language: Language) {
    for text in [HelpText.screen(language).text, PromptHelp.screen(language).text] {
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) < 80, "\(line)") }
    }
    let help = HelpText.screen(language).text
    #expect(help.split(separator: "\n").count <= 23)
    for option in Option.all { #expect(help.split { " \n".contains($0) }.contains { $0 == option.name }) }
  }

  private static func path(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
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
