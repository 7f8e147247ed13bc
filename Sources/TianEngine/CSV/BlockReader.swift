import CTian
import Synchronization
import TianSource

/// Why a load has to begin anew in another way.
final class LoadSignals: Sendable {
  /// A stray quote was met: the records must be found carefully.
  let needsCare = Atomic<Bool>(false)
}

/// Reads blocks and finds their records. One a worker.
final class BlockReader {
  /// Bytes kept readable before and after what was read, for loads that reach past a cell.
  private static let padding = 64
  /// A record may reach this far past its block at first; more is read where it reaches further.
  private static let reachBytes = 4096
  static let recordBytesMax = 64 << 20

  private let layout: BlockLayout
  private let relay: StructureRelay
  private let signals: LoadSignals
  private let level = tian_csv_best_level()
  private var memory: Buffer<UInt8>
  private var found: Buffer<UInt32>
  private var squared: Buffer<UInt32>?

  /// Of the block being read.
  private var scan = tian_csv_scan()
  private var careState: UInt8 = 0
  private var lower = 0
  /// Positions up to here hold bytes.
  private var filled = 0
  private var foundCount = 0
  /// How many of the boundaries are newlines, those that stand for the text's ends among them.
  private var newlineCount = 0

  init(_ layout: BlockLayout, relay: StructureRelay, signals: LoadSignals) throws(Diagnostic) {
    self.layout = layout
    self.relay = relay
    self.signals = signals
    let room = 1 + min(layout.blockBytes, layout.end - layout.start) + Self.reachBytes
    memory = try Buffer(count: room + 2 * Self.padding)
    found = try Buffer(count: room + 72)
  }

  private var bytes: UnsafeMutablePointer<UInt8> { memory.pointer + Self.padding }

  /// Nil for a block in which no record begins.
  func read(_ number: Int) throws(Diagnostic) -> (block: Block?, places: BlockPlaces) {
    let range = layout.range(ofBlock: number)
    try fill(range)
    var (quoteCount, lineCount) = (0, 0)
    tian_csv_count(level, bytes + 1, range.count, layout.dialect.newline, &quoteCount, &lineCount)
    var places = BlockPlaces(newlineCount: lineCount)
    try findBoundaries(number, range.count, quoteCount)
    guard let first = firstNewline(number), Int(found[first]) + lower + 1 < layout.end else {
      return (nil, places)
    }
    let inside = foundCount
    try reachRecordEnd(blockEnd: 1 + range.count)
    let last = lastNewline(from: inside)
    let block = try BlockShaping.shape(
      number, bytes: bytes, found: found.pointer + first, count: last - first + 1,
      recordCount: recordCount(last), blockBytes: range.count, layout: layout, squared: &squared,
      places: &places)
    if places.hasWrongBytes { try rejectBytes(block) }
    if layout.isCareful { try block.noteStrayCells(&places, columnCount: layout.columnCount) }
    return (block, places)
  }

  /// Reads the block, the byte before it and the reach after it.
  private func fill(_ range: Range<Int>) throws(Diagnostic) {
    lower = range.lowerBound - 1
    let from = range.lowerBound == layout.start ? layout.start : lower
    let upper = min(layout.end, range.upperBound + Self.reachBytes)
    try layout.source.read(upper - from, at: from, into: bytes + (from - lower))
    if from > lower { bytes[0] = layout.dialect.newline }
    filled = upper - lower
  }

  /// Indexes the block's own bytes, from the state that its predecessor leaves.
  private func findBoundaries(_ number: Int, _ count: Int, _ quoteCount: Int) throws(Diagnostic) {
    let before = try relay.state(beforeBlock: number)
    foundCount = 0
    if number == 0 {
      found.pointer[0] = 0
      foundCount = 1
    }
    newlineCount = foundCount
    careState = before
    let isQuoted = before != 0
    scan = tian_csv_scan()
    scan.in_quotes = isQuoted ? ~0 : 0
    let previous = bytes[0]
    let isQuote = previous == QuotedCell.quote
    scan.after_boundary =
      isQuote || previous == layout.dialect.delimiter || previous == layout.dialect.newline ? 1 : 0
    scan.after_closing = isQuote && !isQuoted && number > 0 ? 1 : 0
    if !layout.isCareful { relay.pass(before ^ UInt8(quoteCount & 1), afterBlock: number) }
    index(from: 1, count: count)
    if layout.isCareful { relay.pass(careState, afterBlock: number) }
    try checkStray()
  }

  /// Appends the boundaries of some bytes. There is room: one position a byte, and what the scan writes
  /// ahead.
  private func index(from position: Int, count: Int) {
    let out = found.pointer + foundCount
    let dialect = layout.dialect
    let before = scan.newline_count
    defer { newlineCount += Int(scan.newline_count - before) }
    if layout.isCareful {
      foundCount += tian_csv_index_careful(
        bytes + position, count, UInt32(position), dialect.delimiter, dialect.newline, &careState, out,
        &scan.newline_count)
    } else {
      foundCount += tian_csv_index(
        level, bytes + position, count, UInt32(position), dialect.delimiter, dialect.newline, &scan, out)
    }
  }

  private func checkStray() throws(Diagnostic) {
    guard scan.stray != 0 else { return }
    signals.needsCare.store(true, ordering: .relaxed)
    throw LoadFailure.stopped
  }

  /// The newline after which the block's first record begins.
  private func firstNewline(_ number: Int) -> Int? {
    let newline = layout.dialect.newline
    for entry in 0..<foundCount where bytes[Int(found[entry])] == newline { return entry }
    return nil
  }

  /// The newline that ends the block's last record: the first past the block, or the text's last.
  private func lastNewline(from entry: Int) -> Int {
    let newline = layout.dialect.newline
    var entry = entry
    while entry < foundCount, bytes[Int(found[entry])] != newline { entry += 1 }
    return min(entry, foundCount - 1)
  }

  /// How many records end up to an entry: newlines found, without the one before the first record and those
  /// past the last.
  private func recordCount(_ last: Int) -> Int {
    var count = newlineCount - 1
    for entry in (last + 1)..<max(foundCount, last + 1)
    where bytes[Int(found[entry])] == layout.dialect.newline {
      count -= 1
    }
    return count
  }

  /// Names the first bytes of a block's records that are not UTF-8: the load begins anew, or fails with them.
  func rejectBytes(_ block: Block) throws(Diagnostic) -> Never {
    throw try layout.encodingFailure(
      in: lower + block.places.firstRowOffset + 1, UnsafePointer(bytes + block.places.firstRowOffset + 1),
      count: filled - block.places.firstRowOffset - 1)
  }

  /// Indexes past the block until its last record ends. A text without a last line end is given one.
  private func reachRecordEnd(blockEnd: Int) throws(Diagnostic) {
    let before = scan.newline_count
    var at = blockEnd
    var step = 512
    while scan.newline_count == before {
      if at == filled {
        guard lower + filled < layout.end else { return try endText() }
        try readMore()
      }
      let count = min(step, filled - at)
      index(from: at, count: count)
      at += count
      step *= 2
      try checkStray()
    }
  }

  private var endsInQuotes: Bool {
    layout.isCareful ? careState == UInt8(tian_csv_quoted.rawValue) : scan.in_quotes != 0
  }

  /// At the end of the text: a last record without a line end gets one.
  private func endText() throws(Diagnostic) {
    let lastBoundary = foundCount > 0 ? Int(found[foundCount - 1]) : 0
    if endsInQuotes {
      // The open cell begins, with its quote, after the last boundary.
      let line = try layout.line(at: lower + lastBoundary + 1)
      throw LoadFailure.unclosedQuote(path: layout.source.path, line: line)
    }
    if lastBoundary == filled - 1, bytes[lastBoundary] == layout.dialect.newline { return }
    bytes[filled] = layout.dialect.newline
    found.pointer[foundCount] = UInt32(filled)
    foundCount += 1
    newlineCount += 1
  }

  /// Doubles what was read past the block.
  private func readMore() throws(Diagnostic) {
    guard filled < Self.recordBytesMax + layout.blockBytes else {
      var entry = foundCount - 1
      while entry > 0, bytes[Int(found[entry])] != layout.dialect.newline { entry -= 1 }
      throw LoadFailure.oversizedRecord(
        path: layout.source.path, line: try layout.line(at: lower + Int(found[entry]) + 1),
        mebibytes: Self.recordBytesMax >> 20)
    }
    let added = min(layout.end - lower - filled, max(filled, 1 << 16))
    // One byte more than is read: the line end that a last record may be given.
    let room = filled + added + 1
    if room + 2 * Self.padding > memory.count {
      let larger = try Buffer<UInt8>(count: room + 2 * Self.padding)
      larger.pointer.update(from: memory.pointer, count: Self.padding + filled)
      let positions = try Buffer<UInt32>(count: room + 72)
      positions.pointer.update(from: found.pointer, count: foundCount)
      (memory, found) = (larger, positions)
    }
    try layout.source.read(added, at: lower + filled, into: bytes + filled)
    filled += added
  }
}
