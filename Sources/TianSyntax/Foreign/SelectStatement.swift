import TianSource

/// A `select` statement of SQL, clause by clause, and as Tian writes it: the table first, each step in the
/// order in which it is done. What stands inside the clauses is copied, to be mended apart.
struct SelectStatement {
  /// One of the select list: `sum(x) as y`, `sum(x) y`, `sum(x)`.
  private struct Item {
    let value: String
    let name: String?

    init(_ text: String) {
      let words = ClauseText.words(text)
      let isNamed = words.count > 2 && words[words.count - 2].lowercased() == "as"
      let isNamedBriefly =
        !isNamed && words.last.map(ClauseText.isName) == true
        && (words.count == 2 || words.dropLast().last?.hasSuffix(")") == true)
        && words.dropLast().last?.last.map { ClauseText.isNameEnd($0) || $0 == ")" } == true
      name = isNamed || isNamedBriefly ? words.last : nil
      value = isNamed || isNamedBriefly ? words.dropLast(isNamed ? 2 : 1).joined(separator: " ") : text
    }

    init(_ value: String, as name: String) {
      self.value = value
      self.name = name
    }

    var tian: String { name.map { "\($0) = \(value)" } ?? value }
    /// What the column is called, as a query writes it.
    var title: String {
      name ?? (isAggregate ? WrittenName.of(value.replacing("(*)", with: "()")) : value)
    }
    var isAggregate: Bool { ClauseText.isAggregate(value) }
    var isWindow: Bool { ClauseText.isWindow(value) }
  }

  /// Each clause by its first word in small letters, without the word, in the order of the text.
  private let clauses: [(word: String, text: String)]
  private let items: [Item]
  private let isDistinct: Bool
  private let firstRows: String?
  /// Aggregates that a condition or an order asks for and the list has not: columns for that time alone.
  private let asides: [Item]

  init(_ clauses: [(word: String, text: String)]) {
    self.clauses = clauses
    var words = ClauseText.words(clauses.first { $0.word == "select" }?.text ?? "")
    isDistinct = words.first?.lowercased() == "distinct"
    if isDistinct { words.removeFirst() }
    let hasTop = words.count > 2 && words[0].lowercased() == "top"
    firstRows = hasTop ? words[1].filter { $0 != "(" && $0 != ")" } : nil
    if hasTop { words.removeFirst(2) }
    let items = ClauseText.parts(words.joined(separator: " ")).map { Item($0) }
    var asked: [String] = []
    for clause in clauses where clause.word == "having" || clause.word == "order" {
      asked += ClauseText.aggregateCalls(in: clause.text).filter { call in
        !asked.contains(call) && !items.contains { $0.value == call }
      }
    }
    self.items = items
    asides = asked.enumerated().map { Item($0.element, as: "aside\($0.offset + 1)") }
  }

  private var isSummary: Bool { all("group").first != nil || items.contains(where: \.isAggregate) }

  /// The table and its steps, but for the columns, the order and the number of rows.
  private var body: String {
    var out = tables + all("where").map { " | where \($0)" }.joined()
    let keys = all("group").first.map { ClauseText.parts($0).map(item) }
    if let keys {
      out += grouped(by: keys)
    } else if items.contains(where: \.isAggregate) {
      out += " | summarize " + (items + asides).map(\.tian).joined(separator: ", ")
    }
    return out + all("having").map { " | where \(named($0))" }.joined()
  }

  /// The whole query.
  var tian: String {
    guard isSummary else { return isDistinct ? unordered + end : body + order + columns + rows }
    return body + end + withoutAsides
  }

  /// The whole query, but for the order and the number of rows.
  var unordered: String { body + (isSummary ? withoutAsides : columns) }

  private var withoutAsides: String {
    asides.isEmpty ? "" : " | drop " + asides.map(\.title).joined(separator: ", ")
  }

  /// The last steps: the order of rows, and how many.
  var end: String { order + rows }

  private func all(_ word: String) -> [String] { clauses.filter { $0.word == word }.map(\.text) }

  private var tables: String {
    var names = ClauseText.parts(all("from").joined(separator: ", ")).map(ClauseText.aliased)
    var out = names.isEmpty ? "" : names.removeFirst()
    for name in names { out += " | join cross \(name)" }
    for (word, text) in clauses {
      switch word {
      case "join", "inner": out += " | join \(ClauseText.joined(text))"
      case "left", "right", "full", "cross": out += " | join \(word) \(ClauseText.joined(text))"
      default: break
      }
    }
    return out
  }

  /// The item that a key means: by its place, its name or its text; or the key itself.
  private func item(_ key: String) -> Item {
    if let place = Int(key), items.indices.contains(place - 1) { return items[place - 1] }
    return items.first { $0.name == key || $0.value == key } ?? Item(key)
  }

  /// A condition or a key over groups, with the names of columns for what they are called there.
  private func named(_ text: String) -> String {
    (items + asides).reduce(text) { text, item in
      item.name == nil && !item.isAggregate ? text : text.replacing(item.value, with: item.title)
    }
  }

  private func grouped(by keys: [Item]) -> String {
    let titles = keys.map(\.title)
    let all = items + asides
    let rest = all.filter { !titles.contains($0.title) }
    let by = keys.map(\.tian).joined(separator: ", ")
    let aggregates = rest.filter { !$0.isWindow }
    guard !aggregates.isEmpty else { return " | distinct \(by)" }
    // What is over the groups comes after them.
    let windows = rest.filter(\.isWindow).enumerated().map { place, item in
      " | derive \(item.name ?? "rank\(place + 1)") = \(named(item.value))"
    }.joined()
    let summary = " | summarize \(aggregates.map(\.tian).joined(separator: ", ")) by \(by)\(windows)"
    let isInOrder = all.map(\.title) == titles + rest.map(\.title)
    let canSelect = rest.allSatisfy { $0.name != nil }
    let selection = " | select " + all.map(\.title).joined(separator: ", ")
    return isInOrder || !canSelect ? summary : summary + selection
  }

  private var columns: String {
    if items.count == 1, items[0].value == "*" { return isDistinct ? " | distinct" : "" }
    let isPlain = items.allSatisfy { $0.name == nil }
    let list = items.map(\.tian).joined(separator: ", ")
    if isDistinct { return isPlain ? " | distinct \(list)" : " | select \(list) | distinct" }
    return " | select \(list)"
  }

  /// Sort keys by what they mean: before the columns are chosen, a new name is not there.
  private var order: String {
    all("order").map { text in
      let keys = ClauseText.parts(text).map { key in
        var words = ClauseText.words(key)
        let isDescending = words.last?.lowercased() == "desc"
        if isDescending || words.last?.lowercased() == "asc" { words.removeLast() }
        let text = words.joined(separator: " ")
        let item = item(text)
        let key = isSummary || isDistinct ? item.name ?? named(item.value) : item.value
        return (isDescending ? "-" : "") + ClauseText.key(key)
      }
      return " | sort " + keys.joined(separator: ", ")
    }.joined()
  }

  private var rows: String {
    all("offset").map { " | skip \($0)" }.joined() + all("limit").map { " | take \($0)" }.joined()
      + (firstRows.map { " | take \($0)" } ?? "")
  }
}

/// The text of a clause, cut outside brackets and quotes.
enum ClauseText {
  private static let aggregates = [
    "count(", "sum(", "avg(", "min(", "max(", "median(", "stddev(", "variance(", "string_agg(",
    "group_concat(",
  ]

  /// Its parts between commas, without the spaces around them.
  static func parts(_ text: String) -> [String] { cut(text) { $0 == "," }.map(trimmed) }

  /// Its words between spaces; what is in brackets or quotes is part of one.
  static func words(_ text: String) -> [String] {
    cut(text) { $0 == " " || $0 == "\n" }.filter { !$0.isEmpty }
  }

  /// `t a` and `t as a` as Tian writes them.
  static func aliased(_ table: String) -> String {
    let words = words(table)
    return words.count == 2 && isName(words[1]) ? "\(words[0]) as \(words[1])" : table
  }

  /// `t a on c`, `t using (k)`: what stands after `join`.
  static func joined(_ text: String) -> String {
    let words = words(text)
    let place = words.firstIndex { ["on", "using"].contains($0.lowercased().prefix { $0 != "(" }) }
    guard let place else { return aliased(text) }
    let table = aliased(words[..<place].joined(separator: " "))
    var condition = words[place...].joined(separator: " ").drop { $0 != " " && $0 != "(" }
    let isList = words[place].lowercased().hasPrefix("using")
    if isList { condition = condition.filter { $0 != "(" && $0 != ")" }[...] }
    return "\(table) on \(trimmed(String(condition)))"
  }

  /// Whether rows are made into one: an aggregate is called, and not over a window.
  static func isAggregate(_ text: String) -> Bool {
    let small = text.lowercased()
    return !isWindow(small)
      && aggregates.contains { small.hasPrefix($0) || small.contains(" " + $0) || small.contains("(" + $0) }
  }

  static func isWindow(_ text: String) -> Bool {
    words(text.lowercased()).contains { $0 == "over" || $0.hasPrefix("over(") || $0.hasSuffix(")over") }
  }

  /// A sort key: a name or a call as it stands, else in brackets.
  static func key(_ text: String) -> String {
    let tokens = Lexer.lex(SourceText(text)).tokens.dropLast()
    let name = tokens.prefix { $0.isName || $0.is(.dot) }
    let call = tokens.dropFirst(name.count)
    var depth = 0
    let closed = call.firstIndex { token in
      depth += token.is(.open) ? 1 : token.is(.close) ? -1 : 0
      return depth == 0
    }
    return call.isEmpty || (!name.isEmpty && closed == call.indices.last) ? text : "(\(text))"
  }

  /// The calls of aggregates in a condition or in keys.
  static func aggregateCalls(in text: String) -> [String] {
    let source = SourceText(text)
    let tokens = Lexer.lex(source).tokens
    return tokens.indices.compactMap { place in
      let name = source.text(of: tokens[place].span).lowercased() + "("
      guard aggregates.contains(name), tokens[place + 1].is(.open) else { return nil }
      var depth = 0
      for end in tokens[(place + 1)...] {
        if end.is(.open) { depth += 1 }
        if end.is(.close) { depth -= 1 }
        if depth == 0 { return source.text(of: tokens[place].span.joined(with: end.span)) }
      }
      return nil
    }
  }

  static func isName(_ word: String) -> Bool {
    let tokens = Lexer.lex(SourceText(word)).tokens
    return tokens.count == 2 && tokens[0].isName && Int(tokens[0].span.upper) == word.utf8.count
      && !lastWords.contains(word.lowercased())
  }

  static func isNameEnd(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "]" || character == "\""
  }

  /// Words that end what stands before them.
  private static let lastWords: Set = ["end", "asc", "desc"]

  private static func cut(_ text: String, at isCut: (Character) -> Bool) -> [String] {
    var parts = [""]
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for character in text {
      if let open = quote {
        if character == open, !isEscaped { quote = nil }
        isEscaped = character == "\\" && !isEscaped
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      }
      if depth == 0, quote == nil, isCut(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " || $0 == "\n" }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }
}
