import TianFigures
import TianPlan
import TianSource

/// A column as it leaves the loader; cells that did not fit it are told by its reasons of nulls.
struct LoadedColumn {
  var column: Column
  /// What was decided of its cells, where that could have been decided otherwise.
  var findings: [ColumnFinding] = []
  /// The first cell for which the column is text, where the rest are numbers.
  var textCause: TextCause?
  var ownMultiplier: OwnMultiplier?

  var type: DataType { column.type }

  /// Of another reading of the same cells, with what there is to say of this one.
  func with(_ column: Column) -> LoadedColumn {
    var copy = self
    copy.column = column
    return copy
  }

  /// One that nobody has asked for: without rows.
  static func unread(_ type: DataType) throws(Diagnostic) -> LoadedColumn {
    LoadedColumn(column: try Column.unread(type))
  }
}

/// Puts the parts of a column together, in file order.
struct ColumnAssembly {
  let gathered: ColumnPass.Gathered
  let rowCount: Int

  private var loading: LoadingColumn { gathered.column.column }
  private var unit: Unit? { loading.declared?.unit(in: loading.reading.units) ?? loading.header.unit }

  /// The segments' memory is given back as soon as it was copied, for the next column to use.
  func assemble() throws(Diagnostic) -> LoadedColumn {
    defer { for arena in gathered.arenas { arena.free() } }
    let column =
      switch gathered.column.mode {
      case .number: try assembleNumbers()
      case .float: try assembleFloats()
      case .text:
        try TextDecision(
          coded: try assembleText(), declared: loading.declared, unit: unit, reading: loading.reading
        ).decide()
      }
    return loading.declared?.isHedged == true ? try column.asHedged() : column
  }

  private func assembleNumbers() throws(Diagnostic) -> LoadedColumn {
    let scale = gathered.census.scale
    let range = gathered.census.range(atScale: scale)
    let storage = try IntegerStorage.allocate(
      count: rowCount, width: IntegerStorage.width(holding: range ?? 0...0))
    switch storage {
    case .int8(let buffer): copyNumbers(to: buffer.pointer, scale: scale)
    case .int16(let buffer): copyNumbers(to: buffer.pointer, scale: scale)
    case .int32(let buffer): copyNumbers(to: buffer.pointer, scale: scale)
    case .int64(let buffer): copyNumbers(to: buffer.pointer, scale: scale)
    }
    let isDecimal = scale > 0 || loading.declared.map { $0.kind != .int } ?? false
    let type = DataType(isDecimal ? .decimal(scale: scale) : .int, unit: unit)
    return try loaded(type, .integers(storage), range: range)
  }

  private func copyNumbers<Out: FixedWidthInteger>(to out: UnsafeMutablePointer<Out>, scale: Int) {
    for part in gathered.parts {
      let segment = part.segment
      let factor = ExactDecimal.power(scale - segment.scale)
      let to = out + part.row
      switch segment.width {
      case 1: Self.copy(segment.integers(Int8.self), to, segment.rowCount, factor)
      case 2: Self.copy(segment.integers(Int16.self), to, segment.rowCount, factor)
      case 4: Self.copy(segment.integers(Int32.self), to, segment.rowCount, factor)
      default: Self.copy(segment.integers(Int64.self), to, segment.rowCount, factor)
      }
    }
  }

  /// The products fit: the column's range was raised to its scale before its width was chosen.
  private static func copy<In: FixedWidthInteger, Out: FixedWidthInteger>(
    _ from: UnsafePointer<In>, _ to: UnsafeMutablePointer<Out>, _ count: Int, _ factor: Int64
  ) {
    if factor == 1 {
      for row in 0..<count { to[row] = Out(truncatingIfNeeded: from[row]) }
    } else {
      for row in 0..<count { to[row] = Out(truncatingIfNeeded: Int64(from[row]) &* factor) }
    }
  }

  private func assembleFloats() throws(Diagnostic) -> LoadedColumn {
    let buffer = try Buffer<Double>(count: rowCount)
    for part in gathered.parts {
      (buffer.pointer + part.row).update(
        from: part.segment.values.assumingMemoryBound(to: Double.self), count: part.segment.rowCount)
    }
    return try loaded(DataType(.float, unit: unit), .doubles(buffer))
  }

  private func loaded(
    _ type: DataType, _ storage: Column.Storage, range: ClosedRange<Int64>? = nil
  ) throws(Diagnostic) -> LoadedColumn {
    let validity = try validity()
    let column = Column(
      type: type, count: rowCount, storage: storage, validity: validity, range: range, originals: nil,
      reasons: validity == nil ? nil : try reasons())
    return LoadedColumn(column: column)
  }

  /// What the workers noted, in the order of the rows.
  private func reasons() throws(Diagnostic) -> NullReasons {
    var builder = NullReasonsBuilder()
    for part in gathered.parts where !part.segment.notes.isEmpty {
      try gathered.notes[part.worker].append(part.segment.notes, at: part.row, to: &builder)
    }
    return try builder.finish(rest: .blank)
  }

  private func validity() throws(Diagnostic) -> Bitmap? {
    guard gathered.parts.contains(where: { $0.segment.validity != nil }) else { return nil }
    let bitmap = try Bitmap(count: rowCount)
    for part in gathered.parts {
      bitmap.setBits(from: part.row, count: part.segment.rowCount, part.segment.validity)
    }
    return bitmap
  }

  // MARK: text

  private func assembleText() throws(Diagnostic) -> CodedColumn {
    let merged = try DictionaryMerge(gathered)
    let dictionary = merged.dictionary
    let codes = try IntegerStorage.allocate(
      count: rowCount, width: IntegerStorage.width(holding: 0...Int64(max(dictionary.count, 1))))
    switch codes {
    case .int8(let buffer): copyCodes(to: buffer.pointer, merged.codes)
    case .int16(let buffer): copyCodes(to: buffer.pointer, merged.codes)
    case .int32(let buffer): copyCodes(to: buffer.pointer, merged.codes)
    case .int64(let buffer): copyCodes(to: buffer.pointer, merged.codes)
    }
    return CodedColumn(codes: codes, validity: try validity(), dictionary: dictionary, count: rowCount)
  }

  private func copyCodes<Out: FixedWidthInteger>(
    to out: UnsafeMutablePointer<Out>, _ maps: [Buffer<UInt32>?]
  ) {
    for part in gathered.parts {
      let segment = part.segment
      let to = out + part.row
      guard let map = maps[part.worker] else {
        switch segment.width {
        case 1: Self.copy(segment.integers(Int8.self), to, segment.rowCount, 1)
        case 2: Self.copy(segment.integers(Int16.self), to, segment.rowCount, 1)
        case 4: Self.copy(segment.integers(Int32.self), to, segment.rowCount, 1)
        default: Self.copy(segment.integers(Int64.self), to, segment.rowCount, 1)
        }
        continue
      }
      switch segment.width {
      case 1: Self.map(segment.integers(Int8.self), to, segment.rowCount, map.pointer)
      case 2: Self.map(segment.integers(Int16.self), to, segment.rowCount, map.pointer)
      case 4: Self.map(segment.integers(Int32.self), to, segment.rowCount, map.pointer)
      default: Self.map(segment.integers(Int64.self), to, segment.rowCount, map.pointer)
      }
    }
  }

  /// The code of a null is 0, which a map has at least one entry for.
  private static func map<In: FixedWidthInteger, Out: FixedWidthInteger>(
    _ from: UnsafePointer<In>, _ to: UnsafeMutablePointer<Out>, _ count: Int, _ map: UnsafePointer<UInt32>
  ) {
    for row in 0..<count { to[row] = Out(truncatingIfNeeded: map[Int(truncatingIfNeeded: from[row])]) }
  }
}

extension LoadedColumn {
  /// Numbers as hedged figures, of which none is hedged.
  fileprivate func asHedged() throws(Diagnostic) -> LoadedColumn {
    guard type.isNumeric, !type.isHedged else { return self }
    let numbers: HedgedStorage.Numbers
    switch column.storage {
    case .integers(let values): numbers = .integers(values)
    case .doubles(let values): numbers = .doubles(values)
    case .bits, .text, .hedged: return self
    }
    let size = HedgedStorage.blockRowCount
    let storage = HedgedStorage(
      low: numbers, best: numbers, high: numbers, ends: try Buffer(count: column.count, zeroed: true),
      originalCodes: column.originals?.codes, originals: column.originals?.dictionary,
      exactBlocks: [Bool](repeating: true, count: (column.count + size - 1) / size))
    let kind = type.kind == .int ? .decimal(scale: 0) : type.kind
    let hedged = DataType(kind, unit: type.unit, isHedged: true)
    return with(
      Column(
        type: hedged, count: column.count, storage: .hedged(storage), validity: column.validity, range: nil,
        originals: nil, reasons: column.reasons))
  }
}

extension Segment {
  func integers<Value: FixedWidthInteger>(_ type: Value.Type) -> UnsafePointer<Value> {
    values.assumingMemoryBound(to: type)
  }
}

extension Bitmap {
  /// Sets the rows of a run whose bit is set in `bits`, or all of them. While making it only.
  func setBits(from row: Int, count: Int, _ bits: UnsafePointer<UInt64>?) {
    let shift = UInt64(row & 63)
    var target = words.pointer + (row >> 6)
    var done = 0
    while done < count {
      let width = min(64, count - done)
      var word = bits.map { $0[done >> 6] } ?? ~0
      if width < 64 { word &= (1 << UInt64(width)) - 1 }
      target[0] |= word << shift
      if shift > 0, Int(shift) + width > 64 { target[1] |= word >> (64 - shift) }
      target += 1
      done += 64
    }
  }
}
