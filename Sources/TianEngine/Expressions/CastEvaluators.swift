import TianFigures
import TianPlan
import TianSource

/// `int decimal float date number` of text: null where it cannot be read as one.
final class ReadTextEvaluator: Evaluator {
  private let operand: Evaluator
  private let target: DataType
  private let widths: HedgeWidths
  private let units: UnitTable
  private let tally: NullTally?

  /// - Parameter tally: where texts are counted that are not empty and cannot be read.
  init(
    _ operand: Evaluator, to target: DataType, _ widths: HedgeWidths, units: UnitTable,
    tally: NullTally?, span: SourceSpan
  ) {
    self.units = units
    self.tally = tally
    self.operand = operand
    self.target = target
    self.widths = widths
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .text(let codes, let dictionary) = vector.values else { return vector }
    let out = try Vector.nulls(of: target, count: batch.count, batch.arena)
    guard let validity = out.validity else { return out }
    var unreadCount = 0
    for row in 0..<batch.count where vector.isValid(row) {
      let text = dictionary.utf8(Int(codes[row]))
      if store(text, row, out) {
        validity[row >> 6] |= 1 << UInt64(row & 63)
      } else if !text.isEmpty {
        unreadCount += 1
      }
    }
    tally?.add(unreadCount, at: span, target.unit == nil ? .notPlain : .otherUnit, in: batch)
    return out
  }

  private func store(_ text: UnsafeBufferPointer<UInt8>, _ row: Int, _ out: Vector) -> Bool {
    switch out.values {
    case .doubles(let values):
      guard let value = ValueReading.float(text) else { return false }
      values[row] = value
    case .integers(let values):
      guard let value = integer(text) else { return false }
      values[row] = value
    case .hedged(let hedged):
      return storeFigure(String(decoding: text, as: UTF8.self), row, hedged)
    case .bits, .text: return false
    }
    return true
  }

  private func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    switch target.kind {
    case .date, .timestamp, .period: return Self.temporal(text, target.kind)
    case .int, .decimal, .float, .bool, .text: break
    }
    guard let scale = target.scale, let value = ValueReading.decimal(text) else { return nil }
    if let exact = value.rescaled(to: scale) { return exact.coefficient }
    guard value.scale > scale else { return nil }
    if target.kind == .int { return value.coefficient / ExactDecimal.power(value.scale) }
    return ConvertEvaluator.roundedQuotient(
      Int128(value.coefficient), Int128(ExactDecimal.power(value.scale - scale)))
  }

  /// A date as a timestamp is its midnight; what is finer than the target is the day or the period that it
  /// lies in, and what is coarser is none.
  private static func temporal(_ text: UnsafeBufferPointer<UInt8>, _ kind: DataType.Kind) -> Int64? {
    switch (ValueReading.temporal(text), kind) {
    case (.date(let days), .date): days
    case (.date(let days), .timestamp): days * Calendar.microsecondsPerDay
    case (.timestamp(let microseconds), .timestamp): microseconds
    case (.timestamp(let microseconds), .date): Calendar.split(microseconds).days
    case (.timestamp(let microseconds), .period(let granularity)):
      Calendar.ordinal(ofDays: Calendar.split(microseconds).days, granularity)
    case (.date(let days), .period(let granularity)): Calendar.ordinal(ofDays: days, granularity)
    case (.period(let period), .period(let granularity)): period.within(granularity)?.ordinal
    case (_, _): nil
    }
  }

  /// A figure of the target's dimension, in its unit; of a plain target, one without a unit, or a share. What
  /// has more digits than the target is rounded, bounds outward.
  private func storeFigure(_ text: String, _ row: Int, _ hedged: HedgedVector) -> Bool {
    guard let figure = FigureReader.read(whole: text, widths, in: units) else { return false }
    let factor: Rational?
    switch (figure.unit, target.unit) {
    case (nil, nil): factor = .one
    case (let from?, let to?): factor = from.conversion(to: to)
    case (let from?, nil): factor = from.dimension.isNone ? from.factor : nil
    case (nil, let to?):
      factor = to.dimension.isNone ? to.factor.flatMap { Rational.one.divided(by: $0) } : nil
    }
    guard let factor else { return false }
    switch (hedged.low, hedged.best, hedged.high) {
    case (.integers(let low), .integers(let best), .integers(let high)):
      guard let lowest = coefficient(figure.low, factor, .down),
        let middle = coefficient(figure.best, factor, .nearest),
        let highest = coefficient(figure.high, factor, .up)
      else { return false }
      (low[row], best[row], high[row]) = (lowest, middle, highest)
    case (.doubles(let low), .doubles(let best), .doubles(let high)):
      let figure = FloatFigure(figure, times: factor)
      (low[row], best[row], high[row]) = (figure.low, figure.best, figure.high)
    case (_, _, _): return false
    }
    hedged.ends[row] = figure.ends.rawValue
    return true
  }

  /// A number multiplied, at the target's scale; nil where that is too large.
  private func coefficient(_ value: ExactDecimal, _ factor: Rational, _ rounding: Rounding) -> Int64? {
    let shift = (target.scale ?? 0) - value.scale
    let power = Int128(ExactDecimal.power(abs(shift)))
    let (above, overflow) = (Int128(value.coefficient) * Int128(factor.numerator))
      .multipliedReportingOverflow(by: shift > 0 ? power : 1)
    let below = Int128(factor.denominator) * (shift < 0 ? power : 1)
    if overflow { return nil }
    switch rounding {
    case .nearest: return ConvertEvaluator.roundedQuotient(above, below)
    case .down: return Int64(exactly: Int128.quotient(above, below, isLow: true))
    case .up: return Int64(exactly: Int128.quotient(above, below, isLow: false))
    }
  }
}

/// `text` of anything: as CSV writes it, a hedged figure as `1900..2000`.
final class WriteTextEvaluator: Evaluator {
  private let operand: Evaluator
  private let source: DataType

  init(_ operand: Evaluator, from source: DataType, span: SourceSpan) {
    self.operand = operand
    self.source = source
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    if case .text = vector.values { return vector }
    let out = try batch.arena.allocate(Int64.self, batch.count)
    var builder = TextBuilder(reservingTexts: batch.count)
    for row in 0..<batch.count {
      out[row] = Int64(row)
      try builder.append(vector.isValid(row) ? text(vector.values, row) : "")
    }
    return Vector(.text(out, try builder.finish()), validity: vector.validity)
  }

  private func text(_ values: Vector.Values, _ row: Int) -> String {
    switch values {
    case .integers(let values): ValueText.integer(values[row], source.kind)
    case .doubles(let values): ValueText.float(values[row])
    case .bits(let words): ValueText.bool(words[row >> 6] >> UInt64(row & 63) & 1 != 0)
    case .hedged(let hedged): text(hedged, row)
    case .text: ""
    }
  }

  /// Bounds without zeros at their ends: the scale comes of the bounds, not of what was written.
  private func text(_ hedged: HedgedVector, _ row: Int) -> String {
    func number(_ numbers: HedgedVector.Numbers) -> String {
      switch numbers {
      case .integers(let values): ExactDecimal(values[row], scale: source.scale ?? 0).reduced.text
      case .doubles(let values): ValueText.float(values[row])
      }
    }
    let ends = HedgeEnds(rawValue: hedged.ends[row])
    if ends.isEmpty, hedged.low.word(row) == hedged.high.word(row) { return number(hedged.best) }
    let low = ends.contains(.lowAbsent) ? "" : number(hedged.low)
    let high = ends.contains(.highAbsent) ? "" : number(hedged.high)
    return "\(low)..\(high)"
  }
}

/// `int` of a float or an exact figure, towards zero; `decimal`, rounded half away from zero; `float` of
/// anything exact. What does not fit is null.
final class CastNumberEvaluator: Evaluator {
  private let operand: Evaluator
  private let source: DataType
  private let target: DataType

  init(_ operand: Evaluator, from source: DataType, to target: DataType, span: SourceSpan) {
    self.operand = operand
    self.source = source
    self.target = target
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    let from = source.scale ?? 0
    let validity = vector.validity
    switch vector.values {
    case .integers(let values):
      guard let to = target.scale else {
        let power = ExactDecimal.doublePower(from)
        let out = try batch.arena.allocate(Double.self, batch.count)
        Loops.map(values, out, batch.count) { ExactDecimal.quotient($0, power) }
        return Vector(.doubles(out), validity: validity)
      }
      let power = ExactDecimal.power(abs(to - from))
      if to > from {
        return try cast(validity, batch) { row in
          let product = values[row].multipliedReportingOverflow(by: power)
          return product.overflow ? nil : product.partialValue
        }
      }
      if target.kind == .int { return try cast(validity, batch) { values[$0] / power } }
      return try cast(validity, batch) {
        ConvertEvaluator.roundedQuotient(Int128(values[$0]), Int128(power))
      }
    case .doubles(let values):
      guard let to = target.scale else { return vector }
      let power = ExactDecimal.doublePower(to)
      let rule: FloatingPointRoundingRule = target.kind == .int ? .towardZero : .toNearestOrAwayFromZero
      return try cast(validity, batch) { Int64(exactly: (values[$0] * power).rounded(rule)) }
    case .bits(let words):
      let out = try batch.arena.allocate(Int64.self, batch.count)
      for row in 0..<batch.count { out[row] = Int64(words[row >> 6] >> UInt64(row & 63) & 1) }
      return Vector(.integers(out), validity: validity)
    case .text, .hedged:
      return vector
    }
  }

  /// Whole numbers by row, null where nil.
  @inline(__always) private func cast(
    _ validity: UnsafeMutablePointer<UInt64>?, _ batch: Batch, _ value: (Int) -> Int64?
  ) throws(Diagnostic) -> Vector {
    let out = try batch.arena.allocate(Int64.self, batch.count)
    let fits = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(fits, batch.count) { row in
      let value = value(row)
      out[row] = value ?? 0
      return value != nil
    }
    return Vector(.integers(out), validity: try Bits.both(validity, fits, count: batch.count, batch.arena))
  }
}
