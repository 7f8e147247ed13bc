extension DisplayWidth {
  /// Frames and bars as they are, or in ASCII where each of their signs would take two cells.
  public static func drawing(_ signs: String) -> String {
    ambiguousCells == 1 ? signs : String(signs.map { plainSigns[$0] ?? $0 })
  }

  private static let plainSigns: [Character: Character] = [
    "─": "-", "│": "|", "┌": "+", "┬": "+", "┐": "+", "├": "+", "┼": "+", "┤": "+", "└": "+", "┴": "+",
    "┘": "+", "█": "#", "▓": "=", "▒": ":", "░": ".", "▏": " ", "▎": " ", "▍": " ", "▌": "|", "▋": "|",
    "▊": "|", "▉": "#", "▕": "|", "●": "*", "→": ">", "←": "<", "↑": "^", "↓": "v",
  ]
}
