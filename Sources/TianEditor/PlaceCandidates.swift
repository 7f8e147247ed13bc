import TianCheck
import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The candidates of a place, matched with what was typed there.
struct PlaceCandidates {
  private static let valuesMax = 5_000

  private let typed: TypedText
  private let context: EditingContext
  /// That of the last keyword typed, else that of the messages.
  private let language: Language
  private let match: NameMatch
  private let hears: Bool

  /// - Parameter hears: whether candidates are found by pinyin.
  init(_ typed: TypedText, _ context: EditingContext, hears: Bool) {
    self.typed = typed
    self.context = context
    self.hears = hears
    match = NameMatch(typed.word, hears: hears)
    let keyword = typed.statement.last { if case .keyword = $0.kind { true } else { false } }
    language = keyword.map { Language(ofWord: typed.source.text(of: $0.span)) } ?? context.language
  }

  var all: [Candidate] {
    let isInQuotes = typed.closingQuote != nil
    switch QueryPlace(typed) {
    case .file: return files
    case .operand(let compared) where isInQuotes: return values(of: compared, in: flow).matching(match)
    case _ where isInQuotes: return []
    case .head:
      let functions = typed.word.isEmpty ? [] : self.functions
      return (tables + definitions + keywords([.statement, .head]) + functions).matching(match)
    case .stage: return verbs.matching(match)
    case .table(let hasKinds):
      return (tables + definitions + (hasKinds ? keywords([.joinKind]) : [])).matching(match)
    case .operand(let compared):
      let flow = flow
      let names = newNames + flow.map(candidate) + otherSide + definitions + functions
      let words = keywords(of: [.not, .case, .null, .true, .false])
      return (values(of: compared, in: flow) + names + words).matching(match)
    case .column: return flow.map(candidate).matching(match)
    case .continuation(let verb): return keywords(of: continuations(of: verb)).matching(match)
    case .member(let path): return members(of: path).matching(match)
    case .unit(let path): return units(of: path).matching(match)
    case .option(let names):
      return names.map { Candidate($0.names[language] + ": ", name: $0.names[language], .option) }
        .matching(match)
    case .words(let words): return keywords(of: words).matching(match)
    case .hedgeWord:
      return ["近", "约"].map { Candidate($0 + " = ", name: $0, .definition) }.matching(match)
    case .nothing: return []
    }
  }

  // MARK: Tables and columns

  private var tables: [Candidate] {
    let previous = context.environment.previous == nil ? [] : [Candidate("_", .table)]
    return context.catalog.tableNames.map { Candidate(WrittenName.of($0), name: $0, .table) } + previous
  }

  private var definitions: [Candidate] {
    context.environment.names(ofFunctions: false).map { Candidate(WrittenName.of($0), name: $0, .definition) }
  }

  /// What flows into the stage; the query before it is checked for that.
  private var flow: [FlowColumn] { typed.query.map { context.columns(ofQuery: $0) } ?? [] }

  private func candidate(_ column: FlowColumn) -> Candidate {
    // `t.名` is a path, whatever characters are in its parts.
    let parts = column.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let text =
      parts.count == 2 ? parts.map(WrittenName.of).joined(separator: ".") : WrittenName.of(column.name)
    return Candidate(text, name: column.name, .column, detail: context.description(of: column.type))
  }

  /// The names that the stage itself gives before the cursor.
  private var newNames: [Candidate] {
    let isInTail = typed.tokens.contains { $0.kind == .keyword(.by) || $0.kind == .keyword(.sort) }
    if isInTail { return [] }
    return zip(typed.tokens, typed.tokens.dropFirst()).compactMap { name, sign in
      guard name.isName, sign.kind == .symbol(.assign) else { return nil }
      let text = typed.text(of: name)
      return Candidate(WrittenName.of(text), name: text, .column)
    }
  }

  /// In the conditions of `join` and `follow`, the other table's columns behind its name and a dot.
  private var otherSide: [Candidate] {
    guard typed.tokens.contains(where: { $0.kind == .keyword(.on) }), let (name, table) = joined else {
      return []
    }
    return context.columns(ofQuery: table).map { column in
      Candidate(
        WrittenName.of(name) + "." + WrittenName.of(column.name), name: "\(name).\(column.name)", .column,
        detail: context.description(of: column.type))
    }
  }

  /// What the table of `join` is called in its conditions, and the table as a query.
  private var joined: (name: String, query: String)? {
    let tokens = typed.tokens
    guard let on = tokens.firstIndex(where: { $0.kind == .keyword(.on) }), let last = tokens[..<on].last,
      last.isName
    else { return nil }
    let isAlias = tokens[..<on].dropLast().last?.kind == .keyword(.as)
    guard isAlias else { return (typed.text(of: last), typed.source.text(of: last.span)) }
    // From behind the verb, and the kind after it, to `as`.
    var table = tokens[..<on].dropLast(2).dropFirst()
    if table.count > 1, case .keyword(let kind)? = table.first?.kind, kind.role == .joinKind {
      table = table.dropFirst()
    }
    guard let first = table.first, let end = table.last else { return nil }
    return (typed.text(of: last), typed.source.text(of: first.span.joined(with: end.span)))
  }

  /// Behind a dot: the columns of a joined table, or of the table that a foreign key leads to.
  private func members(of path: [Token]) -> [Candidate] {
    let names = path.filter(\.isName).map { typed.text(of: $0) }
    guard let first = names.first else { return [] }
    if names.count == 1, let joined, joined.name == first {
      return context.columns(ofQuery: joined.query).map(candidate)
    }
    let qualified = flow.filter { $0.name.hasPrefix(first + ".") }.map { column in
      var bare = column
      bare.name = String(column.name.dropFirst(first.count + 1))
      return candidate(bare)
    }
    if !qualified.isEmpty { return qualified }
    guard let query = typed.query else { return [] }
    return context.columns(ofQuery: query, beyond: names).map(candidate)
  }

  // MARK: Values and units

  private func column(_ path: [Token], in flow: [FlowColumn]) -> FlowColumn? {
    let name = path.map { $0.isName ? typed.text(of: $0) : "." }.joined()
    return flow.first { $0.name == name }
      ?? flow.first { NameMatch(name).rank(of: $0.name) == .folded && $0.name.count == name.count }
  }

  /// The texts of a column, in quotes; within quotes, with the one that ends them.
  private func values(of path: [Token], in flow: [FlowColumn]) -> [Candidate] {
    guard !path.isEmpty, let column = column(path, in: flow), let source = column.source else { return [] }
    if case .bool = column.type.kind { return [] }
    let texts = context.catalog.texts(
      inColumn: source.column, of: source.table, atMost: Self.valuesMax)
    return texts.map { text in
      let written = typed.closingQuote.map { Literal.escaped(text) + $0 } ?? Literal.quoted(text)
      return Candidate(written, name: text, .value, detail: column.name)
    }
  }

  /// Units of the kind that the column before `to` has; of every kind where that is not known.
  private func units(of path: [Token]) -> [Candidate] {
    let dimension = path.isEmpty ? nil : column(path, in: flow)?.type.unit?.dimension
    return context.environment.units.all.filter { dimension == nil || $0.dimension == dimension }
      .flatMap { unit in
        // A unit that nothing is typed of is offered by its one name in each script.
        typed.word.isEmpty ? [unit.names.first, unit.latinNames.first].compactMap(\.self) : unit.allNames
      }.map { Candidate($0, .unit) }
  }

  // MARK: Paths

  private var files: [Candidate] {
    let (folder, part) = Self.parts(typed.word)
    let closer = typed.closingQuote ?? "\""
    let opener = typed.closingQuote == nil ? "\"" : ""
    return context.entries(folder).map { name in
      let path = folder + name
      let end = name.hasSuffix("/") ? "" : closer
      return Candidate(opener + path + end, name: name, .file)
    }.matching(NameMatch(typed.closingQuote == nil ? "" : part, hears: hears))
  }

  /// `data/合` is the folder `data/`, and what is typed of a name in it.
  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  // MARK: Words of the language

  private var functions: [Candidate] {
    let own = context.environment.names(ofFunctions: true).map { Candidate($0 + "(", name: $0, .function) }
    return own
      + FunctionTable.all.compactMap { function in
        let end = function.parameters.isEmpty ? "()" : "("
        return inEitherLanguage(
          function.names, end: end, .function, detail: function.signature(context.language))
      }
  }

  private var verbs: [Candidate] {
    Verb.allCases.compactMap { verb in
      inEitherLanguage(
        verb.name, end: "", .keyword, detail: Self.firstSentence(verb.help.help[context.language]))
    }
  }

  private func keywords(_ roles: [Keyword.Role]) -> [Candidate] {
    keywords(of: Keyword.allCases.filter { roles.contains($0.role) })
  }

  private func keywords(of words: [Keyword]) -> [Candidate] {
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
    case .inside, nil: return nil
    }
  }

  private func has(_ word: Keyword) -> Bool { typed.tokens.contains { $0.kind == .keyword(word) } }

  /// The words that may follow an operand of a stage.
  private func continuations(of verb: Verb?) -> [Keyword] {
    let operators: [Keyword] = [.and, .or, .in, .not, .to, .contains, .starts, .ends]
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
