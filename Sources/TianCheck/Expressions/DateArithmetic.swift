import TianFigures
import TianPlan
import TianSource

extension StatementChecker {
  /// A date ± days, weeks, months, quarters or years; the days from one date to another.
  mutating func dateSum(
    _ symbol: ArithmeticOperator, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    if left.isUnknown || right.isUnknown { return .unknown(at: span) }
    if left.type.kind == .date, right.type.kind == .date, symbol == .subtract {
      let days = DataType(.int, unit: Unit(named: "天"))
      return Typed(.call(.daysBetween, [left.expression, right.expression]), days, at: span)
    }
    if left.type.kind == .date, right.isNull || right.type.isNumeric {
      return moved(left, by: right, isBack: symbol == .subtract, at: span)
    }
    if right.type.kind == .date, symbol == .add, left.isNull || left.type.isNumeric {
      return moved(right, by: left, isBack: false, at: span)
    }
    let names = (TypeNames.phrase(left.type), TypeNames.phrase(right.type))
    report(
      .mixedTypes,
      Bilingual(
        "`\(symbol.rawValue)` of \(names.0.en) and \(names.1.en)",
        "\(names.0.zh)与\(names.1.zh)不能用 `\(symbol.rawValue)`"),
      at: span, Bilingual("dates move by `90天`, `1年`", "日期按 `90天`、`1年` 加减"))
    return .unknown(at: span)
  }

  private mutating func moved(_ date: Typed, by step: Typed, isBack: Bool, at span: SourceSpan) -> Typed {
    if step.isNull { return Typed(.literal(.null), .date, at: span) }
    guard let (function, count) = wholeSteps(step) else {
      let text = source.text(of: step.span)
      let bare = step.type.unit == nil && step.literal != nil
      report(
        .dateStep,
        Bilingual("dates move by whole days, weeks, months, quarters or years", "日期按整天、周、月、季度、年加减"),
        at: step.span,
        bare ? Bilingual("write `\(text)天`", "请写 `\(text)天`") : Bilingual("", ""),
        fix: bare ? "\(text)天" : nil)
      return .unknown(at: span)
    }
    let signed = isBack ? negated(count, at: count.span) : count
    return Typed(.call(function, [date.expression, signed.expression]), .date, at: span)
  }

  /// A step of time as an int of days or of months; nil where it is none, or not sure to be whole.
  private func wholeSteps(_ step: Typed) -> (ScalarFunction, Typed)? {
    guard let unit = step.type.unit, !step.type.isHedged else { return nil }
    let steps: [(ScalarFunction, Unit?)] = [(.addDays, Unit(named: "天")), (.addMonths, Unit(named: "月"))]
    for (function, target) in steps {
      guard let target, let factor = unit.conversion(to: target) else { continue }
      guard Self.kind(of: step, factor, isReduced: true) == .int else { return nil }
      return (function, Conversions.convert(step, to: DataType(.int, unit: target), factor: factor))
    }
    return nil
  }
}
