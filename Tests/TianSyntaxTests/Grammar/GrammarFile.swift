/// An expression of the grammar's notation.
indirect enum GrammarExpression {
  case literal(String)
  case reference(String)
  case sequence([GrammarExpression])
  /// `alternatives` are numbered within the whole grammar: coverage counts them.
  case choice([GrammarExpression], first: Int)
  case optional(GrammarExpression, id: Int)
  case repeated(GrammarExpression, id: Int)
  case ahead(GrammarExpression, isNegated: Bool)
}

/// `grammar/tian.ebnf`, read.
struct GrammarFile {
  static let terminals: Set = [
    "IDENT", "QIDENT", "FIGURE", "FLOAT", "DATE", "PERIOD", "TIMESTAMP", "STRING", "FSTART", "FMIDDLE",
    "FEND", "PIPE", "SEP", "NL", "EOF",
  ]

  private(set) var rules: [String: GrammarExpression] = [:]
  /// What each numbered alternative is, for messages.
  private(set) var alternatives: [String] = []
  private(set) var problems: [String] = []

  init(_ text: String) {
    var reader = Reader(tokens: Self.tokens(of: text))
    while reader.current != nil {
      let rule = reader.take() ?? ""
      reader.rule = rule
      reader.expect("=")
      rules[rule] = reader.choice()
      reader.expect(";")
    }
    alternatives = reader.alternatives
    problems = reader.problems
    for (rule, expression) in rules { check(expression, in: rule) }
  }

  private mutating func check(_ expression: GrammarExpression, in rule: String) {
    switch expression {
    case .literal: break
    case .reference(let name):
      if rules[name] == nil, !Self.terminals.contains(name) {
        problems.append("\(rule): no production \(name)")
      }
    case .sequence(let parts), .choice(let parts, _): for part in parts { check(part, in: rule) }
    case .optional(let part, _), .repeated(let part, _), .ahead(let part, _): check(part, in: rule)
    }
  }

  /// The numbers of all alternatives by which something may be read: those of look-aheads are left out.
  var readingAlternatives: Set<Int> {
    var seen: Set<String> = []
    var ids: Set<Int> = []
    func walk(_ expression: GrammarExpression) {
      switch expression {
      case .literal, .ahead: break
      case .reference(let name):
        if seen.insert(name).inserted, let rule = rules[name] { walk(rule) }
      case .sequence(let parts): parts.forEach(walk)
      case .choice(let parts, let first):
        ids.formUnion(first..<first + parts.count)
        parts.forEach(walk)
      case .optional(let part, let id), .repeated(let part, let id):
        ids.insert(id)
        walk(part)
      }
    }
    walk(.reference("script"))
    return ids
  }

  /// Comments dropped; literals keep their quotes.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if rest.hasPrefix("(*") {
        while !rest.isEmpty, !rest.hasPrefix("*)") { rest.removeFirst() }
        rest = rest.dropFirst(2)
      } else if first == "'" {
        let body = rest.dropFirst().prefix { $0 != "'" }
        tokens.append("'" + body)
        rest = rest[body.endIndex...].dropFirst()
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter || $0.isNumber }
        tokens.append(String(word))
        rest = rest[word.endIndex...]
      } else {
        if !first.isWhitespace { tokens.append(String(first)) }
        rest.removeFirst()
      }
    }
    return tokens
  }

  private struct Reader {
    let tokens: [String]
    var at = 0
    var rule = ""
    var alternatives: [String] = []
    var problems: [String] = []

    init(tokens: [String]) { self.tokens = tokens }

    var current: String? { at < tokens.count ? tokens[at] : nil }

    mutating func take() -> String? {
      defer { at += 1 }
      return current
    }

    mutating func expect(_ token: String) {
      if take() != token { problems.append("\(rule): expected \(token)") }
    }

    mutating func choice() -> GrammarExpression {
      let start = at
      var texts: [String] = []
      var parts = [sequence()]
      texts.append(tokens[start..<at].joined(separator: " "))
      while current == "/" {
        at += 1
        let from = at
        parts.append(sequence())
        texts.append(tokens[from..<at].joined(separator: " "))
      }
      guard parts.count > 1 else { return parts[0] }
      let first = alternatives.count
      alternatives += texts.map { "\(rule) = … / \($0)" }
      return .choice(parts, first: first)
    }

    mutating func sequence() -> GrammarExpression {
      var parts: [GrammarExpression] = []
      while let token = current, !["/", ";", "]", "}", ")"].contains(token) { parts.append(atom()) }
      return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    mutating func atom() -> GrammarExpression {
      let start = at
      let token = take() ?? ""
      switch token {
      case "!": return .ahead(atom(), isNegated: true)
      case "&": return .ahead(atom(), isNegated: false)
      case "(":
        let inner = choice()
        expect(")")
        return inner
      case "[", "{":
        let inner = choice()
        expect(token == "[" ? "]" : "}")
        let id = alternatives.count
        alternatives.append("\(rule) = … \(tokens[start..<at].joined(separator: " "))")
        return token == "[" ? .optional(inner, id: id) : .repeated(inner, id: id)
      default: return token.hasPrefix("'") ? .literal(String(token.dropFirst())) : .reference(token)
      }
    }
  }
}
