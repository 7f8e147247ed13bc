import Glibc
import Testing
import TianFigures
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// Interval results contain the result of every choice of points inside the inputs, to the last bit: points
/// are worked out in exact ratios. `TIAN_POINTS=1000000` asks for that many choices.
@Suite struct IntervalTests {
  private static let choiceCount = getenv("TIAN_POINTS").flatMap { Int(String(cString: $0)) } ?? 50_000
  private static let rowCount = 500
  private static let columnCount = 4
  private static let type = DataType(.decimal(scale: 1), isHedged: true)
  private static let float = DataType(.float, isHedged: true)

  /// A figure in tenths: below zero, above or across, ends open or absent at times.
  private static func figure(_ random: inout SeededRandom, isPositive: Bool) -> Figure {
    let low = Int64(random.next() % 400) - (isPositive ? -1 : 200)
    let width = Int64(random.next() % 80) + 2
    let best = low + Int64(random.next() % UInt64(width + 1))
    var ends: HedgeEnds = []
    let choice = random.next()
    if choice % 4 == 0 { ends.insert(.lowOpen) }
    if choice / 4 % 4 == 0 { ends.insert(.highOpen) }
    if choice / 16 % 12 == 0 { ends = ends.subtracting(.lowOpen).union(.lowAbsent) }
    if choice / 256 % 12 == 0 { ends = ends.subtracting(.highOpen).union(.highAbsent) }
    return Figure(
      low: ExactDecimal(ends.contains(.lowAbsent) ? best : low, scale: 1),
      best: ExactDecimal(best, scale: 1),
      high: ExactDecimal(ends.contains(.highAbsent) ? best : low + width, scale: 1), ends: ends,
      isHedged: true, unit: nil)
  }

  /// A point of a figure, in hundredths.
  private static func point(_ figure: Figure, _ random: inout SeededRandom) -> ExactRatio {
    var (low, high) = (figure.low.coefficient * 10, figure.high.coefficient * 10)
    if figure.ends.contains(.lowAbsent) { low = high - 100_000 }
    if figure.ends.contains(.highAbsent) { high += 100_000 }
    if figure.ends.contains(.lowOpen) { low += 1 }
    if figure.ends.contains(.highOpen) { high -= 1 }
    // The ends as often as all between them.
    let place = random.next() % 4
    let point = place == 0 ? low : place == 1 ? high : low + Int64(random.next() % UInt64(high - low + 1))
    return ExactRatio(Int128(point), 100) ?? ExactRatio(0)
  }

  /// Bounds as doubles where they are exact; nil for what is wider than the columns here hold.
  private static func number(_ numbers: HedgedStorage.Numbers, _ row: Int, _ scale: Int?) -> (Int64?, Double)
  {
    switch numbers {
    case .integers(let values): (values[row], Double(values[row]) / ExactDecimal.doublePower(scale ?? 0))
    case .doubles(let values): (nil, values[row])
    }
  }

  private static func order(_ value: ExactRatio, _ bound: (Int64?, Double), _ scale: Int?) -> Int? {
    guard let coefficient = bound.0, let scale else { return value.compared(to: bound.1) }
    guard let other = ExactRatio(Int128(coefficient), Int128(ExactDecimal.power(scale))),
      let difference = value.adding(other.negated)
    else { return nil }
    return Int(difference.numerator.signum())
  }

  @Test func everyChoiceOfPointsLiesInside() throws {
    var random = SeededRandom(seed: 20_241_122)
    var (choices, refused) = (0, 0)
    var outside: [String] = []
    while choices < Self.choiceCount {
      let isPositive = random.next() % 3 == 0
      let figures = (0..<Self.columnCount).map { _ in
        (0..<Self.rowCount).map { _ in Self.figure(&random, isPositive: isPositive) }
      }
      let node = IntervalNode(&random, depth: 4)
      var support = PlanSupport()
      let (table, ids) = try support.scan(figures.map { (Self.type, $0.map { Value.figure($0) }) })
      let (step, id) = support.compute(table, node.expression(ids.map { support.column($0) }))
      guard let column = try? support.result(of: step, [id]).columns[0],
        case .hedged(let storage) = column.storage
      else {
        refused += 1
        continue
      }
      for row in 0..<Self.rowCount {
        let points = figures.map { Self.point($0[row], &random) }
        guard let value = node.value(points) else { continue }
        choices += 1
        if column.isNull(row) { continue }
        let ends = HedgeEnds(rawValue: storage.ends[row])
        let scale = column.type.scale
        let low = Self.number(storage.low, row, scale), high = Self.number(storage.high, row, scale)
        // What is exact is as near as any float.
        if ends.isEmpty, low.1 == high.1 { continue }
        var isInside = true
        if !ends.contains(.lowAbsent), let order = Self.order(value, low, scale) {
          isInside = order > 0 || (order == 0 && !ends.contains(.lowOpen))
        }
        if !ends.contains(.highAbsent), let order = Self.order(value, high, scale) {
          isInside = isInside && (order < 0 || (order == 0 && !ends.contains(.highOpen)))
        }
        if isInside { continue }
        outside.append(
          "\(node.text): \(value.numerator)/\(value.denominator) in \(low.1)..\(high.1) \(ends.rawValue), of "
            + figures.map { "\($0[row].low.text)..\($0[row].high.text) \($0[row].ends.rawValue)" }.joined(
              separator: "; "))
      }
    }
    #expect(outside.prefix(8).joined(separator: "\n") == "")
    #expect(refused * 100 < choices)
    print("seed 20241122: \(choices) choices of points inside their bounds")
  }

  @Test(arguments: [ScalarFunction.sqrt, .exp, .ln, .log10]) func curvesContainTheirPoints(
    _ function: ScalarFunction
  ) throws {
    var random = SeededRandom(seed: 7)
    let figures = (0..<Self.rowCount).map { _ in Self.figure(&random, isPositive: true) }
    var support = PlanSupport()
    let (table, ids) = try support.scan([(Self.type, figures.map { Value.figure($0) })])
    let operand = Expression(
      .convert(support.column(ids[0]), factor: .one), Self.float, span: PlanSupport.span)
    let (step, id) = support.compute(table, PlanSupport.call(function, [operand], Self.float))
    let column = try support.result(of: step, [id]).columns[0]
    guard case .hedged(let storage) = column.storage else { throw PlanSupport.Unsound(problems: []) }
    for row in 0..<Self.rowCount where !column.isNull(row) {
      let point = Self.point(figures[row], &random)
      let x = Double(point.numerator) / Double(point.denominator)
      let value =
        switch function {
        case .sqrt: x.squareRoot()
        case .exp: exp(x)
        case .ln: log(x)
        default: log10(x)
        }
      let ends = HedgeEnds(rawValue: storage.ends[row])
      if !ends.contains(.lowAbsent) { #expect(Self.number(storage.low, row, nil).1 <= value.nextUp) }
      if !ends.contains(.highAbsent) { #expect(Self.number(storage.high, row, nil).1 >= value.nextDown) }
    }
  }

  @Test func noQuotientWhereTheDivisorMayBeZero() {
    #expect(Bounds<Double>(-1, 1, 0).hasZero)
    #expect(Bounds<Double>(0, 2, 0).hasZero)
    #expect(!Bounds<Double>(0, 2, HedgeEnds.lowOpen.rawValue).hasZero)
    #expect(Bounds<Double>(1, 2, HedgeEnds.lowAbsent.rawValue).hasZero)
    // Near an open zero the quotient has no bound.
    let quotient = Bounds<Double>(1, 1, 0).divided(by: Bounds(0, 2, HedgeEnds.lowOpen.rawValue))
    #expect(quotient.ends == HedgeEnds.highAbsent.rawValue)
    #expect(quotient.low.value == 0.5)
  }
}

/// The same of aggregates: of whole groups, of rows so far, of the last three.
extension IntervalTests {
  private static let groupCount = 7
  private static let frames: [WindowFrame] = [.group, .running, .last(.rows(3))]
  private static let aggregates: [(function: AggregateFunction, parameter: Value)] = [
    (.sum, .null), (.avg, .null), (.median, .null), (.quantile, .decimal(3, scale: 1)),
  ]

  /// What an aggregate gives of points in hundredths.
  private static func value(_ function: AggregateFunction, _ points: [Int64]) -> ExactRatio? {
    let count = Int128(points.count)
    let sum = points.reduce(Int128(0)) { $0 + Int128($1) }
    if function == .sum { return ExactRatio(sum, 100) }
    if function == .avg { return ExactRatio(sum, 100 * count) }
    let tenths: Int128 = (function == .median ? 5 : 3) * (count - 1)
    let sorted = points.sorted()
    let (lower, upper) = (sorted[Int(tenths / 10)], sorted[min(points.count - 1, Int(tenths / 10) + 1)])
    return ExactRatio(Int128(lower) * 10 + Int128(upper - lower) * (tenths % 10), 1000)
  }

  private static func hundredths(_ point: ExactRatio) -> Int64 {
    Int64(point.numerator * 100 / point.denominator)
  }

  /// In decimals, exact ones among them, and in doubles that are a third of them.
  @Test(arguments: [true, false]) func aggregatesContainTheirPoints(_ isDecimal: Bool) throws {
    var random = SeededRandom(seed: 11)
    let figures = (0..<Self.rowCount).map { row in
      isDecimal && row % 3 == 0
        ? Figure(ExactDecimal(Int64(random.next() % 400), scale: 1)) : Self.figure(&random, isPositive: false)
    }
    let rounds = (0..<6).map { _ in
      figures.map { figure in
        figure.isHedged
          ? Self.hundredths(Self.point(figure, &random)) : figure.best.rescaled(to: 2)?.coefficient ?? 0
      }
    }
    var support = PlanSupport()
    var (step, ids) = try support.scan([
      (Self.type, figures.map { Value.figure($0) }),
      (.int, (0..<Self.rowCount).map { .int(Int64($0 % Self.groupCount)) }),
    ])
    let third = try #require(Rational(1, 3))
    if !isDecimal {
      let converted = Expression(
        .convert(support.column(ids[0]), factor: third), Self.float, span: PlanSupport.span)
      (step, ids[0]) = support.compute(step, converted)
    }
    let thirdOfPoint = try #require(ExactRatio(1, 3))
    var outside: [String] = []
    var count = 0
    for (function, parameter) in Self.aggregates {
      let type = function == .sum && isDecimal ? Self.type : Self.float
      let items = Self.frames.map {
        Step.WindowItem(
          id: support.plan.addColumn("w", type),
          function: .aggregate(function, parameter: parameter, over: $0), arguments: [ids[0]],
          span: PlanSupport.span)
      }
      let window = support.plan.addStep(
        .window(Step.Window(input: step, partition: [ids[1]], order: [], items: items)))
      let result = try support.result(of: window, items.map(\.id))
      for (frame, column) in zip(Self.frames, result.columns) {
        guard case .hedged(let storage) = column.storage else { throw PlanSupport.Unsound(problems: []) }
        for row in 0..<Self.rowCount {
          let rows = Self.rows(of: frame, at: row)
          for points in rounds {
            let value = Self.value(function, rows.map { points[$0] })
            guard let scaled = isDecimal ? value : value?.multiplied(by: thirdOfPoint) else { continue }
            count += 1
            if !Self.isInside(scaled, storage, row, type.scale) {
              outside.append("\(function) \(frame) of row \(row)")
            }
          }
        }
      }
    }
    #expect(count == Self.aggregates.count * Self.frames.count * Self.rowCount * rounds.count)
    #expect(outside.prefix(8).joined(separator: "\n") == "")
  }

  private static func rows(of frame: WindowFrame, at row: Int) -> [Int] {
    let group = Array(stride(from: row % groupCount, to: rowCount, by: groupCount))
    return switch frame {
    case .group: group
    case .running: group.filter { $0 <= row }
    case .last: Array(group.filter { $0 <= row }.suffix(3))
    }
  }

  private static func isInside(
    _ value: ExactRatio, _ storage: HedgedStorage, _ row: Int, _ scale: Int?
  ) -> Bool {
    let ends = HedgeEnds(rawValue: storage.ends[row])
    let (low, high) = (number(storage.low, row, scale), number(storage.high, row, scale))
    // What is one number is as near as any float.
    if ends.isEmpty, low.1 == high.1 { return true }
    let isAbove = ends.contains(.lowAbsent) || order(value, low, scale).map { $0 >= 0 } ?? false
    return isAbove && (ends.contains(.highAbsent) || order(value, high, scale).map { $0 <= 0 } ?? false)
  }
}
