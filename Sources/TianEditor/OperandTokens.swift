import TianSyntax

/// Where what is being typed began.
extension ArraySlice<Token> {
  /// The place of the value that the tokens end in: behind the last sign or word that compares or joins
  /// values, or opens a list of them, brackets passed over whole.
  var operandStart: Int { start { $0.joinsConditions || $0.compares } }

  /// The same of the condition: comparisons are passed over, too.
  var conditionStart: Int { start(\.joinsConditions) }

  private func start(_ isBorder: (Token) -> Bool) -> Int {
    var depth = 0
    for place in indices.reversed() {
      switch self[place].kind {
      case .symbol(.close): depth += 1
      case .symbol(.open) where depth == 0: return place + 1
      case .symbol(.open): depth -= 1
      default: if depth == 0, isBorder(self[place]) { return place + 1 }
      }
    }
    return startIndex
  }
}

extension Token {
  /// Conditions, or values of a list, stand on both sides of it.
  fileprivate var joinsConditions: Bool {
    switch kind {
    case .symbol(let symbol): [.comma, .assign, .arrow, .pipe, .semicolon, .colon].contains(symbol)
    case .keyword(let word):
      word.verb != nil || [.and, .or, .not, .by, .sort, .on, .per, .case, .else].contains(word)
    default: false
    }
  }

  fileprivate var compares: Bool {
    switch kind {
    case .symbol(let symbol):
      [
        .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .match, .noMatch, .equalFolded,
      ].contains(symbol)
    case .keyword(let word): [.in, .contains, .starts, .ends].contains(word)
    default: false
    }
  }
}
