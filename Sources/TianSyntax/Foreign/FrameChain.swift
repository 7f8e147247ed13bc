import TianSource

/// `df[df.x > 3].head(10)`, methods of a table and brackets after it, as stages: read from the text, for the
/// lexer takes the brackets for quoted names.
struct FrameChain {
  /// Where the chain ends in the text, from its start.
  private(set) var length = 0
  /// The stages, ` | where x > 3 | take 10`; nil where there is a link that Tian has no stage for.
  private(set) var stages: String? = ""
  private let table: String
  /// Columns that brackets chose, which a method after them is of.
  private var columns: [String]?
  /// The keys of a `groupby` before.
  private var keys: [String]?

  /// - Parameter text: all that follows the table's name. Nil where no link begins there.
  init?(_ text: String, after table: String) {
    self.table = table
    var rest = Substring(text)
    while let link = Self.link(rest) {
      rest = rest.dropFirst(link.whole.count)
      length += link.whole.utf8.count
      if let stage = link.method.map({ method($0, link.inner) }) ?? brackets(link.inner) {
        stages = stages.map { $0 + stage }
      } else {
        stages = nil
      }
    }
    if length == 0 { return nil }
    if let columns, keys == nil {
      stages = stages.map { $0 + " | select " + columns.joined(separator: ", ") }
    }
    if keys != nil { stages = nil }
  }

  private static func link(_ text: Substring) -> (whole: Substring, method: String?, inner: String)? {
    var name: Substring?
    var open = text.startIndex
    if text.first == "." {
      let word = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      guard !word.isEmpty else { return nil }
      name = word
      open = word.endIndex
    }
    guard open < text.endIndex, text[open] == (name == nil ? "[" : "(") else { return nil }
    var depth = 0
    var quote: Character?
    for place in text[open...].indices {
      let character = text[place]
      if character == "\n" { return nil }
      if let closing = quote {
        if character == closing { quote = nil }
        continue
      }
      if character == "\"" || character == "'" { quote = character }
      if character == "(" || character == "[" || character == "{" { depth += 1 }
      if character == ")" || character == "]" || character == "}" { depth -= 1 }
      if depth == 0 {
        return (text[...place], name.map(String.init), String(text[text.index(after: open)..<place]))
      }
    }
    return nil
  }

  // MARK: Links

  /// `["a"]`, `[["a", "b"]]` choose columns; anything else is a condition.
  private mutating func brackets(_ inner: String) -> String? {
    if let names = Self.names(inner) {
      columns = names
      return ""
    }
    // An item by its place, or a list of conditions.
    guard !inner.isEmpty, !inner.allSatisfy({ $0.isNumber || $0 == ":" || $0 == "-" }) else { return nil }
    var condition = inner.replacing("\(table).", with: "")
    for quote in ["\"", "'"] {
      let parts = condition.components(between: "\(table)[\(quote)", and: "\(quote)]")
      condition = parts
    }
    return " | where \(condition)"
  }

  private static let aggregates = [
    "sum": "sum", "mean": "avg", "max": "max", "min": "min", "median": "median", "nunique": "count_distinct",
    "count": "count", "std": "stddev", "var": "variance", "first": "first", "last": "last",
  ]

  private mutating func method(_ name: String, _ inner: String) -> String? {
    let parts = ClauseText.parts(inner).filter { !$0.isEmpty }
    let options = Dictionary(
      parts.compactMap { Self.option($0) }, uniquingKeysWith: { first, _ in first })
    let values = parts.filter { Self.option($0) == nil }
    if let aggregate = Self.aggregates[name] ?? (name == "size" ? "" : nil) {
      return summary(aggregate, name)
    }
    guard keys == nil else { return nil }
    let chosen = columns
    columns = nil
    switch name {
    case "head", "limit": return " | take \(values.first ?? options["n"] ?? "5")"
    case "sample": return " | sample \(values.first ?? options["n"] ?? "1")"
    case "query", "filter": return values.first.map { " | where \(Self.unquoted($0))" }
    case "describe": return " | describe"
    case "info": return " | schema"
    case "sort_values", "sort", "order_by": return sort(values.first ?? options["by"], options["ascending"])
    case "nlargest":
      return values.count == 2 ? " | sort -\(Self.unquoted(values[1])) | take \(values[0])" : nil
    case "nsmallest":
      return values.count == 2 ? " | sort \(Self.unquoted(values[1])) | take \(values[0])" : nil
    case "drop":
      return Self.names(options["columns"] ?? values.first ?? "").map { " | drop " + Self.list($0) }
    case "drop_duplicates", "unique": return distinct(options["subset"] ?? values.first, chosen)
    case "dropna":
      return Self.names(options["subset"] ?? "").map {
        " | where " + $0.map { "\($0) != null" }.joined(separator: " and ")
      }
    case "value_counts":
      return chosen.map { " | summarize n = count() by \(Self.list($0)) | sort -n" }
    case "groupby", "group_by":
      keys = Self.names(options["by"] ?? values.first ?? "")
      return keys == nil ? nil : ""
    case "select":
      return values.isEmpty ? nil : " | select " + values.map(Self.unquoted).joined(separator: ", ")
    case "assign": return inner.isEmpty ? nil : " | derive \(inner)"
    case "rename": return rename(options["columns"])
    case "merge", "join": return join(values.first, options)
    case "to_csv", "to_json", "to_html", "to_markdown": return values.first.map { " | save \($0)" }
    case "reset_index", "copy", "to_list", "tolist", "compute", "collect": return ""
    default: return nil
    }
  }

  private mutating func summary(_ aggregate: String, _ name: String) -> String? {
    let by = keys.map { " by \(Self.list($0))" } ?? ""
    let items =
      aggregate.isEmpty || columns == nil
      ? (name == "size" || name == "count" ? ["n = count()"] : nil) : columns?.map { "\(aggregate)(\($0))" }
    (columns, keys) = (nil, nil)
    return items.map { " | summarize \(Self.list($0))\(by)" }
  }

  private func sort(_ keys: String?, _ ascending: String?) -> String? {
    guard let keys, let names = Self.names(keys) else { return nil }
    let directions = ascending.map { $0.filter { !"[]".contains($0) } }.map(ClauseText.parts) ?? []
    let list = names.enumerated().map { place, name in
      let direction = directions.count > place ? directions[place] : directions.first ?? "True"
      return direction.lowercased() == "false" ? "-\(name)" : name
    }
    return " | sort " + Self.list(list)
  }

  private func distinct(_ subset: String?, _ chosen: [String]?) -> String? {
    if let chosen { return " | distinct " + Self.list(chosen) }
    guard let subset else { return " | distinct" }
    return Self.names(subset).map { " | take 1 by " + Self.list($0) }
  }

  /// `columns={"a": "b"}`
  private func rename(_ pairs: String?) -> String? {
    guard let pairs, pairs.hasPrefix("{"), pairs.hasSuffix("}") else { return nil }
    let items = ClauseText.parts(String(pairs.dropFirst().dropLast())).map { pair -> String? in
      let sides = pair.split(separator: ":").map { Self.unquoted(String($0)) }
      return sides.count == 2 ? "\(sides[1]) = \(sides[0])" : nil
    }
    let whole = items.compactMap(\.self)
    return whole.count == items.count && !whole.isEmpty ? " | rename " + Self.list(whole) : nil
  }

  private func join(_ other: String?, _ options: [String: String]) -> String? {
    guard let other, let on = Self.names(options["on"] ?? "") else { return nil }
    let how = Self.unquoted(options["how"] ?? "")
    let kind = ["left": "left ", "right": "right ", "outer": "full ", "": "", "inner": ""][how]
    return kind.map { " | join \($0)\(other) on \(Self.list(on))" }
  }

  // MARK: Text

  private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }

  /// `name=value`; nil for what is none.
  private static func option(_ text: String) -> (String, String)? {
    let name = text.prefix { $0.isLetter || $0 == "_" }
    let rest = text.dropFirst(name.count).drop { $0 == " " }
    guard !name.isEmpty, rest.first == "=", rest.dropFirst().first != "=" else { return nil }
    return (String(name), String(rest.dropFirst().drop { $0 == " " }))
  }

  private static func unquoted(_ text: String) -> String {
    let text = text.drop { $0 == " " }
    guard let quote = text.first, quote == "\"" || quote == "'", text.last == quote, text.count > 1 else {
      return String(text)
    }
    return String(text.dropFirst().dropLast())
  }

  /// `"a"`, `["a", "b"]` or `[["a"]]`: the names as Tian writes them; nil where there is anything but quoted
  /// names.
  private static func names(_ text: String) -> [String]? {
    var text = text
    while text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
    let parts = ClauseText.parts(text)
    let names = parts.map(unquoted)
    guard !text.isEmpty, zip(parts, names).allSatisfy({ $0 != $1 }) else { return nil }
    return names.map(WrittenName.of)
  }
}

extension String {
  /// With what stands around some parts gone: `df["x"] > 3` is `x > 3`.
  fileprivate func components(between open: String, and close: String) -> String {
    var parts = split(separator: open, omittingEmptySubsequences: false).map(String.init)
    for place in parts.indices.dropFirst() {
      if let range = parts[place].range(of: close) { parts[place].removeSubrange(range) }
    }
    return parts.joined()
  }

  private func range(of text: String) -> Range<String.Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }
}
