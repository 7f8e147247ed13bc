extension Expression {
  /// The same expression over other columns of the same types.
  package func mapColumns(_ map: (ColumnID) -> ColumnID) -> Expression {
    guard case .column(let id) = form else { return mapOperands { $0.mapColumns(map) } }
    return Expression(.column(map(id)), type, span: span)
  }

  /// The same operation of other operands of the same types.
  func mapOperands(_ map: (Expression) -> Expression) -> Expression {
    var copy = self
    switch form {
    case .column, .literal, .scalar: break
    case .arithmetic(let symbol, let left, let right):
      copy.form = .arithmetic(symbol, map(left), map(right))
    case .negate(let operand): copy.form = .negate(map(operand))
    case .compare(let symbol, let left, let right, let reading):
      copy.form = .compare(symbol, map(left), map(right), reading)
    case .and(let operands): copy.form = .and(operands.map(map))
    case .or(let operands): copy.form = .or(operands.map(map))
    case .not(let operand): copy.form = .not(map(operand))
    case .isIn(let operand, let values): copy.form = .isIn(map(operand), values)
    case .membership(let operand, let step): copy.form = .membership(map(operand), step)
    case .convert(let operand, let factor): copy.form = .convert(map(operand), factor: factor)
    case .conditional(let arms, let otherwise):
      let arms = arms.map { Arm(condition: map($0.condition), value: map($0.value)) }
      copy.form = .conditional(arms, otherwise: map(otherwise))
    case .call(let function, let arguments): copy.form = .call(function, arguments.map(map))
    }
    return copy
  }
}
