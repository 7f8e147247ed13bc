import TianFigures
import TianPlan
import TianSource

/// Calls of functions over points in time.
extension StatementChecker {
  @inline(never)
  mutating func temporal(_ function: ScalarFunction, _ values: [Typed], at span: SourceSpan) -> Typed {
    guard let first = values.first else { return .unknown(at: span) }
    switch function {
    case .date: return point(first, as: .date, function, at: span)
    case .timestamp: return point(first, as: .timestamp, function, at: span)
    case .period: return period(first, values[1], at: span)
    case .formatDate: return formatted(first, values[1], at: span)
    case .parseDate: return parsed(first, values[1], at: span)
    case .truncate: return truncated(first, values[1], at: span)
    case .age:
      guard isPoint(first, function), isPoint(values[1], function) else { return .unknown(at: span) }
      let points = values.map { $0.asNull(of: .date) }
      let kind: DataType.Kind = points.allSatisfy { $0.type == .date } ? .date : .timestamp
      return call(function, points.map { TemporalOrder.converted($0, to: kind) }, .int, at: span)
    default:
      guard isPoint(first, function) else { return .unknown(at: span) }
      let none: DataType = Self.clockParts.contains(function) ? .timestamp : .date
      return call(function, [first.asNull(of: none)], .int, at: span)
    }
  }

  private static let clockParts: Set<ScalarFunction> = [.hour, .minute, .second]

  /// A point or a text as a point of another kind.
  private mutating func point(
    _ value: Typed, as kind: DataType.Kind, _ function: ScalarFunction, at span: SourceSpan
  ) -> Typed {
    let value = value.asNull(of: .text)
    if value.type.isTemporal { return TemporalOrder.converted(value, to: kind).placed(at: span) }
    guard value.type.kind == .text else {
      reportNoPoint(value, function)
      return .unknown(at: span)
    }
    return call(function, [value], DataType(kind), at: span)
  }

  private mutating func period(_ value: Typed, _ length: Typed, at span: SourceSpan) -> Typed {
    guard case .int(1) = length.literal,
      let granularity = PeriodGranularity.allCases.first(where: {
        length.type.unit == Unit(named: $0.unitName)
      })
    else {
      report(
        .dateStep, Bilingual("a period is `1年`, `1季度` or `1月` long", "时期的长度是 `1年`、`1季度` 或 `1月`"),
        at: length.span)
      return .unknown(at: span)
    }
    let kind = DataType.Kind.period(granularity)
    if value.type == .int, granularity == .year {
      return call(.period, [value], DataType(kind), at: span)
    }
    if value.type.isTemporal, TemporalOrder.isFiner(kind, value.type.kind) {
      let phrase = TypeNames.phrase(value.type)
      report(
        .wrongType,
        Bilingual(
          "\(phrase.en) has no \(granularity.rawValue) of its own",
          "\(phrase.zh)比\(granularity.unitName)长，不在某一\(granularity.unitName)之内"),
        at: value.span)
      return .unknown(at: span)
    }
    return point(value, as: kind, .period, at: span)
  }

  // MARK: Patterns

  private mutating func formatted(_ value: Typed, _ pattern: Typed, at span: SourceSpan) -> Typed {
    guard isPoint(value, .formatDate), let read = datePattern(pattern) else { return .unknown(at: span) }
    let point = value.asNull(of: .date)
    let known: DatePattern.Need =
      switch point.type.kind {
      case .period(.year): .year
      case .period(.quarter): .quarter
      case .period(.month): .month
      case .timestamp: .time
      case .date, .bool, .int, .decimal, .float, .text: .day
      }
    // A month tells its quarter; only what is finer is not known.
    if let field = read.fields.first(where: { $0.needs > known }) {
      let phrase = TypeNames.phrase(point.type)
      let letter = Character(Unicode.Scalar(field.rawValue))
      report(
        .datePattern,
        Bilingual("`\(letter)` of \(phrase.en), which doesn't have it", "`\(letter)`：\(phrase.zh)没有这一项"),
        at: pattern.span)
      return .unknown(at: span)
    }
    return call(.formatDate, [point, pattern], .text, at: span)
  }

  private mutating func parsed(_ value: Typed, _ pattern: Typed, at span: SourceSpan) -> Typed {
    guard isText(value, ScalarFunction.parseDate.rawValue), let read = datePattern(pattern) else {
      return .unknown(at: span)
    }
    let type: DataType
    switch read.readNeed() {
    case .year: type = DataType(.period(.year))
    case .quarter: type = DataType(.period(.quarter))
    case .month: type = DataType(.period(.month))
    case .day: type = .date
    case .time: type = .timestamp
    case nil:
      report(
        .datePattern, Bilingual("this pattern doesn't say which point in time", "这个格式不足以确定时间点"),
        at: pattern.span,
        Bilingual(
          "each part once, from `yyyy` down without a gap: `yyyy-MM-dd`, `yyyy-MM-dd HH:mm`",
          "从 `yyyy` 起依次写，各一次，不可缺：`yyyy-MM-dd`、`yyyy-MM-dd HH:mm`"))
      return .unknown(at: span)
    }
    return call(.parseDate, [value.asNull(of: .text), pattern], type, at: span)
  }

  private mutating func datePattern(_ pattern: Typed) -> DatePattern? {
    guard case .text(let text) = pattern.literal, !pattern.isNull else {
      report(
        .datePattern, Bilingual("a pattern is a text, written out or a `let`", "格式须是写明的文本，或 `令` 定义的文本"),
        at: pattern.span)
      return nil
    }
    do throws(DatePattern.Problem) {
      return try DatePattern(text)
    } catch {
      let letters = String(DatePattern.Field.allCases.map { Character(Unicode.Scalar($0.rawValue)) })
      let message =
        switch error {
        case .unknownLetter(let found):
          Bilingual("no field `\(found)` in patterns of dates", "日期格式中没有 `\(found)`")
        case .openQuote: Bilingual("a quote in the pattern isn't closed", "格式中的引号没有配对")
        case .empty: Bilingual("a pattern without any field", "格式中没有任何字段")
        }
      report(
        .datePattern, message, at: pattern.span,
        Bilingual("letters are \(letters); others stand in `'…'`", "可用字母：\(letters)；其他字母写在 `'…'` 中"))
      return nil
    }
  }

  // MARK: Truncation

  private mutating func truncated(_ value: Typed, _ length: Typed, at span: SourceSpan) -> Typed {
    guard isPoint(value, .truncate) else { return .unknown(at: span) }
    let point = value.asNull(of: .date)
    guard case .int(let count) = length.literal, let unit = length.type.unit,
      let isShort = Self.truncates(count, unit), isShort == false || point.type == .timestamp
    else {
      let isDate = point.type == .date
      report(
        .dateStep,
        isDate
          ? Bilingual(
            "dates are cut to years, quarters, months, weeks or a day: `1月`", "日期截断到年、季度、月、周、天：`1月`")
          : Bilingual(
            "timestamps are cut to what months fill a year or hours a day: `1季度`, `15分钟`",
            "时刻截断到能整除一年的月数或整除一天的时长：`1季度`、`15分钟`"),
        at: length.span)
      return .unknown(at: span)
    }
    return call(.truncate, [point, length], point.type, at: span)
  }

  /// Whether a length is less than a day; nil where points are not cut to it: months fill a year or are
  /// years, there is one week and one day, and less than a day fills it.
  private static func truncates(_ count: Int64, _ unit: Unit) -> Bool? {
    guard count > 0, count <= 100_000 else { return nil }
    if let month = Unit(named: "月"), let factor = unit.conversion(to: month), factor.denominator == 1 {
      let (months, isTooLong) = count.multipliedReportingOverflow(by: factor.numerator)
      guard !isTooLong else { return nil }
      return 12 % months == 0 || months % 12 == 0 ? false : nil
    }
    if unit == Unit(named: "周") { return count == 1 ? false : nil }
    guard let second = Unit(named: "秒"), let factor = unit.conversion(to: second), factor.denominator == 1
    else { return nil }
    let (seconds, isTooLong) = count.multipliedReportingOverflow(by: factor.numerator)
    guard !isTooLong, seconds <= 86_400, 86_400 % seconds == 0 else { return nil }
    return seconds < 86_400
  }

  // MARK: What arguments must be

  /// Whether a value is a point in time that has what a function asks for; reported where it isn't.
  private mutating func isPoint(_ value: Typed, _ function: ScalarFunction) -> Bool {
    if value.isNull || Self.has(function, value.type.kind) { return true }
    reportNoPoint(value, function)
    return false
  }

  private static func has(_ function: ScalarFunction, _ kind: DataType.Kind) -> Bool {
    switch kind {
    case .timestamp: true
    case .date: !clockParts.contains(function)
    case .period(let granularity):
      switch function {
      case .year, .formatDate: true
      case .quarter: granularity != .year
      case .month: granularity == .month
      default: false
      }
    case .bool, .int, .decimal, .float, .text: false
    }
  }

  private mutating func reportNoPoint(_ value: Typed, _ function: ScalarFunction) {
    let phrase = TypeNames.phrase(value.type)
    let name = function.rawValue
    let text = source.text(of: value.span)
    let wanted =
      Self.clockParts.contains(function) ? Bilingual("a timestamp", "时刻") : Bilingual("a date", "日期")
    var hint = Bilingual("", "")
    switch value.type.kind {
    case .text:
      let kind: DataType.Kind = Self.clockParts.contains(function) ? .timestamp : .date
      let call = TemporalOrder.call(reading: text, as: kind)
      hint = Bilingual("`\(call.en)` reads \(wanted.en)", "可用 `\(call.zh)` 读出\(wanted.zh)")
    case .period: hint = Bilingual("`date(\(text))` is its first day", "`日期(\(text))` 是其第一天")
    case .bool, .int, .decimal, .float, .date, .timestamp: break
    }
    report(
      .wrongType,
      Bilingual(
        "`\(name)` takes \(wanted.en), and this is \(phrase.en)", "`\(name)` 用于\(wanted.zh)，而这是\(phrase.zh)"),
      at: value.span, hint)
  }
}
