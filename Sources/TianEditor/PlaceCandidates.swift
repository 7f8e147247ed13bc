import TianCheck
import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The candidates of a place, matched with what was typed there.
struct PlaceCandidates {
  private static let valuesMax = 5_000

  let typed: TypedText
  let context: EditingContext
  /// That of the last keyword typed, else that of the messages.
  let language: Language
  let match: NameMatch
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
    case .file(let endings): return files(endings)
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
      let names = newNames + columns(of: flow) + otherSide + definitions + functions
      let words = keywords(of: [.not, .case, .null, .true, .false])
      return (values(of: compared, in: flow) + names + words).matching(match)
    case .column: return unnamed(flow).map(candidate).matching(match)
    case .continuation(let verb):
      return (signs(after: verb) + keywords(of: continuations(of: verb))).matching(match)
    case .member(let path): return members(of: path).matching(match)
    case .unit: return units(of: type(of: typed.tokens.dropLast())?.unit?.dimension).matching(match)
    case .ownUnit(let path):
      let dimension = column(path, in: path.isEmpty ? [] : flow)?.type.unit?.dimension
      if dimension == nil && typed.word.isEmpty { return [] }
      let units = units(of: dimension).matching(match)
      // A unit that is written in full is hardly the beginning of another.
      return units.contains { $0.text == typed.word } ? [] : units
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
  var flow: [FlowColumn] { typed.query.map { context.columns(ofQuery: $0) } ?? [] }

  private func candidate(_ column: FlowColumn) -> Candidate {
    // `t.名` is a path, whatever characters are in its parts.
    let parts = column.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let text =
      parts.count == 2 ? parts.map(WrittenName.of).joined(separator: ".") : WrittenName.of(column.name)
    return Candidate(text, name: column.name, .column, detail: context.description(of: column.type))
  }

  /// Those that the stage has not named yet: none is dropped twice.
  private func unnamed(_ flow: [FlowColumn]) -> [FlowColumn] {
    let named = Set(typed.tokens.filter(\.isName).map { typed.text(of: $0) })
    return flow.filter { !named.contains($0.name) }
  }

  /// Columns that both sides of a join have come first in its condition.
  private func columns(of flow: [FlowColumn]) -> [Candidate] {
    guard typed.tokens.last?.kind == .keyword(.on), let (_, table) = joined else {
      return flow.map(candidate)
    }
    let others = Set(context.columns(ofQuery: table).map(\.name))
    return (flow.filter { others.contains($0.name) } + flow.filter { !others.contains($0.name) }).map(
      candidate)
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
      inColumn: source.column, of: source.table, beginning: typed.word, atMost: Self.valuesMax)
    return texts.map { text in
      let written = typed.closingQuote.map { Literal.escaped(text) + $0 } ?? Literal.quoted(text)
      return Candidate(written, name: text, .value)
    }
  }

  /// The type of the value that some tokens at the end of the stage are; nil where it is not known.
  func type(of tokens: ArraySlice<Token>) -> DataType? {
    let start = tokens.operandStart
    guard start < tokens.endIndex, let last = tokens.last else { return nil }
    let value = typed.source.text(of: tokens[start].span.joined(with: last.span))
    return context.columns(ofQuery: typed.query.map { $0 + " | select " + value } ?? value).last?.type
  }

  /// Units of one kind; of every kind where that is not known, or no unit has a name of it.
  private func units(of dimension: Dimension?) -> [Candidate] {
    let all = context.environment.units.all
    let fitting = all.filter { $0.dimension == dimension }
    return (fitting.isEmpty ? all : fitting)
      .flatMap { unit in
        // A unit that nothing is typed of is offered by its one name in each script.
        typed.word.isEmpty ? [unit.names.first, unit.latinNames.first].compactMap(\.self) : unit.allNames
      }.map { Candidate($0, .unit) }
  }

  // MARK: Paths

  /// Folders, and files that end in one of these.
  private func files(_ endings: [String]) -> [Candidate] {
    let (folder, part) = Self.parts(typed.word)
    let closer = typed.closingQuote ?? "\""
    let opener = typed.closingQuote == nil ? "\"" : ""
    let fitting = context.entries(folder).filter { name in
      endings.isEmpty || name.hasSuffix("/") || endings.contains(where: name.lowercased().hasSuffix)
    }
    return fitting.map { name in
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
}
