import TianSource

/// The rows that a worker keeps at the end of a pipeline, each with the number of its group.
struct GroupedRows {
  private var collector: RowCollector
  /// The groups of the rows, by morsel.
  private var groups: [(morsel: Int, numbers: GrowingBuffer<UInt32>)] = []

  init(_ layout: RowCollector.Layout) { collector = RowCollector(layout) }

  mutating func begin(morsel: Int) {
    collector.begin(morsel: morsel)
    groups.append((morsel, GrowingBuffer()))
  }

  mutating func add(_ batch: Batch, _ numbers: UnsafePointer<UInt32>) throws(Diagnostic) {
    try collector.add(batch)
    try groups[groups.count - 1].numbers.append(numbers, count: batch.count)
  }

  /// The rows of all workers in the order of the morsels, the group of each, and the table that all groups
  /// are in now: the first worker's.
  static func merge(
    _ workers: [(rows: GroupedRows, table: GroupTable)], _ layout: RowCollector.Layout, _ execution: Execution
  ) throws(Diagnostic) -> (relation: Relation, numbers: Buffer<UInt32>, table: GroupTable) {
    let table = workers[0].table
    var parts: [(morsel: Int, numbers: GrowingBuffer<UInt32>, mapping: [UInt32]?)] = []
    for (place, worker) in workers.enumerated() {
      let mapping = place == 0 ? nil : try table.merge(worker.table)
      parts += worker.rows.groups.map { ($0.morsel, $0.numbers, mapping) }
    }
    let relation = try RowCollector.finish(workers.map(\.rows.collector), layout, execution)
    let all = try Buffer<UInt32>(count: relation.rowCount)
    var row = 0
    for part in parts.sorted(by: { $0.morsel < $1.morsel }) {
      guard let numbers = part.numbers.pointer else { continue }
      try Execution.check()
      for index in 0..<part.numbers.count {
        all.pointer[row] = part.mapping.map { $0[Int(numbers[index])] } ?? numbers[index]
        row += 1
      }
    }
    return (relation, all, table)
  }
}
