import TianPlan
import TianSource

/// Joins with a condition beyond equal keys: it is worked out for the rows of equal keys, a batch of pairs at
/// a time.
extension ProbeStage {
  func processPairs(
    _ numbers: UnsafeMutablePointer<UInt32>, _ condition: Evaluator, _ batch: Batch,
    _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    // Computed once a row, not once a pair.
    for id in conditionReads { _ = try batch.vector(id) }
    let arena = batch.arena
    /// How many pairs of each row held so far, and the right row of the first.
    let held = try arena.allocate(UInt32.self, batch.count)
    let first = try arena.allocate(UInt32.self, batch.count)
    held.update(repeating: 0, count: batch.count)
    first.update(repeating: Batch.missingRow, count: batch.count)
    let kind = probe.step.kind
    try range?.begin(batch, numbers)
    var pairs = try PairBuffer(arena)
    let arenaMark = arena.mark
    /// Goes through the pairs of the rows and their candidates.
    func work(
      _ candidates: (Int) throws(Diagnostic) -> UnsafeBufferPointer<UInt32>
    ) throws(Diagnostic) {
      try pairs.forEach(
        batch.count, keepsUnmatched: kind == .left || kind == .full,
        isDone: { !kind.givesRight && held[$0] > 0 }, candidates: candidates
      ) { pairs throws(Diagnostic) in
        try probe.execution.checkCancelled()
        let expanded = try expand(pairs, batch)
        let holds = try condition.truth(expanded)
        try count(pairs, holds, held, first)
        switch kind {
        case .inner, .left, .right, .full: try emit(pairs, holds, held, expanded, next)
        case .semi, .anti, .one: break
        }
        arena.release(to: arenaMark)
      }
    }
    try choose(numbers, held, kind, work)
    add(JoinTally(held, batch.count))
    switch kind {
    case .semi: try keep(batch, next) { held[$0] > 0 }
    case .anti: try keep(batch, next) { held[$0] == 0 }
    case .one:
      batch.addSource(.rowsOrMissing(first), at: probe.source)
      try next(batch)
    case .inner, .left, .right, .full: break
    }
  }

  /// Which candidates of every row are gone through.
  private func choose(
    _ numbers: UnsafePointer<UInt32>, _ held: UnsafePointer<UInt32>, _ kind: Step.Join.Kind,
    _ work: ((Int) throws(Diagnostic) -> UnsafeBufferPointer<UInt32>) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard !kind.givesRight else {
      return try work { row throws(Diagnostic) in
        try candidates(of: row, numbers, inOrder: kind != .one)
      }
    }
    // One match is enough: most rows that have any have one among the first few.
    let few = 4
    try work { row throws(Diagnostic) in
      UnsafeBufferPointer(rebasing: try candidates(of: row, numbers, limit: few).prefix(few))
    }
    try work { row throws(Diagnostic) in
      held[row] > 0
        ? UnsafeBufferPointer(start: nil, count: 0)
        : UnsafeBufferPointer(rebasing: try candidates(of: row, numbers).dropFirst(few))
    }
  }

  private func expand(_ pairs: PairBuffer, _ batch: Batch) throws(Diagnostic) -> Batch {
    let expanded = Batch(arena: batch.arena, bindings: bindings)
    try expanded.take(pairs.left, count: pairs.count, of: batch, keep: pairKeep)
    expanded.addSource(.rowsOrMissing(pairs.right), at: probe.source)
    return expanded
  }

  /// The right rows that may match a row of the batch.
  private func candidates(
    of row: Int, _ numbers: UnsafePointer<UInt32>, limit: Int = .max, inOrder: Bool = false
  ) throws(Diagnostic) -> UnsafeBufferPointer<UInt32> {
    try range?.candidates(row, limit: limit, inOrder: inOrder) ?? probe.table.candidates(of: numbers[row])
  }

  /// Notes what held; a second right row is an error of `join one`.
  private func count(
    _ pairs: PairBuffer, _ holds: UnsafePointer<UInt64>, _ held: UnsafeMutablePointer<UInt32>,
    _ first: UnsafeMutablePointer<UInt32>
  ) throws(Diagnostic) {
    for pair in 0..<pairs.count where holds[pair >> 6] >> UInt64(pair & 63) & 1 != 0 {
      guard pairs.right[pair] != Batch.missingRow else { continue }
      let row = Int(pairs.left[pair])
      if held[row] == 0 { first[row] = pairs.right[pair] }
      held[row] += 1
      if held[row] > 1, probe.step.kind == .one { throw severalMatches(first[row], count: 2) }
    }
  }

  /// The pairs that hold; in the place of its last candidate, a left row for which none did.
  private func emit(
    _ pairs: PairBuffer, _ holds: UnsafePointer<UInt64>, _ held: UnsafePointer<UInt32>, _ expanded: Batch,
    _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let keepsUnmatched = probe.step.kind.keepsLeft
    let chosen = try expanded.arena.allocate(UInt32.self, pairs.count)
    var count = 0
    for pair in 0..<pairs.count {
      let isMissing = pairs.right[pair] == Batch.missingRow
      if !isMissing, holds[pair >> 6] >> UInt64(pair & 63) & 1 != 0 {
        mark(pairs.right + pair, 1)
      } else if keepsUnmatched, held[Int(pairs.left[pair])] == 0, pairs.isLast(pair) {
        pairs.right[pair] = Batch.missingRow
      } else {
        continue
      }
      chosen[count] = UInt32(truncatingIfNeeded: pair)
      count += 1
    }
    guard count > 0 else { return }
    try expanded.select(chosen, count: count, keep: probe.keep)
    try next(expanded)
  }
}
