import TianFigures
import TianPlan
import TianSource

/// What `truncate` cuts down to: a number of months, weeks or microseconds.
enum TruncationStep {
  case months(Int64)
  case weeks
  case microseconds(Int64)

  /// Of a literal whole number in a unit of time, as the checker leaves it; nil for anything else.
  init?(_ step: Expression) {
    guard case .literal(.int(let count)) = step.form, let unit = step.type.unit, count > 0 else { return nil }
    if let month = Unit(named: "月"), let factor = unit.conversion(to: month) {
      self = .months(count &* Int64(truncatingIfNeeded: factor.numerator))
    } else if unit == Unit(named: "周") {
      self = .weeks
    } else if let second = Unit(named: "秒"), let factor = unit.conversion(to: second) {
      self = .microseconds(
        count &* Int64(truncatingIfNeeded: factor.numerator) &* Calendar.microsecondsPerSecond)
    } else {
      return nil
    }
  }
}

/// The start of the run of months, of the week, or of the run of microseconds since midnight that a date or a
/// timestamp lies in. The year 1 begins on a Monday, so that every week lies in some year.
final class TruncateEvaluator: Evaluator {
  private let operand: Evaluator
  private let kind: DataType.Kind
  private let step: TruncationStep

  init(_ operand: Evaluator, _ kind: DataType.Kind, _ step: TruncationStep, span: SourceSpan) {
    (self.operand, self.kind, self.step) = (operand, kind, step)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .integers(let values) = vector.values else { return vector }
    let (out, count) = (try batch.arena.allocate(Int64.self, batch.count), batch.count)
    if case .microseconds(let width) = step {
      guard kind == .timestamp else { return vector }
      Loops.map(values, out, count) { $0 &- (($0 % width) &+ width) % width }
      return Vector(.integers(out), validity: vector.validity)
    }
    let days = try Points.days(values, kind, batch)
    if case .months(let width) = step {
      // No year is 0: a run of years that would begin there begins with the year 1.
      Loops.map(days, out, count) {
        let ordinal = Calendar.ordinal(ofDays: $0, .month)
        return Calendar.firstDay(of: max(12, ordinal - ordinal % width), .month)
      }
    } else {
      Loops.map(days, out, count) { $0 &- Calendar.weekday(ofDays: $0) &+ 1 }
    }
    if kind == .timestamp { Loops.map(out, out, count) { $0 &* Calendar.microsecondsPerDay } }
    return Vector(.integers(out), validity: vector.validity)
  }
}

/// `format_date`.
final class FormatDateEvaluator: Evaluator {
  private let operand: Evaluator
  private let kind: DataType.Kind
  private let pattern: DatePattern

  init(_ operand: Evaluator, from kind: DataType.Kind, _ pattern: DatePattern, span: SourceSpan) {
    (self.operand, self.kind, self.pattern) = (operand, kind, pattern)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .integers(let values) = vector.values else { return vector }
    let days = try Points.days(values, kind, batch)
    let out = try batch.arena.allocate(Int64.self, batch.count)
    var builder = TextBuilder(reservingTexts: batch.count)
    for row in 0..<batch.count {
      out[row] = Int64(row)
      if vector.isValid(row) {
        let rest = kind == .timestamp ? Calendar.split(values[row]).rest : 0
        try builder.append(pattern.text(of: .init(days: days[row], microseconds: rest)))
      } else {
        builder.end()
      }
    }
    return Vector(.text(out, try builder.finish()), validity: vector.validity)
  }
}

/// `parse_date`: null where the text does not write a point in the pattern.
final class ParseDateEvaluator: Evaluator {
  private let operand: Evaluator
  private let target: DataType
  private let pattern: DatePattern

  init(_ operand: Evaluator, to target: DataType, _ pattern: DatePattern, span: SourceSpan) {
    (self.operand, self.target, self.pattern) = (operand, target, pattern)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else { return vector }
    let out = try Vector.nulls(of: target, count: batch.count, batch.arena)
    guard case .integers(let values) = out.values, let validity = out.validity else { return out }
    for row in 0..<batch.count where vector.isValid(row) {
      let text = String(decoding: TextKernels.trimmed(dictionary.utf8(Int(codes[row]))), as: UTF8.self)
      guard let moment = pattern.moment(of: text[...]) else { continue }
      switch target.kind {
      case .timestamp: values[row] = moment.days * Calendar.microsecondsPerDay + moment.microseconds
      case .period(let granularity): values[row] = Calendar.ordinal(ofDays: moment.days, granularity)
      case .date, .bool, .int, .decimal, .float, .text: values[row] = moment.days
      }
      validity[row >> 6] |= 1 << UInt64(row & 63)
    }
    return out
  }
}
