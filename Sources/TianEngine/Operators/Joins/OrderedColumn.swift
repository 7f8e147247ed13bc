import TianSource

/// Values of one column in their order, with which values of batches are compared.
struct OrderedColumn: Sendable {
  private enum Content: Sendable {
    /// Unsigned words in the order of the values.
    case words(Buffer<UInt64>)
    case texts(IntegerStorage, TextDictionary)
  }

  private let content: Content

  /// Cost: linear in the column, which must be exact and of ordered values.
  init(_ column: Column) throws(Diagnostic) {
    if case .text(let codes, let dictionary) = column.storage {
      content = .texts(codes, dictionary)
      return
    }
    let words = try Buffer<UInt64>(count: column.count, zeroed: true)
    for row in 0..<column.count where !column.isNull(row) {
      switch column.storage {
      case .integers(let values): words.pointer[row] = Self.word(values[row])
      case .doubles(let values): words.pointer[row] = SortWords.double(values[row])
      case .bits(let bits): words.pointer[row] = bits[row] ? 1 : 0
      case .text, .hedged: break
      }
    }
    content = .words(words)
  }

  /// Unsigned words in the order of the values, by row; nil of texts. Those of nulls mean nothing.
  var words: Buffer<UInt64>? {
    if case .words(let words) = content { words } else { nil }
  }

  /// The words of a vector's values, as those of the column; nil of what is of another kind.
  static func words(
    _ vector: Vector, _ count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    let out = try arena.allocate(UInt64.self, count)
    switch vector.values {
    case .integers(let values): for row in 0..<count { out[row] = word(values[row]) }
    case .doubles(let values): for row in 0..<count { out[row] = SortWords.double(values[row]) }
    case .bits(let bits): for row in 0..<count { out[row] = bits[row >> 6] >> UInt64(row & 63) & 1 }
    case .text, .hedged: return nil
    }
    return out
  }

  /// How many of some rows have a lesser value than each row of a batch, or one that is no greater. The rows
  /// are in the order of their values.
  /// - Parameter rows: those to look through for each row of the batch.
  func count(
    of rows: (Int) -> UnsafeBufferPointer<UInt32>, before vector: Vector, orEqual: Bool, _ count: Int,
    into out: UnsafeMutablePointer<UInt32>
  ) {
    /// Binary search for the first row that is not before.
    func search(_ row: Int, _ isBefore: (Int) -> Bool) {
      let rows = rows(row)
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if isBefore(Int(rows[middle])) { low = middle + 1 } else { high = middle }
      }
      out[row] = UInt32(truncatingIfNeeded: low)
    }
    func search(_ words: Buffer<UInt64>, _ word: (Int) -> UInt64) {
      for row in 0..<count where vector.isValid(row) {
        let limit = word(row)
        search(row) { orEqual ? words.pointer[$0] <= limit : words.pointer[$0] < limit }
      }
    }
    switch (content, vector.values) {
    case (.words(let words), .integers(let values)): search(words) { Self.word(values[$0]) }
    case (.words(let words), .doubles(let values)): search(words) { SortWords.double(values[$0]) }
    case (.words(let words), .bits(let bits)): search(words) { bits[$0 >> 6] >> UInt64($0 & 63) & 1 }
    case (.texts(let codes, let dictionary), .text(let others, let other)):
      for row in 0..<count where vector.isValid(row) {
        let limit = other.utf8(Int(others[row]))
        search(row) {
          let order = TextOrder.compare(dictionary.utf8(Int(codes[$0])), limit)
          return orEqual ? order <= 0 : order < 0
        }
      }
    case (.words, _), (.texts, _): break
    }
  }

  @inline(__always) private static func word(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) ^ 1 << 63 }
}
