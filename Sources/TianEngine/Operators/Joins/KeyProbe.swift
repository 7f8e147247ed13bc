import TianPlan
import TianSource

/// Finds the keys of batches among those of a join's right side. One a worker.
struct KeyProbe {
  private let table: JoinTable
  private let keys: [ColumnID]
  private var translations: [TextTranslation]
  /// Rows whose key was null so far, where nulls match nothing.
  private(set) var nullKeyCount = 0

  /// - Parameter keys: the flow's, in the order of the table's.
  init(_ table: JoinTable, _ keys: [ColumnID]) {
    self.table = table
    self.keys = keys
    translations = keys.map { _ in TextTranslation() }
  }

  /// The key number of each row in the right side, `UInt32.max` where there is none.
  mutating func numbers(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let layout = table.layout
    let words = try batch.arena.allocate(UInt64.self, batch.count * layout.wordCount)
    words.update(repeating: 0, count: batch.count * layout.wordCount)
    let isKnown = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    isKnown.update(repeating: ~0, count: Bits.wordCount(batch.count))
    var validity: UnsafeMutablePointer<UInt64>?
    for part in layout.parts {
      let vector = try batch.vector(keys[part.key])
      validity = try Bits.both(validity, vector.validity, count: batch.count, batch.arena)
      try encode(part, vector, batch, words + part.word, isKnown)
    }
    if let validity, !table.nullsMatch {
      nullKeyCount += batch.count - Bits.setCount(validity, count: batch.count)
      for word in 0..<Bits.wordCount(batch.count) { isKnown[word] &= validity[word] }
    }
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    table.find(words, batch.count, numbers: numbers)
    if Bits.setCount(isKnown, count: batch.count) < batch.count {
      for row in 0..<batch.count where isKnown[row >> 6] >> UInt64(row & 63) & 1 == 0 { numbers[row] = .max }
    }
    return numbers
  }

  /// As the right side's keys were encoded, null as zero; a value that no right key has is marked not known.
  private mutating func encode(
    _ part: KeyLayout.Part, _ vector: Vector, _ batch: Batch, _ out: UnsafeMutablePointer<UInt64>,
    _ isKnown: UnsafeMutablePointer<UInt64>
  ) throws(Diagnostic) {
    let (stride, shift, count) = (table.layout.wordCount, part.shift, batch.count)
    switch (part.content, vector.values) {
    case (.packed(let base), .integers(let values)):
      let limit = part.bits >= 64 ? UInt64.max : (1 << part.bits) - 1
      let skipsNulls = table.nullsMatch
      for row in 0..<count where !skipsNulls || vector.isValid(row) {
        let field = UInt64(bitPattern: values[row] &- base) &+ 1
        let fits = field <= limit && field != 0
        out[row * stride] |= (fits ? field : 0) << shift
        if !fits { isKnown[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
    case (.packed, .text(let codes, let dictionary)):
      guard let texts = table.texts[part.key] else { return }
      let isSame = table.layout.dictionaries[part.key] === dictionary
      for row in 0..<count where vector.isValid(row) {
        let code = Int(codes[row])
        let found = isSame ? code : translations[part.key].find(code, dictionary, texts)
        out[row * stride] |= UInt64(found.map { $0 + 1 } ?? 0) << shift
        if found == nil { isKnown[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
    case (.packed, _), (.interned, _), (.whole, _), (.flags, _):
      KeyEncoder.encode(part, vector, count, stride: stride, out)
    }
  }
}

/// The codes that a dictionary's texts have in another, looked up once each.
private struct TextTranslation {
  private var dictionary: TextDictionary?
  /// Code + 1, `UInt32.max` for none, 0 for not looked up yet.
  private var known: [UInt32] = []

  mutating func find(_ code: Int, _ dictionary: TextDictionary, _ texts: TextIndex) -> Int? {
    if self.dictionary !== dictionary {
      self.dictionary = dictionary
      known = Array(repeating: 0, count: dictionary.count)
    }
    if known[code] == 0 {
      known[code] = texts.find(dictionary.utf8(code)).map { UInt32(truncatingIfNeeded: $0 + 1) } ?? .max
    }
    return known[code] == .max ? nil : Int(known[code] - 1)
  }
}
