import TianSource

extension SyntaxWriter {
  func stage(_ stage: StageSyntax) -> Document {
    let tails = stage.tails
    let hasTails = !tails.by.isEmpty || !tails.sort.isEmpty
    var parts = [body(of: stage.kind, hasTails: hasTails)]
    if !tails.by.isEmpty { parts.append(.indented([.line, groups(tails)])) }
    if !tails.sort.isEmpty {
      let keys = clause(.text(word(.sort)), tails.sort, \.span, hasMore: false, sortKey)
      parts.append(.indented([.line, keys]))
    }
    return .group(parts)
  }

  /// A key of `by`, or several in the brackets of `rollup` or `cube`.
  private struct Group {
    var levels: LevelsSyntax?
    var items: ArraySlice<ItemSyntax>
    var span: SourceSpan
  }

  private func groups(_ tails: TailsSyntax) -> Document {
    var groups: [Group] = []
    var place = 0
    while place < tails.by.count {
      let levels = tails.levels.first { $0.keys.lowerBound == place && !$0.keys.isEmpty }
      let items = tails.by[levels?.keys ?? place..<place + 1]
      let span = items.reduce(levels?.span ?? tails.by[place].span) { $0.joined(with: $1.span) }
      groups.append(Group(levels: levels, items: items, span: span))
      place = items.endIndex
    }
    return clause(.text(word(.by)), groups, \.span, hasMore: !tails.sort.isEmpty) { group in
      guard let kind = group.levels?.kind, let levels = Keyword(rawValue: kind.rawValue) else {
        return item(tails.by[group.items.startIndex])
      }
      return .sequence([.text(word(levels)), bracketed(Array(group.items), \.span, item)])
    }
  }

  private func body(of stage: StageKindSyntax, hasTails: Bool) -> Document {
    switch stage {
    case .filter(let condition): return lead(.where, expression(condition))
    case .derive(let items): return clause(.text(word(.derive)), items, \.span, hasMore: hasTails, item)
    case .select(let picks): return clause(.text(word(.select)), picks, \.span, hasMore: hasTails, pick)
    case .drop(let patterns): return clause(.text(word(.drop)), patterns, \.span, hasMore: false, pattern)
    case .rename(let renames):
      return clause(.text(word(.rename)), renames, \.span, hasMore: false) {
        "\(name($0.new)) = \(path($0.old))"
      }
    case .summarize(let items):
      return clause(.text(word(.summarize)), items, \.span, hasMore: hasTails, item)
    case .sort(let keys): return clause(.text(word(.sort)), keys, \.span, hasMore: false, sortKey)
    case .take(let rows): return lead(.take, expression(rows))
    case .skip(let rows): return lead(.skip, expression(rows))
    case .sample(let rows, let option):
      return with(option.map { [$0] } ?? [], lead(.sample, expression(rows)))
    case .distinct(let patterns):
      return clause(.text(word(.distinct)), patterns, \.span, hasMore: false, hugs: true, pattern)
    case .join(let join): return self.join(join)
    case .union(let table): return lead(.union, self.table(table))
    case .except(let table): return lead(.except, self.table(table))
    case .intersect(let table): return lead(.intersect, self.table(table))
    case .pivot(let pivot): return self.pivot(pivot)
    case .unpivot(let unpivot): return self.unpivot(unpivot)
    case .explode(let column, let separator):
      return .sequence(["\(word(.explode)) \(path(column)) \(word(.at)) ", expression(separator)])
    case .fill(let items): return clause(.text(word(.fill)), items, \.span, hasMore: hasTails, item)
    case .fillDown(let paths):
      return clause("\(word(.fill)) \(word(.down))", paths, \.span, hasMore: hasTails) { .text(path($0)) }
    case .complete(let columns):
      return clause(.text(word(.complete)), columns, \.span, hasMore: hasTails, completion)
    case .follow(let follow): return self.follow(follow)
    case .assert(let condition, let message):
      let parts = [condition] + (message.map { [$0] } ?? [])
      return lead(.assert, .joined(parts.map(expression), by: [", "]))
    case .save(let path, let options):
      return with(options, lead(.save, .text(text(path.value, path.span))))
    case .chart(let chart): return self.chart(chart, hasTails: hasTails)
    case .describe: return .text(word(.describe))
    case .schema: return .text(word(.schema))
    }
  }

  /// Its columns and its options are one list.
  private func chart(_ chart: ChartSyntax, hasTails: Bool) -> Document {
    enum Part {
      case item(ItemSyntax)
      case option(ArgumentSyntax)
    }
    let kind = Keyword(rawValue: chart.kind.rawValue).map { " " + word($0) } ?? ""
    let parts = chart.items.map(Part.item) + chart.options.map(Part.option)
    func span(_ part: Part) -> SourceSpan {
      switch part {
      case .item(let item): item.span
      case .option(let option): option.span
      }
    }
    return clause(.text(word(.chart) + kind), parts, span, hasMore: hasTails) { part in
      switch part {
      case .item(let item): self.item(item)
      case .option(let option): argument(option) { OptionName($0)?.names[language] ?? $0 }
      }
    }
  }

  private func lead(_ keyword: Keyword, _ rest: Document) -> Document {
    .sequence(["\(word(keyword)) ", rest])
  }

  /// `inner` is what a join is unless it says otherwise, and is not written, except before a table so named.
  private func join(_ join: JoinSyntax) -> Document {
    let isAmbiguous =
      if case .name(let name) = join.table.source, !name.isQuoted {
        Keyword(word: name.text).map { $0.role == .joinKind } == true
      } else { false }
    let kind = Keyword(rawValue: join.kind.rawValue).map { word($0) + " " } ?? ""
    let isWritten = join.kind != .inner || isAmbiguous
    let start = lead(.join, .sequence([isWritten ? .text(kind) : "", table(join.table)]))
    if join.kind == .cross { return start }
    return clause(
      .sequence([start, " \(word(.on))"]), join.conditions, \.span, hasMore: false, expression)
  }

  private func pivot(_ pivot: PivotSyntax) -> Document {
    let items = clause(.text(word(.pivot)), pivot.items, \.span, hasMore: true, item)
    let values: [Document] = pivot.values.map { [" \(word(.in)) ", set($0)] } ?? []
    // After an open range on the same line `per` would be its end.
    let isOpen = pivot.items.last.map { $0.value.endsOpen } == true
    return .sequence([
      items, .indented([isOpen ? .lineEnd : .line, "\(word(.per)) ", expression(pivot.per)] + values),
    ])
  }

  private func unpivot(_ unpivot: UnpivotSyntax) -> Document {
    let columns = clause(.text(word(.unpivot)), unpivot.columns, \.span, hasMore: true, pattern)
    let names = "\(name(unpivot.name)), \(name(unpivot.value))"
    return .group([columns, .indented([.line, "\(word(.as)) \(names)"])])
  }

  private func completion(_ key: CompletionSyntax) -> Document {
    let values: [Document] = key.values.map { [" \(word(.in)) ", set($0)] } ?? []
    return .sequence([.text(path(key.column))] + values)
  }

  private func follow(_ follow: FollowSyntax) -> Document {
    let depth: [Document] = follow.depth.map { [" \(word(.depth)) ", expression($0)] } ?? []
    let start = lead(.follow, .sequence([table(follow.table), " \(word(.on))"]))
    return .sequence([clause(start, follow.conditions, \.span, hasMore: false, expression)] + depth)
  }

  private func item(_ item: ItemSyntax) -> Document {
    let value = expression(item.value)
    return item.name.map { .sequence(["\(name($0)) = ", value]) } ?? value
  }

  private func pick(_ pick: PickSyntax) -> Document {
    switch pick {
    case .item(let item): self.item(item)
    case .exclude(let pattern, _): .sequence(["-", self.pattern(pattern)])
    case .glob(let glob): .text(self.glob(glob))
    }
  }

  private func pattern(_ pattern: PatternSyntax) -> Document {
    switch pattern {
    case .path(let path): .text(self.path(path))
    case .glob(let glob): .text(self.glob(glob))
    }
  }

  private func glob(_ glob: GlobSyntax) -> String {
    guard let name = glob.name else { return "*" }
    return (glob.opensWithStar ? "*" : "") + self.name(name) + (glob.endsWithStar ? "*" : "")
  }

  private func sortKey(_ key: SortKeySyntax) -> Document {
    .sequence([key.isDescending ? "-" : "", expression(key.value)])
  }
}

extension PickSyntax {
  fileprivate var span: SourceSpan {
    switch self {
    case .item(let item): item.span
    case .exclude(_, let span): span
    case .glob(let glob): glob.span
    }
  }
}

extension RenameSyntax {
  fileprivate var span: SourceSpan { new.span.joined(with: old.span) }
}

extension CompletionSyntax {
  fileprivate var span: SourceSpan {
    values.map { column.span.joined(with: $0.span) } ?? column.span
  }
}
