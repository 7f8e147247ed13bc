import TianFormats

/// A JSON value to be written for people: what fits on a line stands on one.
indirect enum JSONLayout {
  case text(String)
  /// As it is to be written: a number, true or false.
  case word(String)
  case list([JSONLayout])
  case object([(key: String, value: JSONLayout)])

  private static let widthMax = 100

  static func texts(_ texts: [String]) -> JSONLayout { .list(texts.map { .text($0) }) }

  /// Lines, each ended.
  var lines: String { written(indent: "", keyWidth: 0) + "\n" }

  private func written(indent: String, keyWidth: Int) -> String {
    let short = onOneLine
    if indent.count + keyWidth + short.count <= Self.widthMax { return short }
    let inner = indent + "  "
    switch self {
    case .text, .word: return short
    case .list(let items):
      let lines = items.map { inner + $0.written(indent: inner, keyWidth: 0) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let lines = members.map { key, value in
        let name = JSONText.quoted(key) + ": "
        return inner + name + value.written(indent: inner, keyWidth: name.count)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private var onOneLine: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .word(let word): word
    case .list(let items): "[" + items.map(\.onOneLine).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { JSONText.quoted($0.key) + ": " + $0.value.onOneLine }.joined(separator: ", ") + "}"
    }
  }
}
