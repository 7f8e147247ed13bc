import TianPlan
import TianSource

/// Rows that become columns, and columns that become rows.
extension PlanCompiler {
  mutating func pivot(_ pivot: Step.Pivot) throws(Unsupported) -> Relation {
    let input = self[pivot.input]
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    var select = select([], from: input)
    for key in pivot.keys {
      let value = try input.value(key, self)
      given[key] = names.add(input.names[key] ?? "")
      select.groups.append(value)
      select.items.append(SQLSelect.Item(value: value, name: given[key]).short)
    }
    let per = try input.value(pivot.per, self)
    var outputs = pivot.outputs[...]
    for value in pivot.values {
      let span = SourceSpan(0, 0)
      let literal = try Literals.bare(value, self, span)
      let isHere = try operation(.same, [per, literal])
      for item in pivot.items {
        guard let id = outputs.popFirst() else { continue }
        let type = plan.type(of: id)
        guard !type.isHedged else { throw hedged(nil) }
        let column = try input.value(item.column, self)
        var cell = SQLExpression.filtered(try operation(.anyValue, [column]), isHere)
        if item.missing != .null {
          let rows = SQLExpression.filtered(try operation(.countRows, []), isHere)
          let isMissing = try operation(.equal, [rows, .literal(.integer(0))])
          let missing = Expression(.literal(item.missing), type, span: span)
          let stand = try ExpressionCompiler(self, input).value(missing)
          cell = .conditional([.init(condition: isMissing, value: stand)], otherwise: cell)
        }
        given[id] = names.add(title(id))
        select.items.append(.init(value: cell, name: given[id]))
      }
    }
    if select.items.isEmpty { select.items = [.init(value: try operation(.countRows, []), name: "rows")] }
    return add(.select(select), given)
  }

  mutating func unpivot(_ unpivot: Step.Unpivot) throws(Unsupported) -> Relation {
    let input = self[unpivot.input]
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    for (id, name) in input.sorted where isNeeded(id) { given[id] = names.add(name) }
    given[unpivot.name] = names.add(title(unpivot.name))
    given[unpivot.value] = names.add(title(unpivot.value))
    var selects: [SQLSelect] = []
    for source in unpivot.sources {
      let name = SQLSelect.Item(value: .literal(.text(source.name)), name: given[unpivot.name])
      let value = SQLSelect.Item(value: try input.value(source.column, self), name: given[unpivot.value])
      selects.append(select(passed(input) + [name, value.short], from: input))
    }
    return add(.unionAll(selects), given)
  }

  mutating func explode(_ explode: Step.Explode) throws(Unsupported) -> Relation {
    let input = self[explode.input]
    var names = NameAllocation()
    var given: [ColumnID: String] = [:]
    for (id, name) in input.sorted where isNeeded(id) { given[id] = names.add(name) }
    given[explode.part] = names.add(title(explode.part))
    let parts = try operation(
      .parts, [try input.value(explode.column, self), .literal(.text(explode.separator))])
    let item = SQLSelect.Item(value: parts, name: given[explode.part])
    return add(.select(select(passed(input) + [item], from: input)), given)
  }
}
