import TianFigures
import TianPlan
import TianSource

/// Arithmetic where a side is hedged; the other may be exact, of the same kind and scale.
final class HedgedArithmeticEvaluator: Evaluator {
  private let operation: ArithmeticOperator
  private let left: Evaluator
  private let right: Evaluator
  private let tally: NullTally?

  init(
    _ operation: ArithmeticOperator, _ left: Evaluator, _ right: Evaluator, tally: NullTally?,
    span: SourceSpan
  ) {
    self.operation = operation
    self.tally = tally
    self.left = left
    self.right = right
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (leftVector, rightVector) = (try left.evaluate(batch), try right.evaluate(batch))
    let validity = try Bits.both(leftVector.validity, rightVector.validity, count: batch.count, batch.arena)
    guard let left = try Intervals.lift(leftVector, batch), let right = try Intervals.lift(rightVector, batch)
    else { return leftVector }
    let intervals = Intervals(batch, span)
    let result: Vector
    switch operation {
    case .add: result = try intervals.vector(try intervals.add(left, right, validity), validity)
    case .subtract: result = try intervals.vector(try intervals.subtract(left, right, validity), validity)
    case .multiply:
      let (product, isDefined) = try intervals.multiply(left, right, validity)
      result = Vector(.hedged(product), validity: isDefined)
    case .divide, .floorDivide, .remainder:
      // The checker lets `//` and `%` of hedged figures not pass.
      let (quotient, isDefined) = try intervals.divide(left, right, validity)
      result = Vector(.hedged(quotient), validity: isDefined)
    }
    tally?.add(from: validity, to: result.validity, at: span, operation.nullCause, in: batch)
    return result
  }
}

/// A comparison where a side is hedged, in one of its two readings.
final class HedgedCompareEvaluator: Evaluator {
  private let comparison: Comparison
  private let reading: Reading
  private let left: Evaluator
  private let right: Evaluator

  init(_ comparison: Comparison, _ reading: Reading, _ left: Evaluator, _ right: Evaluator, span: SourceSpan)
  {
    self.comparison = comparison
    self.reading = reading
    self.left = left
    self.right = right
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (leftVector, rightVector) = (try left.evaluate(batch), try right.evaluate(batch))
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    guard let left = try Intervals.lift(leftVector, batch), let right = try Intervals.lift(rightVector, batch)
    else { return try Vector.nulls(of: .bool, count: batch.count, batch.arena) }
    if !left.isExact || !right.isExact { batch.bindings.hasMetHedges = true }
    switch (left.low, left.best, left.high, right.low, right.best, right.high) {
    case (_, .integers(let best), _, _, .integers(let otherBest), _) where left.isExact && right.isExact:
      CompareEvaluator.compare(comparison, best, otherBest, out, batch.count)
    case (_, .doubles(let best), _, _, .doubles(let otherBest), _) where left.isExact && right.isExact:
      CompareEvaluator.compare(comparison, best, otherBest, out, batch.count)
    case (
      .integers(let low), .integers(let best), .integers(let high), .integers(let otherLow),
      .integers(let otherBest), .integers(let otherHigh)
    ):
      compare(
        Ends(low, best, high, left.ends), Ends(otherLow, otherBest, otherHigh, right.ends), out, batch.count)
    case (
      .doubles(let low), .doubles(let best), .doubles(let high), .doubles(let otherLow),
      .doubles(let otherBest), .doubles(let otherHigh)
    ):
      compare(
        Ends(low, best, high, left.ends), Ends(otherLow, otherBest, otherHigh, right.ends), out, batch.count)
    case (_, _, _, _, _, _): return try Vector.nulls(of: .bool, count: batch.count, batch.arena)
    }
    return try CompareEvaluator.withNulls(comparison, out, leftVector, rightVector, batch)
  }

  /// One side's columns.
  private struct Ends<Element: Comparable & BitwiseCopyable> {
    let low: UnsafePointer<Element>
    let best: UnsafePointer<Element>
    let high: UnsafePointer<Element>
    let flags: UnsafePointer<UInt8>

    init(
      _ low: UnsafeMutablePointer<Element>, _ best: UnsafeMutablePointer<Element>,
      _ high: UnsafeMutablePointer<Element>, _ flags: UnsafeMutablePointer<UInt8>
    ) {
      self.low = UnsafePointer(low)
      self.best = UnsafePointer(best)
      self.high = UnsafePointer(high)
      self.flags = UnsafePointer(flags)
    }

    /// Every value of this side is below every value of the other; `orEqual` lets the two ends touch. Without
    /// branches: which way it goes is another matter in every row.
    @inline(__always) func isBelow(_ other: Ends, _ row: Int, orEqual: Bool) -> Bool {
      let (mine, theirs) = (flags[row], other.flags[row])
      let isLess: UInt8 = high[row] < other.low[row] ? 1 : 0
      let touches: UInt8 = high[row] == other.low[row] ? 1 : 0
      let isOpen = (mine &>> 1 | theirs) & 1 | (orEqual ? 1 : 0)
      let isAbsent = (mine &>> 3 | theirs &>> 2) & 1
      return (isLess | touches & isOpen) & (isAbsent ^ 1) != 0
    }

    @inline(__always) func isIdentical(_ other: Ends, _ row: Int) -> Bool {
      low[row] == other.low[row] && best[row] == other.best[row] && high[row] == other.high[row]
        && flags[row] == other.flags[row]
    }
  }

  /// What may be is what is not surely otherwise: possible(a < b) is not certain(b <= a).
  private func compare<Element: Comparable & BitwiseCopyable>(
    _ left: Ends<Element>, _ right: Ends<Element>, _ out: UnsafeMutablePointer<UInt64>, _ count: Int
  ) {
    let isCertain = reading == .certain
    switch comparison {
    case .less:
      Loops.bits(out, count) {
        isCertain ? left.isBelow(right, $0, orEqual: false) : !right.isBelow(left, $0, orEqual: true)
      }
    case .lessOrEqual:
      Loops.bits(out, count) {
        isCertain ? left.isBelow(right, $0, orEqual: true) : !right.isBelow(left, $0, orEqual: false)
      }
    case .greater:
      Loops.bits(out, count) {
        isCertain ? right.isBelow(left, $0, orEqual: false) : !left.isBelow(right, $0, orEqual: true)
      }
    case .greaterOrEqual:
      Loops.bits(out, count) {
        isCertain ? right.isBelow(left, $0, orEqual: true) : !left.isBelow(right, $0, orEqual: false)
      }
    case .equal:
      Loops.bits(out, count) {
        isCertain
          ? left.isIdentical(right, $0)
          : !left.isBelow(right, $0, orEqual: false) && !right.isBelow(left, $0, orEqual: false)
      }
    case .notEqual:
      Loops.bits(out, count) {
        isCertain
          ? left.isBelow(right, $0, orEqual: false) || right.isBelow(left, $0, orEqual: false)
          : !left.isIdentical(right, $0)
      }
    }
  }
}

/// A condition over hedged figures where it is a value: its certain reading. Rows that are possible and not
/// certain are counted.
final class SettledEvaluator: Evaluator {
  private let certain: Evaluator
  private let possible: Evaluator
  private var undecided = FullestCount()
  var undecidedCount: Int { undecided.total }

  init(_ certain: Evaluator, _ possible: Evaluator, span: SourceSpan) {
    self.certain = certain
    self.possible = possible
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (vector, other) = (try certain.evaluate(batch), try possible.evaluate(batch))
    guard case .bits(let bits) = vector.values, case .bits(let possible) = other.values else { return vector }
    var count = 0
    for word in 0..<Bits.wordCount(batch.count) {
      let isCertain = bits[word] & (vector.validity?[word] ?? ~0)
      let undecided = possible[word] & (other.validity?[word] ?? ~0) & ~isCertain
      count += (undecided & Bits.mask(ofWord: word, count: batch.count)).nonzeroBitCount
    }
    undecided.add(count, in: batch)
    return vector
  }
}

/// Those of one worker, for the footer.
final class SettledConditions {
  private var evaluators: [SettledEvaluator] = []

  func add(_ evaluator: SettledEvaluator) -> Evaluator {
    evaluators.append(evaluator)
    return evaluator
  }

  var notes: [RunNote] {
    evaluators.filter { $0.undecidedCount > 0 }
      .map { .takenAsNo(rowCount: $0.undecidedCount, span: $0.span) }
  }
}

/// `lo hi best hedged`. A bound that is absent is null.
final class HedgePartEvaluator: Evaluator {
  enum Part {
    case low, high, best, isHedged
  }

  private let part: Part
  private let operand: Evaluator

  init(_ part: Part, _ operand: Evaluator, span: SourceSpan) {
    self.part = part
    self.operand = operand
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let vector = try operand.evaluate(batch)
    guard case .hedged(let hedged) = vector.values else {
      guard part == .isHedged else { return vector }
      let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
      out.update(repeating: 0, count: Bits.wordCount(batch.count))
      return Vector(.bits(out), validity: vector.validity)
    }
    switch part {
    case .low: return try bound(hedged.low, absent: .lowAbsent, hedged, vector, batch)
    case .high: return try bound(hedged.high, absent: .highAbsent, hedged, vector, batch)
    case .best: return Vector(hedged.best.values, validity: vector.validity)
    case .isHedged:
      let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
      switch (hedged.low, hedged.high) {
      case (.integers(let low), .integers(let high)):
        Loops.bits(out, batch.count) { low[$0] != high[$0] || hedged.ends[$0] != 0 }
      case (.doubles(let low), .doubles(let high)):
        Loops.bits(out, batch.count) { low[$0] != high[$0] || hedged.ends[$0] != 0 }
      case (.integers, .doubles), (.doubles, .integers):
        out.update(repeating: 0, count: Bits.wordCount(batch.count))
      }
      return Vector(.bits(out), validity: vector.validity)
    }
  }

  private func bound(
    _ numbers: HedgedVector.Numbers, absent: HedgeEnds, _ hedged: HedgedVector, _ vector: Vector,
    _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    let isPresent = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    Loops.bits(isPresent, batch.count) { hedged.ends[$0] & absent.rawValue == 0 }
    let validity = try Bits.both(vector.validity, isPresent, count: batch.count, batch.arena)
    return Vector(numbers.values, validity: validity)
  }
}

extension HedgedVector.Numbers {
  var values: Vector.Values {
    switch self {
    case .integers(let values): .integers(values)
    case .doubles(let values): .doubles(values)
    }
  }
}

/// `original`: the text of a column's cells as they stood in the file, where they were hedged or had units.
/// Other types keep all that a cell says, and no text beside it: their values are written out.
final class OriginalEvaluator: Evaluator {
  private let id: ColumnID
  private let written: Evaluator

  init(_ id: ColumnID, _ type: DataType, span: SourceSpan) {
    self.id = id
    written = WriteTextEvaluator(ColumnEvaluator(id, span: span), from: type, span: span)
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    guard case .stored(let source, let column) = batch.bindings.all[id.index],
      let texts = column.cellTexts
    else { return try written.evaluate(batch) }
    let text = Column(
      type: .text, count: column.count, storage: .text(texts.codes, texts.dictionary),
      validity: column.validity)
    return try text.load(batch.sources[source], count: batch.count, batch.arena)
  }
}
