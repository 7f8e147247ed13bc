import TianPlan
import TianSource

/// Which rows of a source a batch holds.
enum RowSet {
  /// Rows next to one another, from a row on that is a multiple of 64.
  case range(start: Int)
  /// Any rows in any order.
  case rows(UnsafeMutablePointer<UInt32>)
  /// The same, `Batch.missingRow` standing for a row of nulls: the right side of a left join.
  case rowsOrMissing(UnsafeMutablePointer<UInt32>)
}

/// How a column of the plan is had in a pipeline.
enum Binding {
  case stored(source: Int, Column)
  case computed(Evaluator)
}

/// The columns of a pipeline by the index of their ids. One a worker: evaluators keep scratch state.
final class Bindings {
  var all: [Binding?]
  /// Set by comparisons of figures that are not all exact: only then do a condition's two readings differ.
  var hasMetHedges = false
  /// How many batches were begun or made of others.
  fileprivate var batchCount = 0
  init(columnCount: Int) { all = Array(repeating: nil, count: columnCount) }
}

/// Up to `capacity` rows on their way through a pipeline: for every source the rows it stands on, and the
/// vectors made of them so far. Columns are loaded when first read, so rows that a filter drops cost only the
/// columns the filter reads. Source 0 is the pipeline's own; its rows number the batch's.
final class Batch {
  static let capacity = 2048
  static let missingRow = UInt32.max

  let arena: Arena
  let bindings: Bindings
  var count = 0
  var sources: [RowSet] = []
  /// Tells its rows from those of other batches; what is left of a batch, and a part of it, are not others.
  private(set) var serial = 0
  private var vectors: [Vector?]
  /// Of a part: the batch it is of, and which rows of it.
  private var whole: (batch: Batch, rows: UnsafeMutablePointer<UInt32>)?

  init(arena: Arena, bindings: Bindings) {
    self.arena = arena
    self.bindings = bindings
    vectors = Array(repeating: nil, count: bindings.all.count)
  }

  /// Begins anew on rows of source 0 next to one another.
  func begin(start: Int, count: Int) { begin([.range(start: start)], count: count) }

  func begin(_ sources: [RowSet], count: Int) {
    self.count = count
    self.sources = sources
    renumber()
    forgetVectors()
  }

  private func renumber() {
    bindings.batchCount += 1
    serial = bindings.batchCount
  }

  /// Some rows, for as long as this batch stays as it is. What was computed of the whole is not computed
  /// again: columns that are computed from one another, each by a condition, would else cost twice for each.
  func part(_ rows: UnsafeMutablePointer<UInt32>, count: Int) throws(Diagnostic) -> Batch {
    if count == self.count { return self }
    let part = Batch(arena: arena, bindings: bindings)
    for source in sources { part.sources.append(try source.gather(rows, count: count, arena)) }
    part.count = count
    part.serial = serial
    part.whole = (self, rows)
    return part
  }

  private func forgetVectors() {
    for index in vectors.indices { vectors[index] = nil }
  }

  func vector(_ id: ColumnID) throws(Diagnostic) -> Vector {
    if let vector = vectors[id.index] { return vector }
    let vector: Vector
    switch bindings.all[id.index] {
    case .stored(let source, let column): vector = try column.load(sources[source], count: count, arena)
    case .computed(let evaluator):
      vector = if let computed = try gathered(id) { computed } else { try evaluator.evaluate(self) }
    case nil:
      // A plan that passed its verifier has no such column; a vector of nulls keeps the process alive.
      vector = try Vector.nulls(count: count, arena)
    }
    vectors[id.index] = vector
    return vector
  }

  /// Of a part, what the whole knows.
  private func gathered(_ id: ColumnID) throws(Diagnostic) -> Vector? {
    guard let whole else { return nil }
    if let vector = whole.batch.vectors[id.index] {
      return try vector.gather(whole.rows, count: count, arena)
    }
    return try whole.batch.gathered(id)?.gather(whole.rows, count: count, arena)
  }

  /// The rows of a join's right side. Sources come in the order of their joins.
  func addSource(_ rows: RowSet, at place: Int) {
    if place < sources.count { sources[place] = rows } else { sources.append(rows) }
  }

  /// The row of source 0 that a row of the batch stands on.
  func ordinal(_ row: Int) -> UInt32 {
    switch sources[0] {
    case .range(let start): UInt32(truncatingIfNeeded: start + row)
    case .rows(let rows), .rowsOrMissing(let rows): rows[row]
    }
  }

  /// Keeps some rows, in the order given. Of the vectors already made, those of `keep` are kept too.
  func select(_ rows: UnsafeMutablePointer<UInt32>, count: Int, keep: [ColumnID]) throws(Diagnostic) {
    try take(rows, count: count, of: self, keep: keep)
  }

  /// Becomes some rows of another batch over the same bindings, which may be this one.
  func take(
    _ rows: UnsafeMutablePointer<UInt32>, count: Int, of other: Batch, keep: [ColumnID]
  ) throws(Diagnostic) {
    var kept: [(Int, Vector)] = []
    for id in keep {
      guard let vector = other.vectors[id.index] else { continue }
      kept.append((id.index, try vector.gather(rows, count: count, arena)))
    }
    var sources: [RowSet] = []
    for source in other.sources { sources.append(try source.gather(rows, count: count, arena)) }
    self.sources = sources
    self.count = count
    whole = nil
    if other !== self { renumber() }
    forgetVectors()
    for (index, vector) in kept { vectors[index] = vector }
  }
}

extension RowSet {
  fileprivate func gather(
    _ chosen: UnsafeMutablePointer<UInt32>, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> RowSet {
    let out = try arena.allocate(UInt32.self, count)
    switch self {
    case .range(let start):
      let base = UInt32(truncatingIfNeeded: start)
      for index in 0..<count { out[index] = base &+ chosen[index] }
      return .rows(out)
    case .rows(let rows):
      for index in 0..<count { out[index] = rows[Int(chosen[index])] }
      return .rows(out)
    case .rowsOrMissing(let rows):
      for index in 0..<count { out[index] = rows[Int(chosen[index])] }
      return .rowsOrMissing(out)
    }
  }
}
