import TianFigures
import TianPlan
import TianSource
import TianTestSupport

@testable import TianEngine

/// One operation over hedged columns, with its plan and its meaning for exact numbers.
indirect enum IntervalNode {
  private static let float = DataType(.float, isHedged: true)

  case column(Int)
  case constant(Int64)
  case pair(ArithmeticOperator, IntervalNode, IntervalNode)
  case negate(IntervalNode)
  case call(ScalarFunction, [IntervalNode])
  case power(IntervalNode, Int)
  /// Times a third.
  case third(IntervalNode)

  init(_ random: inout SeededRandom, depth: Int) {
    func node(_ random: inout SeededRandom) -> IntervalNode { IntervalNode(&random, depth: depth - 1) }
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
        .pow, [base, PlanSupport.literal(.float(Double(exponent)), .float)], Self.float)
    case .third(let node):
      let operand = node.expression(columns)
      return Expression(
        .convert(operand, factor: Rational(1, 3) ?? .one), Self.float, span: span)
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
