import TianPlan
import TianSource

/// How many values became null where a text or its unit did not fit, by the place in the query. One a worker;
/// a batch that is looked at several times for one place counts once, at its fullest.
final class NullTally {
  private struct Entry {
    var span: SourceSpan
    var total = 0
    /// Of the batch that begins at this row.
    var row: UInt32
    var count: Int
  }

  private var entries: [Entry] = []

  func add(_ count: Int, at span: SourceSpan, in batch: Batch) {
    guard count > 0 else { return }
    let row = batch.ordinal(0)
    guard let place = entries.firstIndex(where: { $0.span == span }) else {
      entries.append(Entry(span: span, row: row, count: count))
      return
    }
    if entries[place].row == row {
      entries[place].count = max(entries[place].count, count)
    } else {
      entries[place].total += entries[place].count
      (entries[place].row, entries[place].count) = (row, count)
    }
  }

  var notes: [RunNote] { entries.map { .unread(valueCount: $0.total + $0.count, span: $0.span) } }
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
    guard let validity = vector.validity else { return vector }
    let given = try source.evaluate(batch).validity
    var count = 0
    for word in 0..<Bits.wordCount(batch.count) {
      let lost = (given?[word] ?? ~0) & ~validity[word] & Bits.mask(ofWord: word, count: batch.count)
      count += lost.nonzeroBitCount
    }
    tally.add(count, at: span, in: batch)
    return vector
  }
}
