import TianSource

extension SyntaxOutline {
  func parts(of stage: StageKindSyntax) -> (kind: String, value: String?, children: [SyntaxNode]) {
    switch stage {
    case .filter(let condition): ("where", nil, [expression(condition)])
    case .derive(let items): ("derive", nil, items.map(item))
    case .select(let picks): ("select", nil, picks.map(pick))
    case .drop(let patterns): ("drop", nil, patterns.map(pattern))
    case .rename(let renames): ("rename", nil, renames.map(rename))
    case .summarize(let items): ("summarize", nil, items.map(item))
    case .sort(let keys): ("sort", nil, keys.map(sortKey))
    case .take(let rows): ("take", nil, [expression(rows)])
    case .skip(let rows): ("skip", nil, [expression(rows)])
    case .sample(let rows, let option):
      ("sample", nil, [expression(rows)] + (option.map { [self.option($0)] } ?? []))
    case .distinct(let patterns): ("distinct", nil, patterns.map(pattern))
    case .join(let join):
      ("join", join.kind.rawValue, [table(join.table)] + join.conditions.map(expression))
    case .union(let other): ("union", nil, [table(other)])
    case .except(let other): ("except", nil, [table(other)])
    case .intersect(let other): ("intersect", nil, [table(other)])
    case .pivot(let pivot): ("pivot", nil, parts(of: pivot))
    case .unpivot(let unpivot):
      (
        "unpivot", nil,
        unpivot.columns.map(pattern)
          + [unpivot.name, unpivot.value].map { SyntaxNode("as", shown($0), span: $0.span) }
      )
    case .explode(let column, let separator): ("explode", nil, [path(column), expression(separator)])
    case .fill(let items): ("fill", nil, items.map(item))
    case .fillDown(let paths): ("fill", "down", paths.map(path))
    case .complete(let columns): ("complete", nil, columns.map(completion))
    case .follow(let follow): ("follow", nil, parts(of: follow))
    case .assert(let condition, let message):
      ("assert", nil, [expression(condition)] + (message.map { [expression($0)] } ?? []))
    case .save(let path, let options):
      ("save", nil, [SyntaxNode("file", Literal.quoted(path.value), span: path.span)] + options.map(option))
    case .describe: ("describe", nil, [])
    case .schema: ("schema", nil, [])
    case .chart(let chart):
      ("chart", chart.kind.rawValue, chart.items.map(item) + chart.options.map(option))
    }
  }

  private func parts(of pivot: PivotSyntax) -> [SyntaxNode] {
    let values = pivot.values.map { [SyntaxNode("in", span: pivot.per.span, [set($0)])] } ?? []
    return pivot.items.map(item) + [SyntaxNode("per", span: pivot.per.span, [expression(pivot.per)] + values)]
  }

  private func parts(of follow: FollowSyntax) -> [SyntaxNode] {
    let depth = follow.depth.map { [SyntaxNode("depth", span: $0.span, [expression($0)])] } ?? []
    return [table(follow.table)] + follow.conditions.map(expression) + depth
  }

  private func completion(_ key: CompletionSyntax) -> SyntaxNode {
    guard let values = key.values else { return path(key.column) }
    return SyntaxNode("in", span: key.column.span, [path(key.column), set(values)])
  }

  func item(_ item: ItemSyntax) -> SyntaxNode {
    guard let name = item.name else { return expression(item.value) }
    return SyntaxNode("item", shown(name), span: item.span, [expression(item.value)])
  }

  private func pick(_ pick: PickSyntax) -> SyntaxNode {
    switch pick {
    case .item(let item): self.item(item)
    case .exclude(let pattern, let span): SyntaxNode("exclude", span: span, [self.pattern(pattern)])
    case .glob(let glob): self.glob(glob)
    }
  }

  private func pattern(_ pattern: PatternSyntax) -> SyntaxNode {
    switch pattern {
    case .path(let path): self.path(path)
    case .glob(let glob): self.glob(glob)
    }
  }

  private func glob(_ glob: GlobSyntax) -> SyntaxNode {
    let stars = (glob.opensWithStar ? "*" : "", glob.endsWithStar && glob.name != nil ? "*" : "")
    return SyntaxNode("glob", "\(stars.0)\(glob.name.map(shown) ?? "")\(stars.1)", span: glob.span)
  }

  private func rename(_ rename: RenameSyntax) -> SyntaxNode {
    let span = rename.new.span.joined(with: rename.old.span)
    return SyntaxNode("item", shown(rename.new), span: span, [path(rename.old)])
  }

  func sortKey(_ key: SortKeySyntax) -> SyntaxNode {
    SyntaxNode(key.isDescending ? "descending" : "ascending", span: key.span, [expression(key.value)])
  }
}
