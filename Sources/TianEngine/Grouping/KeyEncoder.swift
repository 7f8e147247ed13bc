import TianPlan
import TianSource

/// Writes the keys of batches as words, by a layout. One a worker.
struct KeyEncoder {
  let layout: KeyLayout
  private var memos: [InternMemo]

  init(_ layout: KeyLayout) {
    self.layout = layout
    memos = layout.ids.map { _ in InternMemo() }
  }

  /// `layout.wordCount` words a row, in the batch's arena.
  mutating func encode(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt64> {
    let words = try batch.arena.allocate(UInt64.self, batch.count * layout.wordCount)
    words.update(repeating: 0, count: batch.count * layout.wordCount)
    for part in layout.parts {
      let vector = try batch.vector(layout.ids[part.key])
      try encode(part, vector, batch, words + part.word)
    }
    return words
  }

  private mutating func encode(
    _ part: KeyLayout.Part, _ vector: Vector, _ batch: Batch, _ out: UnsafeMutablePointer<UInt64>
  ) throws(Diagnostic) {
    let (stride, count) = (layout.wordCount, batch.count)
    guard case (.interned, .text(let codes, let dictionary)) = (part.content, vector.values) else {
      return Self.encode(part, vector, count, stride: stride, out)
    }
    let interned = try batch.arena.allocate(Int64.self, count)
    try layout.interner?.intern(codes, dictionary, vector, count, &memos[part.key], into: interned)
    Self.pack(interned, 0, vector.validity, out, stride, part.shift, count)
  }

  /// A part that needs no interner; a null leaves its zero.
  static func encode(
    _ part: KeyLayout.Part, _ vector: Vector, _ count: Int, stride: Int, _ out: UnsafeMutablePointer<UInt64>
  ) {
    let shift = part.shift
    switch (part.content, vector.values) {
    case (.packed(let base), .integers(let values)), (.packed(let base), .text(let values, _)):
      pack(values, base, vector.validity, out, stride, shift, count)
    case (.packed, .bits(let words)):
      for row in 0..<count where vector.isValid(row) {
        out[row * stride] |= ((words[row >> 6] >> UInt64(row & 63) & 1) + 1) << shift
      }
    case (.whole, .integers(let values)):
      for row in 0..<count where vector.isValid(row) { out[row * stride] = UInt64(bitPattern: values[row]) }
    case (.whole, .doubles(let values)):
      for row in 0..<count where vector.isValid(row) { out[row * stride] = bits(values[row]) }
    case (.whole(let whole), .hedged(let hedged)):
      let numbers = hedged.numbers(whole)
      for row in 0..<count where vector.isValid(row) { out[row * stride] = numbers.keyWord(row) }
    case (.flags, .hedged(let hedged)):
      for row in 0..<count where vector.isValid(row) {
        out[row * stride] |= (UInt64(hedged.ends[row]) << 1 | 1) << shift
      }
    case (.flags, .integers), (.flags, .doubles):
      for row in 0..<count where vector.isValid(row) { out[row * stride] |= 1 << shift }
    case (.packed, _), (.interned, _), (.whole, _), (.flags, _):
      break
    }
  }

  /// 0 and -0 are one value.
  @inline(__always) static func bits(_ value: Double) -> UInt64 { (value + 0).bitPattern }

  @inline(__always) private static func pack(
    _ values: UnsafePointer<Int64>, _ base: Int64, _ validity: UnsafePointer<UInt64>?,
    _ out: UnsafeMutablePointer<UInt64>, _ stride: Int, _ shift: UInt64, _ count: Int
  ) {
    if let validity {
      for row in 0..<count {
        let isValid = validity[row >> 6] >> UInt64(row & 63) & 1
        out[row &* stride] |= ((UInt64(bitPattern: values[row] &- base) &+ 1) &* isValid) &<< shift
      }
    } else if stride == 1 {
      for row in 0..<count { out[row] |= (UInt64(bitPattern: values[row] &- base) &+ 1) &<< shift }
    } else {
      for row in 0..<count { out[row &* stride] |= (UInt64(bitPattern: values[row] &- base) &+ 1) &<< shift }
    }
  }
}

/// Reads the columns of keys back out of their words.
struct KeyDecoder {
  let layout: KeyLayout

  /// One column a key, a row for every `layout.wordCount` words.
  func decode(_ words: UnsafePointer<UInt64>, count: Int) throws(Diagnostic) -> [Column] {
    var columns: [Column] = []
    let texts = try layout.interner.map { interner throws(Diagnostic) in try interner.finish() }
    let arena = Arena()
    for key in layout.ids.indices {
      var builder = ColumnBuilder(layout.types[key])
      var start = 0
      while start < count {
        arena.reset()
        let size = min(Batch.capacity, count - start)
        let vector = try self.vector(key, words + start * layout.wordCount, size, texts, arena)
        try builder.append(vector, count: size)
        start += size
      }
      columns.append(try builder.finish())
    }
    return columns
  }

  private func vector(
    _ key: Int, _ words: UnsafePointer<UInt64>, _ count: Int, _ texts: TextDictionary?, _ arena: Arena
  ) throws(Diagnostic) -> Vector {
    var out = try Vector.nulls(of: layout.types[key], count: count, arena)
    guard let validity = out.validity else { return out }
    for part in layout.parts where part.key == key {
      for row in 0..<count {
        let mask = part.bits >= 64 ? UInt64.max : (1 << part.bits) - 1
        let field = words[row * layout.wordCount + part.word] >> part.shift & mask
        switch part.content {
        case .packed(let base):
          guard field != 0 else { continue }
          validity[row >> 6] |= 1 << UInt64(row & 63)
          store(Int64(bitPattern: field &- 1) &+ base, row, out)
        case .interned:
          guard field != 0 else { continue }
          validity[row >> 6] |= 1 << UInt64(row & 63)
          store(Int64(bitPattern: field &- 1), row, out)
        case .whole(let whole): store(field, whole, row, out)
        case .flags:
          guard field != 0 else { continue }
          validity[row >> 6] |= 1 << UInt64(row & 63)
          if case .hedged(let hedged) = out.values {
            hedged.ends[row] = UInt8(truncatingIfNeeded: field >> 1)
          }
        }
      }
    }
    if case .text(let codes, _) = out.values, let dictionary = layout.dictionaries[key] ?? texts {
      out.values = .text(codes, dictionary)
    }
    return out
  }

  private func store(_ value: Int64, _ row: Int, _ out: Vector) {
    switch out.values {
    case .integers(let values), .text(let values, _): values[row] = value
    case .bits(let words): if value != 0 { words[row >> 6] |= 1 << UInt64(row & 63) }
    case .doubles, .hedged: break
    }
  }

  private func store(_ bits: UInt64, _ whole: KeyLayout.Part.Whole, _ row: Int, _ out: Vector) {
    switch out.values {
    case .integers(let values): values[row] = Int64(bitPattern: bits)
    case .doubles(let values): values[row] = Double(bitPattern: bits)
    case .hedged(let hedged):
      switch hedged.numbers(whole) {
      case .integers(let values): values[row] = Int64(bitPattern: bits)
      case .doubles(let values): values[row] = Double(bitPattern: bits)
      }
    case .text, .bits: break
    }
  }
}

extension HedgedVector {
  func numbers(_ whole: KeyLayout.Part.Whole) -> Numbers {
    switch whole {
    case .low: low
    case .value, .best: best
    case .high: high
    }
  }
}

extension HedgedVector.Numbers {
  @inline(__always) func keyWord(_ row: Int) -> UInt64 {
    switch self {
    case .integers(let values): UInt64(bitPattern: values[row])
    case .doubles(let values): KeyEncoder.bits(values[row])
    }
  }
}
