import TianFigures
import TianPlan
import TianSource

/// Points in time from coarse to fine, and how one kind becomes another.
enum TemporalOrder {
  /// Whether a kind of point is finer than another: year, quarter, month, date, timestamp.
  static func isFiner(_ kind: DataType.Kind, _ other: DataType.Kind) -> Bool { rank(kind) > rank(other) }

  private static func rank(_ kind: DataType.Kind) -> Int {
    switch kind {
    case .period(.year): 1
    case .period(.quarter): 2
    case .period(.month): 3
    case .date: 4
    case .timestamp: 5
    case .bool, .int, .decimal, .float, .text: 0
    }
  }

  /// A point as another kind: the coarser one that it lies in, or the start of a coarser one. Literals at
  /// once.
  static func converted(_ point: Typed, to kind: DataType.Kind) -> Typed {
    guard point.type.kind != kind else { return point }
    if let value = point.literal, let converted = value.point(as: kind) {
      return Typed(.literal(converted), DataType(kind), at: point.span)
    }
    let function: ScalarFunction =
      switch kind {
      case .timestamp: .timestamp
      case .period: .period
      case .date, .bool, .int, .decimal, .float, .text: .date
      }
    return Typed(.call(function, [point.expression]), DataType(kind), at: point.span)
  }

  /// The call that reads a text as a kind of point, in both languages.
  static func call(reading text: String, as kind: DataType.Kind) -> Bilingual {
    switch kind {
    case .timestamp: Bilingual("timestamp(\(text))", "时刻(\(text))")
    case .period(let granularity):
      Bilingual("period(\(text), 1\(granularity.unitName))", "时期(\(text), 1\(granularity.unitName))")
    case .date, .bool, .int, .decimal, .float, .text: Bilingual("date(\(text))", "日期(\(text))")
    }
  }

  /// The literal for what a text writes; nil where it writes no point in time. A year alone is one here.
  static func literal(_ text: String) -> String? {
    switch TemporalReader.read(text.utf8.span) ?? TemporalReader.read("\(text)年".utf8.span) {
    case .date(let days): Calendar.text(ofDays: days)
    case .timestamp(let microseconds): Calendar.text(ofMicroseconds: microseconds)
    case .period(let period): "@\(period.text)"
    case nil: nil
    }
  }

  /// The call for the part of a point that a number may be meant for: a year, else a quarter or month of such
  /// periods, else a month. Nil where it can be none.
  static func part(of point: String, _ kind: DataType.Kind, like number: Int64) -> Bilingual? {
    if (1000...9999).contains(number) { return Bilingual("year(\(point))", "年份(\(point))") }
    if kind == .period(.quarter), (1...4).contains(number) {
      return Bilingual("quarter(\(point))", "季度(\(point))")
    }
    guard isFiner(kind, .period(.quarter)), (1...12).contains(number) else { return nil }
    return Bilingual("month(\(point))", "月份(\(point))")
  }

  /// Whether a unit of time is counted in days: 天, 周.
  static func isOfDays(_ unit: Unit) -> Bool {
    guard let day = Unit(named: "天"), let factor = unit.conversion(to: day) else { return false }
    return factor.denominator == 1
  }
}

extension Value {
  /// A point as another kind, as `TemporalOrder.converted`; nil for what is no point.
  func point(as kind: DataType.Kind) -> Value? {
    if case .period(let period) = self, case .period(let granularity) = kind,
      let within = period.within(granularity)
    {
      return .period(within)
    }
    let (days, rest): (Int64, Int64)
    switch self {
    case .date(let day): (days, rest) = (Int64(day), 0)
    case .timestamp(let microseconds): (days, rest) = Calendar.split(microseconds)
    case .period(let period): (days, rest) = (Calendar.firstDay(of: period.ordinal, period.granularity), 0)
    case .null: return .null
    case .bool, .int, .decimal, .float, .text, .figure: return nil
    }
    switch kind {
    case .date: return .date(days: Int32(clamping: days))
    case .timestamp: return .timestamp(microseconds: days * Calendar.microsecondsPerDay + rest)
    case .period(let granularity):
      return .period(Period(granularity, ordinal: Calendar.ordinal(ofDays: days, granularity)))
    case .bool, .int, .decimal, .float, .text: return nil
    }
  }

  /// The day, or the period, that comes after; nil for what is neither.
  var next: Value? {
    switch self {
    case .date(let days): .date(days: days + 1)
    case .period(let period): .period(Period(period.granularity, ordinal: period.ordinal + 1))
    case .null, .bool, .int, .decimal, .float, .text, .timestamp, .figure: nil
    }
  }
}

extension StatementChecker {
  /// A comparison of points in time of two kinds: the coarser is all the time that it covers. The finer one
  /// is compared as the coarser one that it lies in, or with the ends of a coarser literal. Nil for other
  /// values.
  func temporalComparison(
    _ symbol: Comparison, _ left: Typed, _ right: Typed
  ) -> (symbol: Comparison, left: Typed, right: Typed)? {
    guard left.type.isTemporal, right.type.isTemporal, left.type.kind != right.type.kind else { return nil }
    guard TemporalOrder.isFiner(left.type.kind, right.type.kind) else {
      guard let turned = temporalComparison(symbol.turned, right, left) else { return nil }
      return (turned.symbol.turned, turned.right, turned.left)
    }
    if left.literal == nil, let coarse = right.literal, let next = coarse.next {
      let kind = left.type.kind
      func end(_ value: Value) -> Typed? {
        value.point(as: kind).map { Typed(.literal($0), DataType(kind), at: right.span) }
      }
      switch symbol {
      case .less: if let start = end(coarse) { return (.less, left, start) }
      case .greaterOrEqual: if let start = end(coarse) { return (.greaterOrEqual, left, start) }
      case .lessOrEqual: if let after = end(next) { return (.less, left, after) }
      case .greater: if let after = end(next) { return (.greaterOrEqual, left, after) }
      case .equal, .notEqual: break
      }
    }
    return (symbol, TemporalOrder.converted(left, to: right.type.kind), right)
  }

  /// Plain whole numbers beside years: the numbers of both. A literal is a year only in a comparison. Nil
  /// where neither is a year, or the other is no such number.
  func yearNumbers(_ left: Typed, _ right: Typed, takesLiterals: Bool = false) -> (left: Typed, right: Typed)?
  {
    func isNumber(_ value: Typed) -> Bool {
      !value.isNull && value.type == .int && (takesLiterals || value.literal == nil)
    }
    func isYear(_ value: Typed) -> Bool { value.type.kind == .period(.year) }
    guard isNumber(left) && isYear(right) || isYear(left) && isNumber(right) else { return nil }
    func number(_ value: Typed) -> Typed {
      guard isYear(value) else { return value }
      if case .period(let period) = value.literal {
        return Typed(.literal(.int(period.year)), .int, at: value.span)
      }
      return Typed(.call(.year, [value.expression]), .int, at: value.span)
    }
    return (number(left), number(right))
  }
}

extension Comparison {
  /// The same comparison with its sides changed over.
  var turned: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
