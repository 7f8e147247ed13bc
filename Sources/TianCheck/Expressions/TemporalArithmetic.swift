import TianFigures
import TianPlan
import TianSource

/// Sums and differences of points in time: dates, timestamps and periods.
extension StatementChecker {
  /// A point ± a length of time; the length from one point to another.
  mutating func temporalSum(
    _ symbol: ArithmeticOperator, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    if left.isUnknown || right.isUnknown { return .unknown(at: span) }
    if symbol == .subtract, let years = yearNumbers(left, right) {
      return sum(.subtract, years.left, years.right, at: span)
    }
    if left.type.isTemporal, right.type.isTemporal {
      if symbol == .subtract, let difference = difference(left, right, at: span) { return difference }
    } else if left.type.isTemporal, right.isNull || right.type.isNumeric {
      return moved(left, by: right, isBack: symbol == .subtract, at: span)
    } else if symbol == .add, left.isNull || left.type.isNumeric {
      return moved(right, by: left, isBack: false, at: span)
    }
    let names = (TypeNames.phrase(left.type), TypeNames.phrase(right.type))
    report(
      .mixedTypes,
      Bilingual(
        "`\(symbol.rawValue)` of \(names.0.en) and \(names.1.en)",
        "\(names.0.zh)与\(names.1.zh)不能用 `\(symbol.rawValue)`"),
      at: span, sumHint(left, right))
    return .unknown(at: span)
  }

  private func sumHint(_ left: Typed, _ right: Typed) -> Bilingual {
    guard left.type.isTemporal, right.type.isTemporal, left.type.kind != right.type.kind else {
      let point = left.type.isTemporal ? left : right
      guard case .period(let granularity) = point.type.kind else {
        return Bilingual("dates move by `90天`, `1年`", "日期按 `90天`、`1年` 加减")
      }
      let unit = granularity.unitName
      return Bilingual("periods of this length move by `1\(unit)`", "这样的时期按 `1\(unit)` 加减")
    }
    let (finer, coarser) =
      TemporalOrder.isFiner(left.type.kind, right.type.kind) ? (left, right) : (right, left)
    guard case .period(let granularity) = coarser.type.kind else { return Bilingual("", "") }
    let text = source.text(of: finer.span)
    let unit = granularity.unitName
    return Bilingual("write `period(\(text), 1\(unit))`", "请写 `时期(\(text), 1\(unit))`")
  }

  /// Two dates in 天, two timestamps in 秒, a date among them as its midnight, two periods of one length in
  /// that. Nil for anything else.
  private func difference(_ left: Typed, _ right: Typed, at span: SourceSpan) -> Typed? {
    let kinds = (left.type.kind, right.type.kind)
    if kinds == (.date, .date) {
      return call(.daysBetween, [left, right], DataType(.int, unit: Unit(named: "天")), at: span)
    }
    if case .period(let granularity) = kinds.0, kinds.0 == kinds.1 {
      let type = DataType(.int, unit: Unit(named: granularity.unitName))
      return call(.periodsBetween, [left, right], type, at: span)
    }
    guard [kinds.0, kinds.1].allSatisfy({ $0 == .date || $0 == .timestamp }) else { return nil }
    let sides = [left, right].map { TemporalOrder.converted($0, to: .timestamp) }
    let type = DataType(.decimal(scale: 6), unit: Unit(named: "秒"))
    return call(.microsecondsBetween, sides, type, at: span)
  }

  private mutating func moved(_ point: Typed, by step: Typed, isBack: Bool, at span: SourceSpan) -> Typed {
    if step.isNull { return Typed(.literal(.null), point.type, at: span) }
    guard let move = move(point, step) else {
      reportStep(point, step)
      return .unknown(at: span)
    }
    let signed = isBack ? negated(move.count, at: move.count.span) : move.count
    return call(move.function, [move.point, signed], move.point.type, at: span)
  }

  /// How a point moves by a length of time: the function, what it moves, and by how many. Nil where the
  /// length is none of those that such points take, or not sure to be whole.
  private func move(_ point: Typed, _ step: Typed) -> (function: ScalarFunction, point: Typed, count: Typed)?
  {
    guard let unit = step.type.unit, !step.type.isHedged else { return nil }
    if case .period(let granularity) = point.type.kind {
      return whole(step, in: granularity.unitName).map { (.addPeriods, point, $0) }
    }
    if UnitRules.dimension(unit) == Unit(named: "月")?.dimension {
      return whole(step, in: "月").map { (.addMonths, point, $0) }
    }
    guard let second = Unit(named: "秒"), let toSeconds = unit.conversion(to: second),
      let factor = toSeconds.multiplied(by: Rational(Calendar.microsecondsPerSecond))
    else { return nil }
    if point.type.kind == .date, TemporalOrder.isOfDays(unit) {
      return whole(step, in: "天").map { (.addDays, point, $0) }
    }
    let count = Conversions.convert(step, to: .int, factor: factor)
    return (.addMicroseconds, TemporalOrder.converted(point, to: .timestamp), count)
  }

  /// A length of time as a whole number of a unit; nil where it is not one, or not sure to be.
  private func whole(_ step: Typed, in name: String) -> Typed? {
    guard let unit = step.type.unit, let target = Unit(named: name), let factor = unit.conversion(to: target),
      Self.kind(of: step, factor, isReduced: true) == .int
    else { return nil }
    return Conversions.convert(step, to: DataType(.int, unit: target), factor: factor)
  }

  private mutating func reportStep(_ point: Typed, _ step: Typed) {
    guard !step.type.isHedged || step.type.unit == nil else {
      _ = areExact([step], "+")
      return
    }
    var mended: String?
    let message: Bilingual
    switch point.type.kind {
    case .period(let granularity):
      let unit = granularity.unitName
      let phrase = TypeNames.phrase(point.type)
      message = Bilingual("\(phrase.en) moves by whole \(unit)", "\(phrase.zh)按整\(unit)加减")
      mended = quantityText(step, in: unit)
    case .timestamp:
      message = Bilingual(
        "timestamps move by lengths of time: whole months, or days and hours", "时刻按时长加减：整月，或天、小时等")
      mended = quantityText(step, in: "小时")
    case .date, .bool, .int, .decimal, .float, .text:
      message = Bilingual("dates move by whole days, weeks, months, quarters or years", "日期按整天、周、月、季度、年加减")
      mended = quantityText(step, in: "天")
    }
    let isBare = step.type.unit == nil && step.literal != nil
    var hint = isBare ? Bilingual("write `\(mended ?? "")`", "请写 `\(mended ?? "")`") : Bilingual("", "")
    if !isBare, case .period = point.type.kind, let unit = step.type.unit,
      UnitRules.dimension(unit) == Unit(named: "月")?.dimension, !step.type.isHedged
    {
      let written = source.text(of: point.span)
      hint = Bilingual(
        "`date(\(written))` is its first day, and moves by \(unit.text)",
        "`日期(\(written))` 是其第一天，可按\(unit.text)加减")
    }
    report(.dateStep, message, at: step.span, hint, fix: isBare ? mended : nil)
  }
}

extension PeriodGranularity {
  /// The unit that its periods are counted in.
  var unitName: String {
    switch self {
    case .year: "年"
    case .quarter: "季度"
    case .month: "月"
    }
  }
}
