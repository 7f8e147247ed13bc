import TianFigures
import TianPlan
import TianSource

/// Makes typed columns of coded texts: a value for each distinct text, then for each row. Texts that do not
/// fit become nulls and misfits.
struct TextConversion {
  let coded: CodedColumn
  let meanings: [CellMeaning]
  let weights: Buffer<Int>
  let unit: Unit?
  /// Of codes whose rows have a unit in another column, where that matters for the reading.
  var rowUnits: [Int: Unit] = [:]

  /// The texts as they stand.
  var originals: OriginalTexts { OriginalTexts(codes: coded.codes, dictionary: coded.dictionary) }

  func decimal(scale: Int, kind: DataType.Kind) throws(Diagnostic) -> LoadedColumn {
    try integers(type: DataType(kind, unit: unit)) { meaning in
      guard case .number(let coefficient, let own) = meaning else { return nil }
      return ExactDecimal(coefficient, scale: own).rescaled(to: scale)?.coefficient
    }
  }

  func dates() throws(Diagnostic) -> LoadedColumn {
    try integers(type: .date) { meaning in
      if case .date(let days) = meaning { days } else { nil }
    }
  }

  /// A date among timestamps is its midnight.
  func timestamps() throws(Diagnostic) -> LoadedColumn {
    try integers(type: .timestamp) { meaning in
      switch meaning {
      case .timestamp(let microseconds): microseconds
      case .date(let days): days * Calendar.microsecondsPerDay
      case .empty, .missing, .number, .wideDecimal, .longInteger, .float, .code, .period, .undecided, .bool,
        .figure, .text:
        nil
      }
    }
  }

  func periods(_ granularity: PeriodGranularity) throws(Diagnostic) -> LoadedColumn {
    try integers(type: DataType(.period(granularity))) { meaning in
      if case .period(let period) = meaning, period.granularity == granularity { period.ordinal } else { nil }
    }
  }

  func floats() throws(Diagnostic) -> LoadedColumn {
    let (table, fits) = try values(zero: 0.0) { code in meanings[code].float(of: coded.dictionary.utf8(code))
    }
    return try loaded(type: DataType(.float, unit: unit), storage: .doubles(try coded.mapped(table)), fits)
  }

  func bools() throws(Diagnostic) -> LoadedColumn {
    let (table, fits) = try values(zero: UInt8(0)) { code in
      if case .bool(let value) = meanings[code] { value ? UInt8(1) : 0 } else { nil }
    }
    let bytes = try coded.mapped(table)
    let bits = try Bitmap(count: coded.count)
    for row in 0..<coded.count where bytes[row] != 0 { bits.set(row) }
    return try loaded(type: .bool, storage: .bits(bits), fits)
  }

  /// The texts themselves, but for missing words.
  func texts() throws(Diagnostic) -> LoadedColumn {
    let (_, fits) = try values(zero: UInt8(0)) { code in
      if case .missing = meanings[code] { nil } else { 1 }
    }
    return try loaded(type: .text, storage: .text(coded.codes, coded.dictionary), fits)
  }

  private func integers(
    type: DataType, _ value: (CellMeaning) -> Int64?
  ) throws(Diagnostic) -> LoadedColumn {
    let (table, fits) = try values(zero: Int64(0)) { code in value(meanings[code]) }
    let range = range(table, fits)
    return try loaded(type: type, storage: .integers(try mapped(table, within: range)), fits, range: range)
  }

  /// Bounds of the values that rows have.
  func range(_ table: Buffer<Int64>, _ fits: [Bool]) -> ClosedRange<Int64>? {
    let used = fits.indices.filter { fits[$0] && weights[$0] > 0 }.map { table[$0] }
    guard let low = used.min(), let high = used.max() else { return nil }
    return low...high
  }

  /// A value a row, in the narrowest width. Texts without a value have 0 in the table.
  func mapped(_ table: Buffer<Int64>, within range: ClosedRange<Int64>?) throws(Diagnostic) -> IntegerStorage
  {
    switch IntegerStorage.width(holding: range ?? 0...0) {
    case 1: .int8(try coded.mapped(try narrow(table)))
    case 2: .int16(try coded.mapped(try narrow(table)))
    case 4: .int32(try coded.mapped(try narrow(table)))
    default: .int64(try coded.mapped(table))
    }
  }

  private func narrow<Narrow: FixedWidthInteger & BitwiseCopyable>(
    _ table: Buffer<Int64>
  ) throws(Diagnostic) -> Buffer<Narrow> {
    let narrow = try Buffer<Narrow>(count: table.count)
    for code in 0..<table.count { narrow.pointer[code] = Narrow(truncatingIfNeeded: table[code]) }
    return narrow
  }

  /// A table by code, and which codes have a value.
  func values<Value: BitwiseCopyable>(
    zero: Value, _ value: (Int) -> Value?
  ) throws(Diagnostic) -> (table: Buffer<Value>, fits: [Bool]) {
    // At least one entry: null rows have code 0 in a column without texts.
    let table = try Buffer<Value>(count: max(1, meanings.count))
    table.pointer.update(repeating: zero, count: table.count)
    var fits = [Bool](repeating: false, count: table.count)
    for code in meanings.indices {
      guard let value = value(code) else { continue }
      table.pointer[code] = value
      fits[code] = true
    }
    return (table, fits)
  }

  /// The column, null where a text has no value, and why it is.
  func loaded(
    type: DataType, storage: Column.Storage, _ fits: [Bool], range: ClosedRange<Int64>? = nil,
    originals: OriginalTexts? = nil
  ) throws(Diagnostic) -> LoadedColumn {
    let column = Column(
      type: type, count: coded.count, storage: storage, validity: try validity(fits), range: range,
      originals: originals, reasons: try reasons(fits))
    return LoadedColumn(column: column)
  }

  /// Empty cells need no entry. Cost: the rows, where some texts have no value.
  private func reasons(_ fits: [Bool]) throws(Diagnostic) -> NullReasons {
    let reasons = meanings.indices.map { code -> NullReason? in
      switch meanings[code] {
      case .empty: nil
      case .missing(let meaning): fits[code] ? nil : NullReason(meaning)
      case .number, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period, .undecided, .bool,
        .figure, .text:
        fits[code] ? nil : .reject
      }
    }
    guard reasons.contains(where: { $0 != nil }) else { return NullReasons(rest: .blank) }
    var rows = GrowingBuffer<UInt32>()
    var kinds = GrowingBuffer<UInt8>()
    var codes = GrowingBuffer<UInt32>()
    for row in 0..<coded.count where coded.validity?[row] ?? true {
      let code = Int(coded.codes[row])
      guard let reason = reasons[code] else { continue }
      try rows.append(UInt32(truncatingIfNeeded: row))
      try kinds.append(reason.rawValue)
      try codes.append(UInt32(truncatingIfNeeded: code))
    }
    guard rows.count > 0 else { return NullReasons(rest: .blank) }
    return NullReasons(
      rest: .blank,
      NullReasons.Entries(
        rows: try rows.finish(), reasons: try kinds.finish(), codes: try codes.finish(),
        texts: coded.dictionary))
  }

  private func validity(_ fits: [Bool]) throws(Diagnostic) -> Bitmap? {
    guard meanings.indices.contains(where: { !fits[$0] && weights[$0] > 0 }) else { return coded.validity }
    let bitmap = try Bitmap(count: coded.count)
    for row in 0..<coded.count where coded.validity?[row] ?? true {
      if fits[Int(coded.codes[row])] { bitmap.set(row) }
    }
    return bitmap
  }
}
