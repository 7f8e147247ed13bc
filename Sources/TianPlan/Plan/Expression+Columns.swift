extension Expression {
  /// The same expression over other columns of the same types.
  package func mapColumns(_ map: (ColumnID) -> ColumnID) -> Expression {
    var copy = self
    switch form {
    case .literal, .scalar: break
    case .column(let id): copy.form = .column(map(id))
    case .arithmetic(let symbol, let left, let right):
      copy.form = .arithmetic(symbol, left.mapColumns(map), right.mapColumns(map))
    case .negate(let operand): copy.form = .negate(operand.mapColumns(map))
    case .compare(let symbol, let left, let right, let reading):
      copy.form = .compare(symbol, left.mapColumns(map), right.mapColumns(map), reading)
    case .and(let operands): copy.form = .and(operands.map { $0.mapColumns(map) })
    case .or(let operands): copy.form = .or(operands.map { $0.mapColumns(map) })
    case .not(let operand): copy.form = .not(operand.mapColumns(map))
    case .isIn(let operand, let values): copy.form = .isIn(operand.mapColumns(map), values)
    case .membership(let operand, let step): copy.form = .membership(operand.mapColumns(map), step)
    case .convert(let operand, let factor): copy.form = .convert(operand.mapColumns(map), factor: factor)
    case .conditional(let arms, let otherwise):
      let arms = arms.map { Arm(condition: $0.condition.mapColumns(map), value: $0.value.mapColumns(map)) }
      copy.form = .conditional(arms, otherwise: otherwise.mapColumns(map))
    case .call(let function, let arguments):
      copy.form = .call(function, arguments.map { $0.mapColumns(map) })
    }
    return copy
  }
}
