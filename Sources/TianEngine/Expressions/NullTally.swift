import TianPlan
import TianSource

/// A count of rows batch by batch. A batch that is looked at several times counts once, at its fullest.
struct FullestCount {
  private var earlier = 0
  private var serial = -1
  private var count = 0

  var total: Int { earlier + count }

  mutating func add(_ count: Int, in batch: Batch) {
    if serial == batch.serial {
      self.count = max(self.count, count)
    } else {
      earlier += self.count
      (serial, self.count) = (batch.serial, count)
    }
  }
}

/// How many values became null, and why, by the place in the query. One a worker.
final class NullTally {
  private struct Entry {
    var span: SourceSpan
    var cause: NullCause
    var count = FullestCount()
  }

  private var entries: [Entry] = []

  func add(_ count: Int, at span: SourceSpan, _ cause: NullCause, in batch: Batch) {
    guard count > 0 else { return }
    let place = entries.firstIndex { $0.span == span && $0.cause == cause } ?? entries.count
    if place == entries.count { entries.append(Entry(span: span, cause: cause)) }
    entries[place].count.add(count, in: batch)
  }

  var notes: [RunNote] {
    entries.map { .madeNull(valueCount: $0.count.total, cause: $0.cause, span: $0.span) }
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
