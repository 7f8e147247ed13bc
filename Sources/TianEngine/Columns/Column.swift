import TianFigures
import TianPlan
import TianSource

/// A column of a table: typed, contiguous, immutable.
package struct Column: Sendable {
  package enum Storage: Sendable {
    /// int; decimal, as coefficients at the type's scale; date, timestamp and period, as their kinds count.
    case integers(IntegerStorage)
    case doubles(Buffer<Double>)
    case bits(Bitmap)
    /// Codes into a dictionary. The code of a null row is any that exists, or 0.
    case text(IntegerStorage, TextDictionary)
    case hedged(HedgedStorage)
  }

  package let type: DataType
  package let count: Int
  package let storage: Storage
  /// Set bits are values; nil where no row is null.
  package let validity: Bitmap?
  /// Of `.integers`: bounds of the values that are not null, where known. Never narrower than the data.
  package let range: ClosedRange<Int64>?
  /// Of exact numbers that were read from figures (`1800亩` beside `120公顷`): the texts as they stood.
  let originals: OriginalTexts?
  /// Why rows are null, where they were null in a file or found no match.
  let reasons: NullReasons?

  package init(
    type: DataType, count: Int, storage: Storage, validity: Bitmap?, range: ClosedRange<Int64>? = nil
  ) {
    self.init(
      type: type, count: count, storage: storage, validity: validity, range: range, originals: nil)
  }

  init(
    type: DataType, count: Int, storage: Storage, validity: Bitmap?, range: ClosedRange<Int64>?,
    originals: OriginalTexts?, reasons: NullReasons? = nil
  ) {
    self.originals = originals
    self.reasons = validity == nil ? nil : reasons
    self.type = type
    self.count = count
    self.storage = storage
    self.validity = validity
    self.range = range
  }

  /// A column of a table that has not been read: it has no rows, however many the table has.
  package static func unread(_ type: DataType) throws(Diagnostic) -> Column {
    Column(
      type: type, count: 0, storage: .text(.int8(try Buffer(count: 0)), try TextDictionary([])),
      validity: nil)
  }

  package func isNull(_ row: Int) -> Bool {
    guard let validity else { return false }
    return !validity[row]
  }

  package var nullCount: Int { validity.map { count - $0.setCount } ?? 0 }
}

extension Column {
  /// The texts of the cells as they stood in the file, where they were figures.
  var cellTexts: OriginalTexts? {
    if let originals { return originals }
    guard case .hedged(let storage) = storage, let codes = storage.originalCodes,
      let dictionary = storage.originals
    else { return nil }
    return OriginalTexts(codes: codes, dictionary: dictionary)
  }
}

/// The text of each cell, as codes into a dictionary.
struct OriginalTexts: Sendable {
  let codes: IntegerStorage
  let dictionary: TextDictionary
}

/// Low, best and high of every row, the ends, and the texts as published.
package struct HedgedStorage: Sendable {
  /// Decimal coefficients at the column's scale, or doubles.
  package enum Numbers: Sendable {
    case integers(IntegerStorage)
    case doubles(Buffer<Double>)
  }

  package let low: Numbers
  package let best: Numbers
  package let high: Numbers
  /// `HedgeEnds` of each row.
  package let ends: Buffer<UInt8>
  /// Codes into `originals`: the text of each cell as it stood in the file. Nil in a computed column.
  package let originalCodes: IntegerStorage?
  package let originals: TextDictionary?
  /// Whether no row of a block is hedged, block after block of `blockRowCount`; empty where nobody looked.
  /// Such blocks are read like plain numbers.
  let exactBlocks: [Bool]

  static let blockRowCount = 2048

  package init(
    low: Numbers, best: Numbers, high: Numbers, ends: Buffer<UInt8>, originalCodes: IntegerStorage?,
    originals: TextDictionary?
  ) {
    self.init(
      low: low, best: best, high: high, ends: ends, originalCodes: originalCodes, originals: originals,
      exactBlocks: [])
  }

  init(
    low: Numbers, best: Numbers, high: Numbers, ends: Buffer<UInt8>, originalCodes: IntegerStorage?,
    originals: TextDictionary?, exactBlocks: [Bool]
  ) {
    self.exactBlocks = exactBlocks
    self.low = low
    self.best = best
    self.high = high
    self.ends = ends
    self.originalCodes = originalCodes
    self.originals = originals
  }

  /// Whether it is known that none of some rows next to one another is hedged.
  func isExact(_ start: Int, count: Int) -> Bool {
    if exactBlocks.isEmpty || count == 0 { return false }
    let last = (start + count - 1) / Self.blockRowCount
    return exactBlocks[(start / Self.blockRowCount)...last].allSatisfy(\.self)
  }
}
