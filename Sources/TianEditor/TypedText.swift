import TianFigures
import TianSource
import TianSyntax

/// A text up to the cursor, taken apart: the statements before, the query so far, the stage at hand, and the
/// word that is being typed.
struct TypedText {
  let source: SourceText
  /// What is being typed, and where it begins: the part of a name, or of a text in quotes.
  private(set) var word = ""
  private(set) var wordStart: Int
  /// Whether the word is what stands behind the digits of a number, its unit so far.
  private(set) var isUnit = false
  /// The quote that ends the text in quotes that the cursor stands in; nil where it stands in none.
  private(set) var closingQuote: String?
  /// The statements before the one at hand.
  private(set) var earlier = ""
  /// The query before the stage at hand; empty where a line begins with `|`. Nil at the head of a query.
  private(set) var query: String?
  /// The tokens of the stage, or of the head, before the word.
  private(set) var tokens: ArraySlice<Token> = []
  /// The tokens of the whole statement before the word.
  private(set) var statement: ArraySlice<Token> = []

  init(before text: String, units: UnitTable) {
    source = SourceText(text)
    wordStart = source.bytes.count
    let lexed = Lexer.lex(source, units: units)
    var all = lexed.tokens.filter { $0.kind != .end }
    if let last = all.last { takeWord(last, isUnclosed: lexed.isUnclosed) }
    if wordStart < source.bytes.count || closingQuote != nil || isUnit { all.removeLast() }
    parts(of: Self.withoutInnerNewlines(all))
  }

  /// The text of a token, a quoted name without its marks.
  func text(of token: Token) -> String {
    let text = source.text(of: token.span)
    return token.kind == .quotedName ? Self.unquoted(text) : text
  }

  private mutating func takeWord(_ last: Token, isUnclosed: Bool) {
    let (start, end) = (Int(last.span.lower), Int(last.span.upper))
    guard end == source.bytes.count else { return }
    switch last.kind {
    case .string where isUnclosed:
      let text = source.text(of: last.span)
      let prefix = text.first == "r" ? 1 : 0
      let quote = text.dropFirst(prefix).prefix(1)
      guard !text.dropFirst(prefix).hasPrefix("\"\"\"") else { return }
      wordStart = start + prefix + quote.utf8.count
      word = String(text.dropFirst(prefix + 1))
      closingQuote = Self.closer(of: String(quote))
    case .name, .keyword, .quotedName:
      wordStart = start
      word = text(of: last)
    case .figure, .float:
      isUnit = true
      word = Self.unit(of: source.text(of: last.span))
      wordStart = end - word.utf8.count
    case .string, .date, .period, .timestamp, .interpolation, .symbol, .newline, .invalid, .end: break
    }
  }

  /// What stands behind the last digit, and the words that multiply.
  private static func unit(of figure: String) -> String {
    let isNumber: (Character) -> Bool = { $0.isNumber || "十百千万亿.,，余多几".contains($0) }
    return figure.lastIndex(where: isNumber).map { String(figure[figure.index(after: $0)...]) } ?? ""
  }

  private static func closer(of quote: String) -> String {
    switch quote {
    case "“", "”": "”"
    case "‘", "’": "’"
    case "「", "」": "」"
    default: quote
    }
  }

  private static func unquoted(_ text: String) -> String {
    let inner = text.dropFirst()
    return String(inner.last.map { "]】`".contains($0) } == true ? inner.dropLast() : inner)
  }

  /// A line end ends a statement only behind something that is whole.
  private static func withoutInnerNewlines(_ tokens: [Token]) -> [Token] {
    var kept: [Token] = []
    for token in tokens where token.kind != .newline || kept.last?.endsOperand == true { kept.append(token) }
    return kept
  }

  /// Walks back from the end, over what is in brackets, to the last `|` and to the query's beginning.
  private mutating func parts(of tokens: [Token]) {
    var statementStart = tokens.startIndex
    var pipe: Int?
    var queryStart: Int?
    var depth = 0
    loop: for index in tokens.indices.reversed() {
      switch tokens[index].kind {
      case .symbol(.close): depth += 1
      case .symbol(.open):
        // An open bracket before the `|` is where its query begins.
        if depth == 0, pipe != nil, queryStart == nil { queryStart = index + 1 }
        depth = max(0, depth - 1)
      case .symbol(.pipe) where depth == 0 && pipe == nil: pipe = index
      case .newline where depth == 0, .symbol(.semicolon) where depth == 0:
        statementStart = index + 1
        break loop
      default: break
      }
    }
    statement = tokens[statementStart...]
    let lower = tokens[..<statementStart].last.map { Int($0.span.upper) } ?? 0
    earlier = String(decoding: source.bytes[..<lower], as: UTF8.self)
    guard let pipe else {
      self.tokens = tokens[afterOpening(tokens, statementStart)...]
      return
    }
    self.tokens = tokens[(pipe + 1)...]
    let start = queryStart ?? afterOpening(tokens, statementStart)
    let bytes = source.bytes[Int(tokens[min(start, pipe)].span.lower)..<Int(tokens[pipe].span.lower)]
    query = String(decoding: bytes, as: UTF8.self)
  }

  /// Past `let name =` and `explain`.
  private func afterOpening(_ tokens: [Token], _ start: Int) -> Int {
    guard start < tokens.count, case .keyword(let word) = tokens[start].kind else { return start }
    switch word {
    case .let:
      let isWhole = start + 2 < tokens.count && tokens[start + 2].kind == .symbol(.assign)
      return isWhole ? start + 3 : start
    case .explain, .profile, .lineage: return start + 1
    default: return start
    }
  }
}

extension Token {
  /// Something whole may end with it.
  var endsOperand: Bool {
    switch kind {
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation(.end),
      .symbol(.close):
      true
    case .keyword(let word):
      word.role == .literal || word == .describe || word == .schema || word == .distinct
    case .interpolation, .symbol, .newline, .invalid, .end: false
    }
  }
}

extension Lexer.Lexed {
  /// Whether the text ends within quotes.
  var isUnclosed: Bool { diagnostics.contains { $0.code == .unclosedString } }
}
