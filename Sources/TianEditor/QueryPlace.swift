import TianSource
import TianSyntax

/// What may stand where the cursor is.
enum QueryPlace: Equatable {
  /// The beginning of a statement, or of a query in brackets.
  case head
  case stage
  /// A table's name; `join` takes its kinds before it.
  case table(hasKinds: Bool)
  /// A path, in quotes or not yet, of a file that ends in one of these; of any where there are none.
  case file(endings: [String])
  /// An operand; after a comparison, a value of the column that stands before it.
  case operand(comparedTo: [Token])
  /// A column and nothing else.
  case column
  /// What follows an operand: signs and words that compare it, where it stands alone, or that join it to the
  /// next, and what the stage's verb goes on with.
  case continuation(Verb?)
  /// `t.`: the columns of a table, or what a foreign key leads to.
  case member(of: [Token])
  case unit
  /// Behind the digits of a number that stands beside a column.
  case ownUnit(comparedTo: [Token])
  case option([OptionName])
  /// Words of a fixed list.
  case words([Keyword])
  case hedgeWord
  /// Whatever is new: a name, a number, a message.
  case nothing

  init(_ typed: TypedText) {
    if typed.isUnit {
      self = .ownUnit(comparedTo: typed.tokens.comparedToNumber)
      return
    }
    guard let last = typed.tokens.last else {
      let isHead = typed.query == nil
      self =
        typed.closingQuote == nil
        ? (isHead ? .head : .stage) : isHead ? .file(endings: Self.tables) : .nothing
      return
    }
    self = Self.place(after: last, typed)
  }

  private static let tables = [".csv", ".tsv", ".txt", ".gz", ".json"]

  private static func place(after last: Token, _ typed: TypedText) -> QueryPlace {
    let tokens = typed.tokens
    let verb = typed.query == nil ? nil : tokens.first.flatMap(\.verb)
    if typed.closingQuote != nil { return inQuotes(after: last, verb, tokens) }
    switch last.kind {
    case .symbol(let symbol): return afterSymbol(symbol, verb, typed)
    case .keyword(let word):
      if let place = afterKeyword(word, verb, typed) { return place }
    case .newline: return .head
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation, .invalid,
      .end:
      break
    }
    return last.endsOperand || last.isName ? afterOperand(verb, typed) : .operand(comparedTo: [])
  }

  /// In quotes: a path, or a value of the column that the text is compared to.
  private static func inQuotes(after last: Token, _ verb: Verb?, _ tokens: ArraySlice<Token>) -> QueryPlace {
    switch last.kind {
    case .keyword(.use): return .file(endings: [".tian"])
    case .keyword(.save): return .file(endings: [])
    case .keyword(.load), .keyword(.from), .keyword(.join), .keyword(.union), .keyword(.except),
      .keyword(.intersect), .keyword(.follow):
      return .file(endings: tables)
    default:
      let compared = comparedColumn(tokens)
      return compared.isEmpty ? .nothing : .operand(comparedTo: compared)
    }
  }

  private static func afterSymbol(_ symbol: Symbol, _ verb: Verb?, _ typed: TypedText) -> QueryPlace {
    let tokens = typed.tokens
    switch symbol {
    case .dot: return .member(of: Array(tokens.dropLast().path))
    case .comma:
      switch verb {
      case .save: return tokens.isInCall ? .operand(comparedTo: []) : .option([.encoding])
      case .sample: return .option([.seed])
      case .assert: return tokens.isInCall ? .operand(comparedTo: comparedColumn(tokens)) : .nothing
      case .drop, .distinct: return .column
      case .rename: return .nothing
      case .unpivot: return tokens.contains { $0.kind == .keyword(.as) } ? .nothing : .column
      case .where, .derive, .select, .summarize, .sort, .take, .skip, .join, .union, .except,
        .intersect, .pivot, .explode, .fill, .complete, .follow, .describe, .schema, .chart:
        return .operand(comparedTo: comparedColumn(tokens))
      case nil:
        let isLoad = typed.statement.first?.kind == .keyword(.load)
        return isLoad ? .option(OptionName.ofLoad) : .operand(comparedTo: comparedColumn(tokens))
      }
    case .open where tokens.dropLast().allSatisfy(\.leadsToTable): return .head
    case .open:
      // A query in brackets may begin here, or the arguments of a call.
      let isCall = tokens.dropLast().last.map { $0.endsOperand || $0.isName } ?? false
      let compared = comparedColumn(tokens)
      return isCall || verb != nil || !compared.isEmpty ? .operand(comparedTo: compared) : .head
    case .range, .semicolon, .pipe, .colon: return .nothing
    case .close: return afterOperand(verb, typed)
    case .assign where verb == .rename: return .column
    case .assign, .arrow, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus,
      .star, .power, .slash, .floorDivide, .percent, .coalesce, .match, .noMatch, .equalFolded:
      return .operand(comparedTo: comparedColumn(tokens))
    }
  }

  /// Nil for a word that stands as a name in its place.
  private static func afterKeyword(_ word: Keyword, _ verb: Verb?, _ typed: TypedText) -> QueryPlace? {
    let tokens = typed.tokens
    let isVerb = tokens.count == 1 && verb != nil
    switch word {
    case .from: return .table(hasKinds: false)
    case .join where isVerb: return .table(hasKinds: true)
    case .union where isVerb, .except where isVerb, .intersect where isVerb, .follow where isVerb:
      return .table(hasKinds: false)
    case .inner, .left, .right, .full, .semi, .anti, .cross, .asof, .one:
      return verb == .join && tokens.count == 2 ? .table(hasKinds: false) : nil
    case .take where isVerb, .skip where isVerb, .sample where isVerb: return .nothing
    case .describe where isVerb, .schema where isVerb: return .nothing
    case .save where isVerb: return .file(endings: [])
    case .load: return .file(endings: tables)
    case .use: return .file(endings: [".tian"])
    case .drop where isVerb, .distinct where isVerb, .unpivot where isVerb, .explode where isVerb,
      .complete where isVerb:
      return .column
    case .chart where isVerb: return .words([.bar, .line, .scatter, .histogram, .spark])
    case .bar, .line, .scatter, .histogram, .spark:
      return verb == .chart && tokens.count == 2 ? .operand(comparedTo: []) : nil
    case .fill where isVerb: return .operand(comparedTo: [])
    case .down where verb == .fill && tokens.count == 2: return .column
    case .per: return .column
    case .as, .at, .depth, .let, .fn, .unit: return .nothing
    case .set: return .words([.hedge])
    case .hedge: return .hedgeWord
    case .to: return .unit
    case .contains, .starts, .ends, .in, .not, .and, .or, .by, .sort, .on, .case, .else:
      return .operand(comparedTo: comparedColumn(tokens))
    default: return isVerb ? .operand(comparedTo: []) : nil
    }
  }

  private static func afterOperand(_ verb: Verb?, _ typed: TypedText) -> QueryPlace {
    switch typed.statement.first?.kind {
    case .keyword(.load) where typed.query == nil: return .words([.as])
    case .keyword(.use) where typed.query == nil, .keyword(.unit) where typed.query == nil: return .nothing
    case .keyword(.let) where typed.statement.count < 3: return .nothing
    case .keyword(.set) where typed.query == nil && typed.statement.count == 1: return .words([.hedge])
    default: return .continuation(verb)
    }
  }

  /// The path before a comparison, or before `in (`, that the tokens end in.
  private static func comparedColumn(_ tokens: ArraySlice<Token>) -> [Token] {
    var rest = tokens
    if rest.isInList {
      while let token = rest.popLast(), token.kind != .symbol(.open) {}
      guard rest.last?.kind == .keyword(.in) else { return [] }
    }
    guard let last = rest.popLast() else { return [] }
    switch last.kind {
    case .symbol(.equal), .symbol(.notEqual), .symbol(.equalFolded), .keyword(.contains), .keyword(.starts),
      .keyword(.ends), .keyword(.in), .symbol(.match), .symbol(.assign):
      // `n = ` names something new, but in a condition `=` stands for `==`.
      if last.kind == .symbol(.assign), rest.first?.verb != .where { return [] }
      if rest.last?.kind == .keyword(.not) { rest.removeLast() }
      return Array(rest.path)
    default: return []
    }
  }
}

extension Token {
  /// The verb that it may be, at the beginning of a stage.
  fileprivate var verb: Verb? {
    if case .keyword(let word) = kind { word.verb } else { nil }
  }

  /// The verbs that take another table, and the words between them and it.
  fileprivate var leadsToTable: Bool {
    guard case .keyword(let word) = kind else { return false }
    let verbs: [Verb] = [.join, .union, .except, .intersect, .follow]
    return word.verb.map(verbs.contains) ?? (word.role == .joinKind)
  }
}

extension ArraySlice<Token> {
  /// The names and dots at the end.
  var path: ArraySlice<Token> {
    var start = endIndex
    while start > startIndex {
      let token = self[start - 1]
      let wantsName = start == endIndex || self[start].kind == .symbol(.dot)
      guard wantsName ? token.isName : token.kind == .symbol(.dot) else { break }
      start -= 1
    }
    return self[start...]
  }

  /// What a number at the end is compared or added to: the path before the sign.
  fileprivate var comparedToNumber: [Token] {
    guard let sign = last, case .symbol(let symbol) = sign.kind else { return [] }
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .assign, .coalesce:
      return Array(dropLast().path)
    case .arrow, .star, .power, .slash, .floorDivide, .percent, .match, .noMatch, .equalFolded, .dot, .comma,
      .open, .close, .range, .semicolon, .pipe, .colon:
      return []
    }
  }

  /// Whether a bracket is open.
  fileprivate var isInCall: Bool {
    reduce(0) { $0 + ($1.kind == .symbol(.open) ? 1 : $1.kind == .symbol(.close) ? -1 : 0) } > 0
  }

  /// Whether the innermost open bracket holds plain values parted by commas so far, as after `in (`.
  fileprivate var isInList: Bool {
    for token in reversed() {
      switch token.kind {
      case .symbol(.open): return true
      case .symbol(.comma), .string, .figure, .name, .quotedName: continue
      default: return false
      }
    }
    return false
  }
}
