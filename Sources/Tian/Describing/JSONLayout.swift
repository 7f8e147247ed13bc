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

  /// The same as it was read.
  init(_ value: JSONValue) {
    switch value.form {
    case .null: self = .word("null")
    case .bool(let bool): self = .word(bool ? "true" : "false")
    case .number(let text): self = .word(text)
    case .text(let text): self = .text(text)
    case .array(let items): self = .list(items.map { JSONLayout($0) })
    case .object(let members): self = .object(members.map { ($0.key, JSONLayout($0.value)) })
    }
  }

  /// Lines, each ended.
  var lines: String { written(indent: "", keyWidth: 0) + "\n" }

  private func written(indent: String, keyWidth: Int) -> String {
    let short = onOneLine
    if indent.count + keyWidth + short.count <= Self.widthMax { return short }
    let inner = indent + "  "
    switch self {
    case .text, .word: return short
    case .list(let items) where items.allSatisfy(\.isWord):
      return "[\n" + Self.filled(items.map(\.onOneLine), inner) + "\n\(indent)]"
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

  private var isWord: Bool {
    if case .word = self { return true }
    return false
  }

  /// Words one after another, as many as fit on a line.
  private static func filled(_ words: [String], _ indent: String) -> String {
    var lines = [indent]
    for (place, word) in words.enumerated() {
      let last = lines[lines.count - 1]
      let isFirst = last == indent
      let text = place + 1 < words.count ? word + "," : word
      if isFirst || last.count + 1 + text.count <= widthMax {
        lines[lines.count - 1] += (isFirst ? "" : " ") + text
      } else {
        lines.append(indent + text)
      }
    }
    return lines.joined(separator: "\n")
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

extension JSONValue {
  /// The members of an object, the last of those of one name; none of what is no object.
  var layouts: [(key: String, value: JSONLayout)] {
    guard case .object(let members) = form else { return [] }
    return members.enumerated().compactMap { place, member in
      members[(place + 1)...].contains { $0.key == member.key }
        ? nil : (member.key, JSONLayout(member.value))
    }
  }
}
