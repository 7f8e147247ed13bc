import TianFigures
import TianPlan
import TianSource

/// A column as codes into its distinct texts.
struct CodedColumn {
  let codes: IntegerStorage
  let validity: Bitmap?
  let dictionary: TextDictionary
  let count: Int

  /// How many rows that are not null have each code.
  func weights() throws(Diagnostic) -> Buffer<Int> {
    let weights = try Buffer<Int>(count: max(1, dictionary.count), zeroed: true)
    for row in 0..<count where validity?[row] ?? true { weights.pointer[Int(codes[row])] += 1 }
    return weights
  }

  /// A value a row from a table by code.
  func mapped<Value: BitwiseCopyable>(_ table: Buffer<Value>) throws(Diagnostic) -> Buffer<Value> {
    let out = try Buffer<Value>(count: count)
    switch codes {
    case .int8(let buffer): Self.map(buffer.pointer, table.pointer, out.pointer, count)
    case .int16(let buffer): Self.map(buffer.pointer, table.pointer, out.pointer, count)
    case .int32(let buffer): Self.map(buffer.pointer, table.pointer, out.pointer, count)
    case .int64(let buffer): Self.map(buffer.pointer, table.pointer, out.pointer, count)
    }
    return out
  }

  private static func map<Code: FixedWidthInteger, Value: BitwiseCopyable>(
    _ codes: UnsafePointer<Code>, _ table: UnsafePointer<Value>, _ out: UnsafeMutablePointer<Value>,
    _ count: Int
  ) {
    for row in 0..<count { out[row] = table[Int(truncatingIfNeeded: codes[row])] }
  }
}

/// Decides from its distinct texts what a column is that was read as text, and makes it that. Each text is
/// looked at once, however often it stands in the file.
struct TextDecision {
  let coded: CodedColumn
  let declared: CSVOptions.DeclaredField?
  let unit: Unit?
  let units: UnitTable

  func decide() throws(Diagnostic) -> LoadedColumn {
    if declared?.kind == .text { return text }
    var column = try typed()
    if column.type.kind == .text { column.textCause = TextCause(coded, unit: unit, in: units) }
    return column
  }

  private func typed() throws(Diagnostic) -> LoadedColumn {
    guard let meanings = meanings() else { return text }
    let weights = try coded.weights()
    var census = ColumnCensus()
    for (code, meaning) in meanings.enumerated() { census.add(meaning, count: weights[code]) }
    let conversion = TextConversion(coded: coded, meanings: meanings, weights: weights, unit: unit)
    switch declared.map({ declaredVerdict($0, census) }) ?? census.verdict {
    case .text: return text
    case .decimal(let scale):
      let isWhole = declared.map { $0.kind == .int } ?? (scale == 0)
      return try conversion.decimal(scale: scale, kind: isWhole ? .int : .decimal(scale: scale))
    case .float: return try conversion.floats()
    case .date: return try conversion.dates()
    case .timestamp: return try conversion.timestamps()
    case .period(let granularity): return try conversion.periods(granularity)
    case .bool: return try conversion.bools()
    case .figures: return try FigureConversion(conversion, declared).convert() ?? text
    }
  }

  private var text: LoadedColumn {
    let column = Column(
      type: .text, count: coded.count, storage: .text(coded.codes, coded.dictionary), validity: coded.validity
    )
    return LoadedColumn(type: .text, column: column)
  }

  /// What each text means; nil where the column is text whatever the rest says: too many are, or all.
  private func meanings() -> [CellMeaning]? {
    var meanings: [CellMeaning] = []
    var textCount = 0
    var isAllText = true
    let limit = declared == nil ? coded.count / 100 : .max
    for code in 0..<coded.dictionary.count {
      let text = coded.dictionary.utf8(code)
      let meaning = declared?.meaning(text, units) ?? CellClassifier.meaning(text, units)
      switch meaning {
      case .text: textCount += 1
      case .empty, .code: break
      case .number, .wideDecimal, .longInteger, .float, .date, .timestamp, .period, .bool, .figure:
        isAllText = false
      }
      if textCount > limit { return nil }
      meanings.append(meaning)
    }
    return isAllText && declared == nil ? nil : meanings
  }

  private func declaredVerdict(
    _ declared: CSVOptions.DeclaredField, _ census: ColumnCensus
  ) -> ColumnCensus.Verdict {
    switch declared.kind {
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .period(let granularity): .period(granularity)
    case .bool: .bool
    case .float: census.figureCount > 0 ? .figures : .float
    case .int: census.figureCount > 0 ? .figures : .decimal(scale: 0)
    case .decimal:
      if census.figureCount > 0 { .figures } else { census.isExact ? .decimal(scale: census.scale) : .float }
    }
  }
}
