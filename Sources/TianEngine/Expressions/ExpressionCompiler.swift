import TianFigures
import TianPlan
import TianSource

/// What is known before expressions are compiled: what the subqueries of a plan gave, by step, and the units
/// that texts may have.
struct SubqueryResults: Sendable {
  var units: UnitTable = .standard
  var sets: [StepID: ValueSet] = [:]
  var scalars: [StepID: Value] = [:]
}

/// Makes evaluators of a plan's expressions; each worker has its own.
struct ExpressionCompiler {
  let subqueries: SubqueryResults
  /// The conditions of one worker that count their undecided rows.
  let settles = SettledConditions()
  let tally = NullTally()
  /// Whether what is compiled is a value of every row. What a condition chooses is worked out for all rows,
  /// and what is null in the others is no matter; a condition's own nulls are counted where rows are left
  /// out.
  private var isWhole = false

  init(subqueries: SubqueryResults) { self.subqueries = subqueries }

  /// A column that a stage computes: what becomes null there is counted.
  func compile(column expression: Expression) throws(Diagnostic) -> Evaluator {
    var whole = self
    whole.isWhole = true
    return try whole.compile(expression)
  }

  /// For parts that only some rows need.
  private var partly: ExpressionCompiler {
    var copy = self
    copy.isWhole = false
    return copy
  }

  private var nulls: NullTally? { isWhole ? tally : nil }

  func compile(_ expression: Expression) throws(Diagnostic) -> Evaluator {
    let span = expression.span
    switch expression.form {
    case .column(let id): return ColumnEvaluator(id, span: span)
    case .literal(let value): return try LiteralEvaluator(value, expression.type, span: span)
    case .scalar(let step):
      return try LiteralEvaluator(subqueries.scalars[step] ?? .null, expression.type, span: span)
    case .arithmetic(let operation, let left, let right):
      let (leftNode, rightNode) = (try compile(left), try compile(right))
      return left.type.isHedged || right.type.isHedged
        ? HedgedArithmeticEvaluator(operation, leftNode, rightNode, tally: nulls, span: span)
        : ArithmeticEvaluator(
          operation, leftNode, rightNode, scale: expression.type.scale ?? 0, tally: nulls, span: span)
    case .negate(let operand): return NegateEvaluator(try compile(operand), span: span)
    case .compare(let comparison, let left, let right, let reading):
      let (leftNode, rightNode) = (try compile(compared: left), try compile(compared: right))
      return left.type.isHedged || right.type.isHedged
        ? HedgedCompareEvaluator(comparison, reading, leftNode, rightNode, span: span)
        : CompareEvaluator(comparison, leftNode, rightNode, span: span)
    case .and(let operands): return LogicalEvaluator(try partly.compile(operands), isAnd: true, span: span)
    case .or(let operands): return LogicalEvaluator(try partly.compile(operands), isAnd: false, span: span)
    case .not(let operand): return NotEvaluator(try compile(operand), span: span)
    case .isIn(let operand, let values):
      return MembershipEvaluator(
        try compile(compared: operand), in: try ValueSet(values, operand.type), span: span)
    case .membership(let operand, let step):
      let set = if let set = subqueries.sets[step] { set } else { try ValueSet([], operand.type) }
      return MembershipEvaluator(try compile(operand), in: set, span: span)
    case .convert(let operand, let factor):
      return ConvertEvaluator(
        try compile(operand), from: operand.type, to: expression.type, factor: factor, span: span)
    case .conditional(let arms, let otherwise):
      var compiled: [(condition: Evaluator, value: Evaluator)] = []
      for arm in arms { compiled.append((try partly.compile(arm.condition), try partly.compile(arm.value))) }
      let evaluator = ConditionalEvaluator(
        compiled, otherwise: try partly.compile(otherwise), expression.type, span: span)
      guard let nulls, case .convert(let source, factor: _) = arms[0].value.form,
        source.type.unit?.column != nil
      else { return evaluator }
      return TallyEvaluator(evaluator, of: try compile(source), nulls, span: span)
    case .call(let function, let arguments):
      return try compile(function, arguments, expression)
    }
  }

  /// A side of a comparison: what the conversion to the other's scale cannot hold is beyond it all the same.
  func compile(compared side: Expression) throws(Diagnostic) -> Evaluator {
    guard case .convert(let operand, let factor) = side.form else { return try compile(side) }
    return ConvertEvaluator(
      try compile(operand), from: operand.type, to: side.type, factor: factor, saturates: true,
      span: side.span)
  }

  private func compile(_ expressions: [Expression]) throws(Diagnostic) -> [Evaluator] {
    var compiled: [Evaluator] = []
    for expression in expressions { compiled.append(try compile(expression)) }
    return compiled
  }

  private func extreme(
    _ operands: [Evaluator], isLeast: Bool, _ type: DataType, _ span: SourceSpan
  ) -> Evaluator {
    type.isHedged
      ? HedgedExtremeEvaluator(operands, isLeast: isLeast, type, span: span)
      : ExtremeEvaluator(operands, isLeast: isLeast, type, span: span)
  }

  private static let hedgeParts: [ScalarFunction: HedgePartEvaluator.Part] = [
    .lo: .low, .hi: .high, .best: .best, .hedged: .isHedged,
  ]

  private func compile(
    _ function: ScalarFunction, _ arguments: [Expression], _ call: Expression
  ) throws(Diagnostic) -> Evaluator {
    let span = call.span
    if let asked = compileOfFile(function, arguments, span) { return asked }
    let operands = try (function == .coalesce ? partly : self).compile(arguments)
    guard let first = operands.first, let source = arguments.first?.type else {
      return try LiteralEvaluator(.null, call.type, span: span)
    }
    let areLiteral = arguments.dropFirst().allSatisfy(\.isLiteral)
    switch function {
    case .abs, .round, .floor, .ceil:
      return RoundingEvaluator(
        function, first, digits: operands.count > 1 ? operands[1] : nil, fromScale: source.scale ?? 0,
        toScale: call.type.scale ?? 0, span: span)
    case .sqrt, .exp, .ln, .log10, .pow:
      return source.isHedged
        ? HedgedMathEvaluator(function, operands, tally: nulls, span: span)
        : MathEvaluator(function, operands, tally: nulls, span: span)
    case .least, .greatest: return extreme(operands, isLeast: function == .least, call.type, span)
    case .length: return LengthEvaluator(first, span: span)
    case .trim, .left, .right, .slice, .replace, .splitPart, .repeat, .pad:
      // What grows may outgrow memory: only texts that rows hold are worked on.
      let grows = function == .repeat || function == .pad
      return TextPartEvaluator(
        function, first, others: Array(operands.dropFirst()), mapsDictionary: !grows && areLiteral,
        span: span)
    case .upper, .lower, .fold, .simplified, .traditional, .pinyin, .initials:
      return CharacterEvaluator(function, first, span: span)
    case .validCode: return ValidCodeEvaluator(first, span: span)
    case .adminCode, .industryCode:
      return CodeLevelEvaluator(function, operands, areLiteral: areLiteral, span: span)
    case .matches, .extract, .replaceMatch:
      return try PatternEvaluator.make(function, operands, arguments, span: span)
    case .concat: return ConcatEvaluator(operands, span: span)
    case .contains, .starts, .ends:
      guard operands.count > 1 else { return first }
      return TextPredicateEvaluator(function, first, operands[1], span: span)
    case .date, .timestamp, .period, .year, .quarter, .month, .week, .day, .weekday, .hour, .minute, .second,
      .formatDate, .parseDate, .truncate, .age, .addDays, .addMonths, .addMicroseconds, .addPeriods,
      .daysBetween, .microsecondsBetween, .periodsBetween:
      return try compileTemporal(function, operands, call)
    case .int, .decimal, .float, .number:
      return source.kind == .text
        ? ReadTextEvaluator(
          first, to: call.type, HedgeWidths(arguments.dropFirst()), units: subqueries.units,
          tally: function == .number ? nulls : nil, span: span)
        : CastNumberEvaluator(first, from: source, to: call.type, span: span)
    case .text: return WriteTextEvaluator(first, from: source, span: span)
    case .lo, .hi, .best, .hedged:
      return HedgePartEvaluator(Self.hedgeParts[function] ?? .best, first, span: span)
    case .settled: return settles.add(SettledEvaluator(first, operands.last ?? first, span: span))
    case .coalesce: return CoalesceEvaluator(operands, call.type, span: span)
    case .original, .why: return first
    }
  }

  /// What is asked of a file's column rather than of its values; nil for other functions.
  private func compileOfFile(
    _ function: ScalarFunction, _ arguments: [Expression], _ span: SourceSpan
  ) -> Evaluator? {
    guard let column = arguments.first, case .column(let id) = column.form else { return nil }
    if function == .original { return OriginalEvaluator(id, column.type, span: span) }
    guard function == .why else { return nil }
    let isChinese = arguments.last?.form == .literal(.bool(true))
    return WhyEvaluator(id, isChinese ? .chinese : .english, span: span)
  }
}

extension HedgeWidths {
  /// Those that a call of `number` was told, as shares of 近 and 约.
  fileprivate init(_ shares: ArraySlice<Expression>) {
    var widths = HedgeWidths.standard
    for (hedge, share) in zip([Hedge.nearly, .about], shares) {
      guard case .literal(.decimal(let number)) = share.form,
        let ratio = Rational(Int128(number.coefficient), Int128(ExactDecimal.power(number.scale)))
      else { continue }
      widths = widths.setting(hedge, to: ratio) ?? widths
    }
    self = widths
  }
}

extension Expression {
  fileprivate var isLiteral: Bool {
    if case .literal = form { return true }
    return false
  }
}
