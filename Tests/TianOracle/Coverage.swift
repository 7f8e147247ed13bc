import TianPlan

/// What the queries reached, and what came of them.
struct Coverage {
  var steps: [String: Int] = [:]
  var functions: [String: Int] = [:]
  var forms: [String: Int] = [:]
  /// By the reason.
  var refused: [String: Int] = [:]
  var counts: [String: Int] = [:]
  /// Told in full.
  var disagreements: [String] = []
  /// Of failures in one engine alone, which are no other rows.
  var notes: [String] = []

  mutating func count(_ name: String, _ number: Int = 1) { counts[name, default: 0] += number }

  mutating func add(_ plan: Plan) {
    for line in PlanPrinter.text(of: plan).split(separator: "\n") where !line.hasPrefix("result") {
      let words = line.split(whereSeparator: { " :".contains($0) })
      guard words.count > 1 else { continue }
      let name = words[1] == "join" && words.count > 2 ? "join \(words[2])" : String(words[1])
      steps[name, default: 0] += 1
    }
    for step in plan.steps {
      switch step {
      case .aggregate(let step): for item in step.items { functions[item.function.rawValue, default: 0] += 1 }
      case .window(let step):
        for item in step.items { functions[Self.name(of: item.function), default: 0] += 1 }
      default: break
      }
      for expression in step.expressions { expression.visit { add($0) } }
    }
  }

  private static func name(of function: WindowFunction) -> String {
    switch function {
    case .aggregate(let function, parameter: _, over: .group): "\(function.rawValue) of a group"
    case .aggregate(let function, parameter: _, over: .running): "running \(function.rawValue)"
    case .aggregate(let function, parameter: _, over: .last): "rolling \(function.rawValue)"
    case .shift(_, let isForward): isForward ? "lead" : "lag"
    case .rowNumber, .rank, .denseRank, .percentRank, .ntile:
      String(String(describing: function).prefix { $0 != "(" })
    }
  }

  private mutating func add(_ expression: Expression) {
    switch expression.form {
    case .call(let function, _): functions[function.rawValue, default: 0] += 1
    case .arithmetic(let symbol, let left, _):
      forms["\(symbol.rawValue) \(left.type.kind.name)", default: 0] += 1
    case .compare(let symbol, let left, _, _):
      forms["\(symbol.rawValue) \(left.type.kind.name)", default: 0] += 1
    case .column: count(form: "column")
    case .literal: count(form: "literal")
    case .negate: count(form: "negate")
    case .and: count(form: "and")
    case .or: count(form: "or")
    case .not: count(form: "not")
    case .isIn: count(form: "in a list")
    case .membership: count(form: "in a table")
    case .scalar: count(form: "value of a query")
    case .convert: count(form: "convert")
    case .conditional: count(form: "conditional")
    }
  }

  private mutating func count(form: String) { forms[form, default: 0] += 1 }

  mutating func merge(_ other: Coverage) {
    steps.merge(other.steps, uniquingKeysWith: +)
    functions.merge(other.functions, uniquingKeysWith: +)
    forms.merge(other.forms, uniquingKeysWith: +)
    refused.merge(other.refused, uniquingKeysWith: +)
    counts.merge(other.counts, uniquingKeysWith: +)
    disagreements += other.disagreements
    notes += other.notes
  }

  var text: String { text(atMost: .max) }

  /// - Parameter count: how many items a line has at the most, those of the greatest numbers first.
  func text(atMost count: Int) -> String {
    func list(_ title: String, _ counts: [String: Int], atMost count: Int = .max) -> String {
      let items = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { "\($0.key) \($0.value)" }
      let end = items.count > count ? ", …" : ""
      return "\(title) (\(counts.count)): \(items.prefix(count).joined(separator: ", "))\(end)\n"
    }
    return list("counts", counts) + list("steps", steps, atMost: count)
      + list("functions", functions, atMost: count) + list("expressions", forms, atMost: count)
      + list("refused", refused, atMost: count)
  }
}
