import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  mutating func join(_ join: JoinSyntax, _ frame: Frame) {
    guard let kind = join.kind.planned else {
      notBuilt(frame.place(join.table.span))
      return unknown()
    }
    let right = table(join.table, frame)
    let qualifier = qualifier(of: join.table)
    if let qualifier, flow.scope.columns.contains(where: { $0.qualifier == qualifier }) {
      report(
        .takenName,
        Bilingual("the flow has a table called `\(qualifier)` already", "流中已有名为 `\(qualifier)` 的表"),
        at: frame.place(join.table.span), Bilingual("give this one another name: `as t`", "请另取名称：`作为 t`"))
      return unknown()
    }
    guard !flow.scope.isUnknown, !right.scope.isUnknown else { return unknown() }
    var sides = JoinSides(left: flow, right: right)
    var equalities: [Step.Join.Equality] = []
    for condition in join.conditions {
      for part in Self.conjuncts(of: condition) {
        if let equality = equality(part, &sides, frame) { equalities.append(equality) }
      }
    }
    guard !equalities.isEmpty else {
      isBroken = true
      return unknown()
    }
    flow = sides.right
    flush()
    let rightStep = flow.step
    flow = sides.left
    append {
      .join(
        .init(
          kind: kind, left: $0, right: rightStep, on: equalities,
          span: frame.place(join.table.span)))
    }
    if kind.givesRight { addRight(sides, qualifier, join, frame) }
  }

  func qualifier(of table: TableSyntax) -> String? {
    if let alias = table.alias { return alias.text }
    return switch table.source {
    case .name(let name): name.text
    case .file, .query, .inline: nil
    }
  }

  /// `a and b` are two conditions.
  private static func conjuncts(of condition: ExpressionSyntax) -> [ExpressionSyntax] {
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
    _ sides: JoinSides, _ qualifier: String?, _ join: JoinSyntax, _ frame: Frame
  ) {
    let taken = Set(flow.scope.shown.map(\.title))
    for var column in sides.right.scope.shown {
      if sides.shared.contains(column.title) {
        column.isHidden = true
      } else if taken.contains(column.title) {
        column.isQualified = true
        if qualifier == nil {
          report(
            .duplicateColumn,
            Bilingual("both tables have a column `\(column.name)`", "两个表都有列 `\(column.name)`"),
            at: frame.place(join.table.span), Bilingual("name the table: `as t`", "请给表取名：`作为 t`"))
        }
      }
      flow.scope.columns.append(column)
    }
    flow.scope.table = nil
  }
}

/// Both sides of a join while its conditions are read.
struct JoinSides {
  var left: Flow
  var right: Flow
  /// The columns that are one in the result.
  var shared: Set<String> = []

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
  func side(of value: Typed) -> Side? {
    let ids = Set(value.expression.columns)
    if ids.isEmpty { return nil }
    if ids.isSubset(of: Set(left.scope.columns.map(\.id))) { return .left }
    return ids.isSubset(of: Set(right.scope.columns.map(\.id))) ? .right : nil
  }
}

extension JoinSyntax.Kind {
  fileprivate var planned: Step.Join.Kind? {
    switch self {
    case .right, .full, .cross, .asof: nil
    case .inner: .inner
    case .left: .left
    case .semi: .semi
    case .anti: .anti
    case .one: .one
    }
  }
}
