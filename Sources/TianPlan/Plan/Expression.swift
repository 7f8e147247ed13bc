import TianFigures
import TianSource

/// A column of a plan. Every step that makes a column makes a new id; names live in `Plan.columns`.
package struct ColumnID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// A typed expression over the columns of the step it stands in. Operands already have the kinds that an
/// operator takes: the checker puts every conversion in as a node.
package struct Expression: Hashable, Sendable {
  package indirect enum Form: Hashable, Sendable {
    case column(ColumnID)
    case literal(Value)
    /// Both sides of one kind, the result's (a product of decimals has the sum of their scales);
    /// `divide` is float, `floorDivide` of exact sides of any exact kind; null where a divisor is zero.
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case negate(Expression)
    /// Both sides of one kind, scale and unit.
    case compare(Comparison, Expression, Expression, Reading)
    /// Three-valued; two or more operands.
    case and([Expression])
    case or([Expression])
    case not(Expression)
    /// Total equality with any of some literals of the operand's kind; never null.
    case isIn(Expression, [Value])
    /// Total equality with any row of a step of one column; never null.
    case membership(Expression, StepID)
    /// The one value of a step with one column; null where it has no row, an error where it has several.
    case scalar(StepID)
    /// To this node's kind and scale, the value multiplied by an exact ratio; an exact figure may become a
    /// hedged one of no width. Exact kinds round half away from zero.
    case convert(Expression, factor: Rational)
    /// The value of the first arm whose condition is true.
    case conditional([Arm], otherwise: Expression)
    case call(ScalarFunction, [Expression])
  }

  package struct Arm: Hashable, Sendable {
    package var condition: Expression
    package var value: Expression

    package init(condition: Expression, value: Expression) {
      self.condition = condition
      self.value = value
    }
  }

  package var form: Form
  package var type: DataType
  /// Where it was written: errors while running name it.
  package var span: SourceSpan

  package init(_ form: Form, _ type: DataType, span: SourceSpan) {
    self.form = form
    self.type = type
    self.span = span
  }

  /// The expressions right below this one.
  package var children: [Expression] {
    switch form {
    case .column, .literal, .scalar: []
    case .arithmetic(_, let left, let right), .compare(_, let left, let right, _): [left, right]
    case .negate(let operand), .not(let operand), .isIn(let operand, _), .membership(let operand, _),
      .convert(let operand, factor: _):
      [operand]
    case .and(let operands), .or(let operands), .call(_, let operands): operands
    case .conditional(let arms, let otherwise): arms.flatMap { [$0.condition, $0.value] } + [otherwise]
    }
  }

  /// The columns it reads, each once, in order of appearance.
  package var columns: [ColumnID] {
    var seen: [ColumnID] = []
    visit { if case .column(let id) = $0.form, !seen.contains(id) { seen.append(id) } }
    return seen
  }

  /// The steps whose results it reads.
  package var subqueries: [StepID] {
    var steps: [StepID] = []
    visit {
      switch $0.form {
      case .membership(_, let step), .scalar(let step): steps.append(step)
      case .column, .literal, .arithmetic, .negate, .compare, .and, .or, .not, .isIn, .convert, .conditional,
        .call:
        break
      }
    }
    return steps
  }

  package func visit(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

package enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  /// Rounds down.
  case floorDivide = "//"
  /// Takes the divisor's sign.
  case remainder = "%"
}

package enum Comparison: String, Hashable, Sendable, CaseIterable {
  /// Total: null equals null.
  case equal = "=="
  case notEqual = "!="
  /// Null where a side is null.
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// Which reading of a comparison of hedged figures: is it surely true, or could it be. Of exact figures the
/// two agree. The checker pushes the reading down: certain(not c) is not possible(c).
package enum Reading: String, Hashable, Sendable {
  case certain, possible
}
