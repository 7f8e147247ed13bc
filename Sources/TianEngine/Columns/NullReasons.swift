import TianFigures
import TianSource

/// Why a cell is null.
package enum NullReason: UInt8, Sendable, CaseIterable {
  /// Nobody knows: a computed null.
  case unknown
  /// The cell is empty.
  case blank
  /// `—`: there is nothing to count.
  case notApplicable
  /// A word says that there is no figure: `不详`.
  case word
  /// The cell did not fit its column.
  case reject
  /// A join found no row.
  case unmatched

  /// Of a cell with a word for null.
  init(_ word: MissingWord.Meaning) { self = word == .notApplicable ? .notApplicable : .word }

  /// As `why` has it; of a word or a reject the text is told as well. Nil where there is nothing to say.
  package func text(_ original: String) -> Bilingual? {
    switch self {
    case .unknown: nil
    case .blank: Bilingual("blank", "空白")
    case .notApplicable: Bilingual("not applicable", "不适用")
    case .word: Bilingual(original, original)
    case .reject: Bilingual("reject: \(original)", "不符：\(original)")
    case .unmatched: Bilingual("no match", "未匹配")
    }
  }
}

/// Why the null rows of a column are null. Most are so for one reason; the others have an entry each.
package struct NullReasons: Sendable {
  /// Of null rows without an entry.
  let rest: NullReason
  let entries: Entries?

  /// By row, ascending, with the texts that stood there.
  struct Entries: Sendable {
    let rows: Buffer<UInt32>
    let reasons: Buffer<UInt8>
    /// Into the texts.
    let codes: Buffer<UInt32>
    let texts: TextDictionary

    func reason(_ place: Int) -> NullReason { NullReason(rawValue: reasons[place]) ?? .unknown }

    /// The place of a row's entry, at or after a place; nil where it has none. Cost: a binary search.
    func place(ofRow row: UInt32) -> Int? {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low < rows.count && rows[low] == row ? low : nil
    }
  }

  init(rest: NullReason, _ entries: Entries? = nil) {
    self.rest = rest
    self.entries = entries
  }

  /// Of a row that is null.
  func reason(ofRow row: Int) -> (reason: NullReason, text: UnsafeBufferPointer<UInt8>?) {
    guard let entries, let place = entries.place(ofRow: UInt32(truncatingIfNeeded: row)) else {
      return (rest, nil)
    }
    return (entries.reason(place), entries.texts.utf8(Int(entries.codes[place])))
  }

  /// How many rows are null for a reason that has entries.
  func count(_ reason: NullReason) -> Int {
    entries?.reasons.elements.reduce(0) { $0 + ($1 == reason.rawValue ? 1 : 0) } ?? 0
  }

  var byteCount: Int { (entries?.rows.count ?? 0) * 9 }
}

/// Entries while they are gathered, in the order of their rows.
struct NullReasonsBuilder {
  private var rows = GrowingBuffer<UInt32>()
  private var reasons = GrowingBuffer<UInt8>()
  private var codes = GrowingBuffer<UInt32>()
  private var interner: TextInterner?

  var count: Int { rows.count }

  mutating func add(
    row: Int, _ reason: NullReason, _ text: UnsafeBufferPointer<UInt8>?
  ) throws(Diagnostic) {
    if interner == nil { interner = try TextInterner() }
    let code = try interner?.intern(text ?? UnsafeBufferPointer(start: nil, count: 0)) ?? 0
    try rows.append(UInt32(truncatingIfNeeded: row))
    try reasons.append(reason.rawValue)
    try codes.append(code)
  }

  /// Some entries of another, whose rows are counted from one here.
  mutating func append(
    _ other: NullReasonsBuilder, _ entries: Range<Int>, at row: Int
  ) throws(Diagnostic) {
    for entry in entries {
      try add(
        row: row + Int(other.rows[entry]), NullReason(rawValue: other.reasons[entry]) ?? .unknown,
        other.interner?.utf8(Int(other.codes[entry])))
    }
  }

  func finish(rest: NullReason) throws(Diagnostic) -> NullReasons {
    guard let interner, rows.count > 0 else { return NullReasons(rest: rest) }
    return NullReasons(
      rest: rest,
      NullReasons.Entries(
        rows: try rows.finish(), reasons: try reasons.finish(), codes: try codes.finish(),
        texts: try interner.finish()))
  }
}

extension Column {
  /// The reasons at some rows, given which of those are null then.
  func gatherReasons(
    _ chosen: Buffer<UInt32>, _ mayMiss: Bool, _ gathered: Bitmap?
  ) throws(Diagnostic) -> NullReasons? {
    guard let gathered else { return nil }
    // Where none of the column's own rows is null, all nulls are rows that are missing.
    if validity == nil { return mayMiss ? NullReasons(rest: .unmatched) : nil }
    let misses = mayMiss && chosen.elements.contains(Batch.missingRow)
    if !misses, reasons?.entries == nil { return reasons }
    let rest = misses ? NullReason.unmatched : reasons?.rest ?? .unknown
    var builder = NullReasonsBuilder()
    try gathered.forEachNull { row throws(Diagnostic) in
      let own = chosen[row]
      if mayMiss, own == Batch.missingRow { return }
      let (reason, text) = reasons?.reason(ofRow: Int(own)) ?? (.unknown, nil)
      if reason != rest { try builder.add(row: row, reason, text) }
    }
    return try builder.finish(rest: rest)
  }
}

extension Bitmap {
  /// The rows whose bit is not set, in order.
  func forEachNull(_ body: (Int) throws(Diagnostic) -> Void) throws(Diagnostic) {
    for word in 0..<words.count {
      var bits = ~words[word] & Bits.mask(ofWord: word, count: count)
      while bits != 0 {
        try body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
