import TianTestSupport

/// Random sentences of the grammar. Look-aheads are not minded, and names are often keywords, so some
/// sentences are none: what counts is that parser and grammar agree.
struct SentenceGenerator {
  let grammar: GrammarFile
  var random: SeededRandom
  private var depth = 0

  init(grammar: GrammarFile, seed: UInt64) {
    self.grammar = grammar
    random = SeededRandom(seed: seed)
  }

  private static let names = [
    "a", "b", "面积", "产业", "t", "合作社", "take", "count", "to", "on", "as", "left", "one", "contains", "else",
    "let",
    "from", "where", "左", "含", "换算", "始于", "记作", "取", "从", "令", "_", "load", "fn", "join", "describe",
    "distinct", "at", "per", "depth", "down", "rollup", "csv", "explain", "use", "fill", "逐", "于", "f", "r",
  ]
  private static let terminals: [String: [String]] = [
    "QIDENT": ["[亩均产值(元/亩)]", "【年】", "`by`", "[]]]"],
    "FIGURE": ["3", "500亩", "近2000亩", "15%", "4万元/年", "7万余元", "0.5", "1_000", "500 亩", "３"],
    "FLOAT": ["1e6", "3.5E-3"], "DATE": ["2024-03-20", "@2024-03-20", "2023年9月13日"],
    "PERIOD": ["@2023", "@2023-05", "@2023Q2", "2023年", "2023年5月"],
    "TIMESTAMP": ["2024-03-20T08:30:00", "@2024-03-20T08:30", "2024-03-20T23:59:59.25"],
    "STRING": ["\"茶叶\"", "'x'", "“水果”", "r\"C:\\d\"", "\"a\\nb\"", "\"\"\"\na,b\n\"\"\"", "f\"{{a}}\""],
    "FSTART": ["f\"a {", "f\"{", "f“第{"], "FMIDDLE": ["}: {", "}{{{"],
    "FEND": ["}\"", "} 亩\\n\"", "}\\u{4E00}”"],
    "PIPE": ["|", "｜"], "SEP": [";", "；"],
    "NL": ["\n"], "EOF": [""],
  ]

  /// The sentence's tokens, to be joined by spaces.
  mutating func sentence(_ rule: String = "script") -> [String] {
    depth = 0
    return generate(.reference(rule))
  }

  private mutating func generate(_ expression: GrammarExpression) -> [String] {
    switch expression {
    case .literal(let word): return [word]
    case .reference("IDENT"): return [Self.names.randomElement(using: &random) ?? "a"]
    case .reference(let name):
      if let words = Self.terminals[name] { return [words.randomElement(using: &random) ?? ""] }
      guard let rule = grammar.rules[name] else { return [] }
      depth += 1
      defer { depth -= 1 }
      return generate(rule)
    case .sequence(let parts): return parts.flatMap { generate($0) }
    case .choice(let parts, _): return generate(alternative(of: parts))
    case .optional(let part, _): return goesOn ? generate(part) : []
    case .repeated(let part, _):
      var words: [String] = []
      while goesOn, words.count < 40 { words += generate(part) }
      return words
    case .ahead: return []
    }
  }

  /// Deep down options are left out, and the last or a terminal alternative taken, so that sentences end.
  private var goesOn: Bool {
    mutating get { Int.random(in: 0..<100, using: &random) < (depth < 14 ? 45 : depth < 26 ? 18 : 0) }
  }

  private mutating func alternative(of parts: [GrammarExpression]) -> GrammarExpression {
    if depth < 26 { return parts[Int.random(in: parts.indices, using: &random)] }
    let plain = parts.filter {
      if case .reference(let name) = $0 { return GrammarFile.terminals.contains(name) || name == "path" }
      return false
    }
    return plain.randomElement(using: &random) ?? parts[parts.count - 1]
  }

  /// Tokens with one to three of them dropped, doubled, swapped or replaced.
  mutating func mutated(_ words: [String]) -> [String] {
    var words = words
    for _ in 0..<Int.random(in: 1...3, using: &random) where !words.isEmpty {
      let at = Int.random(in: words.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: words.remove(at: at)
      case 1: words.insert(words[at], at: at)
      case 2: words.swapAt(at, Int.random(in: words.indices, using: &random))
      default: words[at] = Self.soup.randomElement(using: &random) ?? ""
      }
    }
    return words
  }

  static let soup =
    names + terminals.values.flatMap { $0 }.sorted()
    + [
      "(", ")", ",", ".", "..", ":", "=", "==", "!=", "<", "<=", "+", "-", "*", "/", "//", "%", "**", "??",
      "=>", "and",
      "or", "not", "in", "by", "sort", "case", "null", "true", "且", "非", "按", "排序", "分情况", "（", "）", "，",
      "<>", "&&", "~", "!~", "~=", "}", "{", "f\"", "\"\"\"", "is", "cross", "cube",
      "desc", "limit",
    ]
}
