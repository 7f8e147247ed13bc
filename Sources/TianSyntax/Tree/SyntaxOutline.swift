import TianFigures
import TianSource

/// Turns the parts of a tree into nodes.
struct SyntaxOutline {
  let functionName: (String) -> String

  func script(_ script: ScriptSyntax) -> SyntaxNode {
    let statements = script.statements.map(statement)
    let span = statements.dropFirst().reduce(statements.first?.span ?? SourceSpan(0, 0)) {
      $0.joined(with: $1.span)
    }
    return SyntaxNode("script", span: span, statements)
  }

  private func statement(_ statement: StatementSyntax) -> SyntaxNode {
    switch statement {
    case .query(let query): return self.query(query)
    case .binding(let binding):
      return SyntaxNode("let", shown(binding.name), span: binding.span, [query(binding.value)])
    case .function(let function):
      let parameters = function.parameters.map { SyntaxNode("parameter", shown($0), span: $0.span) }
      return SyntaxNode(
        "fn", shown(function.name), span: function.span, parameters + [expression(function.body)])
    case .load(let load):
      let file = SyntaxNode("file", Literal.quoted(load.path.value), span: load.path.span)
      return SyntaxNode("load", shown(load.name), span: load.span, [file] + load.arguments.map(argument))
    }
  }

  func query(_ query: QuerySyntax) -> SyntaxNode {
    SyntaxNode("query", span: query.span, [head(query.head)] + query.stages.map(stage))
  }

  private func head(_ head: HeadSyntax) -> SyntaxNode {
    switch head {
    case .previous(let span): return SyntaxNode("previous", span: span)
    case .table(let table): return SyntaxNode("from", span: table.span, [self.table(table)])
    case .expression(let value, let alias): return aliased(expression(value), alias)
    }
  }

  private func aliased(_ node: SyntaxNode, _ alias: NameSyntax?) -> SyntaxNode {
    guard let alias else { return node }
    return SyntaxNode("as", shown(alias), span: node.span.joined(with: alias.span), [node])
  }

  private func table(_ table: TableSyntax) -> SyntaxNode {
    let node =
      switch table.source {
      case .name(let name): SyntaxNode("table", shown(name), span: name.span)
      case .file(let path): SyntaxNode("file", Literal.quoted(path.value), span: path.span)
      case .query(let query): self.query(query)
      }
    return aliased(node, table.alias)
  }

  // MARK: Stages

  private func stage(_ stage: StageSyntax) -> SyntaxNode {
    let (kind, value, body) = parts(of: stage.kind)
    var children = body
    let place = stage.span
    if !stage.tails.by.isEmpty { children.append(SyntaxNode("by", span: place, stage.tails.by.map(item))) }
    if !stage.tails.sort.isEmpty {
      children.append(SyntaxNode("sort", span: place, stage.tails.sort.map(sortKey)))
    }
    return SyntaxNode(kind, value, span: place, children)
  }

  private func parts(of stage: StageKindSyntax) -> (kind: String, value: String?, children: [SyntaxNode]) {
    switch stage {
    case .filter(let condition): ("where", nil, [expression(condition)])
    case .derive(let items): ("derive", nil, items.map(item))
    case .select(let picks): ("select", nil, picks.map(pick))
    case .drop(let paths): ("drop", nil, paths.map(path))
    case .rename(let renames): ("rename", nil, renames.map(rename))
    case .summarize(let items): ("summarize", nil, items.map(item))
    case .sort(let keys): ("sort", nil, keys.map(sortKey))
    case .take(let rows): ("take", nil, [expression(rows)])
    case .skip(let rows): ("skip", nil, [expression(rows)])
    case .distinct(let paths): ("distinct", nil, paths.map(path))
    case .join(let join):
      ("join", join.kind.rawValue, [table(join.table)] + join.conditions.map(expression))
    case .union(let other): ("union", nil, [table(other)])
    case .describe: ("describe", nil, [])
    case .schema: ("schema", nil, [])
    }
  }

  private func item(_ item: ItemSyntax) -> SyntaxNode {
    guard let name = item.name else { return expression(item.value) }
    return SyntaxNode("item", shown(name), span: item.span, [expression(item.value)])
  }

  private func pick(_ pick: PickSyntax) -> SyntaxNode {
    switch pick {
    case .item(let item): self.item(item)
    case .exclude(let path, let span): SyntaxNode("exclude", shown(path), span: span)
    case .all(let span): SyntaxNode("all", span: span)
    }
  }

  private func rename(_ rename: RenameSyntax) -> SyntaxNode {
    let span = rename.new.span.joined(with: rename.old.span)
    return SyntaxNode("item", shown(rename.new), span: span, [path(rename.old)])
  }

  private func sortKey(_ key: SortKeySyntax) -> SyntaxNode {
    SyntaxNode(key.isDescending ? "descending" : "ascending", span: key.span, [expression(key.value)])
  }

  // MARK: Names

  func path(_ path: PathSyntax) -> SyntaxNode { SyntaxNode("name", shown(path), span: path.span) }
  func shown(_ path: PathSyntax) -> String { path.names.map(shown).joined(separator: ".") }

  /// A name as it stands where it needs no quotes, else in brackets.
  func shown(_ name: NameSyntax) -> String { Literal.name(name.text) }
}
