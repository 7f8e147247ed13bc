import TianPlan
import TianSource

extension Column {
  /// The column at some rows, in the same width and with the same dictionary; `Batch.missingRow` gives null.
  /// Cost: linear in the rows asked for.
  func gather(_ rows: Buffer<UInt32>, mayMiss: Bool = false) throws(Diagnostic) -> Column {
    let storage: Storage
    switch self.storage {
    case .integers(let values): storage = .integers(try values.gather(rows, mayMiss))
    case .doubles(let values): storage = .doubles(try values.gather(rows, mayMiss))
    case .bits(let bitmap): storage = .bits(try bitmap.gather(rows, mayMiss))
    case .text(let codes, let dictionary): storage = .text(try codes.gather(rows, mayMiss), dictionary)
    case .hedged(let hedged): storage = .hedged(try hedged.gather(rows, mayMiss))
    }
    let texts = try originals.map { texts throws(Diagnostic) in
      OriginalTexts(codes: try texts.codes.gather(rows, mayMiss), dictionary: texts.dictionary)
    }
    let validity = try gatherValidity(rows, mayMiss)
    return Column(
      type: type, count: rows.count, storage: storage, validity: validity, range: range, originals: texts,
      reasons: try gatherReasons(rows, mayMiss, validity))
  }

  private func gatherValidity(_ rows: Buffer<UInt32>, _ mayMiss: Bool) throws(Diagnostic) -> Bitmap? {
    guard validity != nil || mayMiss else { return nil }
    let out = try Bitmap(count: rows.count)
    try Execution.inPieces(0..<rows.count) { range in
      for index in range {
        let row = rows.pointer[index]
        if mayMiss && row == Batch.missingRow { continue }
        if validity.map({ $0[Int(row)] }) ?? true { out.set(index) }
      }
    }
    return out.setCount == rows.count ? nil : out
  }

  /// Columns of one type one after another.
  static func concatenate(_ columns: [Column], type: DataType) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    for column in columns { try builder.append(column) }
    return try builder.finish()
  }
}

extension Buffer {
  /// A missing row reads row 0, which an empty buffer's padding allows.
  func gather(_ rows: Buffer<UInt32>, _ mayMiss: Bool) throws(Diagnostic) -> Buffer<Element> {
    let out = try Buffer(count: rows.count)
    let (from, chosen, to) = (pointer, rows.pointer, out.pointer)
    try Execution.inPieces(0..<rows.count) { range in
      if mayMiss {
        for index in range { to[index] = from[chosen[index] == Batch.missingRow ? 0 : Int(chosen[index])] }
      } else {
        for index in range { to[index] = from[Int(chosen[index])] }
      }
    }
    return out
  }
}

extension IntegerStorage {
  func gather(_ rows: Buffer<UInt32>, _ mayMiss: Bool) throws(Diagnostic) -> IntegerStorage {
    switch self {
    case .int8(let buffer): .int8(try buffer.gather(rows, mayMiss))
    case .int16(let buffer): .int16(try buffer.gather(rows, mayMiss))
    case .int32(let buffer): .int32(try buffer.gather(rows, mayMiss))
    case .int64(let buffer): .int64(try buffer.gather(rows, mayMiss))
    }
  }
}

extension Bitmap {
  fileprivate func gather(_ rows: Buffer<UInt32>, _ mayMiss: Bool) throws(Diagnostic) -> Bitmap {
    let out = try Bitmap(count: rows.count)
    try Execution.inPieces(0..<rows.count) { range in
      for index in range {
        let row = rows.pointer[index]
        if mayMiss && row == Batch.missingRow { continue }
        if self[Int(row)] { out.set(index) }
      }
    }
    return out
  }
}

extension HedgedStorage {
  fileprivate func gather(_ rows: Buffer<UInt32>, _ mayMiss: Bool) throws(Diagnostic) -> HedgedStorage {
    func numbers(_ numbers: Numbers) throws(Diagnostic) -> Numbers {
      switch numbers {
      case .integers(let storage): .integers(try storage.gather(rows, mayMiss))
      case .doubles(let buffer): .doubles(try buffer.gather(rows, mayMiss))
      }
    }
    let codes = try originalCodes.map { codes throws(Diagnostic) in try codes.gather(rows, mayMiss) }
    return HedgedStorage(
      low: try numbers(low), best: try numbers(best), high: try numbers(high),
      ends: try ends.gather(rows, mayMiss), originalCodes: codes, originals: originals)
  }
}
