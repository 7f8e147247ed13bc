import TianFigures
import TianPlan
import TianTestSupport

/// A table of hedged figures, and one of exact numbers that those figures may have stood for.
struct HedgedWorld {
  let world: World

  /// `h` with two hedged columns and an exact one; `x` with the same names and rows, all exact.
  init(_ random: inout SeededRandom) throws {
    let count = random.pick([0, 1, 3, 20, 60])
    let (hedged, exact) = (DataType(.decimal(scale: 1), isHedged: true), DataType(.decimal(scale: 1)))
    var figures: [[Value]] = [[], []]
    var truths: [[Value]] = [[], []]
    var plain: [Value] = []
    for _ in 0..<count {
      for column in 0..<2 {
        // No figure of one column is one of the other, for which it would stand.
        let (figure, truth) = Self.figure(&random, isEven: column == 0)
        figures[column].append(figure)
        truths[column].append(truth)
      }
      plain.append(random.once(in: 10) ? .null : Self.number(random.number(-40...40)))
    }
    let ids = World.Column(field: Field("id", .int), values: (0..<count).map { .int(Int64($0)) })
    let last = World.Column(field: Field("c", exact), values: plain)
    func table(_ name: String, _ type: DataType, _ values: [[Value]]) -> World.Made {
      let columns = zip(["a", "b"], values).map { World.Column(field: Field($0, type), values: $1) }
      return World.Made(name: name, rowCount: count, columns: [ids] + columns + [last])
    }
    world = try World([table("h", hedged, figures), table("x", exact, truths)])
  }

  private static func number(_ coefficient: Int) -> Value {
    .decimal(ExactDecimal(Int64(coefficient), scale: 1))
  }

  /// A figure and a number within its bounds; both null now and then.
  private static func figure(_ random: inout SeededRandom, isEven: Bool) -> (Value, Value) {
    if random.once(in: 10) { return (.null, .null) }
    let low = random.number(-30...30)
    var ends: HedgeEnds = []
    let isExact = random.once(in: 4)
    let width = isExact ? 0 : random.number(1...12) * 2 + (isEven ? 0 : 1)
    let high = low + width
    let best = random.number(low...high)
    if !isExact {
      let flags: [HedgeEnds] = [[], .lowOpen, .highOpen, .lowAbsent, .highAbsent]
      ends = random.pick(flags).union(random.pick(flags))
      if ends.contains(.lowAbsent) { ends.remove(.lowOpen) }
      if ends.contains(.highAbsent) { ends.remove(.highOpen) }
    }
    let first = ends.contains(.lowAbsent) ? low - 200 : low + (ends.contains(.lowOpen) ? 1 : 0)
    let last = ends.contains(.highAbsent) ? high + 200 : high - (ends.contains(.highOpen) ? 1 : 0)
    func exact(_ value: Int) -> ExactDecimal { ExactDecimal(Int64(value), scale: 1) }
    let figure = Figure(
      low: exact(ends.contains(.lowAbsent) ? best : low), best: exact(best),
      high: exact(ends.contains(.highAbsent) ? best : high), ends: ends, isHedged: !isExact, unit: nil)
    return (.figure(figure), number(first <= last ? random.number(first...last) : best))
  }
}

/// Random conditions over such a table, in which every figure stands once for one number.
struct HedgedMaker {
  var random: SeededRandom

  mutating func condition(_ depth: Int) -> String {
    if depth > 0 {
      switch random.below(5) {
      case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
      case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
      case 2: return "(not \(condition(depth - 1)))"
      default: break
      }
    }
    let symbol = random.pick(["<", "<=", ">", ">="])
    switch random.below(6) {
    case 0: return "(\(random.pick(["a", "b"])) \(random.pick(["==", "!="])) \(literal()))"
    case 1: return "(\(random.pick(["a", "b"])) \(random.pick(["==", "!="])) c)"
    case 2: return "(\(random.pick(["a", "b", "c"])) in (\(literal()), \(literal())))"
    case 3: return "(\(number(1)) in \(random.number(-3...1))..\(random.number(1...5)))"
    default: return "(\(number(2)) \(symbol) \(number(1)))"
    }
  }

  private mutating func literal() -> String { random.pick(["0", "1.5", "-0.7", "2", "3.2", "-2"]) }

  private mutating func number(_ depth: Int) -> String {
    guard depth > 0, !random.once(in: 3) else {
      return random.once(in: 4) ? literal() : random.pick(["a", "b", "a", "b", "c"])
    }
    let (left, right) = (number(depth - 1), number(depth - 1))
    switch random.below(7) {
    case 0: return "(-\(left))"
    case 1: return "abs(\(left))"
    case 2: return "(\(left) / \(right))"
    default: return "(\(left) \(random.pick(["+", "-", "*"])) \(right))"
    }
  }
}
