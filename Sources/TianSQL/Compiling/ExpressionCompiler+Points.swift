import TianFigures
import TianPlan
import TianSource

/// Points in time. A database knows dates and timestamps; a period is the date of its first day there, which
/// with the length that its type says is all of it.
extension ExpressionCompiler {
  /// Nil for a function that is none of points, or reads texts.
  func point(
    _ function: ScalarFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(Unsupported) -> SQLExpression? {
    guard let first = arguments.first, first.type.kind != .text else { return nil }
    let span = whole.span
    if Self.conversionsOfPoints.contains(function) {
      return try converted(point: first, to: whole.type.kind, span)
    }
    guard arguments.count > 1 else { return nil }
    let second = arguments[1]
    if let move = Self.moves[function] { return try moved(move, first, second, span) }
    if function == .truncate { return try truncated(first, second, span) }
    if function == .age { return try age(first, second, span) }
    if function == .microsecondsBetween { return try seconds(from: second, to: first, span) }
    if function == .periodsBetween { return try periods(from: second, to: first, span) }
    return function == .formatDate ? try formatted(first, second, span) : nil
  }

  private static let conversionsOfPoints: Set<ScalarFunction> = [.date, .timestamp, .period]
  private static let moves: [ScalarFunction: SQLOperation] = [
    .addDays: .addDays, .addMonths: .addMonths, .addPeriods: .addMonths,
    .addMicroseconds: .addMicroseconds,
  ]

  /// The point of a coarser kind in which one lies, or the start of one of a coarser kind.
  private func converted(
    point: Expression, to kind: DataType.Kind, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let value = try value(point)
    guard point.type.kind != kind else { return value }
    guard case .period(let granularity) = kind else {
      if kind == .date, case .period = point.type.kind { return value }
      return .cast(value, kind == .date ? .date : .timestamp)
    }
    guard point.type.kind == .int else { return try start(of: granularity.rawValue, value, .date, span) }
    let limits = [Calendar.years.lowerBound, Calendar.years.upperBound].map {
      SQLExpression.literal(.integer($0))
    }
    let isYear = try operation(.between, [value] + limits, at: span)
    let first = SQLExpression.literal(.integer(1))
    let start = try operation(.makeDate, [value, first, first], at: span)
    return .conditional([.init(condition: isYear, value: start)], otherwise: nil)
  }

  /// The start of the year, quarter, month, week or day that a point lies in.
  private func start(
    of name: String, _ value: SQLExpression, _ type: SQLType, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    .cast(try operation(.truncatePoint, [.literal(.text(name)), value], at: span), type)
  }

  /// The start of the run of months, of the week, or of the run of microseconds since midnight.
  private func truncated(
    _ point: Expression, _ step: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard case .literal(.int(let count)) = step.form, let unit = step.type.unit else {
      throw plan.temporal(step.type, span)
    }
    let (value, type) = (try value(point), try plan.sqlType(point.type, span))
    func number(_ number: Int64) -> SQLExpression { .literal(.integer(number)) }
    if let month = Unit(named: "月"), let factor = unit.conversion(to: month) {
      let width = count * factor.numerator
      if let name = [1: "month", 3: "quarter", 12: "year"][width] {
        return try start(of: name, value, type, span)
      }
      guard width > 12 else {
        let place = try operation(.subtract, [try operation(.month, [value], at: span), number(1)], at: span)
        let past = try operation(.remainder, [place, number(width)], at: span)
        let back = try operation(.negate, [past], at: span)
        return .cast(
          try operation(.addMonths, [try start(of: "month", value, type, span), back], at: span), type)
      }
      let year = try operation(.year, [value], at: span)
      let past = try operation(.remainder, [year, number(width / 12)], at: span)
      // There is no year 0: the run that would begin there begins with the year 1.
      let isFirst = try operation(.less, [year, number(width / 12)], at: span)
      let first = SQLExpression.conditional(
        [.init(condition: isFirst, value: number(1))],
        otherwise: try operation(.subtract, [year, past], at: span))
      return .cast(try operation(.makeDate, [first, number(1), number(1)], at: span), type)
    }
    if unit == Unit(named: "周") { return try start(of: "week", value, type, span) }
    guard point.type.kind == .timestamp, let second = Unit(named: "秒"),
      let factor = unit.conversion(to: second)
    else { return value }
    let seconds = count * factor.numerator
    if seconds == 86_400 { return try start(of: "day", value, type, span) }
    // Since midnight all lengths that fill a day begin anew.
    let day = try start(of: "day", value, type, span)
    let since = try operation(
      .subtract,
      [try operation(.microseconds, [value], at: span), try operation(.microseconds, [day], at: span)],
      at: span)
    let past = try operation(.remainder, [since, number(seconds * 1_000_000)], at: span)
    return try operation(
      .addMicroseconds, [value, try operation(.negate, [past], at: span)], at: span)
  }

  /// Whole years: those between the calendar's, less one where the birthday is still to come.
  private func age(
    _ from: Expression, _ to: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let sides = [try value(from), try value(to)]
    let years = try operation(
      .subtract,
      [try operation(.year, [sides[1]], at: span), try operation(.year, [sides[0]], at: span)], at: span)
    let months = try operation(.multiply, [years, .literal(.integer(12))], at: span)
    let birthday = try operation(.addMonths, [sides[0], months], at: span)
    let isPast = try operation(.lessOrEqual, [birthday, sides[1]], at: span)
    let isBefore = try operation(.greater, [birthday, sides[1]], at: span)
    let fewer = try operation(.subtract, [years, .literal(.integer(1))], at: span)
    return .conditional(
      [.init(condition: isPast, value: years), .init(condition: isBefore, value: fewer)], otherwise: nil)
  }

  /// No point lies outside the years 1 to 9999.
  private func moved(
    _ step: SQLOperation, _ point: Expression, _ count: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    var number = try side(count)
    if case .period(let granularity) = point.type.kind, granularity != .month {
      let months = SQLExpression.literal(.integer(granularity.monthCount))
      number = try operation(.multiply, [number, months], at: span)
    }
    var sum = try operation(step, [try value(point), number], at: span)
    if step == .addMonths { sum = .cast(sum, try plan.sqlType(point.type, span)) }
    let isTimestamp = point.type.kind == .timestamp
    let (first, last) = (Calendar.microsecondRange.lowerBound, Calendar.microsecondRange.upperBound)
    let limits: [SQLLiteral] =
      isTimestamp
      ? [.timestamp(microseconds: first), .timestamp(microseconds: last)]
      : [
        .date(days: Int32(clamping: Calendar.dayRange.lowerBound)),
        .date(days: Int32(clamping: Calendar.dayRange.upperBound)),
      ]
    let isInside = try operation(.between, [sum] + limits.map { .literal($0) }, at: span)
    let failure = try operation(
      .fail, [.literal(.text("the date is outside the years 1 to 9999"))], at: span)
    return .conditional([.init(condition: .not(isInside), value: failure)], otherwise: sum)
  }

  /// Exactly, with six digits.
  private func seconds(
    from first: Expression, to second: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    let sides = [
      try operation(.microseconds, [try value(second)], at: span),
      try operation(.microseconds, [try value(first)], at: span),
    ]
    let difference = SQLExpression.cast(try operation(.subtract, sides, at: span), .decimal(0))
    return .cast(
      try operation(.multiply, [difference, .literal(.decimal("0.000001"))], at: span), .decimal(6))
  }

  private func periods(
    from first: Expression, to second: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard case .period(let granularity) = first.type.kind else { throw plan.temporal(first.type, span) }
    return try operation(
      .pointsBetween, [.literal(.text(granularity.rawValue)), try value(first), try value(second)], at: span)
  }

  // MARK: Texts

  /// As Tian writes points: the finer parts only where there are any.
  func pointText(_ point: Expression, _ span: SourceSpan) throws(Unsupported) -> SQLExpression {
    func text(_ pattern: String) throws(Unsupported) -> SQLExpression {
      try operation(.pointText, [try value(point), .literal(.text(pattern))], at: span)
    }
    switch point.type.kind {
    case .period(.year): return try text("%Y")
    case .period(.month): return try text("%Y-%m")
    case .period(.quarter):
      let quarter = try operation(.quarter, [try value(point)], at: span)
      let isPresent = try operation(.isPresent, [try value(point)], at: span)
      let whole = try operation(.concat, [try text("%Y"), .literal(.text("Q")), quarter], at: span)
      return .conditional([.init(condition: isPresent, value: whole)], otherwise: nil)
    case .timestamp:
      let fraction = try text("%f")
      let isWhole = try operation(.equal, [fraction, .literal(.text("000000"))], at: span)
      let full = try operation(
        .trimEnd, [try text("%Y-%m-%dT%H:%M:%S.%f"), .literal(.text("0"))], at: span)
      return .conditional(
        [.init(condition: isWhole, value: try text("%Y-%m-%dT%H:%M:%S"))], otherwise: full)
    case .date, .bool, .int, .decimal, .float, .text: return try text("%Y-%m-%d")
    }
  }

  /// `format_date`, of the fields that are digits of one point.
  private func formatted(
    _ point: Expression, _ pattern: Expression, _ span: SourceSpan
  ) throws(Unsupported) -> SQLExpression {
    guard case .literal(.text(let text)) = pattern.form, let read = try? DatePattern(text) else {
      throw plan.temporal(point.type, span)
    }
    var format = ""
    for part in read.parts {
      switch part {
      case .text(let text): format += text.map { $0 == "%" ? "%%" : String($0) }.joined()
      case .field(let field, let count):
        guard let code = Self.formats[.field(field, count: count)] else {
          let letters = String(repeating: Character(Unicode.Scalar(field.rawValue)), count: count)
          throw plan.unsupported(
            pattern.span,
            Bilingual(
              "\(plan.dialect.name) has nothing that means `\(letters)` here",
              "\(plan.dialect.name) 中没有与此处 `\(letters)` 同义的写法"))
        }
        format += code
      }
    }
    return try operation(.pointText, [try value(point), .literal(.text(format))], at: span)
  }

  /// What `strftime` calls the fields of a pattern.
  private static let formats: [DatePattern.Part: String] = [
    .field(.year, count: 4): "%Y", .field(.month, count: 1): "%-m", .field(.month, count: 2): "%m",
    .field(.day, count: 1): "%-d", .field(.day, count: 2): "%d", .field(.hour, count: 1): "%-H",
    .field(.hour, count: 2): "%H", .field(.minute, count: 1): "%-M", .field(.minute, count: 2): "%M",
    .field(.second, count: 1): "%-S", .field(.second, count: 2): "%S", .field(.fraction, count: 6): "%f",
  ]
}
