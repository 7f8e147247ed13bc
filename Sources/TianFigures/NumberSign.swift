/// The sign before a number, as texts write it: `-5`, `−5`, `－5`, `+5`, `＋5`, `↑5`, `↓5`. A query's signs are
/// operators.
enum NumberSign {
  case plus, minus

  /// Behind a plus so many whole digits are a telephone's.
  static let plusDigitsMax = 10

  private static let pluses = ["+", "＋", "↑"].map { Array($0.utf8) }
  private static let minuses = ["-", "−", "－", "↓"].map { Array($0.utf8) }

  /// The sign that stands at a place, which moves past it; nil where none does.
  static func read(_ bytes: Span<UInt8>, _ at: inout Int) -> NumberSign? {
    // Most numbers have none.
    guard at < bytes.count, bytes[at] &- 0x30 > 9 else { return nil }
    let start = at
    if let text = pluses.first(where: { bytes.starts(with: $0, at: start) }) {
      at += text.count
      return .plus
    }
    guard let text = minuses.first(where: { bytes.starts(with: $0, at: start) }) else { return nil }
    at += text.count
    return .minus
  }
}
