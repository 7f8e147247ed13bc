import TianFigures
import TianPlan
import TianSource

extension ExpressionCompiler {
  /// Calls over points in time, their operands compiled.
  func compileTemporal(
    _ function: ScalarFunction, _ operands: [Evaluator], _ call: Expression
  ) throws(Diagnostic) -> Evaluator {
    guard case .call(_, let arguments) = call.form, let first = operands.first,
      let source = arguments.first?.type
    else { return try LiteralEvaluator(.null, call.type, span: call.span) }
    let span = call.span
    if Self.conversions.contains(function) {
      if source.kind == .text {
        return ReadTextEvaluator(first, to: call.type, .standard, units: .standard, tally: nil, span: span)
      }
      return PointConversionEvaluator(first, from: source.kind, to: call.type.kind, span: span)
    }
    guard let last = arguments.last, operands.count > 1 else {
      return PointPartEvaluator(function, first, source.kind, span: span)
    }
    if function == .age { return AgeEvaluator(first, operands[1], source.kind, span: span) }
    if function == .truncate {
      return TruncationStep(last).map { TruncateEvaluator(first, source.kind, $0, span: span) } ?? first
    }
    if Self.differences.contains(function) { return DifferenceEvaluator(first, operands[1], span: span) }
    if case .literal(.text(let text)) = last.form {
      guard let pattern = try? DatePattern(text) else {
        return try LiteralEvaluator(.null, call.type, span: span)
      }
      return function == .formatDate
        ? FormatDateEvaluator(first, from: source.kind, pattern, span: span)
        : ParseDateEvaluator(first, to: call.type, pattern, span: span)
    }
    return MoveEvaluator(function, first, operands[1], source.kind, span: span)
  }

  private static let conversions: Set<ScalarFunction> = [.date, .timestamp, .period]
  private static let differences: Set<ScalarFunction> = [.daysBetween, .microsecondsBetween, .periodsBetween]
}

/// Points in time as days and microseconds.
enum Points {
  /// The days on which points lie or begin.
  static func days(
    _ values: UnsafePointer<Int64>, _ kind: DataType.Kind, _ batch: Batch
  ) throws(Diagnostic) -> UnsafePointer<Int64> {
    if case .date = kind { return values }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    if case .period(let granularity) = kind {
      Loops.map(values, out, batch.count) { Calendar.firstDay(of: $0, granularity) }
    } else {
      Loops.map(values, out, batch.count) { Calendar.split($0).days }
    }
    return UnsafePointer(out)
  }

  /// What a kind's values may be.
  static func range(_ kind: DataType.Kind) -> ClosedRange<Int64> {
    switch kind {
    case .timestamp: Calendar.microsecondRange
    case .period(let granularity): Calendar.ordinals(of: granularity)
    case .date, .bool, .int, .decimal, .float, .text: Calendar.dayRange
    }
  }
}

/// To a coarser kind, the day or period that a point lies in; to a finer one, its start.
final class PointConversionEvaluator: Evaluator {
  private let operand: Evaluator
  private let source: DataType.Kind
  private let target: DataType.Kind

  init(_ operand: Evaluator, from source: DataType.Kind, to target: DataType.Kind, span: SourceSpan) {
    (self.operand, self.source, self.target) = (operand, source, target)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .integers(let values) = vector.values, source != target else { return vector }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    if case .period(let to) = target, case .int = source {
      return try years(values, to, out, vector.validity, batch)
    }
    if case .period(let to) = target, case .period(let from) = source {
      let count = from.periodsPerYear / to.periodsPerYear
      if count > 0 {
        Loops.map(values, out, batch.count) { $0 / count }
        return Vector(.integers(out), validity: vector.validity)
      }
    }
    let days = try Points.days(values, source, batch)
    switch target {
    case .timestamp: Loops.map(days, out, batch.count) { $0 &* Calendar.microsecondsPerDay }
    case .period(let to): Loops.map(days, out, batch.count) { Calendar.ordinal(ofDays: $0, to) }
    case .date, .bool, .int, .decimal, .float, .text:
      return Vector(
        .integers(UnsafeMutablePointer(mutating: days)), validity: vector.validity)
    }
    return Vector(.integers(out), validity: vector.validity)
  }

  /// Whole numbers as years; null where there is no such year.
  private func years(
    _ values: UnsafePointer<Int64>, _ granularity: PeriodGranularity, _ out: UnsafeMutablePointer<Int64>,
    _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let isYear = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    let count = granularity.periodsPerYear
    Loops.map(values, out, batch.count) { $0 &* count }
    Loops.bits(isYear, batch.count) { Calendar.years.contains(values[$0]) }
    return Vector(
      .integers(out), validity: try Bits.both(validity, isYear, count: batch.count, batch.arena))
  }
}

/// `year quarter month week day weekday hour minute second`.
final class PointPartEvaluator: Evaluator {
  private let function: ScalarFunction
  private let operand: Evaluator
  private let kind: DataType.Kind

  init(_ function: ScalarFunction, _ operand: Evaluator, _ kind: DataType.Kind, span: SourceSpan) {
    (self.function, self.operand, self.kind) = (function, operand, kind)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .integers(let values) = vector.values else { return vector }
    let (out, count) = (try batch.arena.allocate(Int64.self, batch.count), batch.count)
    let second = Calendar.microsecondsPerSecond
    if function == .hour {
      Loops.map(values, out, count) { Calendar.split($0).rest / (second * 3600) }
    } else if function == .minute {
      Loops.map(values, out, count) { Calendar.split($0).rest / (second * 60) % 60 }
    } else if function == .second {
      Loops.map(values, out, count) { Calendar.split($0).rest / second % 60 }
    } else {
      part(try Points.days(values, kind, batch), out, count)
    }
    return Vector(.integers(out), validity: vector.validity)
  }

  private func part(_ days: UnsafePointer<Int64>, _ out: UnsafeMutablePointer<Int64>, _ count: Int) {
    if function == .year {
      Loops.map(days, out, count) { Calendar.date(fromDays: $0).year }
    } else if function == .quarter {
      Loops.map(days, out, count) { (Calendar.date(fromDays: $0).month + 2) / 3 }
    } else if function == .month {
      Loops.map(days, out, count) { Calendar.date(fromDays: $0).month }
    } else if function == .week {
      Loops.map(days, out, count) { Calendar.week(ofDays: $0).week }
    } else if function == .day {
      Loops.map(days, out, count) { Calendar.date(fromDays: $0).day }
    } else {
      Loops.map(days, out, count) { Calendar.weekday(ofDays: $0) }
    }
  }
}

/// Two points of one kind: the first less the second.
final class DifferenceEvaluator: Evaluator {
  private let left: Evaluator
  private let right: Evaluator

  init(_ left: Evaluator, _ right: Evaluator, span: SourceSpan) {
    (self.left, self.right) = (left, right)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (left, right) = (try left.evaluate(batch), try right.evaluate(batch))
    guard case .integers(let first) = left.values, case .integers(let second) = right.values else {
      return left
    }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    Loops.zip(first, second, out, batch.count) { $0 &- $1 }
    return Vector(
      .integers(out),
      validity: try Bits.both(left.validity, right.validity, count: batch.count, batch.arena))
  }
}

/// Whole years from one point to another: the most that added to the first do not pass the second.
final class AgeEvaluator: Evaluator {
  private let from: Evaluator
  private let to: Evaluator
  private let kind: DataType.Kind

  init(_ from: Evaluator, _ to: Evaluator, _ kind: DataType.Kind, span: SourceSpan) {
    (self.from, self.to, self.kind) = (from, to, kind)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (from, to) = (try from.evaluate(batch), try to.evaluate(batch))
    guard case .integers(let first) = from.values, case .integers(let second) = to.values else { return from }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    let isTimestamp = kind == .timestamp
    Loops.zip(first, second, out, batch.count) { first, second in
      let (born, bornTime) = isTimestamp ? Calendar.split(first) : (first, 0)
      let (day, time) = isTimestamp ? Calendar.split(second) : (second, 0)
      let years = Calendar.date(fromDays: day).year &- Calendar.date(fromDays: born).year
      let (months, overflow) = years.multipliedReportingOverflow(by: 12)
      guard !overflow, let birthday = Calendar.addMonths(months, to: born) else { return years }
      return birthday < day || birthday == day && bornTime <= time ? years : years - 1
    }
    return Vector(
      .integers(out), validity: try Bits.both(from.validity, to.validity, count: batch.count, batch.arena))
  }
}

/// A point and a whole number of days, months, microseconds or periods. Outside the years 1 to 9999 an error.
final class MoveEvaluator: Evaluator {
  private let function: ScalarFunction
  private let point: Evaluator
  private let step: Evaluator
  private let kind: DataType.Kind

  init(
    _ function: ScalarFunction, _ point: Evaluator, _ step: Evaluator, _ kind: DataType.Kind, span: SourceSpan
  ) {
    (self.function, self.point, self.step, self.kind) = (function, point, step, kind)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (left, right) = (try point.evaluate(batch), try step.evaluate(batch))
    guard case .integers(let points) = left.values, case .integers(let steps) = right.values else {
      return left
    }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    let validity = try Bits.both(left.validity, right.validity, count: batch.count, batch.arena)
    // No value is outside the range: what has none fails below.
    let none = Int64.min
    if function != .addMonths {
      // A sum that wraps is far out of the range too.
      Loops.zip(points, steps, out, batch.count) { $0 &+ $1 }
    } else if kind == .timestamp {
      Loops.zip(points, steps, out, batch.count) { point, step in
        let (days, rest) = Calendar.split(point)
        return Calendar.addMonths(step, to: days).map { $0 * Calendar.microsecondsPerDay + rest } ?? none
      }
    } else {
      Loops.zip(points, steps, out, batch.count) { Calendar.addMonths($1, to: $0) ?? none }
    }
    let range = Points.range(kind)
    for row in 0..<batch.count where !range.contains(out[row]) {
      if validity.map({ $0[row >> 6] >> UInt64(row & 63) & 1 != 0 }) ?? true {
        throw Failures.noSuchDate(span, row: batch.ordinal(row))
      }
    }
    return Vector(.integers(out), validity: validity)
  }
}
