import TianFigures
import TianSource

/// A plan as text, a step a line: exactly, with the number of every column, as tests compare it; or in the
/// words of a language, as `explain` shows it.
package struct PlanPrinter {
  private let plan: Plan
  /// Nil for the exact text.
  private let language: Language?
  /// Names that several columns of the plan have.
  private let sharedNames: Set<String>

  /// - Parameter language: of the words; columns then have their numbers only where several share a name.
  package init(_ plan: Plan, in language: Language? = nil) {
    self.plan = plan
    self.language = language
    let made = Set(plan.steps.indices.flatMap { plan.columns(from: StepID($0)) })
    let names = Dictionary(grouping: made) { plan.columns[$0.index].name }
    sharedNames = Set(names.filter { $0.value.count > 1 }.keys)
  }

  package static func text(of plan: Plan) -> String {
    let printer = PlanPrinter(plan)
    let lines = plan.steps.indices.map { "\($0) \(printer.line(StepID($0)))" }
    return (lines + ["result \(plan.result.index): \(printer.outputs)"]).joined(separator: "\n") + "\n"
  }

  /// One step, without its own number: `filter 0: 县 == "松桃"`.
  package func line(_ id: StepID) -> String {
    let step = plan.steps[id.index]
    let line = self.line(step)
    guard let language else { return line }
    return step.names[language] + line.drop { $0.isLetter }
  }

  /// What the plan gives, with types.
  package var outputs: String {
    let outputs = plan.outputs.map { output in
      let name = plan.columns[output.id.index].name
      let own = name == output.name ? "" : "\(output.name) = "
      return "\(own)\(column(output.id)) \(type(plan.type(of: output.id)))"
    }
    let drawn = plan.chart.map { " \(word("drawn as", "画成")) \($0.kind.rawValue)" } ?? ""
    return outputs.joined(separator: ", ") + drawn
  }

  /// The exact text is in English.
  func word(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  func name(_ identity: FunctionDefinition.Identity) -> String {
    guard let language else { return identity.name }
    return FunctionTable.definition(of: identity)?.names[language] ?? identity.name
  }

  private func line(_ step: Step) -> String {
    switch step {
    case .scan(let scan):
      let widths = [("近", scan.widths.nearly), ("约", scan.widths.about)].map { "\($0) \(ratio($1))" }
      let note = scan.widths == .standard ? "" : "; " + widths.joined(separator: ", ")
      return head("scan \(scan.table)", list(scan.columns.map(\.id)) + note)
    case .values(let values):
      let rows = values.rows.map { "(" + $0.map { literal($0, nil) }.joined(separator: ", ") + ")" }
      return head("values", "[\(list(values.columns))] \(rows.joined(separator: " "))")
    case .filter(let filter):
      let possible = filter.possible.map { "; \(word("possible", "可能")): \(expression($0))" } ?? ""
      return head("filter \(filter.input.index)", expression(filter.condition) + possible)
    case .compute(let compute):
      let items = compute.items.map { "\(column($0.id)) = \(expression($0.value)) → \(type($0.value.type))" }
      return head("compute \(compute.input.index)", items.joined(separator: ", "))
    case .aggregate(let step):
      return head("aggregate \(step.input.index)" + tails(step.keys, step.order), items(step.items))
    case .window(let step):
      return head("window \(step.input.index)" + tails(step.partition, step.order), windowItems(step.items))
    case .sort(let sort): return head("sort \(sort.input.index)", keys(sort.keys))
    case .slice(let slice):
      let limit = slice.limit.map { ", \(word("take", "取")) \($0)" } ?? ""
      return head(
        "slice \(slice.input.index)" + tails(slice.partition, slice.order),
        "\(word("skip", "跳过")) \(slice.offset)\(limit)")
    case .distinct(let distinct): return head("distinct \(distinct.input.index)", list(distinct.columns))
    case .join(let join):
      let on = join.on.map { "\(column($0.left)) == \(column($0.right))" }
      let rest = join.condition.map { [expression($0)] } ?? []
      let nulls = join.nullsMatch ? ", nulls match" : join.isForeignKey ? ", foreign key" : ""
      return head(
        "join \(join.kind.rawValue) \(join.left.index), \(join.right.index)\(nulls)",
        (on + rest).joined(separator: ", "))
    case .union(let union):
      let columns = union.columns.map { "\(column($0.id)) = \(column($0.left)) | \(column($0.right))" }
      return head("union \(union.left.index), \(union.right.index)", columns.joined(separator: ", "))
    case .describe(let describe):
      return head("describe \(describe.input.index)", "\(list(describe.columns)) → \(list(describe.outputs))")
    case .asof(let step):
      let on = step.on.map { "\(column($0.left)) == \(column($0.right))" }
      let (left, right) = (column(step.nearest.left), column(step.nearest.right))
      return head(
        "join asof \(step.left.index), \(step.right.index)",
        (on + ["\(left) \(step.nearest.comparison.rawValue) \(right)"]).joined(separator: ", "))
    case .follow(let follow): return self.follow(follow)
    case .sample, .pivot, .unpivot, .explode, .complete: return reshaping(step)
    case .assertion(let step):
      let message = step.message.map { "; \(expression($0.value))" } ?? ""
      return head("assert \(step.input.index)", expression(step.condition) + message)
    case .save(let save):
      let (path, encoding) = (save.target.path, save.target.encoding.rawValue)
      return head("save \(save.input.index)", "\(path) \(encoding): \(list(save.outputs.map(\.id)))")
    }
  }

  private func reshaping(_ step: Step) -> String {
    switch step {
    case .sample(let step):
      let size =
        switch step.size {
        case .rows(let count): "\(count) \(word("rows", "行"))"
        case .share(let share): "\(share.numerator)/\(share.denominator)"
        }
      return head(
        "sample \(step.input.index)" + tails(step.partition, step.order),
        "\(size), \(word("seed", "种子")) \(step.seed)")
    case .pivot(let step):
      let type = plan.type(of: step.per)
      let values = step.values.map { literal($0, type.unit) }.joined(separator: ", ")
      let items = step.items.map { "\(column($0.column)) \(word("or", "或")) \(literal($0.missing, nil))" }
        .joined(separator: ", ")
      let per = "\(word("per", "逐")) \(column(step.per)) \(word("in", "在")) (\(values))"
      return head(
        "pivot \(step.input.index)" + tails(step.keys, []), "\(items) \(per) → \(list(step.outputs))")
    case .unpivot(let step):
      return head(
        "unpivot \(step.input.index)",
        "\(list(step.sources.map(\.column))) → \(column(step.name)), \(column(step.value))")
    case .explode(let step):
      let separator = "\(word("at", "于")) \(literal(.text(step.separator), nil))"
      return head(
        "explode \(step.input.index)", "\(column(step.column)) \(separator) → \(column(step.part))")
    case .complete(let step):
      let columns = step.columns.map { item in
        let values = item.values.map { values in
          " \(word("in", "在")) (\(values.map { literal($0, nil) }.joined(separator: ", ")))"
        }
        return column(item.id) + (values ?? "")
      }
      return head(
        "complete \(step.input.index)" + tails(step.partition, step.order), columns.joined(separator: ", "))
    case .scan, .values, .filter, .compute, .aggregate, .window, .sort, .slice, .distinct, .join, .union,
      .describe, .asof, .follow, .assertion, .save:
      return ""
    }
  }

  private func follow(_ step: Step.Follow) -> String {
    let columns = step.columns.map { "\(column($0.id)) = \(column($0.start)) | \(column($0.next))" }
    let links = step.links.map { "\(column($0.start)) | \(column($0.next)) == \(column($0.target))" }
    let rest = step.condition.map { [expression($0)] } ?? []
    let depths = "depth \(step.depthMin)..\(step.depthMax.map { "\($0)" } ?? "")"
    return head(
      "follow \(step.input.index), \(step.table.index) \(depths)",
      columns.joined(separator: ", ") + " on " + (links + rest).joined(separator: ", "))
  }

  private func head(_ name: String, _ rest: String) -> String { rest.isEmpty ? name : "\(name): \(rest)" }

  private func tails(_ by: [ColumnID], _ order: [Step.SortKey]) -> String {
    (by.isEmpty ? "" : " \(word("by", "按")) \(list(by))")
      + (order.isEmpty ? "" : " \(word("sort", "排序")) \(keys(order))")
  }

  private func keys(_ keys: [Step.SortKey]) -> String {
    keys.map { ($0.isDescending ? "-" : "") + column($0.column) }.joined(separator: ", ")
  }

  private func items(_ items: [Step.AggregateItem]) -> String {
    items.map { "\(column($0.id)) = \(aggregate($0.function, $0.arguments, $0.parameter))" }
      .joined(separator: ", ")
  }

  func aggregate(_ function: AggregateFunction, _ ids: [ColumnID], _ parameter: Value) -> String {
    let arguments = ids.map(column) + (parameter == .null ? [] : [literal(parameter, nil)])
    return "\(name(.aggregate(function)))(\(arguments.joined(separator: ", ")))"
  }

  func list(_ ids: [ColumnID]) -> String { ids.map(column).joined(separator: ", ") }

  func column(_ id: ColumnID) -> String {
    let name = plan.columns[id.index].name
    return language == nil || sharedNames.contains(name) ? "\(name)#\(id.index)" : name
  }

  /// `decimal(2) 亩 hedged`.
  private func type(_ type: DataType) -> String {
    var kind = type.kind.name
    if case .decimal(let scale) = type.kind { kind += "(\(scale))" }
    return [kind, type.unit?.text, type.isHedged ? "hedged" : nil].compactMap(\.self).joined(separator: " ")
  }

  // MARK: Expressions

  private func expression(_ expression: Expression) -> String {
    switch expression.form {
    case .column(let id): return column(id)
    case .literal(let value): return literal(value, expression.type.unit)
    case .arithmetic(let symbol, let left, let right):
      return "(\(self.expression(left)) \(symbol.rawValue) \(self.expression(right)))"
    case .negate(let operand): return "-\(self.expression(operand))"
    case .compare(let symbol, let left, let right, let reading):
      let text = "\(self.expression(left)) \(symbol.rawValue) \(self.expression(right))"
      return left.type.isHedged || right.type.isHedged
        ? "\(name(.form(reading == .certain ? .certain : .possible)))(\(text))" : text
    case .and(let operands):
      return "(" + operands.map(self.expression).joined(separator: word(" and ", " 且 ")) + ")"
    case .or(let operands):
      return "(" + operands.map(self.expression).joined(separator: word(" or ", " 或 ")) + ")"
    case .not(let operand): return "\(word("not", "非")) (\(self.expression(operand)))"
    case .isIn(let operand, let values):
      let list = values.map { literal($0, operand.type.unit) }.joined(separator: ", ")
      return "\(self.expression(operand)) \(word("in", "在")) (\(list))"
    case .membership(let operand, let step):
      return "\(self.expression(operand)) \(word("in step", "在步骤")) \(step.index)"
    case .scalar(let step): return "\(word("value of step", "取值于步骤")) \(step.index)"
    case .convert(let operand, let factor):
      let ratio = factor == .one ? "" : " × \(ratio(factor))"
      return "\(word("convert", "换算"))(\(self.expression(operand))\(ratio) → \(type(expression.type)))"
    case .conditional(let arms, let otherwise):
      let list = arms.map { "\(self.expression($0.condition)) => \(self.expression($0.value))" }
      let last = "\(word("else", "其余")) => \(self.expression(otherwise))"
      return "\(word("case", "分情况"))(\((list + [last]).joined(separator: ", ")))"
    case .call(.settled, let readings): return readings.first.map(self.expression) ?? ""
    case .call(let function, let arguments):
      return "\(name(.scalar(function)))(\(arguments.map(self.expression).joined(separator: ", ")))"
    }
  }

  private func ratio(_ factor: Rational) -> String {
    factor.denominator == 1 ? "\(factor.numerator)" : "\(factor.numerator)/\(factor.denominator)"
  }

  private func literal(_ value: Value, _ unit: Unit?) -> String {
    let unit = unit?.text ?? ""
    switch value {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return "\(value)\(unit)"
    case .decimal(let value): return "\(value.text)\(unit)"
    case .float(let value): return "\(value)f\(unit)"
    case .text(let value): return "\"\(value)\""
    case .date(let days): return "date \(days)"
    case .timestamp(let microseconds): return "timestamp \(Calendar.text(ofMicroseconds: microseconds))"
    case .period(let period): return "period \(period.text)"
    case .figure(let figure):
      let low = figure.ends.contains(.lowAbsent) ? "" : figure.low.text
      let high = figure.ends.contains(.highAbsent) ? "" : figure.high.text
      return "\(figure.best.text)<\(low)..\(high)>\(unit)"
    }
  }
}
