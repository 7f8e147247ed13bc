import TianFigures
import TianSource

extension ColumnParser {
  /// What a column of numbers allows, and what was seen of it.
  struct NumberRules {
    /// A column of declared type keeps it: every misfit is a reject.
    var isDeclared = false
    /// A column of declared decimals becomes one of floats where some cell needs that.
    var mayBeFloat = true
    /// Digits after the point; more is a misfit.
    var scaleMax = ExactDecimal.maximumScale
    /// The same of cells as they are read at first: 0 where a point parts groups of digits.
    var plainScaleMax = ExactDecimal.maximumScale

    func meaning(_ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
      isDeclared ? CellClassifier.declaredNumber(cell, reading) : CellClassifier.meaning(cell, reading)
    }
  }

  /// Cells that were no numbers in a block, noted while it is read.
  struct Misfits {
    let notes: CellNotes
    /// The first note of the block.
    private let first: Int
    private var count = 0
    private var widened: ParseMode?
    private var isWrong = false

    init(_ notes: CellNotes) {
      self.notes = notes
      first = notes.count
    }

    var entries: Range<Int> { first..<notes.count }

    /// Takes note of a cell that is no number, and of what its column then has to be.
    mutating func add(
      _ meaning: CellMeaning, _ text: UnsafeBufferPointer<UInt8>, row: Int, _ rules: NumberRules
    ) throws(Diagnostic) {
      switch meaning {
      case .missing(let missing):
        if missing == .belowUnit, !rules.isDeclared { widen(to: .text) }
        return try note(NullReason(missing), text, row)
      case .code, .figure, .undecided(.bracketed): if !rules.isDeclared { return widen(to: .text) }
      case .longInteger:
        if !rules.isDeclared { return widen(to: .text) }
        if rules.mayBeFloat { return widen(to: .float) }
      case .float, .wideDecimal: if rules.mayBeFloat { return widen(to: .float) }
      case .empty, .number, .date, .timestamp, .period, .undecided, .bool, .text: break
      }
      count += 1
      try note(.reject, text, row)
    }

    private mutating func note(
      _ reason: NullReason, _ text: UnsafeBufferPointer<UInt8>, _ row: Int
    ) throws(Diagnostic) {
      if try !notes.add(row: row, reason, text) { isWrong = true }
    }

    mutating func widen(to mode: ParseMode) {
      widened = widened.map { $0.rawValue > mode.rawValue ? $0 : mode } ?? mode
    }

    /// Nil where the block is read; so many misfits are a column of text.
    func outcome(rowCount: Int, isDeclared: Bool) -> Outcome? {
      if isWrong { return .wrongBytes }
      if let widened { return .widened(widened) }
      return !isDeclared && count > rowCount / 8 + 8 ? .widened(.text) : nil
    }
  }

  /// Integers and decimals as coefficients at one scale, the largest met so far in the column.
  func parseNumbers(
    _ census: inout ColumnCensus, _ scratch: inout Scratch, _ arena: SegmentArena, _ notes: CellNotes,
    rules: NumberRules
  ) throws(Diagnostic) -> Outcome {
    try scratch.reserve(rowCount)
    var numbers = Numbers(
      values: scratch.values.pointer, powers: scratch.powers.pointer, scale: census.scale)
    var seen = ColumnCensus()
    var misfits = Misfits(notes)
    let valueCount = try fill(scratch.validity.pointer) { row throws(Diagnostic) in
      let (start, count) = cell(row)
      guard count > 0 else {
        numbers.values[row] = 0
        return false
      }
      if let (coefficient, scale) = NumberCell.read(start, count), scale <= rules.plainScaleMax {
        if scale == numbers.scale {
          numbers.append(coefficient, row)
        } else {
          numbers.append(coefficient, scale, row)
        }
        return true
      }
      return try readSlowly(
        start, count, row, &numbers, seen: &seen, &misfits, &scratch, rules: rules)
    }
    if numbers.isTooWide { misfits.widen(to: .float) }
    if let outcome = misfits.outcome(rowCount: rowCount, isDeclared: rules.isDeclared) { return outcome }
    let range = numbers.low <= numbers.high ? numbers.low...numbers.high : 0...0
    if valueCount > 0 { seen.addRange(range, scale: numbers.scale) }
    seen.numberCount = valueCount
    seen.scale = numbers.writtenScale
    census.merge(seen)
    let (values, width) = try arena.store(scratch.values.pointer, count: rowCount, within: range)
    var segment = Segment(
      rowCount: rowCount, values: values, width: width,
      validity: try arena.store(scratch.validity.pointer, count: rowCount, nullCount: rowCount - valueCount))
    segment.scale = numbers.scale
    segment.notes = misfits.entries
    return .segment(segment)
  }

  /// A cell that `NumberCell` declined.
  @inline(never) private func readSlowly(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ row: Int, _ numbers: inout Numbers,
    seen: inout ColumnCensus, _ misfits: inout Misfits, _ scratch: inout Scratch, rules: NumberRules
  ) throws(Diagnostic) -> Bool {
    let text = try scratch.unquoted(start, count)
    let meaning = rules.meaning(text, reading)
    if case .number(let coefficient, let scale) = meaning, scale <= rules.scaleMax {
      numbers.append(coefficient, scale, row)
      return true
    }
    numbers.values[row] = 0
    if case .empty = meaning { return false }
    seen.add(meaning)
    try misfits.add(meaning, text, row: row, rules)
    return false
  }

  /// Coefficients at one scale, raised as cells with more digits come.
  struct Numbers {
    let values: UnsafeMutablePointer<Int64>
    let powers: UnsafeMutablePointer<Int64>
    var scale: Int
    var writtenScale = 0
    var low = Int64.max
    var high = Int64.min
    var isTooWide = false

    init(values: UnsafeMutablePointer<Int64>, powers: UnsafeMutablePointer<Int64>, scale: Int) {
      self.values = values
      self.powers = powers
      self.scale = scale
    }

    /// At the current scale.
    @inline(__always) mutating func append(_ coefficient: Int64, _ row: Int) {
      values[row] = coefficient
      low = min(low, coefficient)
      high = max(high, coefficient)
      writtenScale = max(writtenScale, scale)
    }

    mutating func append(_ coefficient: Int64, _ cellScale: Int, _ row: Int) {
      if cellScale > scale { raise(to: cellScale, row) }
      writtenScale = max(writtenScale, cellScale)
      let (value, overflow) = coefficient.multipliedReportingOverflow(by: powers[scale - cellScale])
      if overflow || value.magnitude >= UInt64(powers[ExactDecimal.maximumScale]) { isTooWide = true }
      values[row] = overflow ? 0 : value
      low = min(low, values[row])
      high = max(high, values[row])
    }

    @inline(never) private mutating func raise(to newScale: Int, _ row: Int) {
      let factor = powers[newScale - scale]
      scale = newScale
      guard low <= high else { return }
      let limit = powers[ExactDecimal.maximumScale] / factor
      guard low > -limit, high < limit else {
        isTooWide = true
        return
      }
      for earlier in 0..<row { values[earlier] *= factor }
      low *= factor
      high *= factor
    }
  }

  /// Every kind of number as the nearest double.
  func parseFloats(
    _ census: inout ColumnCensus, _ scratch: inout Scratch, _ arena: SegmentArena, _ notes: CellNotes,
    rules: NumberRules
  ) throws(Diagnostic) -> Outcome {
    try scratch.reserve(rowCount)
    let room = try arena.take(rowCount * 8).bindMemory(to: Double.self, capacity: rowCount)
    var seen = ColumnCensus()
    var misfits = Misfits(notes)
    var fastCount = 0
    let valueCount = try fill(scratch.validity.pointer) { row throws(Diagnostic) in
      let (start, count) = cell(row)
      room[row] = 0
      guard count > 0 else { return false }
      if !reading.hasDecimalComma, let value = FloatCell.read(start, count) {
        room[row] = value
        fastCount += 1
        return true
      }
      let text = try scratch.unquoted(start, count)
      let meaning = rules.meaning(text, reading)
      if let value = meaning.float(of: text) {
        room[row] = value
        seen.add(meaning)
        return true
      }
      if case .empty = meaning { return false }
      seen.add(meaning)
      try misfits.add(meaning, text, row: row, rules)
      return false
    }
    if let outcome = misfits.outcome(rowCount: rowCount, isDeclared: rules.isDeclared) { return outcome }
    seen.numberCount += fastCount
    census.merge(seen)
    var segment = Segment(
      rowCount: rowCount, values: UnsafeRawPointer(room), width: 8,
      validity: try arena.store(scratch.validity.pointer, count: rowCount, nullCount: rowCount - valueCount))
    segment.notes = misfits.entries
    return .segment(segment)
  }
}
