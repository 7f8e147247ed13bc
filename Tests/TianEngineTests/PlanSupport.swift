import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

/// Builds plans a step at a time over tables in memory, and runs them.
struct PlanSupport {
  static let span = SourceSpan(0, 0)

  var plan = Plan()
  private var tables: [String: Table] = [:]

  /// A table of columns, scanned.
  mutating func scan(_ columns: [(type: DataType, values: [Value])]) throws -> (step: StepID, ids: [ColumnID])
  {
    scan(try Self.table(columns))
  }

  mutating func scan(_ table: Table) -> (step: StepID, ids: [ColumnID]) {
    let fields = table.schema.fields
    let name = "t\(tables.count)"
    tables[name] = table
    let ids = fields.map { plan.addColumn($0.name, $0.type) }
    let scanned = ids.enumerated().map { Step.Scan.Column(source: $0, id: $1) }
    return (plan.addStep(.scan(Step.Scan(table: name, columns: scanned))), ids)
  }

  static func table(_ columns: [(type: DataType, values: [Value])]) throws -> Table {
    Table(
      schema: TableSchema(name: "t", fields: columns.enumerated().map { Field("c\($0)", $1.type) }),
      columns: try columns.map { try column($0.type, $0.values) },
      rowCount: columns.first?.values.count ?? 0)
  }

  /// As a loaded table has them: texts once each.
  private static func column(_ type: DataType, _ values: [Value]) throws -> Column {
    guard type.kind == .text else { return try Column(values, type) }
    var texts: [String] = []
    var places: [[UInt8]: Int64] = [:]
    let codes = try Buffer<Int64>(count: values.count, zeroed: true)
    let validity = try Bitmap(count: values.count)
    for (row, value) in values.enumerated() {
      guard case .text(let text) = value else { continue }
      let key = Array(text.utf8)
      if places[key] == nil {
        places[key] = Int64(texts.count)
        texts.append(text)
      }
      codes.pointer[row] = places[key] ?? 0
      validity.set(row)
    }
    var builder = ColumnBuilder(type)
    try builder.append(
      Vector(.text(codes.pointer, try TextDictionary(texts)), validity: validity.words.pointer),
      count: values.count)
    return try builder.finish()
  }

  mutating func compute(_ input: StepID, _ value: Expression) -> (step: StepID, id: ColumnID) {
    let id = plan.addColumn("x", value.type)
    return (plan.addStep(.compute(Step.Compute(input: input, items: [.init(id: id, value: value)]))), id)
  }

  mutating func filter(_ input: StepID, _ condition: Expression) -> StepID {
    plan.addStep(.filter(Step.Filter(input: input, condition: condition)))
  }

  mutating func join(
    _ kind: Step.Join.Kind, _ left: StepID, _ right: StepID, on keys: [(ColumnID, ColumnID)],
    where condition: Expression? = nil, nullsMatch: Bool = false
  ) -> StepID {
    let on = keys.map { Step.Join.Equality(left: $0.0, right: $0.1) }
    return plan.addStep(
      .join(
        Step.Join(
          kind: kind, left: left, right: right, on: on, condition: condition, nullsMatch: nullsMatch,
          span: Self.span)))
  }

  /// A comparison of two columns, certain.
  func compare(_ comparison: Comparison, _ left: ColumnID, _ right: ColumnID) -> Expression {
    Expression(.compare(comparison, column(left), column(right), .certain), .bool, span: Self.span)
  }

  /// Aggregates to make columns of, each with its type.
  mutating func items(
    _ aggregates: [(function: AggregateFunction, argument: ColumnID?, type: DataType)]
  ) -> [Step.AggregateItem] {
    aggregates.map {
      Step.AggregateItem(
        id: plan.addColumn($0.function.rawValue, $0.type), function: $0.function,
        arguments: $0.argument.map { [$0] } ?? [], span: Self.span)
    }
  }

  mutating func items(_ aggregates: [RowTwin.Aggregate], of ids: [ColumnID]) -> [Step.AggregateItem] {
    aggregates.map { aggregate in
      Step.AggregateItem(
        id: plan.addColumn(aggregate.function.rawValue, aggregate.type), function: aggregate.function,
        arguments: aggregate.columns.map { ids[$0] }, parameter: aggregate.parameter, span: Self.span)
    }
  }

  mutating func items(_ windows: [RowTwin.Window], of ids: [ColumnID]) -> [Step.WindowItem] {
    windows.map { window in
      Step.WindowItem(
        id: plan.addColumn("w", window.type), function: window.function,
        arguments: window.columns.map { ids[$0] }, span: Self.span)
    }
  }

  func column(_ id: ColumnID) -> Expression { Expression(.column(id), plan.type(of: id), span: Self.span) }

  static func literal(_ value: Value, _ type: DataType) -> Expression {
    Expression(.literal(value), type, span: span)
  }

  static func call(_ function: ScalarFunction, _ arguments: [Expression], _ type: DataType) -> Expression {
    Expression(.call(function, arguments), type, span: span)
  }

  /// The rows that a step gives, of some of its columns.
  func rows(
    of step: StepID, _ ids: [ColumnID], threads: Int = 1, profile: ProfileRecorder? = nil
  ) throws -> [[Value]] {
    Self.rows(of: try result(of: step, ids, threads: threads, profile))
  }

  static func rows(of result: ResultTable) -> [[Value]] {
    (0..<result.rowCount).map { row in result.columns.map { $0.value(row) } }
  }

  /// What a run of the step left out.
  func notes(of step: StepID, _ ids: [ColumnID]) throws -> [RunNote] {
    try result(of: step, ids, threads: 1).notes
  }

  func result(
    of step: StepID, _ ids: [ColumnID], threads: Int = 1, batchRowCount: Int? = nil,
    _ profile: ProfileRecorder? = nil
  ) throws -> ResultTable {
    let execution = Execution(threadCount: threads, batchRowCount: batchRowCount)
    return try Executor(tables: tables, execution: execution, profile: profile).run(try sound(step, ids))
  }

  /// The rows of tables, by table, that each row of a step was made of.
  func lineage(of step: StepID, threads: Int = 1) throws -> [[String: [Int]]] {
    let lineage = try LineageTracer.lineage(
      of: try sound(step, []), tables: tables, execution: Execution(threadCount: threads))
    return try (0..<lineage.rowCount).map { row in
      Dictionary(uniqueKeysWithValues: try lineage.sources(ofRow: row).map { ($0.table, $0.rows) })
    }
  }

  private func sound(_ step: StepID, _ ids: [ColumnID]) throws -> Plan {
    var plan = plan
    plan.result = step
    plan.outputs = ids.map { Plan.Output(name: plan.columns[$0.index].name, id: $0) }
    let problems = PlanVerifier.problems(in: plan)
    guard problems.isEmpty else { throw Unsound(problems: problems) }
    return plan
  }

  /// The values of one expression over the columns of a table.
  static func values(
    _ columns: [(type: DataType, values: [Value])], _ expression: ([Expression]) -> Expression
  ) throws -> [Value] {
    var support = PlanSupport()
    let (table, ids) = try support.scan(columns)
    let (step, id) = support.compute(table, expression(ids.map { support.column($0) }))
    return try support.rows(of: step, [id]).map { $0[0] }
  }

  struct Unsound: Error {
    let problems: [String]
  }
}

extension Value {
  static func decimal(_ coefficient: Int64, scale: Int) -> Value {
    .decimal(ExactDecimal(coefficient, scale: scale))
  }

  /// A hedged figure of coefficients.
  static func figure(
    _ low: Int64, _ best: Int64, _ high: Int64, scale: Int = 0, _ ends: HedgeEnds = []
  ) -> Value {
    .figure(
      Figure(
        low: ExactDecimal(low, scale: scale), best: ExactDecimal(best, scale: scale),
        high: ExactDecimal(high, scale: scale), ends: ends, isHedged: low != high || !ends.isEmpty,
        unit: nil))
  }
}
