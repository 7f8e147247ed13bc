/// A shell that completes the command line of `tian`, by a script made of the table of options.
enum Shell: String, Sendable, CaseIterable {
  case bash, zsh, fish

  var completions: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  private static let flags = Subcommand.allCases.map { ($0, $0.flags) }.filter { !$0.1.isEmpty }

  /// `eval "$(tian --completions bash)"`.
  private static var bashScript: String {
    let chosen = Option.all.filter { !$0.choices.isEmpty }.map { option in
      let words = option.choices.joined(separator: " ")
      return "    \(option.name)) COMPREPLY=($(compgen -W '\(words)' -- \"$word\")); return ;;"
    }
    let free = Option.all.filter { $0.choices.isEmpty && $0.placeholder != nil && $0.placeholder != "FILE" }
      .map(\.name).joined(separator: "|")
    let perCommand = flags.map { command, flags in
      "    \(command.rawValue)) options=\"$options \(flags.joined(separator: " "))\" ;;"
    }
    let explained = ExplainCommand.names.joined(separator: " ")
    let names = Option.all.map(\.name).joined(separator: " ")
    let commands = Subcommand.allCases.map(\.rawValue).joined(separator: " ")
    return """
      _tian() {
        local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" options='\(names)'
        COMPREPLY=()
        case "$before" in
      \(chosen.joined(separator: "\n"))
          \(free)) return ;;
        esac
        case "${COMP_WORDS[1]}" in
      \(perCommand.joined(separator: "\n"))
        esac
        if [[ "$word" == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$word"))
          return
        fi
        if [ "${COMP_WORDS[1]}" = explain ] && [ "$COMP_CWORD" -gt 1 ]; then
          COMPREPLY=($(compgen -W '\(explained)' -- "$word"))
          return
        fi
        COMPREPLY=($(compgen -f -- "$word"))
        [ "$COMP_CWORD" -eq 1 ] && COMPREPLY+=($(compgen -W '\(commands)' -- "$word"))
      }
      complete -o filenames -F _tian tian

      """
  }

  /// To be saved as `_tian` in a folder of `$fpath`.
  private static var zshScript: String {
    let options = Option.all.map { option in
      let help = "[\(escapedForZsh(option.help.en))]"
      guard let placeholder = option.placeholder else { return "    '\(option.name)\(help)'" }
      let values =
        option.choices.isEmpty
        ? (placeholder == "FILE" ? "_files" : " ") : "(\(option.choices.joined(separator: " ")))"
      return "    '*\(option.name)\(help):\(placeholder.lowercased()):\(values)'"
    }
    let commands = Subcommand.allCases.map { "      '\($0.rawValue):\(escapedForZsh($0.help.en))'" }
    let ofCommands = flags.map { command, flags in
      "  \(command.rawValue)) of_command=(\(flags.map { "'\($0)'" }.joined(separator: " "))) ;;"
    }
    return """
      #compdef tian
      _tian_first() {
        local -a commands
        commands=(
      \(commands.joined(separator: "\n"))
        )
        _describe command commands
        _files
      }
      local -a of_command
      case ${words[2]} in
      \(ofCommands.joined(separator: "\n"))
        explain) of_command=('2:name:(\(ExplainCommand.names.joined(separator: " ")))') ;;
      esac
      _arguments -s $of_command \\
      \(options.map { $0 + " \\" }.joined(separator: "\n"))
          '1: :_tian_first' '*: :_files'

      """
  }

  private static func escapedForZsh(_ text: String) -> String {
    text.map { character in
      switch character {
      case "'": "'\\''"
      case "[", "]", ":", "\\": "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  /// To be saved as `~/.config/fish/completions/tian.fish`.
  private static var fishScript: String {
    let options = Option.all.map { option in
      let dashes =
        option.name.hasPrefix("--") ? "-l \(option.name.dropFirst(2))" : "-s \(option.name.dropFirst())"
      let value: String
      if !option.choices.isEmpty {
        value = " -x -a '\(option.choices.joined(separator: " "))'"
      } else if let placeholder = option.placeholder {
        value = placeholder == "FILE" ? " -r -F" : " -x"
      } else {
        value = ""
      }
      return "complete -c tian \(dashes)\(value) -d '\(escapedForFish(option.help.en))'"
    }
    let commands = Subcommand.allCases.map { command in
      let help = escapedForFish(command.help.en)
      return "complete -c tian -n __fish_use_subcommand -a \(command.rawValue) -d '\(help)'"
    }
    let ofCommands = flags.flatMap { command, flags in
      flags.map {
        "complete -c tian -n '__fish_seen_subcommand_from \(command.rawValue)' -l \($0.dropFirst(2))"
      }
    }
    let names = ExplainCommand.names.joined(separator: " ")
    let explained = "complete -c tian -f -n '__fish_seen_subcommand_from explain' -a '\(names)'"
    return (commands + options + ofCommands + [explained]).joined(separator: "\n") + "\n"
  }

  private static func escapedForFish(_ text: String) -> String {
    text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }
}
