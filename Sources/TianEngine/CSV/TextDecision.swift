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
  let reading: CellReading
  /// Units that stand in another column, by code.
  var rowUnits: [Int: Unit] = [:]
  /// The unit is said of this very column.
  var isMeasured = true

  func decide() throws(Diagnostic) -> LoadedColumn {
    if declared?.kind == .text { return try text() }
    var column = try typed()
    if column.type.kind == .text { column.textCause = TextCause(coded, unit: unit, reading) }
    return column
  }

  private func typed() throws(Diagnostic) -> LoadedColumn {
    guard var meanings = meanings() else { return try text() }
    let weights = try coded.weights()
    var findings = UndecidedCell.settle(&meanings, weights, order: reading.dayOrder)
    var census = ColumnCensus()
    for (code, meaning) in meanings.enumerated() { census.add(meaning, count: weights[code]) }
    let conversion = TextConversion(
      coded: coded, meanings: meanings, weights: weights, unit: unit, rowUnits: rowUnits)
    let verdict = declared.map({ declaredVerdict($0, census) }) ?? census.verdict
    var loaded =
      switch verdict {
      case .text: try text()
      case .decimal(let scale):
        try conversion.decimal(scale: scale, kind: isWhole(scale) ? .int : .decimal(scale: scale))
      case .float: try conversion.floats()
      case .date: try conversion.dates()
      case .timestamp: try conversion.timestamps()
      case .period(let granularity): try conversion.periods(granularity)
      case .bool: try conversion.bools()
      case .figures:
        if let figures = try FigureConversion(conversion, declared, reading).convert() {
          figures
        } else {
          try text()
        }
      }
    if verdict == .figures {
      if reading.mayHaveDecimalComma, (0..<coded.dictionary.count).contains(where: isGrouped) {
        findings.append(.groupedCommas)
      }
      if let footnotes = footnotes(meanings, weights) { findings.append(footnotes) }
    }
    loaded.findings += findings.filter { $0.holds(of: loaded.type) }
    return loaded
  }

  private func isWhole(_ scale: Int) -> Bool { declared.map { $0.kind == .int } ?? (scale == 0) }

  /// Words that somebody gave are null here too.
  private func text() throws(Diagnostic) -> LoadedColumn {
    guard reading.missing.given != nil else {
      return LoadedColumn(
        column: Column(
          type: .text, count: coded.count, storage: .text(coded.codes, coded.dictionary),
          validity: coded.validity, range: nil, originals: nil, reasons: NullReasons(rest: .blank)))
    }
    let meanings = (0..<coded.dictionary.count).map { code -> CellMeaning in
      let text = CellClassifier.trimmed(coded.dictionary.utf8(code))
      return reading.missing.meaning(of: text.span).map { .missing($0) } ?? .text
    }
    return try TextConversion(coded: coded, meanings: meanings, weights: try coded.weights(), unit: unit)
      .texts()
  }

  /// What each text means; nil where the column is text whatever the rest says: too many are, or all.
  private func meanings() -> [CellMeaning]? {
    var meanings: [CellMeaning] = []
    var textCount = 0
    var isAllText = true
    let limit = declared == nil ? coded.count / 100 : .max
    for code in 0..<coded.dictionary.count {
      let text = coded.dictionary.utf8(code)
      let meaning = declared?.meaning(text, reading) ?? self.meaning(text)
      switch meaning {
      case .text: textCount += 1
      case .empty, .missing, .code: break
      case .number, .wideDecimal, .longInteger, .float, .date, .timestamp, .period, .undecided, .bool,
        .figure:
        isAllText = false
      }
      if textCount > limit { return nil }
      meanings.append(meaning)
    }
    return isAllText && declared == nil ? nil : meanings
  }

  /// Where the header tells a unit, `50-80` and `三` are figures, no codes.
  private func meaning(_ text: UnsafeBufferPointer<UInt8>) -> CellMeaning {
    let meaning = CellClassifier.meaning(text, reading)
    guard isMeasured, unit != nil, case .text = meaning, text.count <= CellClassifier.figureBytesMax else {
      return meaning
    }
    return FigureReader.read(measured: CellClassifier.trimmed(text).span, in: reading.units).map {
      .figure($0)
    } ?? .text
  }

  /// One comma before three digits, and no point.
  private func isGrouped(_ code: Int) -> Bool {
    let text = CellClassifier.trimmed(coded.dictionary.utf8(code))
    guard let comma = text.firstIndex(of: UInt8(ascii: ",")), text.count - comma == 4 else { return false }
    return text.dropFirst(comma + 1).allSatisfy { $0 &- 0x30 <= 9 }
  }

  /// How many numbers had marks behind them.
  private func footnotes(_ meanings: [CellMeaning], _ weights: Buffer<Int>) -> ColumnFinding? {
    var count = 0
    for (code, meaning) in meanings.enumerated() {
      guard case .figure = meaning else { continue }
      if CellClassifier.withoutFootnote(coded.dictionary.utf8(code), reading) != nil {
        count += weights[code]
      }
    }
    return count > 0 ? .footnotes(cellCount: count) : nil
  }

  private func declaredVerdict(
    _ declared: CSVOptions.DeclaredField, _ census: ColumnCensus
  ) -> ColumnCensus.Verdict {
    let hasFigures = census.figureCount + census.belowUnitCount > 0
    return switch declared.kind {
    case .text: .text
    case .date: .date
    case .timestamp: .timestamp
    case .period(let granularity): .period(granularity)
    case .bool: .bool
    case .float: hasFigures ? .figures : .float
    case .int: hasFigures ? .figures : .decimal(scale: 0)
    case .decimal:
      if hasFigures { .figures } else { census.isExact ? .decimal(scale: census.scale) : .float }
    }
  }
}
