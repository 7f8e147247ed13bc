import TianPlan
import TianSource

/// The rows of tables that each row of a result was made of.
package struct Lineage: Sendable {
  private let graph: TraceGraph
  private let nodes: Buffer<Int64>

  fileprivate init(_ graph: TraceGraph, _ nodes: Buffer<Int64>) {
    self.graph = graph
    self.nodes = nodes
  }

  package var rowCount: Int { nodes.count }

  /// Of a row of the result, by table in the order of the plan; rows count from 0, ascend, and stand once
  /// each. Empty where the row was written in the query.
  package func sources(ofRow row: Int) throws(Diagnostic) -> [(table: String, rows: [Int])] {
    try graph.rows(of: nodes[row])
  }
}

/// Finds out where the rows of a result come from by running its plan again, a step at a time, over tables
/// that carry one more column: the node of each row in a graph of what it was made of. The operators know
/// nothing of it, and ordinary queries pay nothing.
package struct LineageTracer {
  private let tables: [String: Table]
  private let execution: Execution
  private var graph = TraceGraph()
  private var flows: [StepID: TracedFlow] = [:]

  /// Throws what running the plan throws. Cost: that of running it with the rows of each step kept until the
  /// last step that reads them has run, and some words a row and step.
  package static func lineage(
    of plan: Plan, tables: [String: Table], execution: Execution
  ) throws(Diagnostic) -> Lineage {
    var tracer = LineageTracer(tables: tables, execution: execution)
    let lastReaders = Self.lastReaders(plan)
    for index in plan.steps.indices {
      try execution.checkCancelled()
      tracer.flows[StepID(index)] = try tracer.flow(of: StepID(index), in: plan)
      for (id, last) in lastReaders where last == index { tracer.flows[id] = nil }
    }
    guard let result = tracer.flows[plan.result] else {
      return Lineage(tracer.graph, try Buffer(count: 0))
    }
    return Lineage(tracer.graph, result.nodes)
  }

  private init(tables: [String: Table], execution: Execution) {
    self.tables = tables
    self.execution = execution
  }

  /// The last step that reads each step; the result is read after all.
  private static func lastReaders(_ plan: Plan) -> [StepID: Int] {
    var readers: [StepID: Int] = [:]
    for (index, step) in plan.steps.enumerated() {
      for input in step.inputs + step.expressions.flatMap(\.subqueries) { readers[input] = index }
    }
    readers[plan.result] = plan.steps.count
    return readers
  }

  private mutating func flow(of id: StepID, in plan: Plan) throws(Diagnostic) -> TracedFlow {
    let step = plan.steps[id.index]
    let result = try SingleStep(id, of: plan, over: flows, tables).run(execution)
    let nodes: Buffer<Int64>
    switch step.origin {
    case .table(let name):
      nodes = try TracedFlow.nodes(from: graph.addRows(of: name, count: result.rowCount), result.rowCount)
    case .nothing: nodes = try TracedFlow.nodes(all: TraceGraph.none, result.rowCount)
    case .row, .either: nodes = try TracedFlow.nodes(result.carried[0])
    case .pair:
      let left = try TracedFlow.nodes(result.carried[0])
      let right = try TracedFlow.nodes(result.carried[1])
      nodes = try TracedFlow.nodes(from: graph.addPairs(left, right), result.rowCount)
    case .group(let keys):
      let groups = try groups(of: step.inputs[0], by: keys, plan)
      nodes = try TracedFlow.nodes(from: graph.addGroups(groups), result.rowCount)
    case .all:
      let groups = try groups(of: step.inputs[0], by: [], plan)
      nodes = try TracedFlow.nodes(all: graph.addGroups(groups), result.rowCount)
    }
    return TracedFlow(result.columns, nodes)
  }

  /// The nodes of a step's rows by group, groups by first appearance. The first row of a row's group is the
  /// least place among the group's, which the engine works out as it does any other aggregate of a window.
  private func groups(
    of input: StepID, by keys: [ColumnID], _ plan: Plan
  ) throws(Diagnostic) -> TraceGraph.Groups {
    guard let flow = flows[input] else { return try TraceGraph.Groups(numbers: [], nodes: Buffer(count: 0)) }
    var numbers = [UInt32](repeating: 0, count: flow.nodes.count)
    if !keys.isEmpty {
      let firsts = try SingleStep.firstPlaces(of: input, by: keys, in: plan, flow, execution)
      var groupCount: UInt32 = 0
      try Execution.inPieces(numbers.indices) { range in
        for row in range {
          let first = firsts[row]
          numbers[row] = first == row ? groupCount : numbers[first]
          if first == row { groupCount += 1 }
        }
      }
    }
    return try TraceGraph.Groups(numbers: numbers, nodes: flow.nodes)
  }
}
