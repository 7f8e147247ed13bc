import TianFigures

/// How the cells of a text are read: what holds for all of its columns.
final class CellReading: Sendable {
  let units: UnitTable
  let missing: MissingWords
  /// `1.234,5` is a thousand two hundred and thirty-four and a half.
  let hasDecimalComma: Bool
  /// Commas before three digits are read as those of thousands, and could be decimal ones.
  let mayHaveDecimalComma: Bool
  /// Nobody has said which mark is the decimal one, and the beginning of the text did not tell.
  let isMarkOpen: Bool
  /// Nil where each column tells by its own dates.
  let dayOrder: DayOrder?

  static let standard = CellReading(units: .standard)

  init(
    units: UnitTable, missing: MissingWords = .standard, hasDecimalComma: Bool = false,
    mayHaveDecimalComma: Bool = false, isMarkOpen: Bool = false, dayOrder: DayOrder? = nil
  ) {
    self.units = units
    self.missing = missing
    self.hasDecimalComma = hasDecimalComma
    self.mayHaveDecimalComma = mayHaveDecimalComma
    self.isMarkOpen = isMarkOpen
    self.dayOrder = dayOrder
  }

  /// The same with other words for null.
  func with(_ missing: MissingWords) -> CellReading {
    CellReading(
      units: units, missing: missing, hasDecimalComma: hasDecimalComma,
      mayHaveDecimalComma: mayHaveDecimalComma, isMarkOpen: isMarkOpen, dayOrder: dayOrder)
  }

  /// Whether columns that were read so say that the decimal mark is a comma.
  func mayBeDecimalComma(in columns: [LoadedColumn]) -> Bool {
    isMarkOpen && DecimalMark.isComma(in: columns, isDelimiter: !mayHaveDecimalComma)
  }

  /// What is said of a text, and what its cells tell.
  convenience init(_ options: CSVOptions, hasDecimalComma: Bool, delimiter: [UInt8], units: UnitTable) {
    let isOpen = options.hasDecimalComma == nil && !hasDecimalComma && !options.readsTexts
    self.init(
      units: units, missing: MissingWords(options.readsTexts ? nil : options.missingValues),
      hasDecimalComma: hasDecimalComma,
      mayHaveDecimalComma: isOpen && delimiter != [UInt8(ascii: ",")], isMarkOpen: isOpen,
      dayOrder: options.dayOrder)
  }
}
