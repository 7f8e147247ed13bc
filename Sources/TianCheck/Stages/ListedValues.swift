import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// More values than that are no list that somebody wants as columns or rows.
  private static let listedMost: Int128 = 1_000_000

  /// The values of a list, a range, or a table of one column, each once, as values of a column's type. Nil
  /// where they are none, which is reported.
  mutating func listedValues(
    _ set: SetSyntax, of column: Typed, _ context: Context
  ) -> [Value]? {
    switch set {
    case .expression(.range(let low, let high, let span)):
      return range(low, high, of: column, context, at: context.place(span))
    case .expression(let single):
      if let table = tableUse(single, context) {
        return values(of: table, column, at: context.place(single.span))
      }
      return values([single], of: column, context)
    case .list(let members, _):
      if let only = members.first, members.count == 1 {
        return listedValues(.expression(only), of: column, context)
      }
      return values(members, of: column, context)
    }
  }

  private mutating func values(
    _ members: [ExpressionSyntax], of column: Typed, _ context: Context
  ) -> [Value]? {
    var values: [Value] = []
    var seen: Set<Value> = []
    var isRight = true
    for syntax in members {
      guard let value = value(syntax, of: column, context) else {
        isRight = false
        continue
      }
      guard seen.insert(value).inserted else {
        let text = context.frame.source.text(of: syntax.span)
        report(
          .notFixed, Bilingual("`\(text)` stands here twice", "`\(text)` 写了两次"),
          at: context.place(syntax.span), Bilingual("leave one out", "请去掉一个"))
        isRight = false
        continue
      }
      values.append(value)
    }
    return isRight ? values : nil
  }

  /// A literal as a value of the column's type.
  private mutating func value(
    _ syntax: ExpressionSyntax, of column: Typed, _ context: Context
  ) -> Value? {
    let member = member(syntax, beside: column, context)
    if member.isNull { return .null }
    if member.isUnknown { return nil }
    let place = context.place(syntax.span)
    let text = context.frame.source.text(of: syntax.span)
    guard member.literal != nil else {
      report(
        .notFixed, Bilingual("`\(text)` is not written out", "`\(text)` 不是写明的值"), at: place,
        Bilingual("a value here is a literal, or a `let` of one", "此处须是字面值，或 `令` 定义的字面值"))
      return nil
    }
    let test = comparison(.equal, column, member, at: place)
    if test.isUnknown { return nil }
    if case .compare(_, let left, let right, _) = test.expression.form, left == column.expression,
      case .literal(let value) = right.form
    {
      return value
    }
    let name = column.type.text
    report(
      .notFixed,
      Bilingual("the column, of type `\(name)`, cannot hold `\(text)`", "该列的类型是 `\(name)`，放不下 `\(text)`"),
      at: place, Bilingual("leave it out", "请去掉它"))
    return nil
  }

  /// Whole numbers, days or periods, from one to the other.
  private mutating func range(
    _ low: ExpressionSyntax?, _ high: ExpressionSyntax?, of column: Typed, _ context: Context,
    at span: SourceSpan
  ) -> [Value]? {
    guard let low, let high else {
      report(
        .notFixed, Bilingual("the range has no end", "范围没有终点"), at: span,
        Bilingual("both ends are needed: `2015..2024`", "两端都要写：`2015..2024`"))
      return nil
    }
    guard let first = value(low, of: column, context), let last = value(high, of: column, context) else {
      return nil
    }
    guard let range = ValueRange(first, last) else {
      report(
        .notFixed,
        Bilingual(
          "a range here goes from one whole number, date or period up to another", "此处的范围须由小到大，两端是整数、日期或年月"),
        at: span, Bilingual("list the values: `in (a, b)`", "请列出各值：`在 (a, b)`"))
      return nil
    }
    guard range.count <= Self.listedMost else {
      report(
        .tooManyValues,
        Bilingual("this range has \(range.count) values", "这个范围有 \(range.count) 个值"), at: span,
        Bilingual("at most 1,000,000", "最多 1,000,000 个"))
      return nil
    }
    return range.values
  }

  /// What a table of one column holds now, in its order.
  private mutating func values(of table: TableUse, _ column: Typed, at span: SourceSpan) -> [Value]? {
    guard let (sub, only) = oneColumn(of: table, at: span), !only.isUnknown else { return nil }
    let test = comparison(.equal, column, only, at: span)
    guard !test.isUnknown else { return nil }
    guard case .compare(_, let left, let right, _) = test.expression.form, left == column.expression else {
      let phrases = (TypeNames.phrase(column.type), TypeNames.phrase(only.type))
      report(
        .notFixed,
        Bilingual(
          "the table's values are \(phrases.1.en), which this column, \(phrases.0.en), cannot hold",
          "该表的值是\(phrases.1.zh)，而此列是\(phrases.0.zh)，放不下"), at: span)
      return nil
    }
    let outer = flow
    flow = sub
    let values = values(of: right, sorted: false, most: Int(Self.listedMost) + 1, at: span)
    flow = outer
    guard let values, values.count <= Int(Self.listedMost) else {
      if values != nil {
        report(
          .tooManyValues, Bilingual("this table has too many values", "这个表的值过多"), at: span,
          Bilingual("at most 1,000,000", "最多 1,000,000 个"))
      }
      return nil
    }
    return values
  }

  /// The different values of an expression over the flow at hand, which is run for it. Nil where the
  /// statement is wrong anyhow, or the run fails, which is reported.
  mutating func values(
    of expression: Expression, sorted isSorted: Bool, most: Int, at span: SourceSpan
  ) -> [Value]? {
    guard !isBroken, !diagnostics.contains(where: { $0.severity == .error }) else {
      isBroken = true
      return nil
    }
    let id = column(of: Typed(expression), named: "")
    flush()
    var asked = plan.withoutEffects
    var step = asked.addStep(.distinct(.init(input: flow.step, columns: [id])))
    if isSorted { step = asked.addStep(.sort(.init(input: step, keys: [.init(id, isDescending: false)]))) }
    asked.result = asked.addStep(
      .slice(.init(input: step, partition: [], order: [], offset: 0, limit: most)))
    asked.outputs = [.init(name: "", id: id)]
    do {
      return try catalog.values(of: asked)
    } catch {
      var diagnostic = error
      if diagnostic.labels.isEmpty { diagnostic.labels = [.init(span)] }
      report(diagnostic)
      return nil
    }
  }
}

/// Values a step apart, both ends among them.
private struct ValueRange {
  private let first: Int64
  private let step: Int64
  private let make: (Int64) -> Value
  let count: Int128

  /// Nil where the ends are no whole numbers, dates or periods of one length, or go down.
  init?(_ low: Value, _ high: Value) {
    let last: Int64
    switch (low, high) {
    case (.int(let low), .int(let high)):
      (first, last, step) = (low, high, 1)
      make = { .int($0) }
    case (.date(let low), .date(let high)):
      (first, last, step) = (Int64(low), Int64(high), 1)
      make = { .date(days: Int32(truncatingIfNeeded: $0)) }
    case (.decimal(let low), .decimal(let high)):
      guard low.scale == high.scale, let one = ExactDecimal(1).rescaled(to: low.scale) else { return nil }
      (first, last, step) = (low.coefficient, high.coefficient, one.coefficient)
      let scale = low.scale
      make = { .decimal(ExactDecimal($0, scale: scale)) }
      guard first % step == 0, last % step == 0 else { return nil }
    case (.period(let low), .period(let high)):
      guard low.granularity == high.granularity else { return nil }
      (first, last, step) = (low.ordinal, high.ordinal, 1)
      make = { .period(Period(low.granularity, ordinal: $0)) }
    case (.null, _), (.bool, _), (.int, _), (.decimal, _), (.float, _), (.text, _), (.date, _),
      (.timestamp, _), (.period, _), (.figure, _):
      return nil
    }
    guard first <= last else { return nil }
    count = (Int128(last) - Int128(first)) / Int128(step) + 1
  }

  var values: [Value] { (0..<Int64(count)).map { make(first + $0 * step) } }
}
