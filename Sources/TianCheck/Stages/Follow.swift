import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// From every row of the flow the rows of a table that can be reached from it.
  mutating func follow(_ follow: FollowSyntax, in language: Language, _ frame: Frame) {
    let place = frame.place(follow.table.span)
    let table = table(follow.table, frame)
    guard !flow.scope.isUnknown, !table.scope.isUnknown,
      let depths = depths(follow.depth, frame), var sides = followSides(table, in: language, at: place)
    else { return unknown() }
    var links: [Step.Follow.Link] = []
    var others: [Expression] = []
    var isRight = true
    for condition in follow.conditions.flatMap(Self.conjuncts) {
      isRight = add(condition, to: &links, &others, &sides, frame) && isRight
    }
    guard isRight else { return unknown() }
    guard !links.isEmpty else {
      report(
        .joinCondition,
        Bilingual("`follow` needs an equality that leads on", "`追随` 须有通向下一行的等式"),
        at: frame.place(follow.conditions.first?.span ?? follow.table.span),
        Bilingual("as in `on name == t.led_by`", "例如 `依据 编码 == t.上级编码`"))
      return unknown()
    }
    flow = sides.table
    flush()
    let tableStep = flow.step
    flow = sides.start
    let columns = sides.columns.map(\.step) + takeReached(after: sides.columns.count, for: others)
    let (depth, path) = (
      plan.addColumn(FollowSides.depthNames[language], .int),
      plan.addColumn(FollowSides.pathNames[language], .text)
    )
    append {
      .follow(
        .init(
          input: $0, table: tableStep, columns: columns, links: links,
          condition: Expression.conjunction(others), depth: depth, path: path,
          depthMin: depths.lowerBound, depthMax: depths.upperBound == .max ? nil : depths.upperBound,
          span: place))
    }
    flow.scope.table = nil
    flow.scope.columns = sides.columns.map { column in
      var shown = column.shown
      shown.id = column.step.id
      return shown
    }
    flow.scope.columns.append(.init(FollowSides.depthNames, in: language, id: depth))
    flow.scope.columns.append(.init(FollowSides.pathNames, in: language, id: path))
  }

  /// What foreign keys found for the row reached last, as far as conditions read it.
  private mutating func takeReached(
    after count: Int, for conditions: [Expression]
  ) -> [Step.Follow.Column] {
    let read = Set(conditions.flatMap(\.columns))
    defer { flow.reached = [] }
    return flow.reached.dropFirst(count).filter { read.contains($0.id) }
  }

  /// `depth 2`, `depth 1..5`, `depth 1..`; without it all.
  private mutating func depths(_ syntax: ExpressionSyntax?, _ frame: Frame) -> ClosedRange<Int>? {
    guard let syntax else { return 0...Int.max }
    let refused = Context.Aggregates.refused(Bilingual("as a depth", "作为层数"))
    let context = Context(scope: .empty, frame: frame, aggregates: refused)
    func depth(_ syntax: ExpressionSyntax, _ checker: inout StatementChecker) -> Int? {
      let value = checker.check(syntax, context)
      return checker.wholeNumber(value, in: 0...Int64(Int32.max), Bilingual("a depth", "层数")).map { Int($0) }
    }
    guard case .range(let first, let last, let span) = syntax else {
      return depth(syntax, &self).map { $0...$0 }
    }
    guard let low = first.map({ depth($0, &self) }) ?? 0, let high = last.map({ depth($0, &self) }) ?? .max
    else { return nil }
    guard low <= high else {
      report(.notWholeNumber, Bilingual("a range of depths goes up", "层数的范围由小到大"), at: frame.place(span))
      return nil
    }
    return low...high
  }

  /// The flow and the table, and of each of the flow's columns the table's; nil, reported, where it lacks
  /// one.
  private mutating func followSides(_ table: Flow, in language: Language, at place: SourceSpan)
    -> FollowSides?
  {
    var sides = FollowSides(start: flow, table: table)
    let known = table.scope.shown
    let missing = flow.scope.shown.map(\.title).filter { title in !known.contains { $0.title == title } }
    guard missing.isEmpty else {
      report(
        .unionColumns,
        Bilingual("the table that is followed lacks columns of the flow", "所追随的表缺少流中的列"), at: place,
        Bilingual("`select` columns that both have", "请先用 `选列` 选出两者都有的列"),
        notes: Self.list(missing, Bilingual("only in the flow", "只在流中")))
      return nil
    }
    for title in [FollowSides.depthNames[language], FollowSides.pathNames[language]]
    where flow.scope.shown.contains(where: { $0.title == title }) {
      report(
        .duplicateColumn,
        Bilingual("`follow` adds a column `\(title)`, and the flow has one", "`追随` 会新增列 `\(title)`，而流中已有"),
        at: place, Bilingual("`rename` it before", "请先用 `改名` 改名"))
      return nil
    }
    for column in flow.scope.shown {
      guard let twin = known.first(where: { $0.title == column.title }), !column.isUnknown, !twin.isUnknown
      else { return nil }
      let values = [column, twin].map { Typed(.column($0.id), plan.type(of: $0.id), at: place) }
      guard let (type, stacked) = stacked(values, column.title, at: place) else { return nil }
      let id = plan.addColumn(column.title, type)
      let start = key(stacked[0].expression, &sides.start)
      let next = key(stacked[1].expression, &sides.table)
      var shown = column
      shown.name = column.title
      shown.qualifier = nil
      shown.isQualified = false
      sides.columns.append(.init(shown: shown, step: .init(id: id, start: start, next: next)))
    }
    keepKeys(sides.columns.map { ($0.step.id, $0.step.start, $0.step.next) })
    keepCodes(sides.columns.map { ($0.step.id, $0.step.start, $0.step.next) })
    sides.start.reached = sides.columns.map(\.step)
    return sides
  }

  /// One condition: a link where it is an equality of the two sides, else one of the others. False, reported,
  /// where it is wrong.
  private mutating func add(
    _ condition: ExpressionSyntax, to links: inout [Step.Follow.Link], _ others: inout [Expression],
    _ sides: inout FollowSides, _ frame: Frame
  ) -> Bool {
    let refused = Context.Aggregates.refused(Bilingual("in the condition of `follow`", "在 `追随` 的条件中"))
    let contexts = FollowSides.places.map {
      Context(scope: sides.scope($0), frame: frame, aggregates: refused)
    }
    let (atStart, atNext, atReached) = (contexts[0], contexts[1], contexts[2])
    func read<Read>(_ sides: inout FollowSides, _ read: (inout StatementChecker) -> Read) -> Read {
      reading(&sides.start, &sides.table, read)
    }
    func other() -> Typed { read(&sides) { $0.condition(condition, atReached) } }
    let span = frame.place(condition.span)
    let pair: (leading: ExpressionSyntax, start: Typed, target: Typed)
    if case .name(let path) = condition, let name = path.single {
      let start = read(&sides) { $0.check(condition, atStart) }
      guard !start.isUnknown else { return false }
      guard let target = sides.table.scope.find([name.text]).first else { return false }
      pair = (condition, start, Typed(.column(target.id), plan.type(of: target.id), at: span))
    } else if case .binary(.equal, let first, let second, _) = condition {
      let (left, right) = read(&sides) { $0.comparands(first, second, atStart) }
      guard !left.isUnknown, !right.isUnknown else { return false }
      switch (sides.side(of: left.expression), sides.side(of: right.expression)) {
      case (.left, .right): pair = (first, left, right)
      case (.right, .left): pair = (second, right, left)
      case (.left, .left), (.right, .right), (nil, _), (_, nil):
        return add(other(), to: &others)
      }
    } else {
      return add(other(), to: &others)
    }
    guard areExact([pair.start, pair.target], "follow") else { return false }
    let next = read(&sides) { $0.check(pair.leading, atNext) }
    let tests = [pair.start, next].map { comparison(.equal, $0, pair.target, at: span) }
    guard case .compare(.equal, let start, let target, _) = tests[0].expression.form,
      case .compare(.equal, let after, _, _) = tests[1].expression.form
    else { return add(other(), to: &others) }
    let targetID = key(target, &sides.table)
    links.append(.init(start: key(start, &sides.start), next: key(after, &sides.table), target: targetID))
    return true
  }

  private mutating func add(_ value: Typed, to others: inout [Expression]) -> Bool {
    guard !value.isUnknown, isDecided(value) else { return false }
    others.append(value.expression)
    return true
  }
}

/// The two sides of `follow` while its conditions are read.
private struct FollowSides {
  struct Column {
    var shown: Scope.Column
    var step: Step.Follow.Column
  }

  var start: Flow
  var table: Flow
  var columns: [Column] = []

  static let depthNames = Bilingual("depth", "层数")
  static let pathNames = Bilingual("path", "路径")

  /// The guises of the row reached so far: a row of the flow, one of the table, either.
  static let places: [KeyPath<Step.Follow.Column, ColumnID> & Sendable] = [\.start, \.next, \.id]

  /// The row reached so far by bare names, in one of its three guises; the table's by `t.name`, or bare where
  /// the flow has no such name.
  func scope(_ place: KeyPath<Step.Follow.Column, ColumnID>) -> Scope {
    var scope = Scope(columns: [])
    for column in columns {
      var shown = column.shown
      shown.id = column.step[keyPath: place]
      scope.columns.append(shown)
    }
    let titles = Set(columns.map(\.shown.title))
    scope.columns += table.scope.shown.map { column in
      var column = column
      column.isQualified = column.qualifier != nil || titles.contains(column.title)
      return column
    }
    return scope
  }

  func side(of value: Expression) -> JoinSides.Side? {
    JoinSides(left: start, right: table).side(of: value)
  }
}
