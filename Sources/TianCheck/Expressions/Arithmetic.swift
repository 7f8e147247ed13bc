import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `+`, `-` and `%`: one unit and kind on both sides. Dates take steps of time.
  mutating func sum(
    _ symbol: ArithmeticOperator, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    if symbol != .remainder, left.type.isTemporal || right.type.isTemporal {
      return temporalSum(symbol, left, right, at: span)
    }
    guard let (left, right) = numbers(left, right, symbol: symbol.rawValue, at: span) else {
      return .unknown(at: span)
    }
    if symbol == .remainder, !areExact([left, right], "%") { return .unknown(at: span) }
    guard
      let pair = pair(left, right, symbol: symbol.rawValue, for: .sum, at: span)
    else { return .unknown(at: span) }
    let type = DataType(
      pair.kind, unit: pair.unit, isHedged: pair.left.type.isHedged || pair.right.type.isHedged)
    return Typed(.arithmetic(symbol, pair.left.expression, pair.right.expression), type, at: span)
  }

  /// `*`, `/` and `//`: units combine.
  mutating func product(
    _ symbol: ArithmeticOperator, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    guard let (left, right) = numbers(left, right, symbol: symbol.rawValue, at: span) else {
      return .unknown(at: span)
    }
    if symbol == .floorDivide, !areExact([left, right], "//") { return .unknown(at: span) }
    guard
      let product = Unit.product(of: left.type.unit, and: right.type.unit, isQuotient: symbol != .multiply)
    else {
      reportUnitsTooLarge(at: span)
      return .unknown(at: span)
    }
    // The factor is worked into the right side; a divisor takes its inverse.
    let factor = symbol == .multiply ? product.factor : Rational.one.divided(by: product.factor) ?? .one
    let (leftKind, rightKind, kind) = productKinds(symbol, left, right, factor)
    let isHedged = left.type.isHedged || right.type.isHedged
    let factors = (symbol == .divide ? wholeFactors(left, right, factor) : nil) ?? (.one, factor)
    let leftSide = operand(left, of: leftKind, factor: factors.0)
    let rightSide = operand(right, of: rightKind, factor: factors.1)
    return Typed(
      .arithmetic(symbol, leftSide.expression, rightSide.expression),
      DataType(kind, unit: product.unit, isHedged: isHedged), at: span)
  }

  /// A side of a product; with a factor in it, it is in no unit of its own.
  private func operand(_ value: Typed, of kind: DataType.Kind, factor: Rational) -> Typed {
    let unit = factor == .one ? value.type.unit : nil
    return Conversions.convert(
      value, to: DataType(kind, unit: unit, isHedged: value.type.isHedged), factor: factor)
  }

  mutating func reportUnitsTooLarge(at span: SourceSpan) {
    report(
      .constantOverflow, Bilingual("the units' factors are too large to combine", "单位的换算系数过大，无法组合"),
      at: span)
  }

  /// What two exact sides of a division are multiplied by to be whole, so that the quotient is the nearest
  /// double: 0.3 / 0.1 is 3 / 1. Nil where a side is not exact, or the factors outgrow 64 bits.
  private func wholeFactors(_ left: Typed, _ right: Typed, _ factor: Rational) -> (Rational, Rational)? {
    guard !left.type.isHedged, !right.type.isHedged, let leftScale = left.type.scale,
      let rightScale = right.type.scale,
      let rightUnit = factor.divided(by: Rational(ExactDecimal.power(rightScale))),
      let toWhole = Rational(ExactDecimal.power(leftScale)).divided(by: Rational(rightUnit.denominator))
    else { return nil }
    // The least common multiple of the two sides' denominators.
    let (multiple, overflow) = toWhole.numerator.multipliedReportingOverflow(by: rightUnit.denominator)
    guard !overflow, let rightFactor = factor.multiplied(by: Rational(multiple)) else { return nil }
    return (Rational(multiple), rightFactor)
  }

  private func productKinds(
    _ symbol: ArithmeticOperator, _ left: Typed, _ right: Typed, _ factor: Rational
  ) -> (DataType.Kind, DataType.Kind, DataType.Kind) {
    let leftKind = left.type.kind
    let rightKind = Self.kind(of: right, factor, isReduced: false)
    switch symbol {
    case .divide: return (.float, .float, .float)
    case .multiply:
      switch TypeRules.product(leftKind, rightKind) {
      case .int: return (.int, .int, .int)
      case .decimal(let scale):
        return (asDecimal(leftKind), asDecimal(rightKind), .decimal(scale: scale))
      case .float, .bool, .text, .date, .timestamp, .period: return (.float, .float, .float)
      }
    case .floorDivide, .add, .subtract, .remainder:
      let kind = TypeRules.common(leftKind, rightKind)
      // The quotient of two coefficients of one scale is whole.
      return (kind, kind, symbol == .floorDivide && kind != .float ? .int : kind)
    }
  }

  private func asDecimal(_ kind: DataType.Kind) -> DataType.Kind {
    kind == .int ? .decimal(scale: 0) : kind
  }

  /// `**`: a float; a base with a unit takes a small whole exponent.
  mutating func power(_ left: Typed, _ right: Typed, at span: SourceSpan) -> Typed {
    guard let (left, right) = numbers(left, right, symbol: "**", at: span), areExact([right], "**"),
      isPlain(right, "**")
    else { return .unknown(at: span) }
    let base = UnitRules.squarable(left.type.unit)
    var unit = base
    if let base {
      guard case .int(let exponent) = right.literal, (1...6).contains(exponent) else {
        report(
          .unitNotTaken,
          Bilingual(
            "a number in \(base.text) takes a whole exponent from 1 to 6", "带单位 \(base.text) 的数只能取 1 至 6 次方"),
          at: right.span)
        return .unknown(at: span)
      }
      for _ in 1..<exponent {
        guard let product = Unit.product(of: unit, and: base) else {
          reportUnitsTooLarge(at: span)
          return .unknown(at: span)
        }
        unit = product.unit
      }
    }
    let factor = UnitRules.factor(left.type.unit).divided(by: UnitRules.factor(base)) ?? .one
    let isHedged = left.type.isHedged
    let plain = Conversions.convert(
      left, to: DataType(.float, unit: base, isHedged: isHedged), factor: factor)
    let exponent = Conversions.convert(right, to: .float)
    return Typed(
      .call(.pow, [plain.expression, exponent.expression]),
      DataType(.float, unit: unit, isHedged: isHedged), at: span)
  }

  /// `x to unit`.
  @inline(never)
  mutating func conversion(
    _ operand: ExpressionSyntax, _ unit: UnitSyntax, _ context: Context, at span: SourceSpan
  ) -> Typed {
    let place = context.place(unit.span)
    guard let target = Unit(unit.text, in: environment.units) else {
      _ = check(operand, context)
      let names = environment.units.all.flatMap(\.allNames)
      let near = Suggestions.nearest(to: unit.text, in: names)
      report(
        .unknownUnit, Bilingual("no unit `\(unit.text)`", "没有单位 `\(unit.text)`"), at: place,
        Self.didYouMean(near),
        fix: near)
      return .unknown(at: span)
    }
    if let text = numberArgument(operand, context) {
      guard !text.isUnknown else { return text }
      if text.literal == nil {
        // Where other units are no short decimals of this one, no scale would hold what the texts say.
        let kind: DataType.Kind =
          environment.units.hasHundredths(of: target) ? .decimal(scale: Self.figureScale(in: target)) : .float
        return numberCall(text.expression, DataType(kind, unit: target, isHedged: true), at: span)
      }
    }
    let value = check(operand, context)
    guard !value.isUnknown else { return value }
    if value.isNull { return Typed(.literal(.null), DataType(.float, unit: target), at: span) }
    guard isNumber(value, "to") else {
      return .unknown(at: span)
    }
    return converted(value, to: target, unitSpan: place, at: span)
  }

  private mutating func converted(
    _ value: Typed, to target: Unit, unitSpan: SourceSpan, at span: SourceSpan
  ) -> Typed {
    if let byRow = convertedByColumn(value, to: target, at: span) { return byRow }
    let from = UnitRules.dimension(value.type.unit)
    guard from == target.dimension || UnitRules.isZero(value),
      let factor = UnitRules.factor(value.type.unit).divided(by: UnitRules.factor(target))
    else {
      if value.type.unit == nil, target.dimension.isCount {
        return Conversions.convert(
          value, to: DataType(value.type.kind, unit: target, isHedged: value.type.isHedged))
      }
      let names = (TypeNames.phrase(value.type), TypeNames.dimension(target.dimension))
      report(
        .inconvertible,
        Bilingual(
          "\(names.0.en) doesn't convert to \(names.1.en) (\(target.text))",
          "\(names.0.zh)不能换算为\(names.1.zh)（\(target.text)）"), at: unitSpan)
      return .unknown(at: span)
    }
    let kind = Self.kind(of: value, factor, isReduced: false)
    let type = DataType(kind, unit: target, isHedged: value.type.isHedged)
    return Conversions.convert(value, to: type, factor: factor).placed(at: span)
  }

  // MARK: What operands must be

  /// Both as numbers, a bare null as one of the other's type; nil, reported, where one is none.
  mutating func numbers(
    _ left: Typed, _ right: Typed, symbol: String, at span: SourceSpan
  ) -> (Typed, Typed)? {
    if left.isUnknown || right.isUnknown { return nil }
    if left.isNull, right.isNull { return (left.asNull(of: .int), right.asNull(of: .int)) }
    if left.isNull || right.isNull {
      let type = left.isNull ? right.type : left.type
      let exact = DataType(type.kind, unit: type.unit)
      guard isNumber(left.isNull ? right : left, symbol) else { return nil }
      return (left.asNull(of: exact), right.asNull(of: exact))
    }
    if symbol == "+", left.type.kind == .text, right.type.kind == .text {
      let call = [left, right].map { source.text(of: $0.span) }.joined(separator: ", ")
      report(
        .wrongType, Bilingual("`+` adds numbers, and these are texts", "`+` 用于数，而这些是文本"), at: span,
        Bilingual("write `concat(\(call))`", "请写 `连接(\(call))`"), fix: "concat(\(call))")
      return nil
    }
    let isLeft = isNumber(left, symbol)
    return isNumber(right, symbol) && isLeft ? (left, right) : nil
  }

  mutating func isNumber(_ value: Typed, _ symbol: String) -> Bool {
    if value.isUnknown { return false }
    if value.isNull || value.type.isNumeric { return true }
    let kind = TypeNames.phrase(value.type)
    var hint = Bilingual("", "")
    if value.type.kind == .text {
      let text = source.text(of: value.span)
      hint = Bilingual("`number(\(text))` reads a figure", "可用 `数值(\(text))` 读出数")
    }
    report(
      .wrongType,
      Bilingual("`\(symbol)` takes numbers, and this is \(kind.en)", "`\(symbol)` 用于数，而这是\(kind.zh)"),
      at: value.span, hint, notes: textCause(of: value))
    return false
  }

  /// Whether none of the numbers is hedged; else reports the first that is.
  mutating func areExact(_ values: [Typed], _ name: String) -> Bool {
    guard let hedged = values.first(where: { !$0.isUnknown && $0.type.isHedged }) else { return true }
    let text = source.text(of: hedged.span)
    report(
      .hedgedNotTaken,
      Bilingual("`\(name)` takes exact numbers, and this is hedged", "`\(name)` 只用于确数，而这是约数"),
      at: hedged.span, Bilingual("write `best(\(text))`", "请写 `最佳(\(text))`"), fix: "best(\(text))")
    return false
  }

  mutating func isPlain(_ value: Typed, _ name: String) -> Bool {
    guard let unit = value.type.unit, !value.isUnknown else { return true }
    if unit.column != nil {
      reportSeveralUnits(value, for: name, root, canGroup: false)
      return false
    }
    // A share is a plain number already: it is divided by the whole.
    let one = unit.dimension.isNone ? "100\(unit.text)" : "1\(unit.text)"
    let quotient = "\(operandText(value.span)) / \(one)"
    let mended = name == "**" && !isInCall(value.span) ? "(\(quotient))" : quotient
    report(
      .unitNotTaken,
      Bilingual(
        "`\(name)` takes a plain number, and this is in \(unit.text)",
        "`\(name)` 只用于无单位的数，而这个数的单位是 \(unit.text)"),
      at: value.span, Bilingual("write `\(mended)`", "请写 `\(mended)`"), fix: mended)
    return false
  }
}
