import TianPlan
import TianSyntax

/// Random stages over the columns that a query has at its end.
enum StageMaker {
  /// Nil where the stage that was drawn does not fit there.
  static func make(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    switch query.random.below(43) {
    case 42: width(&query)
    case 37: asof(&query)
    case 38: follow(&query)
    case 39: complete(&query)
    case 40...41: assert(&query)
    case 34...36: windowed(&query)
    case 0...6: filter(&query)
    case 7...11: derive(&query)
    case 12...14: select(&query)
    case 15...19: summarize(&query)
    case 20...21: slice(&query)
    case 22...23: groupSlice(&query)
    case 24: distinct(&query)
    case 25...28: join(&query)
    case 29: union(&query)
    case 30: sort(&query)
    case 31: rename(&query)
    case 32: reshape(&query)
    default: other(&query)
    }
  }

  /// ` by …`, now and then.
  static func tail(_ query: inout QueryMaker) -> String {
    guard query.random.once(in: 2), query.isExact else { return "" }
    let keys = query.groupColumns(atMost: 2).map(\.text)
    return keys.isEmpty ? "" : " \(query.words[.by]) \(keys.joined(separator: ", "))"
  }

  private static func filter(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    var maker = query.expressions()
    maker.takesAggregates = query.random.once(in: 3) && query.isExact
    let condition = maker.condition(2).text
    let tail = maker.takesAggregates ? tail(&query) : ""
    return .init(text: "\(query.words[.where]) \(condition)\(tail)", verb: "where")
  }

  private static func derive(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    var maker = query.expressions()
    maker.takesAggregates = query.random.once(in: 2) && query.isExact
    var inexact: Set<String> = []
    let items = (0..<query.random.number(1...3)).map { _ in
      let made = maker.any(3)
      let replaced =
        query.random.once(in: 6) ? query.columns.filter(\.isPlain).randomElement(using: &query.random) : nil
      let name = replaced?.name ?? query.freshName()
      if made.isInexact { inexact.insert(name) }
      return "\(replaced?.text ?? name) = \(made.text)"
    }
    let text = "\(query.words[.derive]) \(items.joined(separator: ", "))"
    return .init(text: text + (maker.takesAggregates ? tail(&query) : ""), inexact: inexact, verb: "derive")
  }

  /// Functions of the rows around a row, in an order that tells all rows apart.
  private static func windowed(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard let keys = query.keys(isTotal: true) else { return nil }
    var maker = query.expressions()
    let words = query.words
    var inexact: Set<String> = []
    let items = (0..<query.random.number(1...2)).map { _ in
      let name = query.freshName()
      let (text, isInexact) = windowFunction(&query, &maker)
      if isInexact { inexact.insert(name) }
      return "\(name) = \(text)"
    }
    let text = "\(words[.derive]) \(items.joined(separator: ", "))"
    return .init(
      text: "\(text)\(tail(&query)) \(words[.sort]) \(keys)", inexact: inexact, verb: "derive")
  }

  private static func windowFunction(
    _ query: inout QueryMaker, _ maker: inout ExpressionMaker
  ) -> (text: String, isInexact: Bool) {
    let words = query.words
    let column = query.random.pick(query.columns).text
    let place = query.random.pick(["row_number", "rank", "dense_rank"])
    let shift = query.random.pick(["lag", "lead"])
    let number = String(query.random.number(1...3))
    switch query.random.below(7) {
    case 0: return (words.call(place), false)
    case 1: return (words.call("ntile", number), false)
    case 2: return (words.call(shift, column), false)
    case 3: return (words.call(shift, column, number), false)
    case 4: return (words.call("percent_rank"), true)
    default:
      let (aggregate, isInexact) = aggregate(&query, &maker)
      if query.random.once(in: 2) { return (words.call("running", aggregate), isInexact) }
      return (words.call("rolling", aggregate, number), isInexact)
    }
  }

  private static func select(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    var maker = query.expressions()
    var inexact: Set<String> = []
    var items = query.random.some(query.columns, atMost: 6).map(\.text)
    if query.random.once(in: 2) {
      let made = maker.any(3)
      let name = query.freshName()
      if made.isInexact { inexact.insert(name) }
      items.append("\(name) = \(made.text)")
    }
    return .init(
      text: "\(query.words[.select]) \(items.joined(separator: ", "))", inexact: inexact, verb: "select")
  }

  private static func summarize(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    var maker = query.expressions()
    var inexact: Set<String> = []
    var order = ""
    var items = (0..<query.random.number(1...3)).map { _ in
      let (text, isInexact) = aggregate(&query, &maker)
      let name = query.freshName()
      if isInexact { inexact.insert(name) }
      return "\(name) = \(text)"
    }
    if query.random.once(in: 4), let keys = query.keys(isTotal: true) {
      let column = query.random.pick(query.columns)
      let function = query.random.pick(["first", "last"])
      items.append("\(query.freshName()) = \(query.words.call(function, column.text))")
      order = " \(query.words[.sort]) \(keys)"
    }
    let text = "\(query.words[.summarize]) \(items.joined(separator: ", "))"
    return .init(text: text + tail(&query) + order, inexact: inexact, verb: "summarize")
  }

  static func aggregate(
    _ query: inout QueryMaker, _ maker: inout ExpressionMaker
  ) -> (text: String, isInexact: Bool) {
    let words = query.words
    let quantities = query.columns.filter { $0.type.unit != nil }
    switch query.random.below(13) {
    case 0: return (words.call("count"), false)
    case 1: return (words.call("count", maker.exact { $0.any(1) }.text), false)
    case 2: return (words.call("count_if", maker.condition(1).text), false)
    case 3: return (words.call("count_distinct", maker.exact { $0.any(1) }.text), false)
    case 4: return (words.call(query.random.pick(["any", "all"]), maker.condition(1).text), false)
    case 5...6:
      return (words.call("sum", maker.exact { $0.make($0.random.pick([.int, .decimal]), 2) }.text), false)
    case 7...8:
      let kind = query.random.pick([
        ExpressionMaker.Kind.int, .int, .decimal, .decimal, .float, .text, .date, .timestamp, .month, .year,
      ])
      return (words.call(query.random.pick(["min", "max"]), maker.exact { $0.make(kind, 1) }.text), false)
    case 9:
      if let column = quantities.randomElement(using: &query.random) {
        return (words.call(query.random.pick(["sum", "min", "max"]), column.text), false)
      }
      return (words.call("count"), false)
    case 10:
      let column = query.random.pick(query.columns.filter { !$0.type.isHedged }).text
      let function = query.random.pick(["arg_max", "arg_min"])
      return (words.call(function, column, maker.exact { $0.make(.int, 1) }.text), false)
    default:
      let small = query.columns.filter { ["n", "k", "e", "v"].contains($0.name) && $0.type.isNumeric }
      if query.random.once(in: 4), let weight = small.last, !small.contains(where: \.isInexact) {
        let function = query.random.pick(["weighted_avg", "corr"])
        return (words.call(function, small[0].text, weight.text), true)
      }
      if query.random.once(in: 3) {
        let argument = maker.exact { $0.make($0.random.pick([.int, .decimal]), 1) }
        return (words.call("quantile", argument.text, "0.3"), true)
      }
      let moderate = query.columns.first { ["f", "n"].contains($0.name) && $0.type.isNumeric }
      if query.random.once(in: 2), let moderate, !moderate.isInexact {
        // DuckDB's own variance of far larger numbers is none to compare with.
        return (words.call(query.random.pick(["stddev", "variance"]), moderate.text), true)
      }
      let function = query.random.pick(["avg", "median"])
      let argument = maker.exact { $0.make($0.random.pick([.int, .decimal]), 1) }
      return (words.call(function, argument.text), true)
    }
  }

  private static func rows(_ query: inout QueryMaker) -> String {
    let random = { (query: inout QueryMaker) in query.random.number(0...6) }
    if query.random.once(in: 3) {
      let from = random(&query) + 1
      return "\(query.words[.take]) \(from)..\(from + random(&query))"
    }
    return "\(query.words[query.random.once(in: 3) ? .skip : .take]) \(random(&query))"
  }

  private static func slice(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard let keys = query.keys(isTotal: true) else { return nil }
    let sort = "\(query.words[.sort]) \(keys)"
    let rows = rows(&query)
    let text = query.random.once(in: 2) ? "\(sort) | \(rows)" : "\(rows) \(sort)"
    return .init(text: text, verb: "take")
  }

  private static func groupSlice(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard let keys = query.keys(isTotal: true) else { return nil }
    let groups = query.groupColumns(atMost: 2).map(\.text).joined(separator: ", ")
    let rows = rows(&query)
    return .init(
      text: "\(rows) \(query.words[.by]) \(groups) \(query.words[.sort]) \(keys)", verb: "take")
  }

  private static func sort(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    query.keys(isTotal: false).map { .init(text: "\(query.words[.sort]) \($0)", verb: "sort") }
  }

  private static func distinct(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let columns = query.groupColumns(atMost: 3).map(\.text).joined(separator: ", ")
    guard query.random.once(in: 3), query.isExact else {
      return columns.isEmpty ? nil : .init(text: "\(query.words[.distinct]) \(columns)", verb: "distinct")
    }
    return .init(text: query.words[.distinct], verb: "distinct")
  }

  private static func rename(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    let column = query.random.pick(query.columns)
    guard !column.isInexact else { return nil }
    return .init(text: "\(query.words[.rename]) \(query.freshName()) = \(column.text)", verb: "rename")
  }

  /// The spread of any numbers, however far from zero they lie, beside what tells how well a database that
  /// works in floats can know it: the greatest of them, and how many they are. Nothing comes after it.
  static func spread(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    var maker = query.expressions()
    let words = query.words
    let argument = maker.exact { $0.make($0.random.pick([.int, .decimal]), 2) }.text
    let names = SpreadColumns.self
    let spread = query.random.pick([("stddev", names.deviation), ("variance", names.variance)])
    let items = [
      "\(spread.1) = \(words.call(spread.0, argument))",
      "\(names.greatest) = \(words.call("max", words.call("abs", words.call("float", argument))))",
      "\(names.count) = \(words.call("count", argument))",
    ]
    let text = "\(words[.summarize]) \(items.joined(separator: ", "))\(tail(&query))"
    return .init(text: text, inexact: [spread.1, names.greatest], verb: "summarize")
  }
}
