import TianFigures
import TianPlan
import TianSource

/// Expressions over one relation.
struct ExpressionCompiler {
  let plan: PlanCompiler
  /// The columns that flow there, and the same with their table's name before, where another's could be
  /// meant.
  private let columns: [ColumnID: SQLExpression]
  private let qualified: [ColumnID: SQLExpression]
  /// Whether it stands inside an expression that was found not too large.
  private var isInside = false

  init(_ plan: PlanCompiler, _ input: Relation) {
    self.plan = plan
    columns = input.names.mapValues { .column($0) }
    qualified = input.names.mapValues { .column($0, of: input.table) }
  }

  /// Of columns that are qualified already.
  init(_ plan: PlanCompiler, qualified columns: [ColumnID: SQLExpression]) {
    self.plan = plan
    self.columns = columns
    qualified = columns
  }

  func operation(
    _ operation: SQLOperation, _ arguments: [SQLExpression], at span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    try plan.operation(operation, arguments, at: span)
  }

  /// An expression of just its type: literals say theirs.
  func value(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    guard isInside else {
      guard expression.expansion <= Self.expansionMax else {
        throw plan.unsupported(
          expression.span, Bilingual("so many steps inside one another", "层层嵌套过深"))
      }
      var inner = self
      inner.isInside = true
      return try inner.value(expression)
    }
    let literal = try bare(expression)
    guard case .literal(let value) = expression.form else { return literal }
    switch value {
    case .bool, .text, .date, .timestamp, .period, .float: return literal
    case .null, .int, .decimal, .figure:
      return .cast(literal, try plan.sqlType(expression.type, expression.span))
    }
  }

  /// How often a database may meet the innermost part of an expression.
  private static let expansionMax = 2000

  /// A literal is without its type: beside an operand that has one, or where it doesn't matter.
  func bare(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    let span = expression.span
    guard !expression.type.isHedged else { throw plan.hedged(span) }
    switch expression.form {
    case .column(let id):
      guard let column = columns[id] else { throw plan.missing(id) }
      return column
    case .literal(let value): return try Literals.bare(value, plan, span)
    case .arithmetic(let symbol, let left, let right):
      return try arithmetic(symbol, left, right, expression)
    case .negate(let operand): return try operation(.negate, [try value(operand)], at: span)
    case .compare, .and, .or, .not, .isIn: return try truth(expression, nullIsFalse: false)
    case .membership(let operand, let step): return try membership(operand, step, span)
    case .scalar(let step): return .scalar(try column(step))
    case .convert(let operand, let factor): return try convert(operand, factor, expression)
    case .conditional(let arms, let otherwise):
      var compiled: [SQLExpression.Arm] = []
      for arm in arms {
        compiled.append(.init(condition: try condition(arm.condition), value: try value(arm.value)))
      }
      return .conditional(compiled, otherwise: try value(otherwise))
    case .call(let function, let arguments): return try call(function, arguments, expression)
    }
  }

  /// A condition of which only the truth is asked: null may stand for false.
  func condition(_ expression: Expression) throws(Unsupported) -> SQLExpression {
    try truth(expression, nullIsFalse: true)
  }

  private func truth(_ expression: Expression, nullIsFalse: Bool) throws(Unsupported) -> SQLExpression {
    switch expression.form {
    case .and(let operands):
      return .and(
        try operands.map { operand throws(Unsupported) in
          try truth(operand, nullIsFalse: nullIsFalse)
        })
    case .or(let operands):
      return .or(
        try operands.map { operand throws(Unsupported) in
          try truth(operand, nullIsFalse: nullIsFalse)
        })
    case .not(let operand): return .not(try truth(operand, nullIsFalse: false))
    case .compare(let comparison, let left, let right, _):
      return try compare(comparison, left, right, nullIsFalse: nullIsFalse, expression.span)
    case .isIn(let operand, let values):
      return try isIn(operand, values, nullIsFalse: nullIsFalse, expression.span)
    case .column, .literal, .arithmetic, .negate, .membership, .scalar, .convert, .conditional, .call:
      return try bare(expression)
    }
  }

  // MARK: Comparisons

  private func compare(
    _ comparison: Comparison, _ left: Expression, _ right: Expression, nullIsFalse: Bool, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard !left.type.isHedged, !right.type.isHedged else { throw plan.hedged(span) }
    let sides = [try compared(left, right), try compared(right, left)]
    let isNeverNull = left.isValue || right.isValue
    switch comparison {
    case .equal: return try operation(nullIsFalse && isNeverNull ? .equal : .same, sides, at: span)
    case .notEqual: return try operation(.different, sides, at: span)
    case .less: return try operation(.less, sides, at: span)
    case .lessOrEqual: return try operation(.lessOrEqual, sides, at: span)
    case .greater: return try operation(.greater, sides, at: span)
    case .greaterOrEqual: return try operation(.greaterOrEqual, sides, at: span)
    }
  }

  /// One side: exact numbers are brought to one scale in a type that holds any product of that.
  private func compared(_ side: Expression, _ other: Expression) throws(Unsupported) -> SQLExpression {
    if case .convert(let operand, let factor) = side.form, side.type.scale != nil, operand.type.scale != nil {
      return try scaled(operand, by: factor, to: side.type, isWide: true, side.span)
    }
    return side.isLiteral && !other.isLiteral ? try bare(side) : try value(side)
  }

  private func isIn(
    _ operand: Expression, _ values: [Value], nullIsFalse: Bool, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let side = try compared(operand, operand)
    let literals = try values.filter { $0 != .null }.map { value throws(Unsupported) in
      let literal = try Literals.bare(value, plan, span)
      return operand.type.kind == .float ? .cast(literal, .float) : literal
    }
    let hasNull = values.contains(.null)
    let isNull = try operation(.isNull, [side], at: span)
    if literals.isEmpty { return hasNull ? isNull : .literal(.bool(false)) }
    let isIn = SQLExpression.isIn(side, literals)
    if hasNull { return .or([isNull, isIn]) }
    return nullIsFalse ? isIn : try operation(.coalesce, [isIn, .literal(.bool(false))], at: span)
  }

  private func membership(
    _ operand: Expression, _ step: StepID, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    var rows = try column(step)
    guard let member = rows.items.first?.value else { return .literal(.bool(false)) }
    rows.items = [.init(value: .literal(.integer(1)), name: nil)]
    rows.from?.alias = plan.memberAlias
    let outer = ExpressionCompiler(plan, qualified: qualified)
    guard case .column(let name, _) = member else { return .literal(.bool(false)) }
    rows.conditions = [
      try operation(.same, [.column(name, of: plan.memberAlias), try outer.value(operand)], at: span)
    ]
    return .exists(rows)
  }

  /// The one column of a subquery.
  private func column(_ step: StepID) throws(Unsupported) -> SQLSelect {
    let relation = plan[step]
    guard let id = plan.plan.columns(from: step).first else {
      throw plan.unsupported(nil, Bilingual("a query without columns", "没有列的查询"))
    }
    return plan.select([.init(value: try relation.value(id, plan), name: nil)], from: relation)
  }
}

extension Expression {
  /// How often a database meets its innermost part, where an operation names an operand several times, or
  /// `nullif` does so inside the database.
  fileprivate var expansion: Int {
    let inside = children.map(\.expansion).max() ?? 1
    var times = 1
    switch form {
    case .arithmetic(let symbol, _, _):
      if symbol == .floorDivide || symbol == .remainder { times = 4 }
      if mayBeInfinite { times *= 8 }
    case .convert: if mayBeInfinite { times = 8 }
    case .call(let function, let arguments):
      if function == .age || function == .truncate {
        times = 4
      } else if function == .exp || function == .pow {
        times = 8
      } else if arguments.count > 1 || function == .sqrt || function == .ln || function == .log10 {
        times = 2
      }
    case .column, .literal, .negate, .compare, .and, .or, .not, .isIn, .membership, .scalar, .conditional:
      break
    }
    return min(inside * times, 1 << 20)
  }

  var isLiteral: Bool { if case .literal = form { true } else { false } }

  /// A literal that is not null.
  var isValue: Bool {
    if case .literal(let value) = form { return value != .null }
    return false
  }
}

extension PlanCompiler {
  func sqlType(_ type: DataType, _ span: SourceSpan) throws(Unsupported) -> SQLType {
    guard !type.isHedged else { throw hedged(span) }
    switch type.kind {
    case .bool: return .bool
    case .int: return .int
    case .decimal(let scale): return .decimal(scale)
    case .float: return .float
    case .text: return .text
    case .date: return .date
    case .timestamp: return .timestamp
    // Its first day, as `ExpressionCompiler+Points` says.
    case .period: return .date
    }
  }

  func temporal(_ type: DataType, _ span: SourceSpan) -> Unsupported {
    unsupported(
      span == SourceSpan(0, 0) ? nil : span,
      Bilingual("\(type.text), which SQL has no type for here", "\(type.text)，此处 SQL 没有对应的类型"))
  }
}
