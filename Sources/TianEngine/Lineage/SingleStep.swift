import TianPlan
import TianSource

/// The rows of a step: its columns, and the node that each row is.
struct TracedFlow {
  /// In the order of `Plan.columns(from:)`.
  let columns: [Column]
  let nodes: Buffer<Int64>

  init(_ columns: [Column], _ nodes: Buffer<Int64>) {
    self.columns = columns
    self.nodes = nodes
  }

  /// Nodes side by side.
  static func nodes(from first: Int64, _ count: Int) throws(Diagnostic) -> Buffer<Int64> {
    let nodes = try Buffer<Int64>(count: count)
    try Execution.inPieces(0..<count) { range in
      for row in range { nodes.pointer[row] = first + Int64(row) }
    }
    return nodes
  }

  static func nodes(all node: Int64, _ count: Int) throws(Diagnostic) -> Buffer<Int64> {
    let nodes = try Buffer<Int64>(count: count)
    nodes.pointer.update(repeating: node, count: count)
    return nodes
  }

  /// What a step carried along; a row that it added without one is none.
  static func nodes(_ column: Column) throws(Diagnostic) -> Buffer<Int64> {
    let nodes = try Buffer<Int64>(count: column.count)
    guard case .integers(let values) = column.storage else { return nodes }
    try Execution.inPieces(0..<column.count) { range in
      for row in range { nodes.pointer[row] = column.isNull(row) ? TraceGraph.none : values[row] }
    }
    return nodes
  }
}

/// A plan of one step of another, over what its inputs gave.
struct SingleStep {
  struct Result {
    let columns: [Column]
    /// The nodes that came along: one column for each input that the step's rows are rows of.
    let carried: [Column]
    let rowCount: Int
  }

  private var plan: Plan
  private var tables: [String: Table]
  private let columns: [ColumnID]
  private var carried: [ColumnID] = []

  init(_ id: StepID, of whole: Plan, over flows: [StepID: TracedFlow], _ tables: [String: Table]) {
    let step = whole.steps[id.index]
    plan = Plan(columns: whole.columns)
    columns = whole.columns(from: id)
    self.tables = tables
    var places: [StepID: StepID] = [:]
    var nodes: [StepID: ColumnID] = [:]
    for input in step.inputs + step.expressions.flatMap(\.subqueries) where places[input] == nil {
      guard let flow = flows[input] else { continue }
      // A subquery has one column, and nobody asks where its rows come from.
      guard step.inputs.contains(input) else {
        places[input] = addScan(of: input, in: whole, flow).step
        continue
      }
      let (scan, node) = addScan(of: input, in: whole, flow, carrying: flow.nodes)
      places[input] = scan
      nodes[input] = node
    }
    let sides = step.inputs.compactMap { nodes[$0] }
    var single = step.mapSteps { places[$0] ?? $0 }
    switch step.origin {
    case .row: carried = Array(sides.prefix(1))
    case .pair: carried = sides
    case .either:
      carried = [plan.addColumn("node", .int)]
      single.join(sides, into: carried[0])
    case .table, .nothing, .group, .all: break
    }
    plan.result = plan.addStep(single)
  }

  /// Scans what a step gave, and beside it a column of ints.
  private mutating func addScan(
    of input: StepID, in whole: Plan, _ flow: TracedFlow, carrying values: Buffer<Int64>? = nil
  ) -> (step: StepID, carried: ColumnID?) {
    let name = "step \(input.index)"
    var ids = whole.columns(from: input)
    var columns = flow.columns
    var carried: ColumnID?
    if let values {
      let id = plan.addColumn("node", .int)
      carried = id
      ids.append(id)
      columns.append(
        Column(type: .int, count: values.count, storage: .integers(.int64(values)), validity: nil))
    }
    let schema = TableSchema(name: name, fields: ids.map { plan.columns[$0.index] })
    tables[name] = Table(schema: schema, columns: columns, rowCount: flow.nodes.count)
    let scanned = ids.enumerated().map { Step.Scan.Column(source: $0, id: $1) }
    return (plan.addStep(.scan(Step.Scan(table: name, columns: scanned))), carried)
  }

  func run(_ execution: Execution) throws(Diagnostic) -> Result {
    var plan = plan
    plan.outputs = (columns + carried).map { Plan.Output(name: plan.columns[$0.index].name, id: $0) }
    let result = try Executor(tables: tables, execution: execution).run(plan)
    return Result(
      columns: Array(result.columns.prefix(columns.count)),
      carried: Array(result.columns.dropFirst(columns.count)), rowCount: result.rowCount)
  }

  /// For each row that a step gave, the place of the first row that has the same keys.
  static func firstPlaces(
    of input: StepID, by keys: [ColumnID], in whole: Plan, _ flow: TracedFlow, _ execution: Execution
  ) throws(Diagnostic) -> [Int] {
    var single = SingleStep(columns: whole.columns)
    let places = try TracedFlow.nodes(from: 0, flow.nodes.count)
    let (scan, place) = single.addScan(of: input, in: whole, flow, carrying: places)
    guard let place else { return [] }
    let first = single.plan.addColumn("first", .int)
    let item = Step.WindowItem(
      id: first, function: .aggregate(.min, parameter: .null, over: .group), arguments: [place],
      span: SourceSpan(0, 0))
    single.plan.result = single.plan.addStep(
      .window(Step.Window(input: scan, partition: keys, order: [], items: [item])))
    single.carried = [first]
    let nodes = try TracedFlow.nodes(try single.run(execution).carried[0])
    return nodes.elements.map { Int($0) }
  }

  private init(columns: [Field]) {
    plan = Plan(columns: columns)
    self.columns = []
    tables = [:]
  }
}

extension Step {
  /// Lets a column of either side flow on as one more column of the step's own.
  fileprivate mutating func join(_ sides: [ColumnID], into id: ColumnID) {
    guard sides.count == 2 else { return }
    if case .union(var union) = self {
      union.columns.append(.init(id: id, left: sides[0], right: sides[1]))
      self = .union(union)
    } else if case .follow(var follow) = self {
      follow.columns.append(.init(id: id, start: sides[0], next: sides[1], isCarried: true))
      self = .follow(follow)
    }
  }
}
