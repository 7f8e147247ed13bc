import TianFigures

/// A plan as text, a step a line: what tests compare and `explain` shows.
package struct PlanPrinter {
  private let plan: Plan

  package static func text(of plan: Plan) -> String {
    let printer = PlanPrinter(plan: plan)
    var lines = plan.steps.enumerated().map { "\($0) \(printer.line($1))" }
    let outputs = plan.outputs.map { output in
      let name = plan.columns[output.id.index].name
      let own = name == output.name ? "" : "\(output.name) = "
      return "\(own)\(printer.column(output.id)) \(printer.type(plan.type(of: output.id)))"
    }
    lines.append("result \(plan.result.index): \(outputs.joined(separator: ", "))")
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ step: Step) -> String {
    switch step {
    case .scan(let scan): return head("scan \(scan.table)", list(scan.columns.map(\.id)))
    case .values(let values):
      let rows = values.rows.map { "(" + $0.map { literal($0, nil) }.joined(separator: ", ") + ")" }
      return head("values", "[\(list(values.columns))] \(rows.joined(separator: " "))")
    case .filter(let filter):
      let possible = filter.possible.map { "; possible: \(expression($0))" } ?? ""
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
      let limit = slice.limit.map { ", take \($0)" } ?? ""
      return head(
        "slice \(slice.input.index)" + tails(slice.partition, slice.order), "skip \(slice.offset)\(limit)")
    case .distinct(let distinct): return head("distinct \(distinct.input.index)", list(distinct.columns))
    case .join(let join):
      let on = join.on.map { "\(column($0.left)) == \(column($0.right))" }
      let rest = join.condition.map { [expression($0)] } ?? []
      let nulls = join.nullsMatch ? ", nulls match" : ""
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
    }
  }

  private func reshaping(_ step: Step) -> String {
    switch step {
    case .sample(let step):
      let size =
        switch step.size {
        case .rows(let count): "\(count) rows"
        case .share(let share): "\(share.numerator)/\(share.denominator)"
        }
      return head(
        "sample \(step.input.index)" + tails(step.partition, step.order), "\(size), seed \(step.seed)")
    case .pivot(let step):
      let type = plan.type(of: step.per)
      let values = step.values.map { literal($0, type.unit) }.joined(separator: ", ")
      let items = step.items.map { "\(column($0.column)) or \(literal($0.missing, nil))" }
        .joined(separator: ", ")
      return head(
        "pivot \(step.input.index)" + tails(step.keys, []),
        "\(items) per \(column(step.per)) in (\(values)) → \(list(step.outputs))")
    case .unpivot(let step):
      return head(
        "unpivot \(step.input.index)",
        "\(list(step.sources.map(\.column))) → \(column(step.name)), \(column(step.value))")
    case .explode(let step):
      return head(
        "explode \(step.input.index)",
        "\(column(step.column)) at \(literal(.text(step.separator), nil)) → \(column(step.part))")
    case .complete(let step):
      let columns = step.columns.map { item in
        let values = item.values.map { values in
          " in (\(values.map { literal($0, nil) }.joined(separator: ", ")))"
        }
        return column(item.id) + (values ?? "")
      }
      return head(
        "complete \(step.input.index)" + tails(step.partition, []), columns.joined(separator: ", "))
    case .scan, .values, .filter, .compute, .aggregate, .window, .sort, .slice, .distinct, .join, .union,
      .describe, .asof, .follow:
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
    (by.isEmpty ? "" : " by \(list(by))") + (order.isEmpty ? "" : " sort \(keys(order))")
  }

  private func keys(_ keys: [Step.SortKey]) -> String {
    keys.map { ($0.isDescending ? "-" : "") + column($0.column) }.joined(separator: ", ")
  }

  private func items(_ items: [Step.AggregateItem]) -> String {
    items.map { "\(column($0.id)) = \(aggregate($0.function, $0.arguments, $0.parameter))" }
      .joined(separator: ", ")
  }

  private func aggregate(_ function: AggregateFunction, _ ids: [ColumnID], _ parameter: Value) -> String {
    let arguments = ids.map(column) + (parameter == .null ? [] : [literal(parameter, nil)])
    return "\(function.rawValue)(\(arguments.joined(separator: ", ")))"
  }

  private func windowItems(_ items: [Step.WindowItem]) -> String {
    items.map { item in
      let ids = item.arguments
      let text =
        switch item.function {
        case .aggregate(let function, let parameter, over: .group): aggregate(function, ids, parameter)
        case .aggregate(let function, let parameter, over: .running):
          "running \(aggregate(function, ids, parameter))"
        case .aggregate(let function, let parameter, over: .last(let distance)):
          "last \(self.distance(distance)) \(aggregate(function, ids, parameter))"
        case .rowNumber: "row_number"
        case .rank: "rank"
        case .denseRank: "dense_rank"
        case .percentRank: "percent_rank"
        case .ntile(let count): "ntile \(count)"
        case .shift(let distance, let isForward):
          "\(self.distance(distance)) \(isForward ? "after" : "before") \(list(ids))"
        }
      return "\(column(item.id)) = \(text)"
    }.joined(separator: ", ")
  }

  private func distance(_ distance: WindowDistance) -> String {
    switch distance {
    case .rows(let count): "\(count) rows"
    case .key(.steps(let steps)): "\(steps) of key"
    case .key(.months(let months)): "\(months) months of key"
    }
  }

  private func list(_ ids: [ColumnID]) -> String { ids.map(column).joined(separator: ", ") }

  private func column(_ id: ColumnID) -> String { "\(plan.columns[id.index].name)#\(id.index)" }

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
      return left.type.isHedged || right.type.isHedged ? "\(reading.rawValue)(\(text))" : text
    case .and(let operands): return "(" + operands.map(self.expression).joined(separator: " and ") + ")"
    case .or(let operands): return "(" + operands.map(self.expression).joined(separator: " or ") + ")"
    case .not(let operand): return "not (\(self.expression(operand)))"
    case .isIn(let operand, let values):
      let list = values.map { literal($0, operand.type.unit) }.joined(separator: ", ")
      return "\(self.expression(operand)) in (\(list))"
    case .membership(let operand, let step): return "\(self.expression(operand)) in step \(step.index)"
    case .scalar(let step): return "value of step \(step.index)"
    case .convert(let operand, let factor):
      let ratio = factor == .one ? "" : " × \(ratio(factor))"
      return "convert(\(self.expression(operand))\(ratio) → \(type(expression.type)))"
    case .conditional(let arms, let otherwise):
      let list = arms.map { "\(self.expression($0.condition)) => \(self.expression($0.value))" }
      return "case(\(list.joined(separator: ", ")), else => \(self.expression(otherwise)))"
    case .call(let function, let arguments):
      return "\(function.rawValue)(\(arguments.map(self.expression).joined(separator: ", ")))"
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
