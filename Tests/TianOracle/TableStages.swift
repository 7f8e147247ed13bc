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

  /// Beside the nearest row.
  static func asof(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let words = query.words
    let table = query.random.pick(["u", "地", "(u | \(words[.distinct]) k, 起, w)"])
    let (kind, target) = query.random.pick([
      (DataType.int, "k"), (.int, "上"), (.date, "起"), (DataType(.decimal(scale: 2)), "w"),
    ])
    let columns = query.columns.filter { !$0.isInexact && $0.type == kind }
    guard let column = columns.randomElement(using: &query.random) else { return nil }
    var conditions = ["\(column.text) \(query.random.pick([">=", ">", "<", "<="])) r.\(target)"]
    let others = query.columns.filter { !$0.isInexact && $0.type == .int }
    if query.random.once(in: 2), let other = others.randomElement(using: &query.random) {
      conditions.append("\(other.text) == r.\(target == "k" ? "上" : "k")")
    }
    let on = "\(words[.on]) \(conditions.joined(separator: ", "))"
    return .init(
      text: "\(words[.join]) \(words[.asof]) \(table) \(words[.as]) r \(on)", verb: "join")
  }

  /// Rows that lead to others, in trees and cycles.
  static func follow(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    let words = query.words
    var maker = query.expressions()
    let columns = query.columns.filter { ["k", "县", "w"].contains($0.name) && $0.isPlain }.map(\.text)
    guard columns.contains("k") else { return nil }
    var items = columns
    if query.columns.contains(where: { $0.name == "上" && $0.type == .int }) {
      items.append("上")
    } else {
      items.append("上 = \(maker.make(.int, 1).text) % 9")
    }
    var on = query.random.once(in: 2) ? "上 == r.k" : "k == r.上"
    if query.random.once(in: 3) { on += query.random.pick([", r.v > 0", ", k < r.k", ", r.note != \"a\""]) }
    let number = query.random.number(0...3)
    let depth = query.random.pick([
      "", "", " \(words[.depth]) 1..", " \(words[.depth]) \(number)..\(number + 2)",
    ])
    let end = query.random.once(in: 20) ? "" : " | \(words[.drop]) path"
    return .init(
      text: "\(words[.select]) \(items.joined(separator: ", ")) | \(words[.follow]) u \(words[.as]) r "
        + "\(words[.on]) \(on)\(depth)\(end)", verb: "follow")
  }

  /// Rows that are missing.
  static func complete(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    let words = query.words
    let small = query.columns.filter { ["k", "n", "县", "b", "上", "py", "户数"].contains($0.name) }
    let columns = query.random.some(small, atMost: 2)
    guard !columns.isEmpty else { return nil }
    var maker = query.expressions()
    let items = columns.map { column in
      guard query.random.once(in: 2), let kind = ExpressionMaker.kind(column.type), kind != .bool else {
        return column.text
      }
      if kind == .int { return "\(column.text) \(words[.in]) 1..\(query.random.number(1...6))" }
      let values = Set((0..<3).map { _ in maker.literal(kind) }).sorted()
      return "\(column.text) \(words[.in]) (\(values.joined(separator: ", ")))"
    }
    let groups = query.groupColumns(atMost: 2).map(\.text).filter { !columns.map(\.text).contains($0) }
    let by =
      groups.isEmpty || query.random.once(in: 3) ? "" : " \(words[.by]) \(groups.joined(separator: ", "))"
    return .init(text: "\(words[.complete]) \(items.joined(separator: ", "))\(by)", verb: "complete")
  }

  /// What is true of every row, mostly.
  static func assert(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let words = query.words
    var maker = query.expressions()
    let condition = maker.condition(1).text
    let (or, not, null) = (words[.or], words[.not], words[.null])
    let whole =
      switch query.random.below(4) {
      case 0: condition
      case 1: "(\(condition)) \(or) (\(not) (\(condition))) \(or) (\(condition)) == \(null)"
      default: "((\(condition)) \(or) \(words[.true]))"
      }
    let message = query.random.once(in: 2) ? "" : ", \"不对\""
    return .init(text: "\(words[.assert]) \(whole)\(message)", verb: "where")
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
