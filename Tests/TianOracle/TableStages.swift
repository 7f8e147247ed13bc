import TianPlan
import TianSyntax

/// Random stages with a second table, and those that turn rows and columns.
extension StageMaker {
  /// Another table, now and then a query of it.
  private static func table(_ query: inout QueryMaker) -> String {
    let name = query.random.pick(["u", "u", "地", "t"])
    let words = query.words
    switch query.random.below(4) {
    case 0: return "(\(name) | \(words[.where]) k > \(query.random.number(0...4)))"
    case 1: return "(\(name) | \(words[.summarize]) v = \(words.call("count")) \(words[.by]) k, 县)"
    default: return name
    }
  }

  static func join(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let words = query.words
    let kinds: [Keyword?] = [nil, .inner, .left, .left, .semi, .anti, .one, .right, .full]
    let kind = query.random.pick(kinds).map { "\(words[$0]) " } ?? ""
    let alias = "r"
    let table = table(&query)
    let plain = query.columns.filter { !$0.isInexact && $0.isPlain }
    var conditions: [String] = []
    for name in ["k", "县"] where query.random.once(in: 2) {
      let twins = plain.filter { $0.type.kind == (name == "k" ? .int : .text) }
      guard let column = twins.randomElement(using: &query.random) else { continue }
      conditions.append(
        column.name == name && query.random.once(in: 2) ? name : "\(column.text) == \(alias).\(name)")
    }
    if query.random.once(in: 6), let column = plain.first(where: { $0.type == .int }) {
      conditions.append("\(column.text) \(query.random.pick([">", "<="])) \(alias).k")
    }
    guard !conditions.isEmpty else { return nil }
    let on = "\(words[.on]) \(conditions.joined(separator: ", "))"
    return .init(text: "\(words[.join]) \(kind)\(table) \(words[.as]) \(alias) \(on)", verb: "join")
  }

  static func union(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    let words = query.words
    // The query so far, beside a part of itself.
    var maker = query.expressions()
    let other = "(\(query.text) | \(words[.where]) \(maker.condition(1).text))"
    let verb = query.random.pick([Keyword.union, .union, .except, .intersect])
    guard query.text.count < 400 else { return nil }
    return .init(text: "\(words[verb]) \(other)", verb: "union")
  }

  static func reshape(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    let words = query.words
    switch query.random.below(4) {
    case 0:
      let kind = query.random.pick([DataType.int, .text])
      let columns = query.random.some(query.columns.filter { $0.type == kind }, atMost: 3).map(\.text)
      guard !columns.isEmpty else { return nil }
      return .init(
        text: "\(words[.unpivot]) \(columns.joined(separator: ", ")) \(words[.as]) 名目, 数额", verb: "unpivot")
    case 1:
      let texts = query.columns.filter { $0.type == .text }
      guard let column = texts.randomElement(using: &query.random) else { return nil }
      return .init(text: "\(words[.explode]) \(column.text) \(words[.at]) \"-\"", verb: "explode")
    default:
      var maker = query.expressions()
      let aggregate = words.call(query.random.pick(["sum", "max", "count"]), maker.make(.int, 1).text)
      guard let per = query.columns.first(where: { $0.name == "县" }) else { return nil }
      let groups = query.groupColumns(atMost: 1).filter { $0.name != "县" }
      let by = groups.isEmpty ? "" : " \(words[.by]) \(groups[0].text)"
      return .init(
        text: "\(words[.pivot]) \(aggregate) \(words[.per]) \(per.text) \(words[.in]) (\"东\", \"西\")\(by)",
        verb: "pivot")
    }
  }

  static func other(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let words = query.words
    switch query.random.below(3) {
    case 0:
      let column = query.random.pick(query.columns)
      return .init(text: "\(words[.drop]) \(column.text)", verb: "drop")
    case 1:
      guard query.isExact else { return nil }
      var maker = query.expressions()
      let groups = query.groupColumns(atMost: 2).map(\.text).joined(separator: ", ")
      let kind = query.random.pick([Keyword.rollup, .cube])
      let item = "\(query.freshName()) = \(words.call("sum", maker.make(.int, 1).text))"
      return .init(
        text: "\(words[.summarize]) \(item) \(words[.by]) \(words[kind])(\(groups))", verb: "summarize")
    default:
      guard query.isExact, let column = query.columns.filter(\.isPlain).randomElement(using: &query.random),
        let kind = ExpressionMaker.kind(column.type)
      else { return nil }
      var maker = query.expressions()
      return .init(text: "\(words[.fill]) \(column.text) = \(maker.leaf(kind).text)", verb: "fill")
    }
  }
}
