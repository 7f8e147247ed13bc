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

enum UnitRules {
  static func dimension(_ unit: Unit?) -> Dimension { unit?.dimension ?? .none }

  static func factor(_ unit: Unit?) -> Rational {
    guard let unit else { return .one }
    return unit.factor ?? .one
  }

  /// A unit that can be multiplied by itself without a factor: no 万 before it, and a share a plain number.
  static func squarable(_ unit: Unit?) -> Unit? {
    guard let unit, !unit.dimension.isNone else { return nil }
    return unit.withoutPrefix
  }

  /// 0 has every unit, and counts accept bare numbers.
  static func takesBare(_ unit: Unit, beside number: Typed) -> Bool {
    unit.dimension.isCount || isZero(number)
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
  /// Two numbers in one unit and kind, hedged or not as they were; nil where they don't go together, which is
  /// reported. A comparison's literals lose the zeros at their ends, so that no column is converted for those.
  mutating func pair(
    _ left: Typed, _ right: Typed, symbol: String, isComparison: Bool, at span: SourceSpan
  ) -> (left: Typed, right: Typed, kind: DataType.Kind, unit: Unit?)? {
    switch UnitAgreement(left, right) {
    case .agree(let unit, let factor):
      let kind = TypeRules.common(
        Self.kind(of: left, isReduced: isComparison), Self.kind(of: right, factor, isReduced: isComparison))
      let leftType = DataType(kind, unit: unit, isHedged: left.type.isHedged)
      let rightType = DataType(kind, unit: unit, isHedged: right.type.isHedged)
      return (
        Conversions.convert(left, to: leftType), Conversions.convert(right, to: rightType, factor: factor),
        kind, unit
      )
    case .bare(let isLeft, let unit):
      reportBare(isLeft ? left : right, unit)
    case .mixed:
      reportMixed(left, right, symbol: symbol, isComparison: isComparison, at: span)
    }
    return nil
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
    let text = source.text(of: number.span)
    let mended = number.literal == nil ? "\(text) * 1\(unit.text)" : "\(text)\(unit.text)"
    report(
      .missingUnit, Bilingual("a bare number beside \(unit.text)", "数缺少单位，另一边是 \(unit.text)"),
      at: number.span,
      Bilingual("write `\(mended)`", "请写 `\(mended)`"), fix: mended)
  }

  private mutating func reportMixed(
    _ left: Typed, _ right: Typed, symbol: String, isComparison: Bool, at span: SourceSpan
  ) {
    let (from, to) = (TypeNames.phrase(left.type), TypeNames.phrase(right.type))
    let verb = isComparison ? Bilingual("compare", "比较") : Bilingual("add", "相加减")
    let texts = (source.text(of: left.span), source.text(of: right.span))
    let message = Bilingual(
      "`\(texts.0) \(symbol) \(texts.1)`: \(from.en) and \(to.en) don't \(verb.en)",
      "`\(texts.0) \(symbol) \(texts.1)`：\(from.zh)与\(to.zh)不能\(verb.zh)")
    var hint = Bilingual("", "")
    if !isComparison, left.literal == nil, right.literal == nil {
      let money = UnitRules.dimension(right.type.unit).exponents[.money] == 1
      let rate = money ? "\(texts.1) / \(texts.0)" : "\(texts.0) / \(texts.1)"
      hint = Bilingual("did you mean `\(rate)`?", "是否想写 `\(rate)`？")
    }
    report(.mixedDimensions, message, at: span, hint)
  }
}
