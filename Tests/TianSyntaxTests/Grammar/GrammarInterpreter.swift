import TianSource
import TianSyntax

/// Runs the grammar file over a text's tokens: PEG with every result of a production kept, so linear.
struct GrammarInterpreter {
  let grammar: GrammarFile

  struct Verdict {
    var isAccepted: Bool
    /// The numbers of the alternatives, options and repetitions that the accepted text used.
    var used: Set<Int> = []
  }

  /// A text is accepted if the lexer has nothing to say and the grammar reads all its tokens.
  func judge(_ source: SourceText) -> Verdict {
    let lexed = Lexer.lex(source)
    guard lexed.diagnostics.isEmpty else { return Verdict(isAccepted: false) }
    var run = Run(grammar: grammar, tokens: lexed.tokens)
    guard run.match(.reference("script"), 0) != nil else { return Verdict(isAccepted: false) }
    run.collect(.reference("script"), 0)
    return Verdict(isAccepted: true, used: run.used)
  }

  private struct Run {
    let grammar: GrammarFile
    let tokens: [Token]
    var memo: [String: [Int: Int?]] = [:]
    var used: Set<Int> = []

    init(grammar: GrammarFile, tokens: [Token]) {
      self.grammar = grammar
      self.tokens = tokens
    }

    /// Where an expression that begins at a token ends; nil where it does not match.
    mutating func match(_ expression: GrammarExpression, _ at: Int) -> Int? {
      switch expression {
      case .literal(let word): return isLiteral(word, at) ? at + 1 : nil
      case .reference(let name): return matchReference(name, at)
      case .sequence(let parts):
        var end = at
        for part in parts {
          guard let next = match(part, end) else { return nil }
          end = next
        }
        return end
      case .choice(let parts, _):
        for part in parts { if let end = match(part, at) { return end } }
        return nil
      case .optional(let part, _): return match(part, at) ?? at
      case .repeated(let part, _):
        var end = at
        while let next = match(part, end), next > end { end = next }
        return end
      case .ahead(let part, let isNegated): return (match(part, at) == nil) == isNegated ? at : nil
      }
    }

    private mutating func matchReference(_ name: String, _ at: Int) -> Int? {
      guard let rule = grammar.rules[name] else { return isTerminal(name, at) ? at + 1 : nil }
      if let known = memo[name]?[at] { return known }
      let end = match(rule, at)
      memo[name, default: [:]][at] = .some(end)
      return end
    }

    private func isLiteral(_ word: String, _ at: Int) -> Bool {
      guard at < tokens.count else { return false }
      switch tokens[at].kind {
      case .keyword(let keyword): return keyword.english == word
      case .symbol(let symbol): return symbol.rawValue == word
      default: return false
      }
    }

    private func isTerminal(_ name: String, _ at: Int) -> Bool {
      guard at < tokens.count else { return false }
      let token = tokens[at]
      switch name {
      case "IDENT": return token.isName && token.kind != .quotedName
      case "QIDENT": return token.kind == .quotedName
      case "FIGURE": return token.kind == .figure
      case "FLOAT": return token.kind == .float
      case "DATE": return token.kind == .date
      case "PERIOD": return token.kind == .period
      case "TIMESTAMP": return token.kind == .timestamp
      case "STRING": return token.kind == .string
      case "FSTART": return token.kind == .interpolation(.start)
      case "FMIDDLE": return token.kind == .interpolation(.middle)
      case "FEND": return token.kind == .interpolation(.end)
      case "PIPE": return token.kind == .symbol(.pipe)
      case "SEP": return token.kind == .symbol(.semicolon)
      case "NL": return token.kind == .newline
      case "EOF": return token.kind == .end
      default: return false
      }
    }

    /// Follows the way a match took and notes the alternatives on it.
    @discardableResult
    mutating func collect(_ expression: GrammarExpression, _ at: Int) -> Int {
      switch expression {
      case .literal, .ahead: return match(expression, at) ?? at
      case .reference(let name):
        guard let rule = grammar.rules[name] else { return at + 1 }
        return collect(rule, at)
      case .sequence(let parts): return parts.reduce(at) { collect($1, $0) }
      case .choice(let parts, let first):
        for (offset, part) in parts.enumerated() where match(part, at) != nil {
          used.insert(first + offset)
          return collect(part, at)
        }
        return at
      case .optional(let part, let id):
        guard match(part, at) != nil else { return at }
        used.insert(id)
        return collect(part, at)
      case .repeated(let part, let id):
        var end = at
        while let next = match(part, end), next > end {
          used.insert(id)
          collect(part, end)
          end = next
        }
        return end
      }
    }
  }
}
