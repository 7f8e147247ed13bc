import TianPlan
import TianSource

/// Stable orders of rows: every key becomes whole numbers that sort as it does, packed beside one another
/// where they fit in 64 bits, and the rows are sorted by them a byte at a time from the last to the first.
struct SortOperator {
  private let relation: Relation
  private let keys: [Step.SortKey]

  init(_ relation: Relation, _ keys: [Step.SortKey]) {
    self.relation = relation
    self.keys = keys
  }

  /// The places of the rows in order. `leading` comes before the keys.
  func permutation(leading: Buffer<UInt32>? = nil) throws(Diagnostic) -> Buffer<UInt32> {
    try sorted(leading: leading).rows
  }

  func sorted(leading: Buffer<UInt32>? = nil) throws(Diagnostic) -> SortedRows {
    var words: [Buffer<UInt64>] = []
    for key in keys {
      guard let column = relation[key.column] else { continue }
      words += try SortWords.encode(column, isDescending: key.isDescending)
    }
    return try SortedRows(relation.rowCount, leading: leading, words)
  }
}

/// The places of rows in order, and what they were ordered by.
struct SortedRows: Sendable {
  let rows: Buffer<UInt32>
  private let words: [Buffer<UInt64>]

  /// - Parameters:
  ///   - leading: comes before the words.
  ///   - words: a word a row each, the first weighing most; taken over and changed.
  init(_ count: Int, leading: Buffer<UInt32>? = nil, _ words: [Buffer<UInt64>]) throws(Diagnostic) {
    var packed: [PackedWords] = []
    if let leading {
      let words = try Buffer<UInt64>(count: count)
      try Execution.inPieces(0..<count) { range in
        for row in range { words.pointer[row] = UInt64(leading.pointer[row]) }
      }
      packed.append(try PackedWords(words))
    }
    for words in words {
      let words = try PackedWords(words)
      if let last = packed.last, last.bits + words.bits <= 64 {
        try last.append(words)
      } else {
        packed.append(words)
      }
    }
    var rows = try Buffer.counting(to: count)
    for words in packed.reversed() { rows = try words.sort(rows) }
    self.rows = rows
    self.words = packed.map(\.words)
  }

  /// Whether two places have the same keys.
  func tie(_ place: Int, _ other: Int) -> Bool {
    let (row, otherRow) = (Int(rows.pointer[place]), Int(rows.pointer[other]))
    for words in words where words.pointer[row] != words.pointer[otherRow] { return false }
    return true
  }
}

/// One word a row, of which the low bits are used.
final class PackedWords {
  let words: Buffer<UInt64>
  private(set) var bits: Int

  init(_ words: Buffer<UInt64>) throws(Diagnostic) {
    self.words = words
    var largest: UInt64 = 0
    try Execution.inPieces(0..<words.count) { range in
      for row in range { largest = max(largest, words.pointer[row]) }
    }
    bits = 64 - largest.leadingZeroBitCount
  }

  /// Another key behind this one.
  func append(_ other: PackedWords) throws(Diagnostic) {
    try Execution.inPieces(0..<words.count) { range in
      for row in range {
        words.pointer[row] =
          (other.bits == 64 ? 0 : words.pointer[row] << UInt64(other.bits)) | other.words.pointer[row]
      }
    }
    bits += other.bits
  }

  /// Radix sort, stable, eleven bits a pass, of no more passes than the words have bits. Where the words
  /// leave room for the rows' numbers, both move together, so that memory is read in its order.
  func sort(_ rows: Buffer<UInt32>) throws(Diagnostic) -> Buffer<UInt32> {
    let rowBits = Int.bitWidth - rows.count.leadingZeroBitCount
    if bits + rowBits <= 64 {
      let pairs = try Buffer<UInt64>(count: rows.count)
      try Execution.inPieces(0..<rows.count) { range in
        for place in range {
          pairs.pointer[place] = self.words.pointer[Int(rows[place])] << UInt64(rowBits) | UInt64(rows[place])
        }
      }
      let sorted = try Self.sort(pairs, rowBits..<rowBits + bits) { $0 }
      let mask: UInt64 = 1 << UInt64(rowBits) - 1
      let result = try Buffer<UInt32>(count: rows.count)
      try Execution.inPieces(0..<rows.count) { range in
        for place in range { result.pointer[place] = UInt32(truncatingIfNeeded: sorted[place] & mask) }
      }
      return result
    }
    let words = words.pointer
    return try Self.sort(rows, 0..<bits) { words[Int($0)] }
  }

  /// - Parameter key: the word of an element, of which some bits are sorted by. The elements are overwritten.
  @inline(__always) private static func sort<Element: BitwiseCopyable>(
    _ elements: Buffer<Element>, _ bits: Range<Int>, by key: (Element) -> UInt64
  ) throws(Diagnostic) -> Buffer<Element> {
    var from = elements
    var to = try Buffer<Element>(count: elements.count)
    let buckets = try Buffer<Int>(count: 2049)
    for shift in stride(from: bits.lowerBound, to: bits.upperBound, by: 11) {
      let mask: UInt64 = 1 << UInt64(min(11, bits.upperBound - shift)) - 1
      buckets.pointer.update(repeating: 0, count: 2049)
      let (source, target, places) = (from.pointer, to.pointer, buckets.pointer)
      try Execution.inPieces(0..<elements.count) { range in
        for place in range { places[Int(key(source[place]) >> UInt64(shift) & mask) + 1] += 1 }
      }
      for bucket in 0..<2048 { places[bucket + 1] += places[bucket] }
      try Execution.inPieces(0..<elements.count) { range in
        for place in range {
          let bucket = Int(key(source[place]) >> UInt64(shift) & mask)
          target[places[bucket]] = source[place]
          places[bucket] += 1
        }
      }
      swap(&from, &to)
    }
    return from
  }
}

/// Values as unsigned numbers in their order, nulls last both ways.
enum SortWords {
  /// A word a row, as small as the column's bounds allow; before it, where the values take all 64 bits and
  /// leave none for null, a word that is 1 for null.
  static func encode(_ column: Column, isDescending: Bool) throws(Diagnostic) -> [Buffer<UInt64>] {
    let words = try Buffer<UInt64>(count: column.count)
    var largest: UInt64 = 0
    let ranks = try textRanks(column)
    try Execution.inPieces(0..<column.count) { range in
      for row in range where !column.isNull(row) {
        words.pointer[row] = word(column, row, ranks)
        largest = max(largest, words.pointer[row])
      }
    }
    if isDescending {
      try Execution.inPieces(0..<column.count) { range in
        for row in range where !column.isNull(row) { words.pointer[row] = largest - words.pointer[row] }
      }
    }
    guard column.validity != nil else { return [words] }
    let isFull = largest == .max
    let nulls = isFull ? try Buffer<UInt64>(count: column.count, zeroed: true) : words
    try Execution.inPieces(0..<column.count) { range in
      for row in range where column.isNull(row) {
        words.pointer[row] = 0
        nulls.pointer[row] = isFull ? 1 : largest + 1
      }
    }
    return isFull ? [nulls, words] : [words]
  }

  /// Words in which none but identical values tie: of a hedged column the bests, then lows, highs and ends.
  static func identity(_ column: Column) throws(Diagnostic) -> [Buffer<UInt64>] {
    var words = try encode(column, isDescending: false)
    guard case .hedged(let storage) = column.storage else { return words }
    let ends = try Buffer<UInt64>(count: column.count)
    for row in 0..<column.count { ends.pointer[row] = UInt64(storage.ends[row]) }
    words += [try bounds(storage.low, column.count), try bounds(storage.high, column.count), ends]
    return words
  }

  static func bounds(_ numbers: HedgedStorage.Numbers, _ count: Int) throws(Diagnostic) -> Buffer<UInt64> {
    let words = try Buffer<UInt64>(count: count)
    try Execution.inPieces(0..<count) { range in
      for row in range { words.pointer[row] = word(numbers, row) }
    }
    return words
  }

  private static func word(_ numbers: HedgedStorage.Numbers, _ row: Int) -> UInt64 {
    switch numbers {
    case .integers(let values): UInt64(bitPattern: values[row]) ^ 1 << 63
    case .doubles(let values): double(values[row])
    }
  }

  private static func word(_ column: Column, _ row: Int, _ ranks: [UInt32]) -> UInt64 {
    switch column.storage {
    case .integers(let storage):
      UInt64(bitPattern: storage[row]) &- UInt64(bitPattern: column.range?.lowerBound ?? .min)
    case .doubles(let buffer): double(buffer[row])
    case .bits(let bitmap): bitmap[row] ? 1 : 0
    case .text(let codes, _): UInt64(ranks[Int(codes[row])])
    case .hedged(let storage): word(storage.best, row)
    }
  }

  /// The bits of a double turned so that they sort as it does; 0 and -0 alike.
  @inline(__always) static func double(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  /// The rank by bytes of every code that occurs.
  private static func textRanks(_ column: Column) throws(Diagnostic) -> [UInt32] {
    guard case .text(let codes, let dictionary) = column.storage else { return [] }
    var ranks = [UInt32](repeating: 0, count: dictionary.count)
    var used: [UInt32] = []
    try Execution.inPieces(0..<column.count) { range in
      for row in range where !column.isNull(row) {
        let code = Int(codes[row])
        if ranks[code] == 0 {
          ranks[code] = 1
          used.append(UInt32(code))
        }
      }
    }
    try Execution.sort(&used) { TextOrder.compare(dictionary.utf8(Int($0)), dictionary.utf8(Int($1))) < 0 }
    for (rank, code) in used.enumerated() { ranks[Int(code)] = UInt32(rank) }
    return ranks
  }

  /// The first 64 bits of every value's order, from a batch: a row with a lesser word comes before, one
  /// with the same may. Nulls have the greatest.
  static func leading(
    _ vector: Vector, _ count: Int, isDescending: Bool, into out: UnsafeMutablePointer<UInt64>
  ) {
    func write(_ word: (Int) -> UInt64) {
      for row in 0..<count {
        let value = min(word(row), .max - 1)
        out[row] = isDescending ? .max - 1 - value : value
      }
    }
    switch vector.values {
    case .integers(let values): write { UInt64(bitPattern: values[$0]) ^ 1 << 63 }
    case .doubles(let values): write { double(values[$0]) }
    case .bits(let words): write { words[$0 >> 6] >> UInt64($0 & 63) & 1 }
    case .text(let codes, let dictionary):
      write { vector.isValid($0) ? prefix(dictionary.utf8(Int(codes[$0]))) : 0 }
    case .hedged(let hedged):
      switch hedged.best {
      case .integers(let values): write { UInt64(bitPattern: values[$0]) ^ 1 << 63 }
      case .doubles(let values): write { double(values[$0]) }
      }
    }
    if let validity = vector.validity {
      for row in 0..<count where validity[row >> 6] >> UInt64(row & 63) & 1 == 0 { out[row] = .max }
    }
  }

  /// The first eight bytes, the first highest.
  private static func prefix(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | (index < text.count ? UInt64(text[index]) : 0) }
    return word
  }
}
