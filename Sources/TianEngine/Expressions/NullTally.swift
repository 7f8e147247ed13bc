import TianPlan
import TianSource

/// How many values became null, and why, by the place in the query. One a worker;
/// a batch that is looked at several times for one place counts once, at its fullest.
final class NullTally {
  private struct Entry {
    var span: SourceSpan
    var cause: NullCause
    var total = 0
    /// Of the batch that begins at this row.
    var row: UInt32
    var count: Int
  }

  private var entries: [Entry] = []

  func add(_ count: Int, at span: SourceSpan, _ cause: NullCause, in batch: Batch) {
    guard count > 0 else { return }
    let row = batch.ordinal(0)
    guard let place = entries.firstIndex(where: { $0.span == span && $0.cause == cause }) else {
      entries.append(Entry(span: span, cause: cause, row: row, count: count))
      return
    }
    if entries[place].row == row {
      entries[place].count = max(entries[place].count, count)
    } else {
      entries[place].total += entries[place].count
      (entries[place].row, entries[place].count) = (row, count)
    }
  }

  var notes: [RunNote] {
    entries.map { .madeNull(valueCount: $0.total + $0.count, cause: $0.cause, span: $0.span) }
  }

  /// The rows that are valid no more.
  func add(
    from given: UnsafePointer<UInt64>?, to left: UnsafePointer<UInt64>?, at span: SourceSpan,
    _ cause: NullCause, in batch: Batch
  ) {
    guard let left, given != left else { return }
    var count = 0
    for word in 0..<Bits.wordCount(batch.count) {
      let lost = (given?[word] ?? ~0) & ~left[word] & Bits.mask(ofWord: word, count: batch.count)
      count += lost.nonzeroBitCount
    }
    add(count, at: span, cause, in: batch)
  }
}

/// Counts the values that a conversion leaves null: by the unit of each row, where that is of another
/// dimension.
final class TallyEvaluator: Evaluator {
  private let operand: Evaluator
  private let source: Evaluator
  private let tally: NullTally

  init(_ operand: Evaluator, of source: Evaluator, _ tally: NullTally, span: SourceSpan) {
    self.operand = operand
    self.source = source
    self.tally = tally
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    let given = try source.evaluate(batch).validity
    tally.add(from: given, to: vector.validity, at: span, .otherUnit, in: batch)
    return vector
  }
}
