import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// One row a group: keys, then items. What an item makes of its aggregates is computed after them.
  mutating func summarize(_ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame) {
    let input = flow.scope
    let (keys, tails) = walkingCodes(groupKeys(tails.by, frame), tails, frame)
    warnOfSortByKey(tails, keys, frame)
    let order = sortKeys(rowOrder(items, tails, frame), within: keys.map(\.id), frame)
    // What a subtotal leaves out its rows do not share.
    let levelled = tails.levels.flatMap(\.keys)
    let shared = keys.indices.filter { !levelled.contains($0) }.map { keys[$0].id }
    var context = Context(
      scope: Scope(columns: keys, table: input.table, isUnknown: input.isUnknown), frame: frame,
      aggregates: .summary(input: input, keys: shared))
    var named = zip(keys, tails.by).map { (column: $0, span: frame.place($1.span)) }
    var after: [Step.Compute.Item] = []
    let loose = looseItems(items, context, input)
    reportLooseItems(loose, of: items, frame)
    for (place, item) in items.enumerated() {
      let span = frame.place(item.value.span)
      let value = loose.contains(place) ? .unknown(at: span) : check(item.value, context)
      // The arguments wait in the flow; the item itself waits for the aggregates.
      let before = flow.pending
      flow.pending = []
      let result = column(item, value, context)
      after += flow.pending
      flow.pending = before
      named.append((result, frame.place(item.span)))
      context.scope.columns.append(result)
    }
    let aggregates = flow.aggregates
    let walks = flow.keyWalks
    flow.keyWalks = []
    flow.aggregates = []
    flow.scope.table = nil
    if let level = tails.levels.first {
      if !walks.isEmpty {
        report(
          .looseColumn, Bilingual("a subtotal has no key to walk from", "小计没有可以沿着取值的键"),
          at: frame.place(level.span), Bilingual("put what is wanted in `first(…)`", "请把所需的放进 `首个(…)`"))
      }
      summarizeLevels(tails, keys, aggregates, order, after, named, frame)
      return
    }
    checkNames(named)
    let ids = unique(keys.map(\.id) + walks)
    append { .aggregate(.init(input: $0, keys: ids, items: aggregates, order: order)) }
    flow.pending = after
    flow.scope.columns = named.map(\.0)
  }

  /// The same with subtotals: keys, the level of each row, then items.
  private mutating func summarizeLevels(
    _ tails: TailsSyntax, _ keys: [Scope.Column], _ aggregates: [Step.AggregateItem],
    _ order: [Step.SortKey], _ after: [Step.Compute.Item],
    _ named: [(column: Scope.Column, span: SourceSpan)], _ frame: Frame
  ) {
    let first = frame.place(tails.levels[0].span)
    let language = frame.language(of: tails.levels[0].span)
    guard let levels = Levels(tails.levels, keyCount: keys.count, in: language) else {
      report(
        .tooManyValues,
        Bilingual(
          "these keys make more than \(Levels.levelsMost) levels", "这些键组成的级别超过 \(Levels.levelsMost) 级"),
        at: first,
        Bilingual("leave keys out, or put them beside as plain ones", "请减少括号里的键，或移到括号之外"))
      return unknown()
    }
    let (copies, level) = appendLevels(levels, keys, aggregates, order)
    flow.pending = after.map { .init(id: $0.id, value: $0.value.mapColumns { copies[$0] ?? $0 }) }
    var columns = named
    for place in columns.indices {
      columns[place].column.id = copies[columns[place].column.id] ?? columns[place].column.id
    }
    columns.insert((.init(Levels.columnNames, in: language, id: level), first), at: keys.count)
    checkNames(columns)
    flow.scope.columns = columns.map(\.column)
  }

  /// The tail's `sort`, which orders the rows that come in; a key that is an item's name is meant for a stage
  /// after this one, and is reported so.
  private mutating func rowOrder(
    _ items: [ItemSyntax], _ tails: TailsSyntax, _ frame: Frame
  ) -> [SortKeySyntax] {
    tails.sort.filter { key in
      guard case .name(let path) = key.value, let name = path.single, frame.parameters == nil,
        columns(path, in: flow.scope).isEmpty, items.contains(where: { $0.name?.text == name.text })
      else { return true }
      let written = (key.isDescending ? "-" : "") + name.text
      report(
        .unknownColumn,
        Bilingual(
          "`\(name.text)` is made by this stage, and its `sort` orders the rows that come in",
          "`\(name.text)` 由本步得出，而本步的 `排序` 只排进来的行"), at: frame.place(key.span),
        Bilingual("write `| sort \(written)` after it", "请在其后写 `| 排序 \(written)`"))
      return false
    }
  }

  /// The places of items that are columns of the rows that come in, as keys are: `summarize 县, n = count()`.
  private func looseItems(_ items: [ItemSyntax], _ context: Context, _ input: Scope) -> [Int] {
    guard context.frame.parameters == nil, context.frame.useSpan == nil else { return [] }
    return items.indices.filter { place in
      guard items[place].name == nil, case .name(let path) = items[place].value else { return false }
      let isKey = !columns(path, in: context.scope).isEmpty
      let isLet = path.single.map { definitionPlace(of: $0.text, context.frame) != nil } ?? true
      return !isKey && !isLet && !columns(path, in: input).isEmpty
    }
  }

  /// One edit moves them all to the stage's keys, where anything else is left.
  private mutating func reportLooseItems(_ places: [Int], of items: [ItemSyntax], _ frame: Frame) {
    let names = places.map { source.text(of: items[$0].span) }
    var fixes: [Diagnostic.Fix] = []
    if places.count < items.count, let end = groupPlace(frame) {
      for place in places {
        let span = items[place].span
        let isLast = place == items.count - 1 || !(place..<items.count).contains { !places.contains($0) }
        fixes.append(
          isLast
            ? .init(SourceSpan(lower: items[place - 1].span.upper, upper: span.upper), "")
            : .init(SourceSpan(lower: span.lower, upper: items[place + 1].span.lower), ""))
      }
      fixes.append(.init(end.span, end.word + names.joined(separator: ", ")))
    }
    for (number, place) in places.enumerated() {
      guard case .name(let path) = items[place].value else { continue }
      let text = names[number]
      let by = TianWords.keyword(.by, in: language)
      report(
        Diagnostic(
          .looseColumn, Bilingual("`\(text)` has many values in a group", "一组之中 `\(text)` 有许多值"),
          at: [
            .init(
              frame.place(path.span),
              Bilingual(
                "make it a key: `… \(by) \(text)`, or put it in an aggregate, `first(\(text))`",
                "请列为键：`… \(by) \(text)`，或放进聚合函数，如 `首个(\(text))`"))
          ], fixes: number == 0 ? fixes : []))
    }
  }
}
