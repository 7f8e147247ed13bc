import TianSource

/// Text for people on lines no longer than a window's: broken at spaces, and between wide characters.
enum WrappedText {
  /// - Parameter columns: nil where nothing limits a line.
  static func of(_ text: String, columns: Int?) -> String {
    guard let columns, columns > 1 else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapped($0, cells: columns - 1) }.joined(separator: "\n")
  }

  private static func wrapped(_ line: Substring, cells: Int) -> String {
    var out = ""
    var rest = line
    while DisplayWidth.of(String(rest)) > cells {
      let head = DisplayWidth.prefix(of: String(rest), cells: cells)
      var end = rest.index(rest.startIndex, offsetBy: max(1, head.count))
      // Back to a space, unless the line holds none, or wide characters part here.
      if DisplayWidth.of(rest[end]) < 2, let space = rest[..<end].lastIndex(of: " "),
        rest[..<space].contains(where: { $0 != " " })
      {
        end = space
      }
      out += rest[..<end] + "\n"
      rest = rest[end...].drop { $0 == " " }
    }
    return out + rest
  }
}
