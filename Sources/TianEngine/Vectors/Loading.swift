import TianSource

/// From columns to vectors: a range of rows is used in place where the widths agree, else widened; scattered
/// rows are gathered.
extension Column {
  func load(_ rows: RowSet, count: Int, _ arena: Arena) throws(Diagnostic) -> Vector {
    let values: Vector.Values
    switch storage {
    case .integers(let storage): values = .integers(try storage.load(rows, count: count, arena))
    case .doubles(let buffer): values = .doubles(try buffer.load(rows, count: count, arena))
    case .bits(let bitmap): values = .bits(try bitmap.load(rows, count: count, arena))
    case .text(let codes, let dictionary):
      values = .text(try codes.load(rows, count: count, arena), dictionary)
    case .hedged(let storage): values = .hedged(try storage.load(rows, count: count, arena))
    }
    return Vector(values, validity: try loadValidity(rows, count: count, arena))
  }

  private func loadValidity(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64>? {
    guard case .rowsOrMissing(let missing) = rows else {
      return try validity.map { bitmap throws(Diagnostic) in try bitmap.load(rows, count: count, arena) }
    }
    let out = try arena.allocate(UInt64.self, Bits.wordCount(count))
    for word in 0..<Bits.wordCount(count) {
      var bits: UInt64 = 0
      for bit in 0..<min(64, count - word * 64) {
        let row = missing[word * 64 + bit]
        let isValid = row != Batch.missingRow && (validity.map { $0[Int(row)] } ?? true)
        bits |= (isValid ? 1 : 0) << UInt64(bit)
      }
      out[word] = bits
    }
    return out
  }
}

extension IntegerStorage {
  func load(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
    switch self {
    case .int8(let buffer): try buffer.widen(rows, count: count, arena)
    case .int16(let buffer): try buffer.widen(rows, count: count, arena)
    case .int32(let buffer): try buffer.widen(rows, count: count, arena)
    case .int64(let buffer): try buffer.load(rows, count: count, arena)
    }
  }
}

extension Buffer {
  /// A range in place, other rows gathered; a missing row reads row 0, of an empty buffer whatever is there.
  fileprivate func load(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<Element> {
    switch rows {
    case .range(let start):
      return pointer + start
    case .rows(let rows):
      let out = try arena.allocate(Element.self, count)
      for index in 0..<count { out[index] = pointer[Int(rows[index])] }
      return out
    case .rowsOrMissing(let rows):
      let out = try arena.allocate(Element.self, count)
      for index in 0..<count { out[index] = pointer[rows[index] == Batch.missingRow ? 0 : Int(rows[index])] }
      return out
    }
  }
}

extension Buffer where Element: FixedWidthInteger {
  fileprivate func widen(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<Int64> {
    let out = try arena.allocate(Int64.self, count)
    switch rows {
    case .range(let start):
      let from = pointer + start
      for index in 0..<count { out[index] = Int64(truncatingIfNeeded: from[index]) }
    case .rows(let rows):
      for index in 0..<count { out[index] = Int64(truncatingIfNeeded: pointer[Int(rows[index])]) }
    case .rowsOrMissing(let rows):
      for index in 0..<count {
        let row = rows[index] == Batch.missingRow ? 0 : Int(rows[index])
        out[index] = Int64(truncatingIfNeeded: pointer[row])
      }
    }
    return out
  }
}

extension Bitmap {
  fileprivate func load(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<UInt64> {
    switch rows {
    case .range(let start):
      return words.pointer + start / 64
    case .rows(let rows):
      return try Bits.gather(words.pointer, rows, count: count, arena)
    case .rowsOrMissing(let rows):
      let safe = try arena.allocate(UInt32.self, count)
      for index in 0..<count { safe[index] = rows[index] == Batch.missingRow ? 0 : rows[index] }
      return try Bits.gather(words.pointer, safe, count: count, arena)
    }
  }
}

extension HedgedStorage {
  fileprivate func load(_ rows: RowSet, count: Int, _ arena: Arena) throws(Diagnostic) -> HedgedVector {
    if case .range(let start) = rows, isExact(start, count: count) {
      let numbers = try best.load(rows, count: count, arena)
      let ends = try arena.allocate(UInt8.self, count)
      ends.update(repeating: 0, count: count)
      return HedgedVector(low: numbers, best: numbers, high: numbers, ends: ends, isExact: true)
    }
    return HedgedVector(
      low: try low.load(rows, count: count, arena), best: try best.load(rows, count: count, arena),
      high: try high.load(rows, count: count, arena), ends: try ends.load(rows, count: count, arena))
  }
}

extension HedgedStorage.Numbers {
  fileprivate func load(
    _ rows: RowSet, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> HedgedVector.Numbers {
    switch self {
    case .integers(let storage): .integers(try storage.load(rows, count: count, arena))
    case .doubles(let buffer): .doubles(try buffer.load(rows, count: count, arena))
    }
  }
}

extension Vector {
  /// Whole numbers, all null.
  static func nulls(count: Int, _ arena: Arena) throws(Diagnostic) -> Vector {
    let values = try arena.allocate(Int64.self, count)
    values.update(repeating: 0, count: count)
    let validity = try arena.allocate(UInt64.self, Bits.wordCount(count))
    validity.update(repeating: 0, count: Bits.wordCount(count))
    return Vector(.integers(values), validity: validity)
  }

  /// The values at some rows.
  func gather(
    _ rows: UnsafePointer<UInt32>, count: Int, _ arena: Arena
  ) throws(Diagnostic) -> Vector {
    let validity = try validity.map { words throws(Diagnostic) in
      try Bits.gather(words, rows, count: count, arena)
    }
    let gathered: Values
    switch values {
    case .integers(let from): gathered = .integers(try Self.gather(from, rows, count, arena))
    case .doubles(let from): gathered = .doubles(try Self.gather(from, rows, count, arena))
    case .bits(let words): gathered = .bits(try Bits.gather(words, rows, count: count, arena))
    case .text(let codes, let dictionary):
      gathered = .text(try Self.gather(codes, rows, count, arena), dictionary)
    case .hedged(let hedged) where hedged.isExact:
      let numbers = try hedged.best.gather(rows, count, arena)
      let ends = try arena.allocate(UInt8.self, count)
      ends.update(repeating: 0, count: count)
      gathered = .hedged(
        HedgedVector(low: numbers, best: numbers, high: numbers, ends: ends, isExact: true))
    case .hedged(let hedged):
      gathered = .hedged(
        HedgedVector(
          low: try hedged.low.gather(rows, count, arena), best: try hedged.best.gather(rows, count, arena),
          high: try hedged.high.gather(rows, count, arena),
          ends: try Self.gather(hedged.ends, rows, count, arena)))
    }
    return Vector(gathered, validity: validity)
  }

  static func gather<Element: BitwiseCopyable>(
    _ from: UnsafePointer<Element>, _ rows: UnsafePointer<UInt32>, _ count: Int, _ arena: Arena
  ) throws(Diagnostic) -> UnsafeMutablePointer<Element> {
    let out = try arena.allocate(Element.self, count)
    for index in 0..<count { out[index] = from[Int(rows[index])] }
    return out
  }
}

extension HedgedVector.Numbers {
  fileprivate func gather(
    _ rows: UnsafePointer<UInt32>, _ count: Int, _ arena: Arena
  ) throws(Diagnostic) -> HedgedVector.Numbers {
    switch self {
    case .integers(let from): .integers(try Vector.gather(from, rows, count, arena))
    case .doubles(let from): .doubles(try Vector.gather(from, rows, count, arena))
    }
  }
}
