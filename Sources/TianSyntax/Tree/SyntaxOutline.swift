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
      return SyntaxNode("load", shown(load.name), span: load.span, [file] + load.arguments.map(option))
    case .use(let use):
      return SyntaxNode("use", Literal.quoted(use.path.value), span: use.span)
    case .setting(let setting):
      return SyntaxNode("set hedge", shown(setting.word), span: setting.span, [expression(setting.value)])
    case .unit(let unit):
      let amount = unit.amount.map { expression(.literal($0, unit.amountSpan)) }
      return SyntaxNode("unit", shown(unit.name), span: unit.span, [amount].compactMap(\.self))
    case .directive(let directive):
      return SyntaxNode(directive.kind.rawValue, span: directive.span, [query(directive.query)])
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

  func table(_ table: TableSyntax) -> SyntaxNode {
    let node =
      switch table.source {
      case .name(let name): SyntaxNode("table", shown(name), span: name.span)
      case .file(let path): SyntaxNode("file", Literal.quoted(path.value), span: path.span)
      case .query(let query): self.query(query)
      case .inline(let text): SyntaxNode("csv", Literal.quoted(text.value), span: text.span)
      }
    return aliased(node, table.alias)
  }

  // MARK: Stages

  private func stage(_ stage: StageSyntax) -> SyntaxNode {
    let (kind, value, body) = parts(of: stage.kind)
    var children = body
    let place = stage.span
    if !stage.tails.by.isEmpty {
      children.append(SyntaxNode("by", span: place, groups(stage.tails)))
    }
    if !stage.tails.sort.isEmpty {
      children.append(SyntaxNode("sort", span: place, stage.tails.sort.map(sortKey)))
    }
    return SyntaxNode(kind, value, span: place, children)
  }

  private func groups(_ tails: TailsSyntax) -> [SyntaxNode] {
    var nodes: [SyntaxNode] = []
    var place = 0
    while place < tails.by.count {
      if let levels = tails.levels.first(where: { $0.keys.lowerBound == place && !$0.keys.isEmpty }) {
        nodes.append(SyntaxNode(levels.kind.rawValue, span: levels.span, tails.by[levels.keys].map(item)))
        place = levels.keys.upperBound
      } else {
        nodes.append(item(tails.by[place]))
        place += 1
      }
    }
    return nodes
  }

  // MARK: Names

  func path(_ path: PathSyntax) -> SyntaxNode { SyntaxNode("name", shown(path), span: path.span) }
  func shown(_ path: PathSyntax) -> String { path.names.map(shown).joined(separator: ".") }

  /// A name as it stands where it needs no quotes, else in brackets.
  func shown(_ name: NameSyntax) -> String { WrittenName.of(name.text) }
}
