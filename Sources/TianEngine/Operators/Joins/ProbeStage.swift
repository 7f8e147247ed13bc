import TianPlan
import TianSource

/// Looks every row of the flow up in a join's right side.
final class ProbeStage: PipelineStage {
  let probe: Pipeline.Probe
  let bindings: Bindings
  private var keys: KeyProbe
  /// What of the condition reads the left side alone, and what reads both.
  private let leftCondition: Evaluator?
  private let condition: Evaluator?
  var range: RangeProbe?
  /// The left columns that the condition on both reads.
  let conditionReads: [ColumnID]
  /// Those, and what later stages read.
  let pairKeep: [ColumnID]
  private(set) var tally = JoinTally()
  /// A bit for every right row that matched, where those that did not flow on in the end.
  let matchedRight: Buffer<UInt64>?

  init(
    _ probe: Pipeline.Probe, _ bindings: Bindings, _ compiler: ExpressionCompiler
  ) throws(Diagnostic) {
    self.probe = probe
    self.bindings = bindings
    keys = KeyProbe(probe.table, probe.step.on.map(\.left))
    leftCondition = try probe.condition.left.map { part throws(Diagnostic) in try compiler.compile(part) }
    condition = try probe.condition.both.map { part throws(Diagnostic) in try compiler.compile(part) }
    range = try RangeProbe(probe.table, probe.condition, compiler)
    let right = probe.table.relation
    conditionReads = probe.condition.both?.columns.filter { right[$0] == nil } ?? []
    pairKeep = probe.keep.union(conditionReads)
    matchedRight =
      probe.step.kind.keepsRight
      ? try Buffer(count: Bits.wordCount(right.rowCount), zeroed: true) : nil
  }

  var notes: [RunNote] {
    if probe.step.isForeignKey { return [] }
    let span = probe.step.span
    return (keys.nullKeyCount > 0 ? [.nullKey(rowCount: keys.nullKeyCount, span: span)] : [])
      + [.joined(tally, span: span)]
  }

  func process(_ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void) throws(Diagnostic) {
    let numbers = try keys.numbers(batch)
    if let leftCondition {
      let holds = try leftCondition.truth(batch)
      for row in 0..<batch.count where holds[row >> 6] >> UInt64(row & 63) & 1 == 0 { numbers[row] = .max }
    }
    if let condition { return try processPairs(numbers, condition, batch, next) }
    tally.add(numbers, batch.count)
    let isUnique = probe.table.isUnique
    switch probe.step.kind {
    case .semi: try keep(batch, next) { numbers[$0] != .max }
    case .anti: try keep(batch, next) { numbers[$0] == .max }
    case .one:
      if !isUnique { try checkSingle(numbers, batch) }
      try lookUp(numbers, batch, next)
    case .left where isUnique, .full where isUnique: try lookUp(numbers, batch, next)
    case .inner where isUnique, .right where isUnique: try matchUnique(numbers, batch, next)
    case .inner, .left, .right, .full: try expand(numbers, batch, next)
    }
  }

  /// The rows for which a predicate holds.
  func keep(
    _ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void, where isKept: (Int) -> Bool
  ) throws(Diagnostic) {
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    var count = 0
    for row in 0..<batch.count {
      rows[count] = UInt32(truncatingIfNeeded: row)
      count += isKept(row) ? 1 : 0
    }
    if count < batch.count { try batch.select(rows, count: count, keep: probe.keep) }
    try next(batch)
  }

  /// Every row stays; its right row, or none.
  private func lookUp(
    _ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let right = try batch.arena.allocate(UInt32.self, batch.count)
    for row in 0..<batch.count {
      let rows = numbers[row] == .max ? nil : probe.table.rows(of: numbers[row]).first
      right[row] = rows ?? Batch.missingRow
    }
    mark(right, batch.count)
    batch.addSource(.rowsOrMissing(right), at: probe.source)
    try next(batch)
  }

  /// The rows that have a right row, which is the only one of its key.
  private func matchUnique(
    _ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let matched = try batch.arena.allocate(UInt32.self, batch.count)
    let right = try batch.arena.allocate(UInt32.self, batch.count)
    var count = 0
    for row in 0..<batch.count where numbers[row] != .max {
      matched[count] = UInt32(truncatingIfNeeded: row)
      right[count] = probe.table.row(of: numbers[row])
      count += 1
    }
    mark(right, count)
    if count < batch.count { try batch.select(matched, count: count, keep: probe.keep) }
    batch.addSource(.rows(right), at: probe.source)
    try next(batch)
  }

  /// A row for every match, in batches of their own.
  private func expand(
    _ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let keepsUnmatched = probe.step.kind.keepsLeft
    var pairs = try PairBuffer(batch.arena)
    let arenaMark = batch.arena.mark
    try pairs.forEach(
      batch.count, keepsUnmatched: keepsUnmatched, candidates: { probe.table.candidates(of: numbers[$0]) }
    ) { pairs throws(Diagnostic) in
      let expanded = Batch(arena: batch.arena, bindings: bindings)
      try expanded.take(pairs.left, count: pairs.count, of: batch, keep: probe.keep)
      expanded.addSource(
        keepsUnmatched ? .rowsOrMissing(pairs.right) : .rows(pairs.right), at: probe.source)
      mark(pairs.right, pairs.count)
      try next(expanded)
      batch.arena.release(to: arenaMark)
    }
    tally.add(fanOut: pairs.largestFanOut)
  }

  /// Right rows that matched.
  func mark(_ rows: UnsafePointer<UInt32>, _ count: Int) {
    guard let words = matchedRight?.pointer else { return }
    for index in 0..<count where rows[index] != Batch.missingRow {
      words[Int(rows[index] >> 6)] |= 1 << UInt64(rows[index] & 63)
    }
  }

  func add(_ more: JoinTally) { tally.add(more) }

  // MARK: one

  private func checkSingle(_ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch) throws(Diagnostic) {
    for row in 0..<batch.count where numbers[row] != .max {
      let matches = probe.table.rows(of: numbers[row])
      if matches.count > 1 { throw severalMatches(matches[0], count: matches.count) }
    }
  }

  /// - Parameter row: a right row of those that match.
  func severalMatches(_ row: UInt32, count: Int) -> Diagnostic {
    let key = probe.step.on.compactMap { probe.table.relation[$0.right]?.text(Int(row)) }
      .joined(separator: ", ")
    if probe.step.isForeignKey {
      return Diagnostic(
        .severalMatches,
        Bilingual(
          "a foreign key names one row, and \(count) have the key \(key)", "外键只能指向一行，而键 \(key) 有 \(count) 行"),
        at: [Diagnostic.Label(probe.step.span)])
    }
    let (en, zh) = key.isEmpty ? ("one row", "一行") : ("the key \(key)", "键 \(key)")
    return Diagnostic(
      .severalMatches,
      Bilingual("`join one` found \(count) rows for \(en)", "`关联 唯一` 为\(zh) 找到 \(count) 行"),
      at: [
        Diagnostic.Label(
          probe.step.span,
          Bilingual("`join left` keeps every match", "`关联 左` 保留全部匹配"))
      ])
  }
}
