import TianPlan
import TianSource

/// One value of any type for each group, for aggregates that keep a row's value: `min max first last`.
struct ValueStore {
  let type: DataType
  private(set) var isSet = Scratch<Bool>()
  /// Integers, bit patterns of doubles, truth values, or codes into `texts`; of a hedged figure its best.
  private(set) var words = Scratch<Int64>()
  private var low = Scratch<Int64>()
  private var high = Scratch<Int64>()
  private var ends = Scratch<UInt8>()
  private var count = 0
  private var texts: TextInterner?

  init(_ type: DataType) throws(Diagnostic) {
    self.type = type
    if type.kind == .text { texts = try TextInterner() }
  }

  mutating func grow(to count: Int) throws(Diagnostic) {
    guard count > self.count else { return }
    try isSet.grow(from: self.count, to: count, false)
    try words.grow(from: self.count, to: count, 0)
    if type.isHedged {
      try low.grow(from: self.count, to: count, 0)
      try high.grow(from: self.count, to: count, 0)
      try ends.grow(from: self.count, to: count, 0)
    }
    self.count = count
  }

  mutating func set(_ group: Int, _ vector: Vector, _ row: Int) throws(Diagnostic) {
    isSet[group] = true
    switch vector.values {
    case .integers(let values): words[group] = values[row]
    // Never -0, which is no less than 0: which of them stayed would depend on threads.
    case .doubles(let values): words[group] = Int64(bitPattern: (values[row] + 0).bitPattern)
    case .bits(let bits): words[group] = Int64(bits[row >> 6] >> UInt64(row & 63) & 1)
    case .text(let codes, let dictionary):
      words[group] = Int64(try texts?.intern(dictionary.utf8(Int(codes[row]))) ?? 0)
    case .hedged(let hedged):
      words[group] = hedged.best.word(row)
      low[group] = hedged.low.word(row)
      high[group] = hedged.high.word(row)
      ends[group] = hedged.ends[row]
    }
  }

  /// Gives groups the words of rows: groups that have none, and those whose word a row's is to replace.
  @inline(__always) func setWords(
    _ vector: Vector, _ groups: UnsafePointer<UInt32>, _ count: Int, _ word: (Int) -> Int64,
    where replaces: (Int, Int64, Int) -> Bool
  ) {
    guard let words = words.pointer, let isSet = isSet.pointer else { return }
    for row in 0..<count where vector.isValid(row) {
      let (group, word) = (Int(groups[row]), word(row))
      guard !isSet[group] || replaces(row, word, group) else { continue }
      (words[group], isSet[group]) = (word, true)
    }
  }

  mutating func set(_ group: Int, from other: ValueStore, _ otherGroup: Int) throws(Diagnostic) {
    isSet[group] = true
    if let otherTexts = other.texts {
      words[group] = Int64(try texts?.intern(otherTexts.utf8(Int(other.words[otherGroup]))) ?? 0)
    } else {
      words[group] = other.words[otherGroup]
    }
    if type.isHedged {
      low[group] = other.low[otherGroup]
      high[group] = other.high[otherGroup]
      ends[group] = other.ends[otherGroup]
    }
  }

  func text(_ group: Int) -> UnsafeBufferPointer<UInt8> {
    texts?.utf8(Int(words[group])) ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Of a hedged group: best, low, high, ends.
  func figure(_ group: Int) -> [Int64] { [words[group], low[group], high[group], Int64(ends[group])] }

  /// A column of the first groups; null where nothing was set.
  func finish(count: Int) throws(Diagnostic) -> Column {
    let dictionary = try texts.map { texts throws(Diagnostic) in try texts.finish() }
    var builder = ColumnBuilder(type)
    let arena = Arena()
    var start = 0
    while start < count {
      arena.reset()
      let size = min(Batch.capacity, count - start)
      var vector = try Vector.nulls(of: type, count: size, arena)
      for row in 0..<size where isSet[start + row] {
        vector.validity?[row >> 6] |= 1 << UInt64(row & 63)
        store(start + row, row, vector)
      }
      if case .text(let codes, _) = vector.values, let dictionary { vector.values = .text(codes, dictionary) }
      try builder.append(vector, count: size)
      start += size
    }
    return try builder.finish()
  }

  private func store(_ group: Int, _ row: Int, _ out: Vector) {
    switch out.values {
    case .integers(let values), .text(let values, _): values[row] = words[group]
    case .doubles(let values): values[row] = Double(bitPattern: UInt64(bitPattern: words[group]))
    case .bits(let bits): bits[row >> 6] |= UInt64(bitPattern: words[group]) << UInt64(row & 63)
    case .hedged(let hedged):
      hedged.best.set(words[group], row)
      hedged.low.set(low[group], row)
      hedged.high.set(high[group], row)
      hedged.ends[row] = ends[group]
    }
  }
}

extension ValueStore {
  /// Whether a batch's value comes before (negative), with (0) or after the one that a group has: figures by
  /// best alone, or by their bounds too, so that none but identical ones tie.
  func compare(_ vector: Vector, _ row: Int, with group: Int, byBest: Bool = false) -> Int {
    switch vector.values {
    case .integers(let values): Self.order(values[row], words[group])
    case .doubles(let values): Self.order(values[row], Double(bitPattern: UInt64(bitPattern: words[group])))
    case .bits(let bits): Self.order(Int64(bits[row >> 6] >> UInt64(row & 63) & 1), words[group])
    case .text(let codes, let dictionary):
      TextOrder.compare(dictionary.utf8(Int(codes[row])), text(group))
    case .hedged(let hedged):
      compare(
        [hedged.best.word(row), hedged.low.word(row), hedged.high.word(row), Int64(hedged.ends[row])],
        figure(group), byBest)
    }
  }

  func compare(_ group: Int, with other: ValueStore, _ otherGroup: Int, byBest: Bool = false) -> Int {
    if type.isHedged { return compare(figure(group), other.figure(otherGroup), byBest) }
    switch type.kind {
    case .text: return TextOrder.compare(text(group), other.text(otherGroup))
    case .float:
      return Self.order(
        Double(bitPattern: UInt64(bitPattern: words[group])),
        Double(bitPattern: UInt64(bitPattern: other.words[otherGroup])))
    case .int, .decimal, .date, .timestamp, .period, .bool:
      return Self.order(words[group], other.words[otherGroup])
    }
  }

  /// Best, low, high, ends.
  private func compare(_ left: [Int64], _ right: [Int64], _ byBest: Bool) -> Int {
    for (place, (first, second)) in zip(left, right).prefix(byBest ? 1 : 4).enumerated()
    where first != second {
      guard type.kind == .float, place < 3 else { return Self.order(first, second) }
      let order = Self.order(
        Double(bitPattern: UInt64(bitPattern: first)), Double(bitPattern: UInt64(bitPattern: second)))
      if order != 0 { return order }
    }
    return 0
  }

  private static func order<Number: Comparable>(_ left: Number, _ right: Number) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}

extension HedgedVector.Numbers {
  /// A coefficient, or the bits of a double.
  func word(_ row: Int) -> Int64 {
    switch self {
    case .integers(let values): values[row]
    case .doubles(let values): Int64(bitPattern: values[row].bitPattern)
    }
  }

  func set(_ word: Int64, _ row: Int) {
    switch self {
    case .integers(let values): values[row] = word
    case .doubles(let values): values[row] = Double(bitPattern: UInt64(bitPattern: word))
    }
  }
}
