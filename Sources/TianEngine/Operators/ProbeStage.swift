import TianPlan
import TianSource

/// Looks every row of the flow up in a join's right side.
final class ProbeStage: PipelineStage {
  private let probe: Pipeline.Probe
  private let keys: [ColumnID]
  private let bindings: Bindings
  private var translations: [TextTranslation]
  private var nullKeyCount = 0

  init(_ probe: Pipeline.Probe, _ bindings: Bindings) {
    self.probe = probe
    self.bindings = bindings
    keys = probe.step.on.map(\.left)
    translations = keys.map { _ in TextTranslation() }
  }

  var notes: [RunNote] {
    nullKeyCount > 0 ? [.nullKey(rowCount: nullKeyCount, span: probe.step.span)] : []
  }

  func process(_ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void) throws(Diagnostic) {
    let numbers = try self.numbers(batch)
    switch probe.step.kind {
    case .semi, .anti:
      let rows = try batch.arena.allocate(UInt32.self, batch.count)
      let wantsMatch = probe.step.kind == .semi
      var count = 0
      for row in 0..<batch.count {
        rows[count] = UInt32(truncatingIfNeeded: row)
        count += (numbers[row] != .max) == wantsMatch ? 1 : 0
      }
      if count < batch.count { try batch.select(rows, count: count, keep: probe.keep) }
      try next(batch)
    case .one:
      if !probe.table.isUnique { try checkSingle(numbers, batch) }
      try lookUp(numbers, batch)
      try next(batch)
    case .left where probe.table.isUnique:
      try lookUp(numbers, batch)
      try next(batch)
    case .inner where probe.table.isUnique:
      let matched = try batch.arena.allocate(UInt32.self, batch.count)
      let right = try batch.arena.allocate(UInt32.self, batch.count)
      var count = 0
      for row in 0..<batch.count where numbers[row] != .max {
        matched[count] = UInt32(truncatingIfNeeded: row)
        right[count] = probe.table.row(of: numbers[row])
        count += 1
      }
      if count < batch.count { try batch.select(matched, count: count, keep: probe.keep) }
      batch.addSource(.rows(right), at: probe.source)
      try next(batch)
    case .inner, .left:
      try expand(numbers, batch, next)
    }
  }

  /// Every row stays; its right row, or none.
  private func lookUp(_ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch) throws(Diagnostic) {
    let right = try batch.arena.allocate(UInt32.self, batch.count)
    for row in 0..<batch.count {
      let rows = numbers[row] == .max ? nil : probe.table.rows(of: numbers[row]).first
      right[row] = rows ?? Batch.missingRow
    }
    batch.addSource(.rowsOrMissing(right), at: probe.source)
  }

  /// A row for every match, in batches of their own.
  private func expand(
    _ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch, _ next: (Batch) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let keepsUnmatched = probe.step.kind == .left
    let mark = batch.arena.mark
    var left = try batch.arena.allocate(UInt32.self, Batch.capacity)
    var right = try batch.arena.allocate(UInt32.self, Batch.capacity)
    var count = 0
    func flush() throws(Diagnostic) {
      let expanded = Batch(arena: batch.arena, bindings: bindings)
      try expanded.take(left, count: count, of: batch, keep: probe.keep)
      expanded.addSource(.rowsOrMissing(right), at: probe.source)
      try next(expanded)
      batch.arena.release(to: mark)
      left = try batch.arena.allocate(UInt32.self, Batch.capacity)
      right = try batch.arena.allocate(UInt32.self, Batch.capacity)
      count = 0
    }
    for row in 0..<batch.count {
      if numbers[row] == .max {
        guard keepsUnmatched else { continue }
        left[count] = UInt32(truncatingIfNeeded: row)
        right[count] = Batch.missingRow
        count += 1
        if count == Batch.capacity { try flush() }
        continue
      }
      for match in probe.table.rows(of: numbers[row]) {
        left[count] = UInt32(truncatingIfNeeded: row)
        right[count] = match
        count += 1
        if count == Batch.capacity { try flush() }
      }
    }
    if count > 0 { try flush() }
  }

  private func checkSingle(_ numbers: UnsafeMutablePointer<UInt32>, _ batch: Batch) throws(Diagnostic) {
    for row in 0..<batch.count where numbers[row] != .max {
      let matches = probe.table.rows(of: numbers[row])
      guard matches.count > 1 else { continue }
      let key = probe.step.on.compactMap { probe.table.relation[$0.right]?.text(Int(matches[0])) }
        .joined(separator: ", ")
      throw Diagnostic(
        .severalMatches,
        Bilingual(
          "`join one` found \(matches.count) rows for the key \(key)",
          "`关联 唯一` 为键 \(key) 找到 \(matches.count) 行"),
        at: [
          Diagnostic.Label(
            probe.step.span,
            Bilingual("`join left` keeps every match", "`关联 左` 保留全部匹配"))
        ])
    }
  }

  // MARK: keys

  /// The key number of each row in the right side, `UInt32.max` where there is none.
  private func numbers(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let layout = probe.table.layout
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
    if let validity, !probe.step.nullsMatch {
      nullKeyCount += batch.count - Bits.setCount(validity, count: batch.count)
      for word in 0..<Bits.wordCount(batch.count) { isKnown[word] &= validity[word] }
    }
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    probe.table.find(words, batch.count, numbers: numbers)
    if Bits.setCount(isKnown, count: batch.count) < batch.count {
      for row in 0..<batch.count where isKnown[row >> 6] >> UInt64(row & 63) & 1 == 0 { numbers[row] = .max }
    }
    return numbers
  }

  /// As the right side's keys were encoded; a value that no right key has is marked not known.
  private func encode(
    _ part: KeyLayout.Part, _ vector: Vector, _ batch: Batch, _ out: UnsafeMutablePointer<UInt64>,
    _ isKnown: UnsafeMutablePointer<UInt64>
  ) throws(Diagnostic) {
    let (stride, shift, count) = (probe.table.layout.wordCount, part.shift, batch.count)
    switch (part.content, vector.values) {
    case (.packed(let base), .integers(let values)):
      let limit = part.bits >= 64 ? UInt64.max : (1 << part.bits) - 1
      for row in 0..<count where vector.isValid(row) {
        let field = UInt64(bitPattern: values[row] &- base) &+ 1
        let fits = field <= limit && field != 0
        out[row * stride] |= (fits ? field : 0) << shift
        if !fits { isKnown[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
    case (.packed, .bits(let words)):
      for row in 0..<count where vector.isValid(row) {
        out[row * stride] |= ((words[row >> 6] >> UInt64(row & 63) & 1) + 1) << shift
      }
    case (.packed, .text(let codes, let dictionary)):
      guard let texts = probe.table.texts[part.key] else { return }
      let isSame = probe.table.layout.dictionaries[part.key] === dictionary
      for row in 0..<count where vector.isValid(row) {
        let code = Int(codes[row])
        let found = isSame ? code : translations[part.key].find(code, dictionary, texts)
        out[row * stride] |= UInt64(found.map { $0 + 1 } ?? 0) << shift
        if found == nil { isKnown[row >> 6] &= ~(1 << UInt64(row & 63)) }
      }
    case (.whole, .integers(let values)):
      for row in 0..<count where vector.isValid(row) { out[row * stride] = UInt64(bitPattern: values[row]) }
    case (.whole, .doubles(let values)):
      for row in 0..<count where vector.isValid(row) { out[row * stride] = KeyEncoder.bits(values[row]) }
    case (.whole(let whole), .hedged(let hedged)):
      let numbers = hedged.numbers(whole)
      for row in 0..<count where vector.isValid(row) {
        out[row * stride] = numbers.keyWord(row)
      }
    case (.flags, .hedged(let hedged)):
      for row in 0..<count where vector.isValid(row) {
        out[row * stride] |= (UInt64(hedged.ends[row]) << 1 | 1) << shift
      }
    case (.flags, _):
      for row in 0..<count where vector.isValid(row) { out[row * stride] |= 1 << shift }
    case (.packed, _), (.interned, _), (.whole, _):
      break
    }
  }
}

/// The codes that a dictionary's texts have in another, looked up once each.
private struct TextTranslation {
  private var dictionary: TextDictionary?
  /// Code + 1, -1 for none, 0 for not looked up yet.
  private var known: [Int32] = []

  mutating func find(_ code: Int, _ dictionary: TextDictionary, _ texts: TextIndex) -> Int? {
    if self.dictionary !== dictionary {
      self.dictionary = dictionary
      known = Array(repeating: 0, count: dictionary.count)
    }
    if known[code] == 0 { known[code] = texts.find(dictionary.utf8(code)).map { Int32($0) + 1 } ?? -1 }
    return known[code] < 0 ? nil : Int(known[code] - 1)
  }
}
