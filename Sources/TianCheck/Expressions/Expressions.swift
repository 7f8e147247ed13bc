import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// An expression with its type; what is wrong with it is reported, and makes it unknown.
  mutating func check(_ syntax: ExpressionSyntax, _ context: Context) -> Typed {
    if case .binary = syntax { return chain(syntax, context) }
    let place = context.place(syntax.span)
    defer { ascend() }
    guard descend(at: place) else { return .unknown(at: place) }
    switch syntax {
    case .interpolated(let parts, _): return interpolated(parts, context, at: place)
    case .literal(.figure(let figure), let span):
      return self.figure(figure, context.frame.source.text(of: span), at: place)
    case .literal(let literal, _): return Literals.typed(literal, at: place)
    case .name(let path): return name(path, context)
    case .negated(let operand, _): return negated(check(operand, context), at: place)
    case .not(let operand, _): return not(condition(operand, context), at: place)
    case .binary: return chain(syntax, context)
    case .logical(let symbol, let operands):
      return logical(symbol, operands.map { condition($0, context) }, at: place)
    case .membership(let operand, let set, let isNegated, _):
      let found = membership(operand, set, isNegated: isNegated, context, at: place)
      return isNegated ? not(found, at: place) : found
    case .convert(let operand, let unit): return conversion(operand, unit, context, at: place)
    case .call(let name, let arguments, _): return call(name, arguments, context, at: place)
    case .conditional(let arms, let otherwise, _): return conditional(arms, otherwise, context, at: place)
    case .range:
      report(
        .wrongType, Bilingual("a range stands after `in` or in `take`", "范围只能用在 `在` 之后或 `取` 之中"), at: place)
      return .unknown(at: place)
    case .bracketed(let inner, _): return check(inner, context).placed(at: place)
    case .query(let query, _): return scalar(of: query, context, at: place)
    case .missing:
      isBroken = true
      return .unknown(at: place)
    }
  }

  @inline(never)
  private mutating func figure(_ figure: Figure, _ text: String, at place: SourceSpan) -> Typed {
    if let unit = figure.unit, unit.factor == nil {
      reportUnitsTooLarge(at: place)
      return .unknown(at: place)
    }
    return Literals.typed(reread(figure, text), at: place)
  }

  /// An expression that must be true or false.
  mutating func condition(_ syntax: ExpressionSyntax, _ context: Context) -> Typed {
    let typed = check(syntax, context)
    return isCondition(typed) ? typed.asNull(of: .bool) : .unknown(at: typed.span)
  }

  private mutating func isCondition(_ typed: Typed) -> Bool {
    if typed.isUnknown { return false }
    if typed.isNull || typed.type.kind == .bool { return true }
    let kind = TypeNames.phrase(typed.type)
    report(
      .wrongType, Bilingual("a condition is wanted, and this is \(kind.en)", "此处需要条件，而这是\(kind.zh)"),
      at: typed.span,
      typed.type.kind == .text
        ? Bilingual(
          "compare it: `… == \"…\"`; texts are joined by `concat(a, b)`",
          "请写成比较：`… == \"…\"`；文本相连用 `连接(a, b)`")
        : Bilingual("compare it: `… > 0`, `… == \"…\"`", "请写成比较：`… > 0`、`… == \"…\"`"))
    return false
  }

  func not(_ operand: Typed, at span: SourceSpan) -> Typed {
    guard !operand.isUnknown else { return .unknown(at: span) }
    // certain(not c) is not possible(c), and the other way round.
    return Typed(
      Expression(.not(operand.possibleReading), .bool, span: span),
      possible: operand.possible.map { _ in Expression(.not(operand.expression), .bool, span: span) })
  }

  @inline(never)
  func logical(_ symbol: LogicalOperator, _ operands: [Typed], at span: SourceSpan) -> Typed {
    guard !operands.contains(where: \.isUnknown) else { return .unknown(at: span) }
    func joined(_ parts: [Expression]) -> Expression {
      switch symbol {
      case .and: Expression(.and(parts), .bool, span: span)
      case .or: Expression(.or(parts), .bool, span: span)
      }
    }
    let differs = operands.contains { $0.possible != nil }
    return Typed(
      joined(operands.map(\.expression)), possible: differs ? joined(operands.map(\.possibleReading)) : nil)
  }

  @inline(never)
  mutating func negated(_ operand: Typed, at span: SourceSpan) -> Typed {
    guard !operand.isUnknown, !operand.isNull else { return operand.placed(at: span) }
    guard operand.type.isNumeric else {
      let kind = TypeNames.phrase(operand.type)
      report(
        .wrongType, Bilingual("`-` takes a number, and this is \(kind.en)", "`-` 用于数，而这是\(kind.zh)"), at: span
      )
      return .unknown(at: span)
    }
    if let value = operand.literal.flatMap(Literals.negated) {
      return Typed(.literal(value), operand.type, at: span)
    }
    return Typed(.negate(operand.expression), operand.type, at: span)
  }
}
