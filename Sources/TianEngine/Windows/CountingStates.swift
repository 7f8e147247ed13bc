import TianPlan
import TianSource

/// `count`, of rows, of values, or of conditions that are true.
struct CountState: FrameState {
  private let counted: Buffer<UInt8>
  private let out: Buffer<Int64>
  private var count: Int64 = 0

  init(_ rows: WindowRows, _ column: Column?, isTruth: Bool) throws(Diagnostic) {
    counted = try rows.validity(column.map { [$0] } ?? [])
    out = try Buffer(count: rows.rowCount)
    guard isTruth, let column else { return }
    let truth = try rows.integers(column)
    for place in 0..<rows.rowCount where truth[place] == 0 { counted.pointer[place] = 0 }
  }

  mutating func begin(_ places: Range<Int>) { count = 0 }
  mutating func add(_ place: Int) { count &+= Int64(counted[place]) }
  mutating func remove(_ place: Int) { count &-= Int64(counted[place]) }
  func emit(_ frame: Range<Int>, to row: Int) { out.pointer[row] = count }
  func finish() throws(Diagnostic) -> Column { try .integers(out, .int) }
}

/// `any`, `all`: null where no condition is true or false.
struct QuantifierState: FrameState {
  private let isAny: Bool
  private let truth: Buffer<Int64>
  private let validity: Buffer<UInt8>
  private let out: Buffer<UInt8>
  private let outValidity: Buffer<UInt8>
  private var (trueCount, falseCount) = (0, 0)

  init(_ rows: WindowRows, _ column: Column, isAny: Bool) throws(Diagnostic) {
    self.isAny = isAny
    truth = try rows.integers(column)
    validity = try rows.validity([column])
    out = try Buffer(count: rows.rowCount)
    outValidity = try Buffer(count: rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) { (trueCount, falseCount) = (0, 0) }
  mutating func add(_ place: Int) { change(place, 1) }
  mutating func remove(_ place: Int) { change(place, -1) }

  private mutating func change(_ place: Int, _ by: Int) {
    guard validity[place] != 0 else { return }
    if truth[place] != 0 { trueCount += by } else { falseCount += by }
  }

  func emit(_ frame: Range<Int>, to row: Int) {
    outValidity.pointer[row] = trueCount + falseCount > 0 ? 1 : 0
    out.pointer[row] = (isAny ? trueCount > 0 : falseCount == 0) ? 1 : 0
  }

  func finish() throws(Diagnostic) -> Column {
    let bits = try Bitmap(count: out.count)
    for row in 0..<out.count where out[row] != 0 { bits.set(row) }
    return Column(
      type: .bool, count: out.count, storage: .bits(bits), validity: try Bitmap.values(outValidity))
  }
}

/// `first`, `last`: the first or last value of a frame that is not null.
struct EdgeState: FrameState {
  private let isFirst: Bool
  private let validity: Buffer<UInt8>
  private let picks: PickOutput
  /// Of `first` where the search goes on; of `last` the last value so far.
  private var at = -1

  init(_ rows: WindowRows, _ column: Column, isFirst: Bool) throws(Diagnostic) {
    self.isFirst = isFirst
    validity = try rows.validity([column])
    picks = try PickOutput(rows, column)
  }

  mutating func begin(_ places: Range<Int>) { at = isFirst ? places.lowerBound : -1 }

  mutating func add(_ place: Int) { if !isFirst, validity[place] != 0 { at = place } }

  mutating func remove(_ place: Int) {}

  mutating func emit(_ frame: Range<Int>, to row: Int) {
    if isFirst {
      at = max(at, frame.lowerBound)
      while at < frame.upperBound, validity[at] == 0 { at += 1 }
    }
    picks.set(row, frame.contains(at) ? at : nil)
  }

  func finish() throws(Diagnostic) -> Column { try picks.finish() }
}

/// `join_text`.
struct JoinState: FrameState {
  private let rows: WindowRows
  private let column: Column
  private let separator: Buffer<UInt8>
  private let validity: Buffer<UInt8>
  private let codes: Buffer<Int64>
  private let texts = Guarded(TextBuilder())
  /// The code of the text of the frame as it was last; nil where that has changed.
  private var last: Int64?

  init(_ rows: WindowRows, _ column: Column, _ separator: String) throws(Diagnostic) {
    self.rows = rows
    self.column = column
    self.separator = try Buffer(Array(separator.utf8))
    validity = try rows.validity([column])
    // The code -1 stands for null.
    codes = try Buffer(count: rows.rowCount)
  }

  mutating func begin(_ places: Range<Int>) { last = nil }
  mutating func add(_ place: Int) { if validity[place] != 0 { last = nil } }
  mutating func remove(_ place: Int) { if validity[place] != 0 { last = nil } }

  mutating func emit(_ frame: Range<Int>, to row: Int) throws(Diagnostic) {
    if last == nil { last = try text(frame) }
    codes.pointer[row] = last ?? -1
  }

  /// -1 where nothing was joined.
  private func text(_ frame: Range<Int>) throws(Diagnostic) -> Int64 {
    guard case .text(let codes, let dictionary) = column.storage else { return -1 }
    return try texts.access { texts throws(Diagnostic) -> Int64 in
      var isEmpty = true
      for place in frame where validity[place] != 0 {
        if !isEmpty { try texts.extend(separator.elements) }
        try texts.extend(dictionary.utf8(Int(codes[Int(rows.rows[place])])))
        isEmpty = false
      }
      if isEmpty { return -1 }
      texts.end()
      return Int64(texts.count - 1)
    }
  }

  func finish() throws(Diagnostic) -> Column {
    let dictionary = try texts.access { texts throws(Diagnostic) in try texts.finish() }
    let validity = try Bitmap(count: codes.count)
    for row in 0..<codes.count {
      if codes[row] >= 0 { validity.set(row) } else { codes.pointer[row] = 0 }
    }
    var builder = ColumnBuilder(.text)
    try builder.append(
      Vector(.text(codes.pointer, dictionary), validity: validity.words.pointer), count: codes.count)
    return try builder.finish()
  }
}
