import TianCheck
import TianPlan
import TianSource
import TianSyntax

/// The words and signs of the language.
extension PlaceCandidates {
  /// Keys are of single rows: no aggregate stands behind `by`, and behind `on` nothing but what is typed.
  var functions: [Candidate] {
    let isKey = has(.by) && !has(.sort)
    if has(.on), typed.word.isEmpty { return [] }
    let own = context.environment.names(ofFunctions: true).map { Candidate($0 + "(", name: $0, .function) }
    return own
      + FunctionTable.all.compactMap { function in
        if isKey, function.isOfManyRows { return nil }
        let end = function.parameters.isEmpty ? "()" : "("
        return inEitherLanguage(
          function.names, end: end, .function, detail: function.signature(context.language))
      }
  }

  var verbs: [Candidate] {
    Verb.allCases.compactMap { verb in
      inEitherLanguage(
        verb.name, end: "", .keyword, detail: Self.firstSentence(verb.help.help[context.language]))
    }
  }

  func keywords(_ roles: [Keyword.Role]) -> [Candidate] {
    keywords(of: Keyword.allCases.filter { roles.contains($0.role) })
  }

  func keywords(of words: [Keyword]) -> [Candidate] {
    words.compactMap { word in
      let names = Bilingual(word.english, word.chinese)
      let help = HelpTable.named(word.english)?.help[context.language] ?? ""
      return inEitherLanguage(names, end: "", .keyword, detail: Self.firstSentence(help))
    }
  }

  private static func firstSentence(_ text: String) -> String {
    let end = text.indices.first { index in
      let rest = text[index...]
      return rest.hasPrefix("。") || rest.hasPrefix("；") || rest.hasPrefix(". ") || rest.hasPrefix("; ")
    }
    return end.map { String(text[..<$0]) } ?? text
  }

  /// In the query's language, if that fits what was typed, else in the other.
  private func inEitherLanguage(
    _ names: Bilingual, end: String, _ kind: Candidate.Kind, detail: String
  ) -> Candidate? {
    func candidate(_ language: Language) -> Candidate {
      Candidate(names[language] + end, name: names[language], kind, detail: detail)
    }
    if match.rank(of: names[language]) != nil { return candidate(language) }
    switch match.rank(of: names[language.other]) {
    case .exact, .folded: return candidate(language.other)
    // One letter is the sound of too much.
    case .sound: return typed.word.utf8.count > 1 ? candidate(language.other) : nil
    case .inside, .scattered, nil: return nil
    }
  }

  /// What compares an operand that stands alone in a condition, as its kind has it.
  func signs(after verb: Verb?) -> [Candidate] {
    guard verb == .where || verb == .assert, typed.word.isEmpty, isAlone else { return [] }
    var shown: [(sign: Symbol, meaning: Bilingual)] = [
      (.equal, Bilingual("is equal", "等于")), (.notEqual, Bilingual("is not equal", "不等于")),
    ]
    switch type(of: typed.tokens)?.kind {
    case .bool: return []
    case .text:
      shown += [
        (.match, Bilingual("fits a pattern", "符合模式")), (.equalFolded, Bilingual("is equal by fold", "折叠后等于")),
      ]
    case .int, .decimal, .float, .date, .timestamp, .period, nil:
      shown += [
        (.greater, Bilingual("is greater", "大于")),
        (.greaterOrEqual, Bilingual("is greater or equal", "大于等于")),
        (.less, Bilingual("is less", "小于")), (.lessOrEqual, Bilingual("is less or equal", "小于等于")),
      ]
    }
    return shown.map { Candidate($0.sign.rawValue, .sign, detail: $0.meaning[context.language]) }
  }

  /// Whether nothing has been said of the operand before the cursor yet: it stands behind the verb, a joining
  /// word or a bracket.
  private var isAlone: Bool { typed.tokens.operandStart == typed.tokens.conditionStart }

  func has(_ word: Keyword) -> Bool { typed.tokens.contains { $0.kind == .keyword(word) } }

  /// The words that may follow an operand of a stage.
  func continuations(of verb: Verb?) -> [Keyword] {
    let kind = type(of: typed.tokens)?.kind
    let isUnsaid = (verb == .where || verb == .assert) && isAlone && kind != .bool
    let ofKind: [Keyword] =
      switch kind {
      case .bool: []
      case .text: [.in, .not, .contains, .starts, .ends]
      case .int, .decimal, .float: [.in, .not, .to]
      case .date, .timestamp, .period: [.in, .not]
      case nil: [.in, .not, .to, .contains, .starts, .ends]
      }
    let operators = (isUnsaid ? [] : [.and, .or]) + ofKind
    guard let verb else { return typed.query == nil ? [.to, .as] + operators : [] }
    let tails: [Keyword] = verb.takesTails ? [.by, .sort] : []
    switch verb {
    case .where, .assert, .derive, .select, .summarize, .sort: return operators + tails
    case .join: return has(.on) ? operators : [.on, .as]
    case .follow: return has(.on) ? [.depth] + operators : [.on, .as]
    case .unpivot: return [.as]
    case .explode: return [.at]
    case .pivot: return has(.per) ? [.in] + tails : [.per]
    case .complete: return [.in] + tails
    case .fill, .take, .skip, .sample, .chart: return tails
    case .union, .except, .intersect: return [.as]
    case .drop, .rename, .distinct, .save, .describe, .schema: return []
    }
  }
}
