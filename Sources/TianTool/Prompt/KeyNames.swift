import CTianEdit

/// The names that keys can be bound to: libedit's, where it has one, and this program's.
enum KeyNames {
  static func meaning(of name: String) -> KeyBindings.Meaning? {
    if let command = commands[name] { return .command(command) }
    return own.contains(name) ? .own(name) : nil
  }

  /// Where libedit's own function does not know of lines, colours or the history here, the one that does.
  private static let commands: [String: EditCommand] = [
    "ed-newline": .enter, "ed-prev-char": .left, "ed-next-char": .right, "ed-prev-word": .wordLeft,
    "em-next-word": .wordRight, "vi-prev-word": .wordLeft, "vi-next-word": .wordRight,
    "ed-move-to-beg": .home, "vi-zero": .home, "ed-move-to-end": .end,
    "ed-prev-line": .up, "ed-prev-history": .up, "ed-search-prev-history": .up,
    "ed-next-line": .down, "ed-next-history": .down, "ed-search-next-history": .down,
    "em-inc-search-prev": .search, "vi-search-prev": .search,
    "ed-clear-screen": .clearScreen, "ed-redisplay": .clearScreen,
    "ed-delete-prev-char": .eraseBefore, "em-delete-prev-char": .eraseBefore,
    "vi-delete-prev-char": .eraseBefore,
    "ed-delete-next-char": .eraseAfter, "em-delete-or-list": .eraseAfter, "vi-list-or-eof": .eraseAfter,
    "ed-delete-prev-word": .killWordLeft, "em-delete-next-word": .killWordRight,
    "ed-kill-line": .killLineEnd, "em-kill-line": .killLineStart, "vi-kill-line-prev": .killLineStart,
    "em-yank": .yank, "vi-undo": .undo, "vi-histedit": .editElsewhere,
    "tian-newline": .newline, "tian-complete": .complete, "tian-undo": .undo, "tian-redo": .redo,
  ]

  /// Those that do the same wherever they stand.
  private static let own: Set<String> = [
    "ed-insert", "ed-quoted-insert", "ed-digit", "ed-argument-digit", "ed-transpose-chars", "ed-unassigned",
    "ed-ignore", "ed-end-of-file", "em-universal-argument", "em-gosmacs-transpose", "em-upper-case",
    "em-lower-case", "em-capitol-case", "em-copy-prev-word", "em-toggle-overwrite",
  ]
}
