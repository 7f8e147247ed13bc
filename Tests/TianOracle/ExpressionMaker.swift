import TianPlan
import TianSyntax
import TianTestSupport

/// Random expressions over some columns.
struct ExpressionMaker {
  enum Kind: CaseIterable {
    case bool, int, decimal, float, text, date, timestamp, month, quarter, year

    /// Each as often as it shall be drawn.
    static let drawn: [Kind] =
      allCases + [.bool, .int, .int, .decimal, .decimal, .float, .float, .text, .text, .date]
    var isPeriod: Bool { [.month, .quarter, .year].contains(self) }
  }

  var random: SeededRandom
  let words: Words
  var columns: [FlowColumn]
  /// Aggregates over the tail's group may stand here.
  var takesAggregates = false
  /// Functions whose last digits differ between engines may stand here: nothing is decided by them.
  private var takesInexact = true
  /// Other tables, with a column of each by kind, for `in` and values of queries.
  let others: [(table: String, column: String, kind: Kind)]

  init(_ random: SeededRandom, _ words: Words, columns: [FlowColumn], others: [(String, String, Kind)]) {
    self.random = random
    self.words = words
    self.columns = columns
    self.others = others.map { ($0.0, $0.1, $0.2) }
  }

  mutating func any(_ depth: Int) -> MadeExpression { make(random.pick(Kind.drawn), depth) }

  mutating func make(_ kind: Kind, _ depth: Int) -> MadeExpression {
    if depth <= 0 || random.once(in: 6) { return leaf(kind) }
    if random.once(in: 7) { return choice(kind, depth - 1) }
    switch kind {
    case .bool: return condition(depth - 1)
    case .int: return int(depth - 1)
    case .decimal: return decimal(depth - 1)
    case .float: return float(depth - 1)
    case .text: return text(depth - 1)
    case .date: return date(depth - 1)
    case .timestamp: return timestamp(depth - 1)
    case .month, .quarter, .year: return period(kind, depth - 1)
    }
  }

  static func kind(_ type: DataType) -> Kind? {
    guard type.unit == nil, !type.isHedged else { return nil }
    switch type.kind {
    case .bool: return .bool
    case .int: return .int
    case .decimal: return .decimal
    case .float: return .float
    case .text: return .text
    case .date: return .date
    case .timestamp: return .timestamp
    case .period(.month): return .month
    case .period(.quarter): return .quarter
    case .period(.year): return .year
    }
  }

  // MARK: Leaves

  mutating func leaf(_ kind: Kind) -> MadeExpression {
    let fitting = columns.filter { Self.kind($0.type) == kind }
    if !fitting.isEmpty, !random.once(in: 4) {
      let column = random.pick(fitting)
      return MadeExpression(column.text, column.isInexact)
    }
    if random.once(in: 15) { return MadeExpression(words[.null]) }
    return MadeExpression(literal(kind))
  }

  mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .bool: return words[random.once(in: 2) ? .true : .false]
    case .int: return random.once(in: 12) ? random.pick(["9223372036854775807", "1000000000000"]) : number(9)
    case .decimal: return random.pick(["0.5", "1.25", "2.0", "-1.5", "100.01", "0.1", "12.5"])
    case .float: return random.pick(["0.5e0", "2e0", "1e3", "-3.25e0", "1e-2", "7e0"])
    case .text: return "\"\(random.pick(["a", "茶", "", "ab", "-", "东", "b", "'", "é", "x"]))\""
    case .date: return random.pick(["2024-02-29", "2023-01-31", "2022-12-31", "2024-03-20", "1999-06-15"])
    case .timestamp:
      return random.pick(["2024-02-29T08:30:00", "2023-01-31T00:00:00", "2022-12-31T23:59:59"])
    case .month: return random.pick(["@2024-02", "2023年5月", "@2022-12"])
    case .quarter: return random.pick(["@2024Q1", "@2022Q4", "@2023Q2"])
    case .year: return random.pick(["@2024", "2023年", "@1999"])
    }
  }

  mutating func number(_ most: Int) -> String { String(random.number(0...most)) }

  // MARK: Any kind

  private mutating func choice(_ kind: Kind, _ depth: Int) -> MadeExpression {
    let (first, second) = (make(kind, depth), make(kind, depth))
    let isInexact = first.isInexact || second.isInexact
    let condition = exact { $0.make(.bool, depth) }
    switch random.below(kind == .bool ? 3 : 5) {
    case 0: return MadeExpression(words.call("if", condition.text, first.text, second.text), isInexact)
    case 1:
      let arms = "\(condition.text) => \(first.text), \(words[.else]) => \(second.text)"
      return MadeExpression("\(words[.case])(\(arms))", isInexact)
    case 2: return MadeExpression("((\(first.text)) ?? (\(second.text)))", isInexact)
    case 3:
      // Which of two nearly equal ones is the least is no matter of digits.
      return MadeExpression(words.call("least", first.text, second.text), isInexact)
    default: return MadeExpression(words.call("greatest", first.text, second.text), isInexact)
    }
  }

  /// Without columns that only are shown.
  mutating func exact(_ body: (inout Self) -> MadeExpression) -> MadeExpression {
    let (all, tookInexact) = (columns, takesInexact)
    columns = all.filter { !$0.isInexact }
    takesInexact = false
    defer { (columns, takesInexact) = (all, tookInexact) }
    return body(&self)
  }

  mutating func maybeBracketed(_ text: String) -> String { random.once(in: 3) ? text : "(\(text))" }

  mutating func binary(_ symbols: [String], _ kind: Kind, _ depth: Int) -> MadeExpression {
    let (left, right) = (make(kind, depth), make(kind, depth))
    return MadeExpression(
      maybeBracketed("\(left.text) \(random.pick(symbols)) \(right.text)"),
      left.isInexact || right.isInexact)
  }

  // MARK: Numbers

  private mutating func int(_ depth: Int) -> MadeExpression {
    switch random.below(takesAggregates ? 11 : 9) {
    case 0...2: return binary(["+", "-", "*", "//", "%"], .int, depth)
    case 3: return MadeExpression("(-(\(make(.int, depth).text)))")
    case 4: return MadeExpression(words.call("abs", make(.int, depth).text))
    case 5: return MadeExpression(words.call("length", make(.text, depth).text))
    case 6:
      return datePart(depth)
    case 7:
      return MadeExpression(
        words.call("int", exact { $0.make($0.random.pick([.decimal, .float]), depth) }.text))
    case 8:
      return MadeExpression(words.call(random.pick(["round", "floor", "ceil"]), make(.int, depth).text))
    default: return aggregate(.int)
    }
  }

  private mutating func decimal(_ depth: Int) -> MadeExpression {
    switch random.below(takesAggregates ? 9 : 8) {
    case 0...2: return binary(["+", "-", "*", "%"], .decimal, depth)
    case 3: return MadeExpression(words.call("round", make(.decimal, depth).text, number(3)))
    case 4:
      return MadeExpression(words.call(random.pick(["floor", "ceil", "abs"]), make(.decimal, depth).text))
    case 5: return MadeExpression(words.call("decimal", make(.int, depth).text, number(3)))
    case 6:
      return MadeExpression(
        "(\(make(.decimal, depth).text) \(random.pick(["+", "-", "*"])) \(make(.int, depth).text))")
    case 7: return MadeExpression("(-(\(make(.decimal, depth).text)))")
    default: return aggregate(.decimal)
    }
  }

  private mutating func float(_ depth: Int) -> MadeExpression {
    switch random.below(takesAggregates ? 11 : 9) {
    case 0:
      // A sum of inexact values may cancel, and then shows no digit that both know.
      let symbol = random.pick(["+", "-", "*", "/"])
      if symbol == "+" || symbol == "-" { return exact { $0.binary([symbol], .float, depth) } }
      return binary([symbol], .float, depth)
    case 1: return binary(["/"], .int, depth)
    case 2: return binary(["/"], .decimal, depth)
    case 3:
      let side = make(.float, depth)
      let other = make(random.pick([.int, .decimal]), depth)
      return MadeExpression("(\(side.text) \(random.pick(["*", "/"])) \(other.text))", side.isInexact)
    case 4:
      let function = takesInexact ? random.pick(["sqrt", "exp", "ln", "log10"]) : "sqrt"
      return MadeExpression(words.call(function, exact { $0.make(.float, depth) }.text), function != "sqrt")
    case 5: return MadeExpression(words.call("float", make(random.pick([.int, .decimal]), depth).text))
    case 6: return MadeExpression(words.call("round", exact { $0.make(.float, depth) }.text, number(3)))
    case 7: return MadeExpression(words.call("abs", make(.float, depth).text))
    case 8:
      let function = random.pick(["floor", "ceil"])
      return MadeExpression(words.call(function, exact { $0.make(.float, depth) }.text))
    default: return aggregate(.float)
    }
  }

  /// An aggregate whose value is of a kind.
  private mutating func aggregate(_ kind: Kind) -> MadeExpression {
    let wasInside = takesAggregates
    takesAggregates = false
    defer { takesAggregates = wasInside }
    switch kind {
    case .int:
      switch random.below(4) {
      case 0: return MadeExpression(words.call("count"))
      case 1: return MadeExpression(words.call("count_if", exact { $0.make(.bool, 1) }.text))
      case 2: return MadeExpression(words.call("count_distinct", exact { $0.any(0) }.text))
      default: return MadeExpression(words.call(random.pick(["sum", "min", "max"]), make(.int, 1).text))
      }
    case .decimal:
      return MadeExpression(words.call(random.pick(["sum", "min", "max"]), make(.decimal, 1).text))
    default:
      guard takesInexact else {
        return MadeExpression(words.call(random.pick(["min", "max"]), make(.float, 1).text))
      }
      let function = random.pick(["avg", "median", "sum", "max"])
      // Of exact numbers: sums of floats that cancel are another matter in every engine.
      let argument = exact { $0.make($0.random.pick([.int, .decimal]), 1) }
      return MadeExpression(words.call(function, argument.text), true)
    }
  }

  // MARK: Texts

  private mutating func text(_ depth: Int) -> MadeExpression {
    let inner = make(.text, depth).text
    switch random.below(13) {
    case 9: return MadeExpression(words.call("repeat", inner, number(3)))
    case 10: return MadeExpression(words.call("pad", inner, String(random.number(-6...6)), "\"茶-\""))
    case 11: return MadeExpression(words.call("extract", inner, pattern()))
    case 12: return MadeExpression(words.call("replace_match", inner, pattern(), "\"<>\""))
    case 0: return MadeExpression(words.call(random.pick(["left", "right"]), inner, number(4)))
    case 1: return MadeExpression(words.call("slice", inner, position(depth), number(3)))
    case 2: return MadeExpression(words.call("slice", inner, position(depth)))
    case 3: return MadeExpression(words.call("replace", inner, literal(.text), literal(.text)))
    case 4: return MadeExpression(words.call("trim", inner))
    case 5:
      return MadeExpression(
        words.call("split_part", inner, random.pick(["\"-\"", "\",\"", "\"a\""]), position(0)))
    case 6:
      let kind = random.pick([Kind.int, .decimal, .bool, .date, .text, .timestamp, .month, .quarter, .year])
      return MadeExpression(words.call("concat", inner, make(kind, depth).text))
    case 7:
      let kind = random.pick([Kind.int, .int, .decimal, .decimal, .bool, .timestamp, .month, .quarter, .year])
      return MadeExpression(words.call("text", make(kind, depth).text))
    default: return MadeExpression(words.call("left", inner, make(.int, depth).text))
    }
  }

  mutating func pattern() -> String {
    "r\"" + random.pick(["a+", "^[ab]", "茶.", "\\d", "(a|b)c?", "b$", "[^a-z]", "a.?b", "\\s"]) + "\""
  }

  private mutating func position(_ depth: Int) -> String {
    random.once(in: 3) ? make(.int, depth).text : String(random.number(-4...4))
  }
}
