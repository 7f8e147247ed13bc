import TianPlan
import TianSyntax

/// Random stages that measure on their one sort key.
extension StageMaker {
  static func width(_ query: inout QueryMaker) -> QueryMaker.Stage? {
    guard query.isExact else { return nil }
    let words = query.words
    var maker = query.expressions()
    let keys = query.columns.filter { lengths($0.type) != nil && $0.type.unit == nil }
    let ids = keys.filter { $0.name == "id" }
    let isUnique = !ids.isEmpty && query.random.once(in: 2)
    guard let key = (isUnique ? ids : keys).randomElement(using: &query.random),
      let units = lengths(key.type)
    else { return nil }
    let length = "\(query.random.number(1...3))\(query.random.pick(units))"
    let name = query.freshName()
    let sort = "\(words[.sort]) \(query.random.once(in: 3) ? "-" : "")\(key.text)"
    if query.random.once(in: 2) {
      let column = query.random.pick(query.columns)
      let shift = query.random.pick(["lag", "lead"])
      var arguments = [column.text, length]
      if let kind = ExpressionMaker.kind(column.type), kind != .decimal, query.random.once(in: 4) {
        arguments.append(maker.literal(kind))
      }
      let call = "\(words.function(shift))(\(arguments.joined(separator: ", ")))"
      let by = isUnique ? "" : tail(&query)
      return .init(text: "\(words[.derive]) \(name) = \(call)\(by) \(sort)", verb: "derive")
    }
    let (text, isInexact) = aggregate(&query, &maker)
    return .init(
      text: "\(words[.derive]) \(name) = \(words.call("rolling", text, length))\(tail(&query)) \(sort)",
      inexact: isInexact ? [name] : [], verb: "derive")
  }

  /// The units of lengths that a key's values are apart by.
  private static func lengths(_ type: DataType) -> [String]? {
    switch type.kind {
    case .int, .period(.year): ["年"]
    case .period(.quarter): ["季度", "年"]
    case .period(.month): ["月", "季度", "年"]
    case .date: ["天", "月", "年", "周"]
    case .timestamp: ["小时", "天", "月", "周"]
    case .bool, .decimal, .float, .text: nil
    }
  }
}
