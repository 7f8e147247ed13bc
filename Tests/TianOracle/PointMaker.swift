import TianPlan
import TianSyntax

/// Random points in time.
extension ExpressionMaker {
  mutating func date(_ depth: Int) -> MadeExpression {
    switch random.below(7) {
    case 0: return MadeExpression(words.call("date", make(.timestamp, depth).text))
    case 1:
      return MadeExpression(words.call("date", make(random.pick([.month, .quarter, .year]), depth).text))
    case 2:
      let length = random.pick(["1月", "1季度", "2月", "6月", "1年", "10年", "1周", "1天"])
      return MadeExpression(words.call("truncate", make(.date, depth).text, length))
    default: return moved(.date, ["天", "月", "年", "周", "季度"], depth)
    }
  }

  mutating func timestamp(_ depth: Int) -> MadeExpression {
    switch random.below(6) {
    case 0: return MadeExpression(words.call("timestamp", make(random.pick([.date, .month]), depth).text))
    case 1:
      let length = random.pick(["15分钟", "6小时", "1天", "1周", "1月", "3月", "2月", "5年", "1秒"])
      return MadeExpression(words.call("truncate", make(.timestamp, depth).text, length))
    case 2: return moved(.date, ["小时", "分钟"], depth)
    default: return moved(.timestamp, ["天", "月", "年", "小时", "秒"], depth)
    }
  }

  mutating func period(_ kind: Kind, _ depth: Int) -> MadeExpression {
    let units = [Kind.month: "月", .quarter: "季度", .year: "年"]
    let unit = units[kind, default: "年"]
    guard random.once(in: 2) else { return moved(kind, [unit], depth) }
    var sources = [Kind.date, .timestamp]
    if kind != .month { sources.append(.month) }
    if kind == .year { sources += [.quarter, .int] }
    return MadeExpression(words.call("period", make(random.pick(sources), depth).text, "1\(unit)"))
  }

  private mutating func moved(_ kind: Kind, _ units: [String], _ depth: Int) -> MadeExpression {
    let inner = make(kind, depth).text
    return MadeExpression(
      "(\(inner) \(random.pick(["+", "-"])) \(random.number(0...40))\(random.pick(units)))")
  }

  /// A whole number of a point.
  mutating func datePart(_ depth: Int) -> MadeExpression {
    switch random.below(9) {
    case 0:
      return MadeExpression(
        words.call(random.pick(["hour", "minute", "second", "day", "week"]), make(.timestamp, depth).text))
    case 1:
      let kind = random.pick([Kind.date, .timestamp])
      return MadeExpression(words.call("age", make(kind, depth).text, make(kind, depth).text))
    case 2:
      return MadeExpression(words.call("year", make(random.pick([.month, .quarter, .year]), depth).text))
    case 3: return MadeExpression(words.call("month", make(.month, depth).text))
    case 4: return MadeExpression(words.call("quarter", make(random.pick([.month, .quarter]), depth).text))
    default:
      let part = random.pick(["year", "quarter", "month", "week", "day", "weekday"])
      return MadeExpression(words.call(part, make(.date, depth).text))
    }
  }

  /// Points of two kinds beside one another, and how far they are apart.
  mutating func pointCondition(_ depth: Int) -> MadeExpression {
    let symbol = random.pick(["==", "!=", "<", "<=", ">", ">="])
    let coarse = random.pick([Kind.month, .quarter, .year])
    switch random.below(4) {
    case 0:
      let fine = random.pick([Kind.date, .timestamp])
      return MadeExpression(
        "(\(make(fine, depth).text) \(words[.in]) \(random.once(in: 2) ? literal(coarse) : literal(.year)))")
    case 1:
      let (kind, length) = random.pick([
        (Kind.date, "30天"), (.timestamp, "36小时"), (.month, "5月"), (.quarter, "3季度"), (.year, "2年"),
        (.date, "2周"), (.timestamp, "90分钟"),
      ])
      return MadeExpression(
        "((\(make(kind, depth).text) - \(make(kind, depth).text)) \(symbol) \(length))")
    case 2: return MadeExpression("(\(make(.year, depth).text) \(symbol) \(make(.int, depth).text))")
    default:
      let kinds = [Kind.date, .timestamp, .month, .quarter, .year]
      let (left, right) = (random.pick(kinds), random.pick(kinds))
      return MadeExpression("(\(make(left, depth).text) \(symbol) \(make(right, depth).text))")
    }
  }
}
