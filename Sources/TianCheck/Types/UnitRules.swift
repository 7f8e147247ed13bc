import TianFigures
import TianPlan
import TianSource

/// Whether two numbers may be added or compared, and how the right one becomes the left one's unit.
enum UnitAgreement {
  /// Both in this unit, once the right one is multiplied by the ratio.
  case agree(unit: Unit?, factor: Rational)
  /// One side is a bare number, the other has this unit.
  case bare(isLeft: Bool, unit: Unit)
  case mixed

  init(_ left: Typed, _ right: Typed) {
    let (from, to) = (right.type.unit, left.type.unit)
    if from == to {
      self = .agree(unit: to, factor: .one)
    } else if UnitRules.dimension(from) == UnitRules.dimension(to) {
      let factor = UnitRules.factor(from).divided(by: UnitRules.factor(to))
      self = factor.map { .agree(unit: to, factor: $0) } ?? .mixed
    } else if let to, from == nil {
      self =
        UnitRules.takesBare(to, beside: right)
        ? .agree(unit: to, factor: .one) : .bare(isLeft: false, unit: to)
    } else if let from, to == nil {
      if UnitRules.takesBare(from, beside: left) {
        self = .agree(unit: from, factor: .one)
      } else if UnitRules.isYears(right), left.type.kind == .int {
        // Beside a column of whole years, `1年` is 1.
        self = .agree(unit: nil, factor: .one)
      } else {
        self = .bare(isLeft: true, unit: from)
      }
    } else {
      self = .mixed
    }
  }
}

/// What two numbers are brought together for.
enum PairUse {
  case comparison, sum
  /// One of the two is taken, as of the arms of `case`.
  case choice
}

enum UnitRules {
  static func dimension(_ unit: Unit?) -> Dimension { unit?.dimension ?? .none }

  static func factor(_ unit: Unit?) -> Rational {
    guard let unit else { return .one }
    return unit.factor ?? .one
  }

  /// A unit that can be multiplied by itself without a factor: no 万 before it, no two parts of one dimension,
  /// and a share a plain number.
  static func squarable(_ unit: Unit?) -> Unit? {
    guard let unit, !unit.dimension.isNone else { return nil }
    return unit.withoutPrefix.merged
  }

  /// 0 has every unit, and counts accept bare numbers; but beside 万人 a bare number could be of 人 as well.
  static func takesBare(_ unit: Unit, beside number: Typed) -> Bool {
    unit.dimension.isCount && !unit.hasPrefix || isZero(number)
  }

  static func isZero(_ number: Typed) -> Bool {
    guard let value = number.literal else { return false }
    if case .float(let zero) = value { return zero == 0 }
    return Literals.exact(value)?.coefficient == 0
  }

  static func isYears(_ number: Typed) -> Bool {
    number.literal != nil && number.type.unit == Unit(named: "年")
  }
}

extension StatementChecker {
  /// Two numbers in one unit and kind, hedged or not as they were; nil where they don't go together,
  /// which is reported. A comparison's literals lose the zeros at their ends, so that no column is
  /// converted for those.
  mutating func pair(
    _ left: Typed, _ right: Typed, symbol: String, for use: PairUse, at span: SourceSpan
  ) -> (left: Typed, right: Typed, kind: DataType.Kind, unit: Unit?)? {
    switch UnitAgreement(left, right) {
    case .agree(_, let factor) where use == .comparison && Self.isBetterTurned(left, right, factor):
      // 公顷 beside 亩: the side that converts exactly does.
      let turned = pair(right, left, symbol: symbol, for: use, at: span)
      return turned.map { ($0.right, $0.left, $0.kind, $0.unit) }
    case .agree(let unit, let factor):
      let kind = TypeRules.common(
        Self.kind(of: left, isReduced: use == .comparison),
        Self.kind(of: right, factor, isReduced: use == .comparison))
      let leftType = DataType(kind, unit: unit, isHedged: left.type.isHedged)
      let rightType = DataType(kind, unit: unit, isHedged: right.type.isHedged)
      let sides = (
        Conversions.convert(left, to: leftType), Conversions.convert(right, to: rightType, factor: factor)
      )
      guard fits(left, sides.0), fits(right, sides.1) else { return nil }
      return (sides.0, sides.1, kind, unit)
    case .bare(let isLeft, let unit) where unit.column != nil:
      reportSeveralUnits(
        isLeft ? right : left, for: symbol, root, beside: isLeft ? left : right, canGroup: false)
    case .bare(isLeft: true, let unit)
    where symbol == "-" && isNumeral(left) && right.literal != nil && left.span.upper + 1 == right.span.lower:
      let range = "\(source.text(of: left.span))—\(source.text(of: right.span))"
      let quantity = quantityText(left, in: unit.text)
      report(
        Diagnostic(
          .missingUnit, Bilingual("a bare number beside \(unit.text)", "数缺少单位，另一边是 \(unit.text)"),
          at: [
            .init(
              left.span,
              Bilingual(
                "for a range write `\(range)`, to subtract `\(quantity)`",
                "区间请写 `\(range)`，相减请写 `\(quantity)`"))
          ], fixes: [.init(left.span.joined(with: right.span), range)],
          alternatives: [[.init(left.span, quantity)]]))
    case .bare(let isLeft, let unit):
      reportBare(isLeft ? left : right, unit)
    case .mixed where left.type.unit?.column != nil:
      reportSeveralUnits(left, for: symbol, root, beside: right, canGroup: false)
    case .mixed where right.type.unit?.column != nil:
      reportSeveralUnits(right, for: symbol, root, beside: left, canGroup: false)
    case .mixed:
      reportMixed(left, right, symbol: symbol, for: use, at: span)
    }
    return nil
  }

  /// Whether a literal was converted while checking, as it must be where its digits fit.
  private mutating func fits(_ typed: Typed, _ converted: Typed) -> Bool {
    guard typed.literal != nil, converted.literal == nil, converted.type.scale != nil else { return true }
    report(
      .constantOverflow, Bilingual("this number has too many digits here", "这个数在此处位数过多"), at: typed.span,
      Bilingual("a float holds it: `1e20`", "可写成浮点数：`1e20`"))
    return false
  }

  /// Whether a comparison is exact only once the left side is converted to the right side's unit.
  private static func isBetterTurned(_ left: Typed, _ right: Typed, _ factor: Rational) -> Bool {
    guard left.type.scale != nil, right.type.scale != nil, kind(of: right, factor, isReduced: true) == .float,
      let inverse = Rational.one.divided(by: factor)
    else { return false }
    return kind(of: left, inverse, isReduced: true) != .float
  }

  /// The kind that a number has once it is multiplied; a literal's is the least that holds it.
  static func kind(
    of typed: Typed, _ factor: Rational = .one, isReduced: Bool
  ) -> DataType.Kind {
    guard let value = typed.literal, isReduced || factor != .one, typed.type.kind != .float else {
      return TypeRules.scaled(typed.type.kind, by: factor)
    }
    guard let scale = Literals.scale(of: value, factor: factor) else {
      return TypeRules.scaled(typed.type.kind, by: factor)
    }
    return scale == 0 && !typed.type.isHedged ? .int : .decimal(scale: scale)
  }

  private mutating func reportBare(_ number: Typed, _ unit: Unit) {
    // What is counted is counted one by one, unless somebody says 万.
    let units = unit.dimension.isCount && unit.hasPrefix ? [unit.withoutPrefix, unit] : [unit]
    let mended = units.map { quantityText(number, in: $0.text) }
    let texts = mended.map { "`\($0)`" }
    report(
      Diagnostic(
        .missingUnit, Bilingual("a bare number beside \(unit.text)", "数缺少单位，另一边是 \(unit.text)"),
        at: [
          .init(
            number.span,
            Bilingual("write \(texts.joined(separator: " or "))", "请写 \(texts.joined(separator: " 或 "))"))
        ], fixes: [.init(number.span, mended[0])],
        alternatives: mended.dropFirst().map { [.init(number.span, $0)] }))
  }

  /// Whether a literal stands there in digits, behind which a unit can be written.
  private func isNumeral(_ number: Typed) -> Bool {
    number.literal != nil && source.text(of: number.span).allSatisfy { "0123456789._万亿".contains($0) }
  }

  /// A bare number of the query in a unit, as a mend has it: `500亩`; `n * 1亩` where no digits stand there.
  func quantityText(_ number: Typed, in unit: String) -> String {
    isNumeral(number) ? source.text(of: number.span) + unit : "\(operandText(number.span)) * 1\(unit)"
  }

  /// The text of an expression as an operand of a mend: in brackets where an operator stands in it.
  func operandText(_ span: SourceSpan) -> String {
    let text = source.text(of: span)
    var depth = 0
    for letter in text {
      if "([【（［".contains(letter) { depth += 1 }
      if ")]】）］".contains(letter) { depth -= 1 }
      if depth == 0, " +-*/%<>=!~，,×÷＋－＊／％".contains(letter) { return "(\(text))" }
    }
    return text
  }

  private mutating func reportMixed(
    _ left: Typed, _ right: Typed, symbol: String, for use: PairUse, at span: SourceSpan
  ) {
    let (from, to) = (TypeNames.phrase(left.type), TypeNames.phrase(right.type))
    let verb =
      switch use {
      case .comparison: Bilingual("compare", "比较")
      case .sum: Bilingual("add", "相加减")
      case .choice: Bilingual("go together", "放在一起")
      }
    let texts = (source.text(of: left.span), source.text(of: right.span))
    let message = Bilingual(
      "`\(texts.0) \(symbol) \(texts.1)`: \(from.en) and \(to.en) don't \(verb.en)",
      "`\(texts.0) \(symbol) \(texts.1)`：\(from.zh)与\(to.zh)不能\(verb.zh)")
    var hint = Bilingual("", "")
    if UnitRules.dimension(right.type.unit).isMoney, UnitRules.dimension(left.type.unit).isMoney,
      let to = left.type.unit, let from = right.type.unit
    {
      hint = Bilingual(
        "currencies don't convert: multiply by a rate, `\(texts.1) * 1\(to.text)/\(from.text)`",
        "货币之间不换算，请乘以汇率：`\(texts.1) * 1\(to.text)/\(from.text)`")
    }
    report(.mixedDimensions, message, at: span, hint)
  }
}
