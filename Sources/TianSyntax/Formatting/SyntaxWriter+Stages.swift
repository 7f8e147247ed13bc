import TianSource

extension SyntaxWriter {
  func stage(_ stage: StageSyntax) -> String {
    let parts = [
      body(of: stage.kind), groups(stage.tails), tail(.sort, stage.tails.sort, sortKey),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func groups(_ tails: TailsSyntax) -> String {
    guard let levels = tails.levels.flatMap({ Keyword(rawValue: $0.rawValue) }) else {
      return tail(.by, tails.by, item)
    }
    return "\(word(.by)) \(word(levels))(\(list(tails.by, item)))"
  }

  private func tail<Key>(_ keyword: Keyword, _ keys: [Key], _ write: (Key) -> String) -> String {
    keys.isEmpty ? "" : "\(word(keyword)) \(list(keys, write))"
  }

  private func body(of stage: StageKindSyntax) -> String {
    switch stage {
    case .filter(let condition): "\(word(.where)) \(expression(condition))"
    case .derive(let items): "\(word(.derive)) \(list(items, item))"
    case .select(let picks): "\(word(.select)) \(list(picks, pick))"
    case .drop(let patterns): "\(word(.drop)) \(list(patterns, pattern))"
    case .rename(let renames): "\(word(.rename)) \(list(renames) { "\(name($0.new)) = \(path($0.old))" })"
    case .summarize(let items): "\(word(.summarize)) \(list(items, item))"
    case .sort(let keys): "\(word(.sort)) \(list(keys, sortKey))"
    case .take(let rows): "\(word(.take)) \(expression(rows))"
    case .skip(let rows): "\(word(.skip)) \(expression(rows))"
    case .sample(let rows, let option):
      with(option.map { [$0] } ?? [], "\(word(.sample)) \(expression(rows))")
    case .distinct(let patterns):
      patterns.isEmpty ? word(.distinct) : "\(word(.distinct)) \(list(patterns, pattern))"
    case .join(let join): self.join(join)
    case .union(let table): "\(word(.union)) \(self.table(table))"
    case .except(let table): "\(word(.except)) \(self.table(table))"
    case .intersect(let table): "\(word(.intersect)) \(self.table(table))"
    case .pivot(let pivot): self.pivot(pivot)
    case .unpivot(let unpivot):
      "\(word(.unpivot)) \(list(unpivot.columns, pattern)) "
        + "\(word(.as)) \(name(unpivot.name)), \(name(unpivot.value))"
    case .explode(let column, let separator):
      "\(word(.explode)) \(path(column)) \(word(.at)) \(expression(separator))"
    case .fill(let items): "\(word(.fill)) \(list(items, item))"
    case .fillDown(let paths): "\(word(.fill)) \(word(.down)) \(list(paths, path))"
    case .complete(let columns): "\(word(.complete)) \(list(columns, completion))"
    case .follow(let follow): self.follow(follow)
    case .assert(let condition, let message):
      "\(word(.assert)) \(list([condition] + (message.map { [$0] } ?? []), expression))"
    case .save(let path, let options): with(options, "\(word(.save)) \(text(path.value, path.span))")
    case .describe: word(.describe)
    case .schema: word(.schema)
    }
  }

  private func with(_ options: [ArgumentSyntax], _ start: String) -> String {
    ([start] + options.map(argument)).joined(separator: ", ")
  }

  /// `inner` is what a join is unless it says otherwise, and is not written, except before a table so named.
  private func join(_ join: JoinSyntax) -> String {
    let table = self.table(join.table)
    let isAmbiguous =
      Keyword(word: table.prefix { $0 != " " }.description).map { $0.role == .joinKind } == true
    let kind = Keyword(rawValue: join.kind.rawValue).map { word($0) + " " } ?? ""
    let start = "\(word(.join)) \(join.kind == .inner && !isAmbiguous ? "" : kind)\(table)"
    return join.kind == .cross ? start : "\(start) \(word(.on)) \(list(join.conditions, expression))"
  }

  private func pivot(_ pivot: PivotSyntax) -> String {
    let values = pivot.values.map { " \(word(.in)) \(set($0))" } ?? ""
    return "\(word(.pivot)) \(list(pivot.items, item)) \(word(.per)) \(expression(pivot.per))\(values)"
  }

  private func completion(_ key: CompletionSyntax) -> String {
    path(key.column) + (key.values.map { " \(word(.in)) \(set($0))" } ?? "")
  }

  private func follow(_ follow: FollowSyntax) -> String {
    let depth = follow.depth.map { " \(word(.depth)) \(expression($0))" } ?? ""
    let conditions = list(follow.conditions, expression)
    return "\(word(.follow)) \(table(follow.table)) \(word(.on)) \(conditions)\(depth)"
  }

  private func item(_ item: ItemSyntax) -> String {
    let value = expression(item.value)
    return item.name.map { "\(name($0)) = \(value)" } ?? value
  }

  private func pick(_ pick: PickSyntax) -> String {
    switch pick {
    case .item(let item): self.item(item)
    case .exclude(let pattern, _): "-" + self.pattern(pattern)
    case .glob(let glob): self.glob(glob)
    }
  }

  private func pattern(_ pattern: PatternSyntax) -> String {
    switch pattern {
    case .path(let path): self.path(path)
    case .glob(let glob): self.glob(glob)
    }
  }

  private func glob(_ glob: GlobSyntax) -> String {
    guard let name = glob.name else { return "*" }
    return (glob.opensWithStar ? "*" : "") + self.name(name) + (glob.endsWithStar ? "*" : "")
  }

  private func sortKey(_ key: SortKeySyntax) -> String {
    (key.isDescending ? "-" : "") + expression(key.value)
  }
}
