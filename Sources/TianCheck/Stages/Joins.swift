import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  mutating func join(_ join: JoinSyntax, _ frame: Frame) {
    let place = frame.place(join.table.span)
    let right = table(join.table, frame)
    let qualifier = qualifier(of: join.table)
    if let qualifier, flow.scope.columns.contains(where: { $0.qualifier == qualifier }) {
      report(
        .takenName,
        Bilingual("the flow has a table called `\(qualifier)` already", "流中已有名为 `\(qualifier)` 的表"),
        at: place, Bilingual("give this one another name: `as t`", "请另取名称：`记作 t`"))
      return unknown()
    }
    guard !flow.scope.isUnknown, !right.scope.isUnknown else { return unknown() }
    var sides = JoinSides(left: flow, right: right)
    let isAsof = join.kind == .asof
    guard let conditions = joinConditions(join.conditions, isAsof: isAsof, &sides, frame) else {
      return unknown()
    }
    let nearest = isAsof ? nearest(conditions, &sides, at: place) : nil
    if isAsof, nearest == nil { return unknown() }
    flow = sides.right
    flush()
    let rightStep = flow.step
    flow = sides.left
    let kind = join.kind.planned
    append {
      if let nearest {
        return .asof(
          .init(left: $0, right: rightStep, on: conditions.equalities, nearest: nearest, span: place))
      }
      return .join(
        .init(
          kind: kind, left: $0, right: rightStep, on: conditions.equalities,
          condition: Expression.conjunction(conditions.others), span: place))
    }
    if kind.givesRight {
      addRight(sides, kind, qualifier, at: place)
      flow.walks += sides.right.walks
    }
  }

  func qualifier(of table: TableSyntax) -> String? {
    if let alias = table.alias { return alias.text }
    return switch table.source {
    case .name(let name): name.text
    case .file, .query, .inline: nil
    }
  }

  /// `a and b` are two conditions.
  static func conjuncts(of condition: ExpressionSyntax) -> [ExpressionSyntax] {
    switch condition {
    case .logical(.and, let parts): parts.flatMap(conjuncts)
    case .bracketed(let inner, _): conjuncts(of: inner)
    case .literal, .interpolated, .name, .negated, .not, .binary, .logical, .membership, .convert, .call,
      .conditional,
      .range,
      .query, .missing:
      [condition]
    }
  }

  /// The right side's columns, under their table's name where the flow has theirs already.
  private mutating func addRight(
    _ sides: JoinSides, _ kind: Step.Join.Kind, _ qualifier: String?, at place: SourceSpan
  ) {
    let taken = Set(flow.scope.shown.map(\.title))
    for var column in sides.right.scope.shown {
      if let shared = sides.shared.first(where: { $0.right.title == column.title }) {
        column.isHidden = true
        if kind.keepsRight { merge(shared, column, isFull: kind.keepsLeft, at: place) }
      } else if taken.contains(column.title) {
        column.isQualified = true
        if qualifier == nil {
          report(
            .duplicateColumn,
            Bilingual("both tables have a column `\(column.name)`", "两个表都有列 `\(column.name)`"),
            at: place, Bilingual("name the table: `as t`", "请给表取名：`记作 t`"))
        }
      }
      flow.scope.columns.append(column)
    }
    flow.scope.table = nil
  }

  /// A shared column where rows may have no left side: the key of whichever side is there.
  private mutating func merge(
    _ shared: JoinSides.Shared, _ right: Scope.Column, isFull: Bool, at place: SourceSpan
  ) {
    guard
      let at = flow.scope.columns.firstIndex(where: { !$0.isHidden && $0.title == shared.left.title })
    else { return }
    guard isFull else {
      flow.scope.columns[at].id = right.id
      return
    }
    let type = plan.type(of: shared.equality.left)
    let sides = [shared.equality.left, shared.equality.right].map {
      Expression(.column($0), type, span: place)
    }
    let value = Typed(.call(.coalesce, sides), type, at: place)
    flow.scope.columns[at].id = column(of: value, named: shared.left.title)
  }
}

/// Both sides of a join while its conditions are read.
struct JoinSides {
  var left: Flow
  var right: Flow
  /// The columns that are one in the result.
  var shared: [Shared] = []

  struct Shared {
    var left: Scope.Column
    var right: Scope.Column
    var equality: Step.Join.Equality
  }

  init(left: Flow, right: Flow) {
    self.left = left
    self.right = right
  }

  /// The flow's own names as they are; the other table's by `t.name`, or bare where the flow has no such
  /// name.
  var scope: Scope {
    var scope = left.scope
    scope.columns += right.scope.shown.map { column in
      var column = column
      column.isQualified = column.qualifier != nil || left.scope.shown.contains { $0.title == column.title }
      return column
    }
    scope.table = nil
    return scope
  }

  enum Side { case left, right }

  /// The side whose columns an expression reads; nil where it reads both, or none.
  func side(of value: Expression) -> Side? {
    let right = Set((right.scope.columns + right.walks.flatMap(\.columns)).map(\.id))
    let ids = value.columns
    if ids.isEmpty { return nil }
    if ids.allSatisfy({ !right.contains($0) }) { return .left }
    return ids.allSatisfy(right.contains) ? .right : nil
  }
}

extension JoinSyntax.Kind {
  /// The kind of the step; `cross` is an inner join without conditions, `asof` gives what `left` does.
  fileprivate var planned: Step.Join.Kind {
    switch self {
    case .inner, .cross: .inner
    case .left, .asof: .left
    case .right: .right
    case .full: .full
    case .semi: .semi
    case .anti: .anti
    case .one: .one
    }
  }
}
