import TianPlan
import TianSource

/// How tuples of key values become words that are equal just when the tuples are: small domains packed beside
/// one another, wide ones in words of their own. Null is a value like any other.
struct KeyLayout: Sendable {
  /// One value's place: `(value - base + 1) << shift` in a word, 0 for null.
  struct Part: Sendable {
    enum Content: Sendable {
      /// A whole number, a truth value, or a code of the dictionary that all rows share.
      case packed(base: Int64)
      /// A code that the layout's interner gives.
      case interned
      /// 64 bits as they are: integers of unknown bounds, doubles, a hedged figure's low, best, high.
      case whole(Whole)
      /// Whether the value is null, of one whose bits are in words of their own; a hedged figure's ends.
      case flags
    }

    enum Whole: Sendable {
      case value, low, best, high
    }

    var key: Int
    var content: Content
    var word = 0
    var shift: UInt64 = 0
    var bits: UInt64
  }

  let ids: [ColumnID]
  let types: [DataType]
  private(set) var parts: [Part] = []
  private(set) var wordCount = 1
  /// Of a layout of one word: how many of its bits are used.
  private(set) var usedBits: UInt64 = 0
  /// The dictionary that all rows of a text key share, where one does.
  let dictionaries: [TextDictionary?]
  let interner: SharedInterner?

  /// - Parameter column: the stored column of a key, where it is stored: its bounds and dictionary.
  init(_ ids: [ColumnID], _ plan: Plan, column: (ColumnID) -> Column?) throws(Diagnostic) {
    self.ids = ids
    types = ids.map { plan.type(of: $0) }
    var dictionaries: [TextDictionary?] = []
    var parts: [Part] = []
    for (key, id) in ids.enumerated() {
      let stored = column(id)
      var dictionary: TextDictionary?
      if case .text(_, let shared)? = stored?.storage, shared.isUnique { dictionary = shared }
      dictionaries.append(dictionary)
      parts += Self.parts(key, types[key], range: stored?.range, dictionary)
    }
    self.dictionaries = dictionaries
    let needsInterner = parts.contains { if case .interned = $0.content { true } else { false } }
    interner = needsInterner ? try SharedInterner() : nil
    place(parts)
  }

  private static func parts(
    _ key: Int, _ type: DataType, range: ClosedRange<Int64>?, _ dictionary: TextDictionary?
  ) -> [Part] {
    if type.isHedged {
      return [
        Part(key: key, content: .whole(.low), bits: 64), Part(key: key, content: .whole(.best), bits: 64),
        Part(key: key, content: .whole(.high), bits: 64), Part(key: key, content: .flags, bits: 5),
      ]
    }
    switch type.kind {
    case .bool: return [Part(key: key, content: .packed(base: 0), bits: 2)]
    case .text:
      guard let dictionary else { return [Part(key: key, content: .interned, bits: 33)] }
      return [Part(key: key, content: .packed(base: 0), bits: bits(for: UInt64(dictionary.count) + 1))]
    case .int, .decimal, .date, .timestamp, .period:
      if let range {
        let span = UInt64(bitPattern: range.upperBound) &- UInt64(bitPattern: range.lowerBound)
        if span < UInt64.max >> 2 {
          return [Part(key: key, content: .packed(base: range.lowerBound), bits: bits(for: span + 1))]
        }
      }
      return [Part(key: key, content: .whole(.value), bits: 64), Part(key: key, content: .flags, bits: 5)]
    case .float:
      return [Part(key: key, content: .whole(.value), bits: 64), Part(key: key, content: .flags, bits: 5)]
    }
  }

  /// Bits that hold 0 to a largest value.
  private static func bits(for largest: UInt64) -> UInt64 { UInt64(64 - largest.leadingZeroBitCount) }

  /// First fit: small parts share words, whole ones do not.
  private mutating func place(_ unplaced: [Part]) {
    var used: [UInt64] = []
    for var part in unplaced {
      if let word = used.firstIndex(where: { $0 + part.bits <= 64 }) {
        part.word = word
        part.shift = used[word]
        used[word] += part.bits
      } else {
        part.word = used.count
        used.append(part.bits)
      }
      parts.append(part)
    }
    wordCount = max(1, used.count)
    usedBits = used.count <= 1 ? used.first ?? 0 : 64
  }
}

/// An interner that the workers of a pipeline share: a batch of texts at a time under its lock.
final class SharedInterner: Sendable {
  private let interner: Guarded<TextInterner>

  init() throws(Diagnostic) { interner = Guarded(try TextInterner()) }

  /// The codes of a batch's texts; of a null row 0. A code met before in this dictionary is remembered.
  func intern(
    _ codes: UnsafePointer<Int64>, _ dictionary: TextDictionary, _ vector: Vector, _ count: Int,
    _ memo: inout InternMemo, into out: UnsafeMutablePointer<Int64>
  ) throws(Diagnostic) {
    try memo.begin(dictionary)
    try interner.access { interner throws(Diagnostic) in
      for row in 0..<count {
        guard vector.isValid(row) else {
          out[row] = 0
          continue
        }
        let code = Int(codes[row])
        if let known = memo[code] {
          out[row] = Int64(known)
        } else {
          let interned = try interner.intern(dictionary.utf8(code))
          memo[code] = interned
          out[row] = Int64(interned)
        }
      }
    }
  }

  func finish() throws(Diagnostic) -> TextDictionary {
    try interner.access { interner throws(Diagnostic) in try interner.finish() }
  }
}

/// What the codes of a worker's current dictionary were interned as. Batch dictionaries come and go and are
/// not worth remembering: they hold each text once or so.
struct InternMemo {
  private var dictionary: TextDictionary?
  private var known = Scratch<UInt32>()
  private var remembers = false

  mutating func begin(_ next: TextDictionary) throws(Diagnostic) {
    guard dictionary !== next else { return }
    dictionary = next
    remembers = next.count > Batch.capacity || next.isUnique
    if remembers { try known.fill(next.count, .max) }
  }

  subscript(code: Int) -> UInt32? {
    get { !remembers || known[code] == .max ? nil : known[code] }
    set { if remembers, let newValue { known[code] = newValue } }
  }
}
