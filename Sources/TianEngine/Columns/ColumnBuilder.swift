import TianFigures
import TianPlan
import TianSource

/// Makes a column of vectors or columns appended one after another.
struct ColumnBuilder {
  private let type: DataType
  private var count = 0
  /// A byte a row, 1 for a value; begun with the first null.
  private var validity: GrowingBuffer<UInt8>?
  private var integers = GrowingBuffer<Int64>()
  private var doubles = GrowingBuffer<Double>()
  private var texts = TextParts()
  private var hedged: HedgedParts?
  /// Kept while every part has them.
  private var originals = TextParts()
  private var originalCount = 0
  private var reasons = ReasonParts()

  init(_ type: DataType) {
    self.type = type
    if type.isHedged { hedged = HedgedParts(isFloat: type.kind == .float) }
  }

  mutating func append(_ vector: Vector, count added: Int) throws(Diagnostic) {
    if vector.validity != nil { reasons.hasOthers = true }
    try take(vector, count: added)
  }

  private mutating func take(_ vector: Vector, count added: Int) throws(Diagnostic) {
    try Execution.check()
    if let words = vector.validity {
      try beginValidity()
      let room = try validity?.reserve(added)
      for row in 0..<added { room?[row] = UInt8(truncatingIfNeeded: words[row >> 6] >> UInt64(row & 63) & 1) }
    } else {
      try validity?.append(repeating: 1, count: added)
    }
    switch vector.values {
    case .integers(let values): try integers.append(values, count: added)
    case .doubles(let values): try doubles.append(values, count: added)
    case .bits(let words):
      let room = try integers.reserve(added)
      for row in 0..<added { room[row] = Int64(words[row >> 6] >> UInt64(row & 63) & 1) }
    case .text(let codes, let dictionary):
      try texts.append(codes, count: added, dictionary)
    case .hedged(let values): try hedged?.append(values, count: added)
    }
    count += added
  }

  /// A whole column, a batch at a time.
  mutating func append(_ column: Column) throws(Diagnostic) {
    let arena = Arena()
    var start = 0
    reasons.append(column, at: count)
    while start < column.count {
      let size = min(Batch.capacity, column.count - start)
      try take(try column.load(.range(start: start), count: size, arena), count: size)
      if case .hedged(let storage) = column.storage { try hedged?.appendOriginals(storage, start, size) }
      if let texts = column.originals {
        let codes = try texts.codes.load(.range(start: start), count: size, arena)
        try originals.append(codes, count: size, texts.dictionary)
        originalCount += size
      }
      arena.reset()
      start += size
    }
  }

  /// What another builder of the same type holds, after what this one does.
  mutating func append(_ other: ColumnBuilder) throws(Diagnostic) { try append(try other.finish()) }

  mutating func append(nulls added: Int, of type: DataType) throws(Diagnostic) {
    let arena = Arena()
    let nulls = try Vector.nulls(of: type, count: min(added, Batch.capacity), arena)
    var rest = added
    while rest > 0 {
      try append(nulls, count: min(rest, Batch.capacity))
      rest -= Batch.capacity
    }
  }

  private mutating func beginValidity() throws(Diagnostic) {
    guard validity == nil else { return }
    var bytes = GrowingBuffer<UInt8>()
    try bytes.append(repeating: 1, count: count)
    validity = bytes
  }

  func finish() throws(Diagnostic) -> Column {
    let bitmap = try finishValidity()
    if let hedged {
      return Column(
        type: type, count: count, storage: .hedged(try hedged.finish(bitmap)), validity: bitmap, range: nil,
        originals: try finishOriginals(bitmap), reasons: try reasons.finish())
    }
    switch type.kind {
    case .int, .decimal, .date, .timestamp, .period:
      let range = try Self.range(integers, bitmap)
      return Column(
        type: type, count: count, storage: .integers(try Self.narrow(integers, range)),
        validity: bitmap, range: range, originals: try finishOriginals(bitmap), reasons: try reasons.finish())
    case .float:
      return try plain(.doubles(try doubles.finish()), bitmap)
    case .bool:
      let bits = try Bitmap(count: count)
      if let values = integers.pointer {
        try Execution.inPieces(0..<count) { range in for row in range where values[row] != 0 { bits.set(row) }
        }
      }
      return try plain(.bits(bits), bitmap)
    case .text:
      let (codes, dictionary) = try texts.finish(bitmap)
      return try plain(.text(codes, dictionary), bitmap)
    }
  }

  private func plain(_ storage: Column.Storage, _ validity: Bitmap?) throws(Diagnostic) -> Column {
    Column(
      type: type, count: count, storage: storage, validity: validity, range: nil, originals: nil,
      reasons: validity == nil ? nil : try reasons.finish())
  }

  private func finishOriginals(_ validity: Bitmap?) throws(Diagnostic) -> OriginalTexts? {
    guard originalCount == count, count > 0 else { return nil }
    let (codes, dictionary) = try originals.finish(validity)
    return OriginalTexts(codes: codes, dictionary: dictionary)
  }

  private func finishValidity() throws(Diagnostic) -> Bitmap? {
    guard let bytes = validity?.pointer else { return nil }
    let bitmap = try Bitmap(count: count)
    try Execution.inPieces(0..<count) { range in for row in range where bytes[row] != 0 { bitmap.set(row) } }
    return bitmap.setCount == count ? nil : bitmap
  }

  static func range(
    _ values: GrowingBuffer<Int64>, _ validity: Bitmap?
  ) throws(Diagnostic) -> ClosedRange<Int64>? {
    guard let pointer = values.pointer else { return nil }
    var (low, high) = (Int64.max, Int64.min)
    try Execution.inPieces(0..<values.count) { range in
      if let validity {
        for row in range where validity[row] {
          low = min(low, pointer[row])
          high = max(high, pointer[row])
        }
      } else {
        for row in range {
          low = min(low, pointer[row])
          high = max(high, pointer[row])
        }
      }
    }
    return low <= high ? low...high : nil
  }

  /// In the narrowest width; what stands at null rows is cut off to fit.
  static func narrow(
    _ values: GrowingBuffer<Int64>, _ range: ClosedRange<Int64>?
  ) throws(Diagnostic) -> IntegerStorage {
    let storage = try IntegerStorage.allocate(
      count: values.count, width: IntegerStorage.width(holding: range ?? 0...0))
    if let pointer = values.pointer {
      try Execution.inPieces(0..<values.count) { range in
        storage.store(pointer + range.lowerBound, count: range.count, at: range.lowerBound)
      }
    }
    return storage
  }
}

/// Codes with the dictionaries that they stand in.
private struct TextParts {
  private var codes = GrowingBuffer<Int64>()
  private var parts: [(dictionary: TextDictionary, end: Int)] = []

  mutating func append(_ added: UnsafePointer<Int64>, count: Int, _ dictionary: TextDictionary)
    throws(Diagnostic)
  {
    try codes.append(added, count: count)
    if let last = parts.indices.last, parts[last].dictionary === dictionary {
      parts[last].end = codes.count
    } else {
      parts.append((dictionary, codes.count))
    }
  }

  /// One dictionary all along is kept; of several, or of one that repeats itself, a new one is made.
  func finish(_ validity: Bitmap?) throws(Diagnostic) -> (IntegerStorage, TextDictionary) {
    if parts.count <= 1, parts.first?.dictionary.isUnique ?? true {
      let dictionary = if let first = parts.first { first.dictionary } else { try TextDictionary([]) }
      return (try narrowed(codes.pointer, count: dictionary.count, validity), dictionary)
    }
    var interner = try TextInterner()
    let mapped = try Buffer<Int64>(count: codes.count, zeroed: true)
    var row = 0
    for (dictionary, end) in parts {
      // Codes of a part that were seen already; -1 else. Not worth its memory where the part is shorter.
      var seen = dictionary.count <= end - row ? [Int64](repeating: -1, count: dictionary.count) : []
      while row < end, let codes = codes.pointer {
        if row & 0xFFFF == 0 { try Execution.check() }
        if validity?[row] ?? true {
          let code = Int(codes[row])
          if !seen.isEmpty, seen[code] >= 0 {
            mapped.pointer[row] = seen[code]
          } else {
            mapped.pointer[row] = Int64(try interner.intern(dictionary.utf8(code)))
            if !seen.isEmpty { seen[code] = mapped.pointer[row] }
          }
        }
        row += 1
      }
    }
    let dictionary = try interner.finish()
    return (try narrowed(mapped.pointer, count: dictionary.count, validity), dictionary)
  }

  private func narrowed(
    _ values: UnsafeMutablePointer<Int64>?, count: Int, _ validity: Bitmap?
  ) throws(Diagnostic) -> IntegerStorage {
    let storage = try IntegerStorage.allocate(
      count: codes.count, width: IntegerStorage.width(holding: 0...Int64(max(count, 1))))
    guard let values else { return storage }
    if let validity {
      try Execution.inPieces(0..<codes.count) { range in
        for row in range where !validity[row] { values[row] = 0 }
      }
    }
    try Execution.inPieces(0..<codes.count) { range in
      storage.store(values + range.lowerBound, count: range.count, at: range.lowerBound)
    }
    return storage
  }
}

/// The columns of a hedged one. Rows of parts without original texts have empty ones beside others.
private struct HedgedParts {
  private let isFloat: Bool
  private var ends = GrowingBuffer<UInt8>()
  private var integers = [GrowingBuffer<Int64>](repeating: GrowingBuffer(), count: 3)
  private var doubles = [GrowingBuffer<Double>](repeating: GrowingBuffer(), count: 3)
  private var originals = TextParts()
  private var originalCount = 0
  private var hasOriginals = false

  init(isFloat: Bool) { self.isFloat = isFloat }

  mutating func append(_ values: HedgedVector, count: Int) throws(Diagnostic) {
    try ends.append(values.ends, count: count)
    for (index, numbers) in [values.low, values.best, values.high].enumerated() {
      switch numbers {
      case .integers(let from): try integers[index].append(from, count: count)
      case .doubles(let from): try doubles[index].append(from, count: count)
      }
    }
  }

  mutating func appendOriginals(_ storage: HedgedStorage, _ start: Int, _ count: Int) throws(Diagnostic) {
    guard let codes = storage.originalCodes, let dictionary = storage.originals else { return }
    let arena = Arena()
    try appendEmpty(until: ends.count - count)
    try originals.append(
      try codes.load(.range(start: start), count: count, arena), count: count, dictionary)
    originalCount += count
    hasOriginals = true
  }

  /// Empty texts for the rows before that have none.
  private mutating func appendEmpty(until end: Int) throws(Diagnostic) {
    guard originalCount < end else { return }
    let codes = try Buffer<Int64>(count: end - originalCount, zeroed: true)
    try originals.append(codes.pointer, count: codes.count, try TextDictionary([""]))
    originalCount = end
  }

  func finish(_ validity: Bitmap?) throws(Diagnostic) -> HedgedStorage {
    func numbers(_ index: Int) throws(Diagnostic) -> HedgedStorage.Numbers {
      if isFloat { return .doubles(try doubles[index].finish()) }
      let range = try ColumnBuilder.range(integers[index], validity)
      return .integers(try ColumnBuilder.narrow(integers[index], range))
    }
    var copy = self
    if hasOriginals { try copy.appendEmpty(until: ends.count) }
    let texts = hasOriginals ? try copy.originals.finish(validity) : nil
    return HedgedStorage(
      low: try numbers(0), best: try numbers(1), high: try numbers(2), ends: try ends.finish(),
      originalCodes: texts?.0, originals: texts?.1)
  }
}
