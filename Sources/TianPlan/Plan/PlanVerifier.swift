import TianFigures

/// Whether a plan is one: steps read earlier steps and columns that flow there, every column is made once,
/// types fit. Run on what the checker makes and after every rule of the optimiser, in tests and debug builds.
package struct PlanVerifier {
  private let plan: Plan
  /// The columns that flow out of each step so far.
  private var flows: [[ColumnID]] = []
  private var made: Set<ColumnID> = []
  private var problems: [String] = []

  /// What is wrong, each named by its step; empty for a sound plan. Cost: linear in the plan and its width.
  package static func problems(in plan: Plan) -> [String] {
    var verifier = PlanVerifier(plan: plan)
    for (index, step) in plan.steps.enumerated() { verifier.verify(step, at: index) }
    verifier.verifyResult()
    return verifier.problems
  }

  private init(plan: Plan) { self.plan = plan }

  private mutating func verifyResult() {
    guard flows.indices.contains(plan.result.index) else {
      problems.append("result: no step \(plan.result.index)")
      return
    }
    let flow = Set(flows[plan.result.index])
    for output in plan.outputs where !flow.contains(output.id) {
      problems.append("result: \(output.name) (#\(output.id.index)) does not flow there")
    }
  }

  private mutating func verify(_ step: Step, at index: Int) {
    for input in step.inputs where input.index >= index || input.index < 0 {
      problems.append("step \(index): reads step \(input.index)")
      flows.append([])
      return
    }
    let visible = step.inputs.first.map { flows[$0.index] } ?? []
    var check = StepCheck(plan: plan, index: index, flows: flows, visible: Set(visible))
    check.step(step)
    let flow = plan.columns(from: StepID(index))
    check.require(Set(flow).count == flow.count, "no column twice")
    problems += check.problems
    let passed = Set(step.inputs.flatMap { flows[$0.index] })
    make(flow.filter { !passed.contains($0) }, at: index)
    flows.append(flow)
  }

  private mutating func make(_ ids: [ColumnID], at index: Int) {
    for id in ids where !made.insert(id).inserted || !plan.columns.indices.contains(id.index) {
      problems.append("step \(index): makes #\(id.index), which is made already or has no type")
    }
  }
}

/// One step's columns and types.
struct StepCheck {
  let plan: Plan
  let index: Int
  let flows: [[ColumnID]]
  var visible: Set<ColumnID>
  var problems: [String] = []

  mutating func require(_ isRight: Bool, _ what: String) {
    if !isRight { problems.append("step \(index): not so: \(what)") }
  }

  mutating func reads(_ ids: [ColumnID]) {
    for id in ids where !visible.contains(id) {
      problems.append("step \(index): reads #\(id.index), which does not flow there")
    }
  }

  mutating func step(_ step: Step) {
    switch step {
    case .scan: break
    case .values(let values):
      require(values.rows.allSatisfy { $0.count == values.columns.count }, "rows as wide as columns")
    case .filter(let filter): self.filter(filter)
    case .compute(let compute): self.compute(compute)
    case .aggregate(let step):
      reads(step.keys + step.order.map(\.column) + step.items.flatMap(\.arguments))
    case .window(let window): self.window(window)
    case .sort(let sort): reads(sort.keys.map(\.column))
    case .slice(let slice):
      reads(slice.partition + slice.order.map(\.column))
      require(slice.offset >= 0 && slice.limit ?? 0 >= 0, "rows counted from 0")
    case .distinct(let distinct): reads(distinct.columns)
    case .join(let join): self.join(join)
    case .asof(let asof): self.asof(asof)
    case .follow(let follow): self.follow(follow)
    case .union(let union): self.union(union)
    case .describe(let describe):
      reads(describe.columns)
      require(describe.outputs.count == Step.Describe.fields.count, "an output for every field")
    case .sample, .pivot, .unpivot, .explode, .complete: reshaping(step)
    case .assertion(let assertion): self.assertion(assertion)
    case .save(let save): reads(save.outputs.map(\.id))
    }
  }

  mutating func filter(_ filter: Step.Filter) {
    for condition in [filter.condition, filter.possible].compactMap(\.self) {
      require(condition.type == .bool, "a filter's condition is bool")
      expression(condition)
    }
  }

  mutating func assertion(_ assertion: Step.Assertion) {
    require(assertion.condition.type == .bool, "an assertion is bool")
    expression(assertion.condition)
    if let message = assertion.message {
      expression(message.value)
      require(message.value.type == .text, "an assertion's message is text")
      require(plan.columns.indices.contains(message.id.index), "a message has a column")
    }
    reads(assertion.shown.map(\.id))
  }

  mutating func compute(_ compute: Step.Compute) {
    for item in compute.items {
      expression(item.value)
      require(plan.type(of: item.id) == item.value.type, "#\(item.id.index) has its expression's type")
      visible.insert(item.id)
    }
  }

  mutating func window(_ window: Step.Window) {
    reads(window.partition + window.order.map(\.column) + window.items.flatMap(\.arguments))
    let needsKey = window.items.contains(where: \.function.readsKey)
    require(!needsKey || window.order.count == 1, "one key to measure widths on")
  }

  mutating func union(_ union: Step.Union) {
    reads(union.columns.map(\.left))
    let right = Set(flows[union.right.index])
    for column in union.columns {
      require(right.contains(column.right), "#\(column.right.index) flows in from the right")
      let types = [column.id, column.left, column.right].map { id in
        // A unit that stands in another column goes by another number in the union.
        var type = plan.type(of: id)
        type.unit = type.unit?.mapColumns { _ in 0 }
        return type
      }
      require(types[0] == types[1] && types[0] == types[2], "#\(column.id.index) is of its sources' type")
    }
  }

  // MARK: Expressions

  mutating func expression(_ expression: Expression) {
    for child in expression.children { self.expression(child) }
    let type = expression.type
    switch expression.form {
    case .column(let id):
      reads([id])
      require(plan.type(of: id) == type, "#\(id.index) has its column's type")
    case .literal(let value): require(ExpressionTypes.fits(value, type), "a literal \(value) is \(type.text)")
    case .arithmetic(let symbol, let left, let right):
      require(ExpressionTypes.fits(symbol, left.type, right.type, type), "operands of `\(symbol.rawValue)`")
    case .negate(let operand): require(operand.type == type && type.isNumeric, "a negated number")
    case .compare(_, let left, let right, _):
      require(
        left.type.kind == right.type.kind && left.type.unit == right.type.unit && type == .bool,
        "both sides of a comparison of one kind and unit")
    case .and(let operands), .or(let operands):
      require(
        operands.allSatisfy { $0.type == .bool } && type == .bool && operands.count > 1, "conditions joined")
    case .not(let operand): require(operand.type == .bool && type == .bool, "a condition negated")
    case .isIn(let operand, let values):
      require(
        !operand.type.isHedged && values.allSatisfy { ExpressionTypes.fits($0, operand.type) },
        "literals of one type")
    case .membership(let operand, let step):
      if let id = single(step) { require(plan.type(of: id) == operand.type, "members of one type") }
    case .scalar(let step):
      if let id = single(step) { require(plan.type(of: id) == type, "a value of its column's type") }
    case .convert(let operand, _): require(operand.type.isNumeric && type.isNumeric, "a number converted")
    case .conditional(let arms, let otherwise):
      require(
        arms.allSatisfy { $0.condition.type == .bool && $0.value.type == type } && otherwise.type == type,
        "arms of one type")
    case .call(let function, let arguments):
      if function == .coalesce { require(arguments.allSatisfy { $0.type == type }, "arguments of one type") }
    }
  }

  /// The only column of an earlier step.
  private mutating func single(_ step: StepID) -> ColumnID? {
    require(step.index < index && flows.indices.contains(step.index), "an earlier step")
    guard flows.indices.contains(step.index) else { return nil }
    require(flows[step.index].count == 1, "a step of one column")
    return flows[step.index].first
  }
}

/// What types an expression's parts may have.
enum ExpressionTypes {
  static func fits(_ value: Value, _ type: DataType) -> Bool {
    switch (value, type.kind) {
    case (.null, _), (.bool, .bool), (.text, .text), (.date, .date),
      (.timestamp, .timestamp):
      true
    case (.period(let period), .period(let granularity)): period.granularity == granularity
    case (.int, .int), (.float, .float): !type.isHedged
    case (.decimal(let number), .decimal(let scale)): !type.isHedged && number.scale == scale
    case (.figure(let figure), .decimal(let scale)):
      type.isHedged && [figure.low, figure.best, figure.high].allSatisfy { $0.scale == scale }
    case (.bool, _), (.text, _), (.date, _), (.timestamp, _), (.period, _), (.int, _), (.float, _),
      (.decimal, _), (.figure, _):
      false
    }
  }

  static func fits(
    _ symbol: ArithmeticOperator, _ left: DataType, _ right: DataType, _ result: DataType
  ) -> Bool {
    let isHedged = left.isHedged || right.isHedged
    guard left.isNumeric, right.isNumeric, result.isHedged == isHedged else { return false }
    switch symbol {
    case .add, .subtract, .remainder:
      return left.kind == right.kind && left.kind == result.kind && left.unit == right.unit
        && left.unit == result.unit
    case .floorDivide:
      return left.kind == right.kind && (left.scale == nil ? result.kind == .float : result.scale != nil)
    case .divide: return left.kind == .float && right.kind == .float && result.kind == .float
    case .multiply:
      if case .decimal(let first) = left.kind, case .decimal(let second) = right.kind {
        return result.kind == .decimal(scale: first + second)
      }
      return left.kind == right.kind && left.kind == result.kind
    }
  }
}
