import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

/// What expressions give at the edges: nulls, the ends of ranges, batches of one row.
@Suite struct ExpressionEdgeTests {
  private static let span = PlanSupport.span

  private static func arithmetic(
    _ symbol: ArithmeticOperator, _ type: DataType, _ left: Value, _ right: Value
  ) throws -> Value {
    try PlanSupport.values([(type, [left]), (type, [right])]) {
      Expression(.arithmetic(symbol, $0[0], $0[1]), type, span: span)
    }[0]
  }

  private static func cast(_ function: ScalarFunction, _ from: DataType, _ value: Value, _ to: DataType)
    throws -> Value
  {
    try PlanSupport.values([(from, [value])]) { PlanSupport.call(function, $0, to) }[0]
  }

  // MARK: Texts

  /// The right side is computed, a text a batch: what a batch remembers is no answer for the next.
  @Test(arguments: [true, false]) func comparesWithTheTextOfEachBatch(_ isComparison: Bool) throws {
    let count = 3 * Batch.capacity
    let isTaken = (0..<count).map { Value.bool($0 % Batch.capacity == 7) }
    let texts = (0..<count).map { Value.text($0 / Batch.capacity == 1 ? "乙" : "甲") }
    var support = PlanSupport()
    let (table, ids) = try support.scan([
      (.bool, isTaken), (.text, Array(repeating: .text("甲"), count: count)), (.text, texts),
    ])
    let taken = support.filter(table, support.column(ids[0]))
    let computed = PlanSupport.call(.concat, [support.column(ids[2])], .text)
    let column = support.column(ids[1])
    let (step, id) = support.compute(
      taken,
      isComparison
        ? Expression(.compare(.equal, column, computed, .certain), .bool, span: Self.span)
        : PlanSupport.call(.contains, [column, computed], .bool))
    #expect(try support.rows(of: step, [id]) == [[.bool(true)], [.bool(false)], [.bool(true)]])
  }

  /// By bytes, as `==` does: é of one scalar and of two are different texts.
  @Test func membershipComparesAsEqualityDoes() throws {
    let values: [Value] = [.text("\u{E9}"), .text("e\u{301}"), .null]
    let found = try PlanSupport.values([(.text, values)]) {
      Expression(.isIn($0[0], [.text("\u{E9}")]), .bool, span: Self.span)
    }
    #expect(found == [.bool(true), .bool(false), .bool(false)])
    var support = PlanSupport()
    let (other, others) = try support.scan([(.text, [.text("e\u{301}"), .text("茶"), .null])])
    let condition = Expression(
      .compare(.notEqual, support.column(others[0]), PlanSupport.literal(.text("茶"), .text), .certain), .bool,
      span: Self.span)
    let members = support.filter(other, condition)
    let (table, ids) = try support.scan([(.text, values + [.text("茶")])])
    let (step, id) = support.compute(
      table, Expression(.membership(support.column(ids[0]), members), .bool, span: Self.span))
    #expect(
      try support.rows(of: step, [id])
        == [[.bool(false)], [.bool(true)], [.bool(true)], [.bool(false)]])
  }

  @Test(arguments: [true, false]) func aPartThatIsNotThereIsNull(_ numberIsLiteral: Bool) throws {
    let values: [Value] = [.text("a-b"), .text("a"), .null, .text("")]
    let numbers = [Value](repeating: .int(2), count: 4)
    let parts = try PlanSupport.values([(.text, values), (.int, numbers)]) {
      PlanSupport.call(
        .splitPart,
        [
          $0[0], PlanSupport.literal(.text("-"), .text),
          numberIsLiteral ? PlanSupport.literal(.int(2), .int) : $0[1],
        ],
        .text)
    }
    #expect(parts == [.text("b"), .null, .null, .null])
  }

  @Test func originalOfExactColumnsIsTheirText() throws {
    func original(_ type: DataType, _ value: Value) throws -> [Value] {
      try PlanSupport.values([(type, [value, .null])]) { PlanSupport.call(.original, $0, .text) }
    }
    #expect(try original(.int, .int(-3)) == [.text("-3"), .null])
    #expect(try original(DataType(.decimal(scale: 2)), .decimal(350, scale: 2)) == [.text("3.50"), .null])
    #expect(try original(.text, .text("茶")) == [.text("茶"), .null])
    #expect(try original(.bool, .bool(true)) == [.text("true"), .null])
    #expect(try original(.float, .float(0.5)) == [.text("0.5"), .null])
    #expect(try original(.date, .date(days: 0)) == [.text("1970-01-01"), .null])
  }

  /// A figure is never silently its best.
  @Test func aHedgedFigureAsTextKeepsItsBounds() throws {
    let type = DataType(.decimal(scale: 1), isHedged: true)
    let values: [Value] = [
      .figure(19000, 20000, 20000, scale: 1, .highOpen), .figure(10000, 10000, 10000, scale: 1, .highAbsent),
      .figure(25, 25, 25, scale: 1), .null,
    ]
    let texts = try PlanSupport.values([(type, values)]) { PlanSupport.call(.text, $0, .text) }
    #expect(texts == [.text("1900..2000"), .text("1000.."), .text("2.5"), .null])
  }

  // MARK: Numbers

  @Test func wholeQuotientsKeepTheirScale() throws {
    let type = DataType(.decimal(scale: 2))
    let seven = Value.decimal(-750, scale: 2)
    #expect(
      try Self.arithmetic(.floorDivide, type, seven, .decimal(200, scale: 2)) == .decimal(-400, scale: 2))
    #expect(try Self.arithmetic(.remainder, type, seven, .decimal(200, scale: 2)) == .decimal(50, scale: 2))
    #expect(try Self.arithmetic(.floorDivide, type, seven, .decimal(0, scale: 2)) == .null)
    #expect(throws: Diagnostic.self) { try Self.arithmetic(.floorDivide, .int, .int(.min), .int(-1)) }
    #expect(try Self.arithmetic(.remainder, .int, .int(.min), .int(-1)) == .int(0))
    #expect(throws: Diagnostic.self) {
      try Self.arithmetic(.floorDivide, type, .decimal(.max, scale: 2), .decimal(1, scale: 2))
    }
  }

  @Test func conversionsRoundAlikeAndAreNullWhereTheyCannotBe() throws {
    let cents = DataType(.decimal(scale: 2))
    #expect(try Self.cast(.decimal, .float, .float(0.29), cents) == .decimal(29, scale: 2))
    #expect(
      try Self.cast(.decimal, DataType(.decimal(scale: 3)), .decimal(-2567, scale: 3), cents)
        == .decimal(-257, scale: 2))
    #expect(try Self.cast(.decimal, .text, .text("2.567"), cents) == .decimal(257, scale: 2))
    #expect(try Self.cast(.int, .text, .text("-2.7"), .int) == .int(-2))
    #expect(try Self.cast(.int, .float, .float(-2.7), .int) == .int(-2))
    #expect(try Self.cast(.int, .float, .float(1e300), .int) == .null)
    #expect(try Self.cast(.decimal, .int, .int(.max), cents) == .null)
    #expect(try Self.cast(.int, .float, .float(-0x1p63), .int) == .int(.min))
  }

  @Test func nothingIsInfinite() throws {
    let factor = Rational(10_000)
    let huge = try PlanSupport.values([(.float, [.float(1e308), .float(1), .null])]) {
      Expression(.convert($0[0], factor: factor), .float, span: Self.span)
    }
    #expect(huge == [.null, .float(10_000), .null])
    let rounded = try PlanSupport.values([(.float, [.float(1e300), .float(2.345), .float(-2.5)])]) {
      PlanSupport.call(.round, [$0[0], PlanSupport.literal(.int(18), .int)], .float)
    }
    #expect(rounded == [.float(1e300), .float(2.345), .float(-2.5)])
    #expect(ValueText.float(-0.0) == "0")
  }

  /// What a later operand would fail on is not asked for rows that have a value.
  @Test func coalesceAsksOnlyForNulls() throws {
    let values = try PlanSupport.values([
      (.int, [.int(1), .null, .int(3), .null]), (.int, [.int(.max), .int(2), .int(.max), .null]),
    ]) {
      let doubled = Expression(.arithmetic(.add, $0[1], $0[1]), .int, span: Self.span)
      return PlanSupport.call(.coalesce, [$0[0], doubled, PlanSupport.literal(.int(9), .int)], .int)
    }
    #expect(values == [.int(1), .int(4), .int(3), .int(9)])
    let bits = try PlanSupport.values([(.int, [.null, .int(1)]), (.bool, [.bool(false), .null])]) {
      let isOne = Expression(
        .compare(.lessOrEqual, $0[0], PlanSupport.literal(.int(5), .int), .certain), .bool, span: Self.span)
      return PlanSupport.call(.coalesce, [isOne, $0[1]], .bool)
    }
    #expect(bits == [.bool(false), .bool(true)])
  }

  @Test func aNullArmKeepsTheOtherDictionary() throws {
    let values = try PlanSupport.values([
      (.bool, [.bool(true), .bool(false), .null]), (.text, [.text("甲"), .text("乙"), .null]),
    ]) {
      Expression(
        .conditional(
          [Expression.Arm(condition: $0[0], value: $0[1])], otherwise: PlanSupport.literal(.null, .text)),
        .text,
        span: Self.span)
    }
    #expect(values == [.text("甲"), .null, .null])
  }

  // MARK: Dates

  @Test func datesStayInTheirYears() throws {
    #expect(Calendar.days(year: 1, month: 1, day: 1) == Calendar.dayRange.lowerBound)
    #expect(Calendar.days(year: 9999, month: 12, day: 31) == Calendar.dayRange.upperBound)
    func added(_ function: ScalarFunction, _ days: Int64, _ length: Value) throws -> Value {
      try PlanSupport.values([(.date, [.date(days: Int32(days))]), (.int, [length])]) {
        PlanSupport.call(function, $0, .date)
      }[0]
    }
    let (first, last) = (Calendar.dayRange.lowerBound, Calendar.dayRange.upperBound)
    #expect(try added(.addDays, first, .int(0)) == .date(days: Int32(first)))
    #expect(try added(.addDays, last, .int(0)) == .date(days: Int32(last)))
    for (days, length) in [(last, 1), (first, -1), (last, .max), (first, .min)] as [(Int64, Int64)] {
      #expect(throws: Diagnostic.self) { try added(.addDays, days, .int(length)) }
      #expect(throws: Diagnostic.self) { try added(.addMonths, days, .int(length)) }
    }
    #expect(try added(.addMonths, last, .null) == .null)
  }

  /// What stands at a null row may be any number: the parts of such a date are not looked at, and harmless.
  @Test func thePartsOfAnyNumberAreFound() throws {
    let parts: [ScalarFunction] = [.year, .quarter, .month, .day, .weekday]
    for part in parts {
      let values = try PlanSupport.values([(.date, [.date(days: 0)]), (.int, [.null])]) {
        let huge = Expression(
          .arithmetic(.add, $0[1], PlanSupport.literal(.int(.max), .int)), .int, span: Self.span)
        return PlanSupport.call(part, [PlanSupport.call(.addDays, [$0[0], huge], .date)], .int)
      }
      #expect(values == [.null])
    }
    for days in [Int64.min, .max] { _ = (Calendar.date(fromDays: days), Calendar.weekday(ofDays: days)) }
  }

  // MARK: Hedged figures

  /// What stands where an end is absent means nothing: sums that differ in it alone are one figure.
  @Test func anAbsentBoundRepeatsTheBest() throws {
    let type = DataType(.decimal(scale: 0), isHedged: true)
    let left: [Value] = [.figure(10, 10, 10, .highAbsent), .figure(5, 5, 5)]
    let right: [Value] = [.figure(1, 2, 3), .figure(6, 7, 7, .highAbsent)]
    for (symbol, expected) in [
      (.add, [.figure(11, 12, 12, .highAbsent), .figure(11, 12, 12, .highAbsent)]),
      (.subtract, [.figure(7, 8, 8, .highAbsent), .figure(-2, -2, -1, .lowAbsent)]),
    ] as [(ArithmeticOperator, [Value])] {
      let values = try PlanSupport.values([(type, left), (type, right)]) {
        Expression(.arithmetic(symbol, $0[0], $0[1]), type, span: Self.span)
      }
      #expect(values == expected)
    }
    let lowAbsent = Interval(low: .exact(3), best: .exact(3), high: .exact(3), ends: .lowAbsent)
    let other = Interval(low: .exact(1), best: .exact(1), high: .exact(9), ends: .lowAbsent)
    for interval in [
      lowAbsent.extreme(with: other, isLeast: true), other.extreme(with: lowAbsent, isLeast: true),
    ] {
      guard case .exact(1) = interval.low else {
        Issue.record("the bound of \(interval) is not its best")
        continue
      }
    }
  }
}
