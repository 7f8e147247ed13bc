import TianFigures
import TianSource

/// Writes a tree as Tian in its one layout: ASCII marks, keywords of one language, one statement a line, or
/// one stage a line where that is too long. Parsing what it writes gives the same tree. Figures stay as
/// they were typed, for `7万余元` says more than its value. Comments are not in the tree, and so not in the
/// text.
public struct Formatter: Sendable {
  public var language: Language
  /// The most terminal cells a line takes before its stages are put on lines of their own.
  public var width: Int

  public init(language: Language = .english, width: Int = 100) {
    self.language = language
    self.width = width
  }

  /// A parsed text in its layout, each statement ending in a newline. A text with errors comes back
  /// unchanged.
  public func format(_ parsed: Parsed) -> String {
    guard parsed.status == .complete else { return parsed.source.text }
    let writer = SyntaxWriter(source: parsed.source, language: language, width: width)
    return parsed.script.statements.enumerated().map { index, statement in
      // A line that begins with `|` would go on from the line before it, were that not ended.
      let isEnded = parsed.script.statements.dropFirst(index + 1).first?.goesOn != true
      return writer.statement(statement) + (isEnded ? "\n" : ";\n")
    }.joined()
  }
}

extension StatementSyntax {
  /// A query that begins with `|`.
  fileprivate var goesOn: Bool {
    if case .query(let query) = self, case .previous = query.head { true } else { false }
  }
}

/// Writes the parts of a tree.
struct SyntaxWriter {
  let source: SourceText
  let language: Language
  let width: Int

  func word(_ keyword: Keyword) -> String {
    switch language {
    case .english: keyword.english
    case .chinese: keyword.chinese
    }
  }

  /// A name unquoted as it was, or in brackets where the bare word would be read as something else.
  func name(_ name: NameSyntax) -> String {
    name.isQuoted ? Literal.name(name.text, keepingKeywords: true) : name.text
  }

  func path(_ path: PathSyntax) -> String { path.names.map(name).joined(separator: ".") }

  private func list<Element>(_ elements: [Element], _ write: (Element) -> String) -> String {
    elements.map(write).joined(separator: ", ")
  }

  // MARK: Statements

  func statement(_ statement: StatementSyntax) -> String {
    switch statement {
    case .query(let query): return self.query(query, before: "")
    case .binding(let binding): return query(binding.value, before: "\(word(.let)) \(name(binding.name)) = ")
    case .function(let function):
      let parameters = list(function.parameters, name)
      return "\(word(.fn)) \(name(function.name))(\(parameters)) = \(expression(function.body))"
    case .load(let load):
      let start = "\(word(.load)) \(Literal.quoted(load.path.value)) \(word(.as)) \(name(load.name))"
      return ([start] + load.arguments.map(argument)).joined(separator: ", ")
    }
  }

  /// A query on one line, or each stage on a line of its own.
  private func query(_ query: QuerySyntax, before: String) -> String {
    let parts = self.parts(of: query)
    let line = before + parts.joined(separator: " ")
    return DisplayWidth.of(line) <= width ? line : before + parts.joined(separator: "\n")
  }

  /// A query on one line.
  func query(_ query: QuerySyntax) -> String { parts(of: query).joined(separator: " ") }

  /// The head and the stages, each of these with its `|`.
  private func parts(of query: QuerySyntax) -> [String] {
    let stages = query.stages.map { "| " + stage($0) }
    switch query.head {
    case .previous: return stages
    case .table(let table): return ["\(word(.from)) \(self.table(table))"] + stages
    case .expression(let value, let alias): return [aliased(expression(value), alias)] + stages
    }
  }

  private func aliased(_ text: String, _ alias: NameSyntax?) -> String {
    alias.map { "\(text) \(word(.as)) \(name($0))" } ?? text
  }

  private func table(_ table: TableSyntax) -> String {
    switch table.source {
    case .name(let name): aliased(self.name(name), table.alias)
    case .file(let path): aliased(Literal.quoted(path.value), table.alias)
    case .query(let query): aliased("(\(self.query(query)))", table.alias)
    }
  }

  // MARK: Stages

  private func stage(_ stage: StageSyntax) -> String {
    let parts = [
      body(of: stage.kind), tail(.by, stage.tails.by, item), tail(.sort, stage.tails.sort, sortKey),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func tail<Key>(_ keyword: Keyword, _ keys: [Key], _ write: (Key) -> String) -> String {
    keys.isEmpty ? "" : "\(word(keyword)) \(list(keys, write))"
  }

  private func body(of stage: StageKindSyntax) -> String {
    switch stage {
    case .filter(let condition): "\(word(.where)) \(expression(condition))"
    case .derive(let items): "\(word(.derive)) \(list(items, item))"
    case .select(let picks): "\(word(.select)) \(list(picks, pick))"
    case .drop(let paths): "\(word(.drop)) \(list(paths, path))"
    case .rename(let renames): "\(word(.rename)) \(list(renames) { "\(name($0.new)) = \(path($0.old))" })"
    case .summarize(let items): "\(word(.summarize)) \(list(items, item))"
    case .sort(let keys): "\(word(.sort)) \(list(keys, sortKey))"
    case .take(let rows): "\(word(.take)) \(expression(rows))"
    case .skip(let rows): "\(word(.skip)) \(expression(rows))"
    case .distinct(let paths): paths.isEmpty ? word(.distinct) : "\(word(.distinct)) \(list(paths, path))"
    case .join(let join): self.join(join)
    case .union(let table): "\(word(.union)) \(self.table(table))"
    case .describe: word(.describe)
    case .schema: word(.schema)
    }
  }

  /// `inner` is what a join is unless it says otherwise, and is not written, except before a table so named.
  private func join(_ join: JoinSyntax) -> String {
    let table = self.table(join.table)
    let isAmbiguous =
      Keyword(word: table.prefix { $0 != " " }.description).map { $0.role == .joinKind } == true
    let kind = Keyword(rawValue: join.kind.rawValue).map { word($0) + " " } ?? ""
    let conditions = list(join.conditions, expression)
    return
      "\(word(.join)) \(join.kind == .inner && !isAmbiguous ? "" : kind)\(table) \(word(.on)) \(conditions)"
  }

  private func item(_ item: ItemSyntax) -> String {
    let value = expression(item.value)
    return item.name.map { "\(name($0)) = \(value)" } ?? value
  }

  private func pick(_ pick: PickSyntax) -> String {
    switch pick {
    case .item(let item): self.item(item)
    case .exclude(let path, _): "-" + self.path(path)
    case .all: "*"
    }
  }

  private func sortKey(_ key: SortKeySyntax) -> String {
    (key.isDescending ? "-" : "") + expression(key.value)
  }
}
