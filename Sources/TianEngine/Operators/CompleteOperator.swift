import TianPlan
import TianSource

/// `complete`: every group gets a row for each combination of values that it lacks.
struct CompleteOperator {
  private let relation: Relation
  private let step: Step.Complete
  private let run: PlanRun
  private let groups: RowNumbers

  init(_ relation: Relation, _ step: Step.Complete, _ run: PlanRun) throws(Diagnostic) {
    self.relation = relation
    self.step = step
    self.run = run
    groups = try RowNumbers(relation, by: step.partition, run)
  }

  /// The rows that are added, by their groups and the numbers of their values.
  private struct Added {
    var groups = GrowingBuffer<UInt32>()
    /// By the places of the completed columns.
    var values: [GrowingBuffer<UInt32>]
  }

  /// Groups by first appearance, the rows of each in order. Cost: linear in the rows
  /// and combinations, but for the sorting.
  func completed(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    var domains: [CompleteDomain] = []
    for column in step.columns { domains.append(try CompleteDomain(column, relation, groups, run)) }
    try checkSize(domains)
    let added = try add(domains)
    let count = relation.rowCount + added.groups.count
    try Diagnostic.check(rowCount: count)
    var columns = Relation(rowCount: count, [])
    for (place, domain) in domains.enumerated() {
      columns.add(step.columns[place].id, try domain.column(with: added.values[place]))
    }
    let order = try order(columns, added)
    let (plain, grouped) = try (rows(order, added, isGroups: false), rows(order, added, isGroups: true))
    let (relation, step, completed) = (relation, step, columns)
    let gathered = try Scheduler.map(wanted.count, run.execution) { index throws(Diagnostic) in
      let id = wanted[index]
      if let column = completed[id] { return try column.gather(order) }
      guard let column = relation[id] else { return try ColumnBuilder(.int).finish() }
      return try step.partition.contains(id) ? column.gather(grouped) : column.gather(plain, mayMiss: true)
    }
    return Relation(rowCount: count, Array(zip(wanted, gathered)))
  }

  /// Every combination is a row of the result.
  private func checkSize(_ domains: [CompleteDomain]) throws(Diagnostic) {
    var total = 0
    for group in 0..<groups.count {
      var size = 1
      for domain in domains {
        let (product, overflow) = size.multipliedReportingOverflow(by: domain.size(ofGroup: group))
        guard !overflow else { throw .tooManyRows(nil) }
        size = product
      }
      total = total.addingReportingOverflow(size).partialValue
      try Diagnostic.check(rowCount: max(size, total))
    }
  }

  /// The combinations that are not there, group by group.
  private func add(_ domains: [CompleteDomain]) throws(Diagnostic) -> Added {
    let width = domains.count
    // Group and value numbers are two to a word.
    let index = try KeyIndex(wordCount: width / 2 + 1)
    var keys = try CompleteKeys(width: width)
    let newRows = try Buffer<UInt32>(count: Batch.capacity)
    let numbers = try Buffer<UInt32>(count: Batch.capacity)
    for row in 0..<relation.rowCount {
      keys.append(groups.numbers[row]) { domains[$0].number(ofRow: row) }
      if keys.count == Batch.capacity || row == relation.rowCount - 1 {
        _ = try index.assign(
          keys.words.pointer, keys.count, numbers: numbers.pointer, newRows: newRows.pointer)
        keys.count = 0
        try run.execution.checkCancelled()
      }
    }
    var added = Added(values: domains.map { _ in GrowingBuffer() })
    func flush() throws(Diagnostic) {
      try run.execution.checkCancelled()
      index.find(keys.words.pointer, keys.count, numbers: numbers.pointer)
      for place in 0..<keys.count where numbers[place] == .max {
        try added.groups.append(keys.part(0, of: place))
        for column in 0..<width { try added.values[column].append(keys.part(column + 1, of: place)) }
      }
      keys.count = 0
    }
    for group in 0..<groups.count {
      var places = [Int](repeating: 0, count: width)
      let sizes = domains.map { $0.size(ofGroup: group) }
      var isDone = sizes.contains(0)
      while !isDone {
        keys.append(UInt32(truncatingIfNeeded: group)) { domains[$0].number(places[$0], ofGroup: group) }
        if keys.count == Batch.capacity { try flush() }
        isDone = !Self.advance(&places, sizes)
      }
    }
    try flush()
    return added
  }

  /// The next combination; false after the last.
  private static func advance(_ places: inout [Int], _ sizes: [Int]) -> Bool {
    for column in places.indices.reversed() {
      places[column] += 1
      if places[column] < sizes[column] { return true }
      places[column] = 0
    }
    return false
  }

  /// The places of old and added rows in the result's order.
  private func order(_ columns: Relation, _ added: Added) throws(Diagnostic) -> Buffer<UInt32> {
    let leading = try Buffer<UInt32>(count: columns.rowCount)
    leading.pointer.update(from: groups.numbers.pointer, count: relation.rowCount)
    if let from = added.groups.pointer {
      (leading.pointer + relation.rowCount).update(from: from, count: added.groups.count)
    }
    var columns = columns
    let plain = try rows(try .counting(to: columns.rowCount), added, isGroups: false)
    for key in step.order.map(\.column) where columns[key] == nil {
      guard let column = relation[key] else { continue }
      columns.add(key, try column.gather(plain, mayMiss: true))
    }
    let keys = step.order.isEmpty ? step.columns.map { .init($0.id, isDescending: false) } : step.order
    return try SortOperator(columns, keys).permutation(leading: leading)
  }

  /// The row that each row of the result is taken from: an added one from none, or from its group's first.
  private func rows(
    _ order: Buffer<UInt32>, _ added: Added, isGroups: Bool
  ) throws(Diagnostic) -> Buffer<UInt32> {
    let rows = try Buffer<UInt32>(count: order.count)
    for (place, row) in order.elements.enumerated() {
      if Int(row) < relation.rowCount {
        rows.pointer[place] = row
      } else if isGroups, let members = added.groups.pointer {
        rows.pointer[place] = groups.firstRows[Int(members[Int(row) - relation.rowCount])]
      } else {
        rows.pointer[place] = Batch.missingRow
      }
    }
    return rows
  }
}

/// A batch of keys: the number of a group, then those of values.
private struct CompleteKeys {
  let words: Buffer<UInt64>
  private let wordCount: Int
  private let width: Int
  var count = 0

  init(width: Int) throws(Diagnostic) {
    self.width = width
    wordCount = width / 2 + 1
    words = try Buffer(count: Batch.capacity * wordCount)
  }

  mutating func append(_ group: UInt32, _ value: (Int) -> UInt32) {
    let key = words.pointer + count * wordCount
    for word in 0..<wordCount { key[word] = 0 }
    key[0] = UInt64(group)
    for column in 0..<width {
      key[(column + 1) / 2] |= UInt64(value(column)) << UInt64((column + 1) % 2 * 32)
    }
    count += 1
  }

  func part(_ part: Int, of key: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: words[key * wordCount + part / 2] >> UInt64(part % 2 * 32))
  }
}

/// The values of one completed column, numbered: those that every group shall have, or those of each group.
private struct CompleteDomain {
  /// The listed values, then the column's.
  private let values: Column
  private let listedCount: Int?
  private let numbers: RowNumbers
  private let rowCount: Int
  /// Of values that each group has itself: the numbers of each group's, between two starts.
  private let starts: Buffer<Int>
  private let members: Buffer<UInt32>

  init(
    _ column: Step.Complete.Column, _ relation: Relation, _ groups: RowNumbers, _ run: PlanRun
  ) throws(Diagnostic) {
    let type = run.plan.type(of: column.id)
    let list = try column.values.map { values throws(Diagnostic) in try Column(values, type) }
    values = try Column.concatenate([list, relation[column.id]].compactMap(\.self), type: type)
    listedCount = column.values?.count
    rowCount = relation.rowCount
    numbers = try RowNumbers(Relation(rowCount: values.count, [(column.id, values)]), by: [column.id], run)
    guard listedCount == nil else {
      (starts, members) = (try Buffer(count: 0), try Buffer(count: 0))
      return
    }
    (starts, members) = try Self.members(numbers.numbers, groups)
  }

  /// The different values of each group.
  private static func members(
    _ values: Buffer<UInt32>, _ groups: RowNumbers
  ) throws(Diagnostic) -> (Buffer<Int>, Buffer<UInt32>) {
    let words = try Buffer<UInt64>(count: values.count)
    for row in 0..<values.count {
      words.pointer[row] = UInt64(groups.numbers[row]) << 32 | UInt64(values[row])
    }
    let index = try KeyIndex(wordCount: 1)
    let numbers = try Buffer<UInt32>(count: values.count)
    let newRows = try Buffer<UInt32>(count: values.count)
    let count = try index.assign(
      words.pointer, values.count, numbers: numbers.pointer, newRows: newRows.pointer)
    let starts = try Buffer<Int>(count: groups.count + 2, zeroed: true)
    let members = try Buffer<UInt32>(count: count)
    for new in 0..<count { starts.pointer[Int(groups.numbers[Int(newRows[new])]) + 2] += 1 }
    for group in 0..<groups.count { starts.pointer[group + 2] += starts.pointer[group + 1] }
    for new in 0..<count {
      let row = Int(newRows[new])
      let group = Int(groups.numbers[row])
      members.pointer[starts[group + 1]] = values[row]
      starts.pointer[group + 1] += 1
    }
    return (starts, members)
  }

  func size(ofGroup group: Int) -> Int { listedCount ?? starts[group + 1] - starts[group] }

  func number(_ place: Int, ofGroup group: Int) -> UInt32 {
    listedCount == nil ? members[starts[group] + place] : UInt32(truncatingIfNeeded: place)
  }

  func number(ofRow row: Int) -> UInt32 { numbers.numbers[(listedCount ?? 0) + row] }

  /// The column of the rows that are there, then of the added ones by their values' numbers.
  func column(with added: GrowingBuffer<UInt32>) throws(Diagnostic) -> Column {
    let rows = try Buffer<UInt32>(count: rowCount + added.count)
    for row in 0..<rowCount { rows.pointer[row] = UInt32(truncatingIfNeeded: (listedCount ?? 0) + row) }
    if let numbers = added.pointer {
      for row in 0..<added.count { rows.pointer[rowCount + row] = self.numbers.firstRows[Int(numbers[row])] }
    }
    return try values.gather(rows)
  }
}
