import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  mutating func filter(_ syntax: ExpressionSyntax, _ tails: TailsSyntax, _ frame: Frame) {
    let condition = condition(syntax, context(tails, frame))
    guard !condition.isUnknown else { return }
    append {
      .filter(.init(input: $0, condition: condition.expression, possible: condition.possible))
    }
    settleUnits(by: condition.expression)
  }

  mutating func sort(_ keys: [SortKeySyntax], _ frame: Frame) {
    let context = Context(scope: flow.scope, frame: frame, aggregates: .window(partition: [], order: []))
    for key in keys
    where isAggregate(key.value) && columnCalled(context.title(key.value.span), context) == nil {
      let text = context.title(key.value.span)
      report(
        .misplacedAggregate,
        Bilingual("`\(text)` is over all rows, and so alike in each", "`\(text)` 针对所有行，每行都相同"),
        at: context.place(key.value.span),
        Bilingual("sort by a column, or add one: `derive n = …`", "请按某一列排序，或先用 `新增 n = …` 算出来"))
    }
    let keys = sortKeys(keys, context)
    append { .sort(.init(input: $0, keys: keys)) }
  }

  private func isAggregate(_ syntax: ExpressionSyntax) -> Bool {
    if case .bracketed(let inner, _) = syntax { return isAggregate(inner) }
    guard case .call(let name, _, _) = syntax,
      case .aggregate? = FunctionTable.named(name.text)?.identity
    else { return false }
    return true
  }

  /// `take n` or `take m..n`, rows counted from 1.
  mutating func take(_ rows: ExpressionSyntax, _ tails: TailsSyntax, _ frame: Frame) {
    let what = Bilingual("how many rows", "行数")
    guard case .range(let first, let last, let span) = rows else {
      if let count = rowCount(rows, what, frame) {
        slice(offset: 0, limit: count, tails, frame, at: rows.span)
      }
      return
    }
    let from = first.map { rowCount($0, what, frame) } ?? 1
    let to = last.map { rowCount($0, what, frame) }
    guard let from, to != .some(nil) else { return }
    let end = to.flatMap(\.self)
    guard from >= 1, end.map({ $0 >= from - 1 }) ?? true else {
      report(
        .notWholeNumber, Bilingual("rows count from 1, and a range goes up", "行从 1 数起，范围由小到大"),
        at: frame.place(span))
      return
    }
    slice(offset: from - 1, limit: end.map { $0 - from + 1 }, tails, frame, at: span)
  }

  mutating func skip(_ rows: ExpressionSyntax, _ tails: TailsSyntax, _ frame: Frame) {
    if let count = rowCount(rows, Bilingual("how many rows", "行数"), frame) {
      slice(offset: count, limit: nil, tails, frame, at: rows.span)
    }
  }

  private mutating func rowCount(_ syntax: ExpressionSyntax, _ what: Bilingual, _ frame: Frame) -> Int? {
    let refused = Context.Aggregates.refused(Bilingual("as a number of rows", "作为行数"))
    let value = check(syntax, Context(scope: flow.scope, frame: frame, aggregates: refused))
    return wholeNumber(value, in: 0...Int64(Int32.max) * 4096, what).map { Int($0) }
  }

  private mutating func slice(
    offset: Int, limit: Int?, _ tails: TailsSyntax, _ frame: Frame, at span: SourceSpan
  ) {
    let place = frame.place(span)
    let partition = unique(groupKeys(tails.by, frame).map(\.id))
    let order = sortKeys(tails.sort, within: partition, frame)
    append {
      .slice(
        .init(
          input: $0, partition: partition, order: order, offset: offset, limit: limit, span: place))
    }
  }

  mutating func distinct(_ patterns: [PatternSyntax], _ frame: Frame) {
    let named = columns(of: patterns, frame)
    if flow.scope.isUnknown { return }
    checkNames(named)
    let columns = patterns.isEmpty ? flow.scope.shown : named.map(\.column)
    guard !columns.isEmpty else { return }
    let ids = unique(columns.map(\.id))
    for (column, span) in named {
      let value = Typed(.column(column.id), plan.type(of: column.id), at: span)
      guard sharesUnit(value, among: ids, for: "distinct", frame) else { return unknown() }
    }
    append { .distinct(.init(input: $0, columns: ids)) }
    flow.scope.columns = columns
  }

  /// A column of the flow by name, in stages that take nothing else; reported where there is none.
  mutating func found(_ path: PathSyntax, _ frame: Frame) -> Scope.Column? {
    let columns = columns(path, in: flow.scope)
    let refused = Context.Aggregates.refused(Bilingual("", ""))
    let context = Context(scope: flow.scope, frame: frame, aggregates: refused)
    if columns.count > 1 { reportAmbiguous(path, columns.map(\.title), context) }
    if columns.isEmpty, !flow.scope.isUnknown {
      var outside = context
      outside.frame.parameters = nil
      if path.single == nil, keyLeads(path, in: flow.scope) {
        reportNotWalked(at: frame.place(path.span))
      } else {
        report(unknownColumn(path, outside, quoted: nil))
      }
    }
    return columns.count == 1 ? columns.first : nil
  }
}
