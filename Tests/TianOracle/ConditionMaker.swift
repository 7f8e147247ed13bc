import TianSyntax

/// Random conditions.
extension ExpressionMaker {
  /// What decides rows is worked out of exact columns alone.
  mutating func condition(_ depth: Int) -> MadeExpression { exact { $0.anyCondition(depth) } }

  private mutating func anyCondition(_ depth: Int) -> MadeExpression {
    switch random.below(15) {
    case 13...14: return pointCondition(depth)
    case 12:
      return MadeExpression("(\(make(.text, depth).text) \(random.pick(["~", "!~"])) \(pattern()))")
    case 0...3: return comparison(depth)
    case 4...5:
      let symbol = random.once(in: 2) ? words[.and] : words[.or]
      return MadeExpression(
        maybeBracketed("\(make(.bool, depth).text) \(symbol) \(make(.bool, depth).text)"))
    case 6: return MadeExpression("(\(words[.not]) (\(make(.bool, depth).text)))")
    case 7: return listed(depth)
    case 8: return member(depth)
    case 9: return scalar()
    case 10:
      let symbol = random.pick([words[.contains], words[.starts], words[.ends]])
      let negation = random.once(in: 4) ? "\(words[.not]) " : ""
      return MadeExpression("(\(make(.text, depth).text) \(negation)\(symbol) \(leaf(.text).text))")
    default: return units()
    }
  }

  private mutating func comparison(_ depth: Int) -> MadeExpression {
    let kind = random.pick(Kind.drawn)
    let symbols = kind == .bool ? ["==", "!="] : ["==", "!=", "<", "<=", ">", ">="]
    if [.int, .decimal, .float].contains(kind), random.once(in: 3) {
      let other = random.pick([Kind.int, .decimal, .float])
      let (left, right) = (make(kind, depth).text, make(other, depth).text)
      return MadeExpression("(\(left) \(random.pick(symbols)) \(right))")
    }
    return MadeExpression("(\(make(kind, depth).text) \(random.pick(symbols)) \(make(kind, depth).text))")
  }

  private mutating func listed(_ depth: Int) -> MadeExpression {
    let kind = random.pick(Kind.drawn.filter { $0 != .bool })
    let negation = random.once(in: 3) ? "\(words[.not]) " : ""
    let side = make(kind, depth).text
    if [.int, .date].contains(kind), random.once(in: 3) {
      let ends = [literal(kind), literal(kind)].sorted()
      return MadeExpression("(\(side) \(negation)\(words[.in]) \(ends[0])..\(ends[1]))")
    }
    var values = (0..<random.number(2...3)).map { _ in literal(kind) }
    if random.once(in: 4) { values.append(words[.null]) }
    return MadeExpression("(\(side) \(negation)\(words[.in]) (\(values.joined(separator: ", "))))")
  }

  /// Among the rows of another table.
  private mutating func member(_ depth: Int) -> MadeExpression {
    guard !others.isEmpty else { return comparison(depth) }
    let other = random.pick(others)
    let negation = random.once(in: 3) ? "\(words[.not]) " : ""
    let query = "\(other.table) | \(words[.select]) \(other.column)"
    return MadeExpression("(\(make(other.kind, depth).text) \(negation)\(words[.in]) (\(query)))")
  }

  /// Beside the value of another query.
  private mutating func scalar() -> MadeExpression {
    guard let other = others.filter({ $0.kind == .int || $0.kind == .decimal }).randomElement(using: &random)
    else { return comparison(0) }
    let aggregate = words.call(random.pick(["min", "max", "sum"]), other.column)
    let query = "(\(other.table) | \(words[.summarize]) \(aggregate))"
    return MadeExpression("(\(make(other.kind, 1).text) \(random.pick(["<", ">", "==", ">="])) \(query))")
  }

  /// Of quantities.
  private mutating func units() -> MadeExpression {
    let quantities = columns.filter { $0.type.unit != nil && !$0.isInexact }
    guard let column = quantities.randomElement(using: &random), let unit = column.type.unit else {
      return comparison(0)
    }
    let symbol = random.pick(["<", ">", "==", "!=", ">="])
    let other = unit.text == "亩" && random.once(in: 2) ? "公顷" : unit.text
    return MadeExpression("(\(column.text) \(symbol) \(random.number(0...30))\(other))")
  }
}
