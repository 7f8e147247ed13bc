import Glibc
import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

/// Interval results contain the result of every choice of points inside the inputs, to the last bit: points are
/// worked out in exact ratios. `TIAN_POINTS=1000000` asks for that many choices.
@Suite struct IntervalTests {
  private static let choiceCount = getenv("TIAN_POINTS").flatMap { Int(String(cString: $0)) } ?? 50_000
  private static let rowCount = 500
  private static let columnCount = 4
  private static let type = DataType(.decimal(scale: 1), isHedged: true)
  private static let float = DataType(.float, isHedged: true)

  /// One operation over hedged columns, with its plan and its meaning for exact numbers.
  private indirect enum Node {
    case column(Int)
    case constant(Int64)
    case pair(ArithmeticOperator, Node, Node)
    case negate(Node)
    case call(ScalarFunction, [Node])
    case power(Node, Int)
    /// Times a third.
    case third(Node)

    init(_ random: inout SplitMix, depth: Int) {
      func node(_ random: inout SplitMix) -> Node { Node(&random, depth: depth - 1) }
      switch depth == 0 ? random.next() % 4 : random.next() % 16 {
      case 0, 1, 2: self = .column(Int(random.next() % 4))
      case 3: self = .constant(Int64(random.next() % 9) - 4)
      case 4, 5: self = .pair(.add, node(&random), node(&random))
      case 6, 7: self = .pair(.subtract, node(&random), node(&random))
      case 8, 9: self = .pair(.multiply, node(&random), node(&random))
      case 10, 11:
        let divisor = node(&random)
        self = .pair(.divide, divisor.isConstant ? .column(0) : node(&random), divisor)
      case 12: self = .negate(node(&random))
      case 13:
        let function: ScalarFunction = [.abs, .floor, .ceil][Int(random.next() % 3)]
        self = .call(function, [node(&random)])
      case 14:
        // Of a null they take the other argument, and a quotient may be null though its points are not.
        let operands = [node(&random), node(&random)].map { $0.hasQuotient ? .column(1) : $0 }
        self = .call(random.next() % 2 == 0 ? .least : .greatest, operands)
      default:
        let operand = node(&random)
        self =
          random.next() % 2 == 0 || operand.isConstant
          ? .power(operand, 2 + Int(random.next() % 2)) : .third(operand)
      }
    }

    private var hasQuotient: Bool {
      switch self {
      case .column, .constant: false
      case .pair(let operation, let left, let right):
        operation == .divide || left.hasQuotient || right.hasQuotient
      case .negate(let node), .power(let node, _), .third(let node): node.hasQuotient
      case .call(_, let nodes): nodes.contains { $0.hasQuotient }
      }
    }

    /// Of exact numbers alone. A quotient of those is a float, as near as any, and no interval.
    private var isConstant: Bool {
      switch self {
      case .column: false
      case .constant: true
      case .pair(_, let left, let right): left.isConstant && right.isConstant
      case .negate(let node), .power(let node, _), .third(let node): node.isConstant
      case .call(_, let nodes): nodes.allSatisfy(\.isConstant)
      }
    }

    var text: String {
      switch self {
      case .column(let place): "c\(place)"
      case .constant(let value): "\(value)"
      case .pair(let operation, let left, let right): "(\(left.text) \(operation.rawValue) \(right.text))"
      case .negate(let node): "-\(node.text)"
      case .call(let function, let nodes):
        "\(function.rawValue)(\(nodes.map(\.text).joined(separator: ", ")))"
      case .power(let node, let exponent): "\(node.text)**\(exponent)"
      case .third(let node): "\(node.text)/3"
      }
    }

    /// In decimals while nothing asks for floats.
    func expression(_ columns: [Expression]) -> Expression {
      let span = PlanSupport.span
      switch self {
      case .column(let place): return columns[place]
      case .constant(let value):
        let figure = Figure(ExactDecimal(value))
        return PlanSupport.literal(.figure(figure), DataType(.decimal(scale: 0), isHedged: true))
      case .pair(let operation, let left, let right):
        var sides = [left, right].map { $0.expression(columns) }
        var scale: Int?
        if operation != .divide, let first = sides[0].type.scale, let second = sides[1].type.scale {
          scale = operation == .multiply ? first + second : max(first, second)
        }
        if let least = scale, least <= 9, operation != .multiply {
          sides = sides.map { Self.converted($0, to: .decimal(scale: least)) }
        } else if scale.map({ $0 > 9 }) ?? true {
          scale = nil
          sides = sides.map { Self.converted($0, to: .float) }
        }
        let kind = scale.map { DataType.Kind.decimal(scale: $0) } ?? .float
        return Expression(
          .arithmetic(operation, sides[0], sides[1]), DataType(kind, isHedged: true), span: span)
      case .negate(let node):
        let operand = node.expression(columns)
        return Expression(.negate(operand), operand.type, span: span)
      case .call(let function, let nodes):
        var operands = nodes.map { $0.expression(columns) }
        if operands.count > 1 { operands = operands.map { Self.converted($0, to: .float) } }
        var type = operands[0].type
        if function != .abs, operands.count == 1, type.scale != nil { type.kind = .decimal(scale: 0) }
        return PlanSupport.call(function, operands, type)
      case .power(let node, let exponent):
        let base = Self.converted(node.expression(columns), to: .float)
        return PlanSupport.call(
          .pow, [base, PlanSupport.literal(.float(Double(exponent)), .float)], IntervalTests.float)
      case .third(let node):
        let operand = node.expression(columns)
        return Expression(
          .convert(operand, factor: Rational(1, 3) ?? .one), IntervalTests.float, span: span)
      }
    }

    private static func converted(_ operand: Expression, to kind: DataType.Kind) -> Expression {
      let type = DataType(kind, isHedged: true)
      return operand.type == type
        ? operand : Expression(.convert(operand, factor: .one), type, span: PlanSupport.span)
    }

    /// Nil where a divisor is zero or a number does not fit.
    func value(_ points: [ExactRatio]) -> ExactRatio? {
      switch self {
      case .column(let place): return points[place]
      case .constant(let value): return ExactRatio(Int128(value))
      case .pair(let operation, let left, let right):
        guard let left = left.value(points), let right = right.value(points) else { return nil }
        switch operation {
        case .add: return left.adding(right)
        case .subtract: return left.adding(right.negated)
        case .multiply: return left.multiplied(by: right)
        case .divide, .floorDivide, .remainder: return left.divided(by: right)
        }
      case .negate(let node): return node.value(points)?.negated
      case .call(let function, let nodes):
        guard let first = nodes[0].value(points) else { return nil }
        if function == .abs { return first.numerator < 0 ? first.negated : first }
        if function == .floor { return first.floor }
        if function == .ceil { return first.negated.floor.negated }
        guard let second = nodes[1].value(points), let order = first.adding(second.negated) else {
          return nil
        }
        return (order.numerator < 0) == (function == .least) ? first : second
      case .power(let node, let exponent):
        guard let base = node.value(points) else { return nil }
        var power: ExactRatio? = base
        for _ in 1..<exponent { power = power?.multiplied(by: base) }
        return power
      case .third(let node): return node.value(points)?.multiplied(by: ExactRatio(1, 3) ?? ExactRatio(0))
      }
    }
  }

  /// A figure in tenths: below zero, above or across, ends open or absent at times.
  private static func figure(_ random: inout SplitMix, isPositive: Bool) -> Figure {
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
  private static func point(_ figure: Figure, _ random: inout SplitMix) -> ExactRatio {
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
    var random = SplitMix(seed: 20_241_122)
    var (choices, refused) = (0, 0)
    var outside: [String] = []
    while choices < Self.choiceCount {
      let isPositive = random.next() % 3 == 0
      let figures = (0..<Self.columnCount).map { _ in
        (0..<Self.rowCount).map { _ in Self.figure(&random, isPositive: isPositive) }
      }
      let node = Node(&random, depth: 4)
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
    var random = SplitMix(seed: 7)
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
