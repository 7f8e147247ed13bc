import TianSource

// Whole queries of other languages, written as Tian would.
extension Parser {
  private static let clauseWords: Set<String> = [
    "from", "where", "group", "having", "order", "limit", "offset", "join", "left", "right", "inner", "full",
    "cross",
  ]

  /// `select a from t where …`: told with the whole query in Tian, and stepped over. False where it is none.
  mutating func skipSelectStatement() -> Bool {
    guard isWord(current), text(of: current).lowercased() == "select" else { return false }
    var places: [(word: String, place: Int)] = [("select", index)]
    var depth = 0
    var end = index + 1
    scan: while end < tokens.count {
      let token = tokens[end]
      switch token.kind {
      case .end, .symbol(.pipe), .symbol(.semicolon): break scan
      case .newline:
        let word = text(of: self.token(end + 1)).lowercased()
        if !Self.clauseWords.contains(word) { break scan }
      case .symbol(.open): depth += 1
      case .symbol(.close):
        if depth == 0 { break scan }
        depth -= 1
      default:
        let word = text(of: token).lowercased()
        let isJoined = word == "join" && places.last.map { $0.place == end - 1 } == true
        if depth == 0, isWord(token), Self.clauseWords.contains(word), !isJoined {
          places.append((word, end))
        }
      }
      end += 1
    }
    guard places.contains(where: { $0.word == "from" }), places.count > 1 else { return false }
    let whole = span(index, end - 1)
    let mended = Mender.mended(tian(places, end: end))
    if mayReport() {
      let query = mended.split(separator: "\n").joined(separator: " ")
      errors.add(
        Diagnostic(
          .foreignWord, Bilingual("a query begins with its table", "查询要从表开始"),
          at: [.init(current.span, Bilingual("write `\(query)`", "请写 `\(query)`"))],
          fixes: [.init(whole, query)]))
    }
    index = end
    return true
  }

  /// The clauses in Tian's order.
  private func tian(_ places: [(word: String, place: Int)], end: Int) -> String {
    var clauses: [(word: String, text: String)] = []
    for (number, clause) in places.enumerated() {
      let last = (number + 1 < places.count ? places[number + 1].place : end) - 1
      var first = clause.place + 1
      if token(first).is(.by) { first += 1 }
      if ["left", "right", "inner", "full", "cross"].contains(clause.word) {
        first = (clause.place...last).first { token($0).is(.join) }.map { $0 + 1 } ?? first
      }
      var stop = last
      while stop > first, tokens[stop].kind == .newline { stop -= 1 }
      clauses.append((clause.word, first <= stop ? source.text(of: span(first, stop)) : ""))
    }
    func all(_ word: String) -> [String] { clauses.filter { $0.word == word }.map(\.text) }
    var out = all("from").joined(separator: ", ")
    for (word, text) in clauses {
      switch word {
      case "join", "inner": out += " | join \(text)"
      case "left", "right", "full", "cross": out += " | join \(word) \(text)"
      default: break
      }
    }
    for text in all("where") { out += " | where \(text)" }
    var items = all("select").first ?? ""
    let isDistinct = items.lowercased().hasPrefix("distinct ")
    if isDistinct { items = String(items.dropFirst("distinct ".count)) }
    let keys = all("group").first
    let sort = all("order").map { " | sort \($0)" }.joined()
    if let keys {
      let names = parts(keys)
      let rest = parts(items).filter { !names.contains($0) }
      out += rest.isEmpty ? " | distinct \(keys)" : " | summarize \(rest.joined(separator: ", ")) by \(keys)"
      for text in all("having") { out += " | where \(text)" }
      out += sort
    } else if isAggregate(items) {
      out += " | summarize \(items)"
    } else if isDistinct {
      out += " | distinct \(items)" + sort
    } else {
      out += sort + (items == "*" ? "" : " | select \(items)")
    }
    for text in all("offset") { out += " | skip \(text)" }
    for text in all("limit") { out += " | take \(text)" }
    return out
  }

  private func isAggregate(_ items: String) -> Bool {
    ["count(", "sum(", "avg(", "min(", "max("].contains { items.lowercased().hasPrefix($0) }
  }

  /// The parts of a list, at the commas outside brackets.
  private func parts(_ list: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in list {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// `df[df.x > 3]` and `df.head(10)`, after the head: told as stages, and stepped over.
  mutating func skipForeignFrame(_ head: ExpressionSyntax) {
    guard case .name(let path) = head, head.span.upper == current.span.lower else { return }
    let table = source.text(of: path.first.span)
    if current.kind == .quotedName, path.rest.isEmpty, text(of: current).hasPrefix("[") {
      let inner = String(text(of: current).dropFirst().dropLast())
      let condition = inner.split(separator: "\(table).", omittingEmptySubsequences: false).joined()
      reportForeign(ForeignTable.shape(.frame), fixes: [.init(current.span, " | where \(condition)")])
      advance()
    } else if at(.open), let method = path.rest.first, path.rest.count == 1, let close = closing(index) {
      let verb = Verb(rawValue: method.text) ?? ForeignTable.form(method.text) { $0.verb != nil }?.use.verb
      guard let verb else { return }
      let inner = index + 1 < close ? source.text(of: span(index + 1, close - 1)) : ""
      let bare = inner.filter { $0 != "\"" && $0 != "'" }
      let whole = SourceSpan(lower: path.first.span.upper, upper: token(close).span.upper)
      let stage = " | \(verb.rawValue)" + (bare.isEmpty ? "" : " \(bare)")
      reportForeign(ForeignTable.shape(.method), at: whole, fixes: [.init(whole, stage)])
      index = close + 1
    }
  }
}
