import TianFigures
import TianPlan
import TianSource

/// How a text is read; what is nil is found out from the content.
package struct CSVOptions: Sendable {
  /// What stands between cells, in UTF-8; one character or several.
  package var delimiter: [UInt8]?
  package var quote: UInt8?
  package var escape: Dialect.Escape?
  package var encoding: TextEncoding?
  /// Whether the first record that is not passed over names the columns.
  package var hasHeader: Bool?
  /// Records to pass over before the header; nil for titles and the like, wherever they end.
  package var skippedRecordCount: Int?
  /// Whether spaces after a delimiter belong to it.
  package var skipsSpaces: Bool?
  /// The records that name the columns, from 0; none of them where that is found out.
  package var headerRecords: Range<Int>?
  /// What stands between the parts of a name that come from several records.
  package var headerJoin = " "
  /// What the columns of a text without a header are called, in their order.
  package var columnNames: [String] = []
  /// Records that are no rows, from 0.
  package var omittedRecords: Set<Int> = []
  /// What records begin with that are no rows; empty where there are none such.
  package var commentMark: [UInt8] = []
  /// Which of the tables in the text is wanted, from 0.
  package var sectionNumber = 0
  /// What a data package says of columns, by their names: nothing is inferred there, and a misfit is a
  /// reject.
  package var declaredFields: [String: DeclaredField]
  /// Every column is read as text, whatever it says.
  package var readsTexts = false
  /// Those of them that somebody asked for, and that must be there.
  package var typedNames: [String] = []
  /// Which column tells the unit of another, by their names.
  package var unitColumns: [UnitColumn] = []
  /// Whether others are found by their names and cells.
  package var infersUnitColumns = true
  /// What a column with the file of each row is to be called; nil for none.
  package var fileColumn: String?
  /// Of larger files only the columns are read that a query asks for. For tests.
  var sketchBytesMin = TableSketch.byteCountMin
  /// Of such a file the first rows, which tell the types of columns until those are read.
  var sketchSampleBytes = 1 << 20
  /// What counts as null in every column; nil for the words that are known, in columns that are no text.
  package var missingValues: [String]?
  /// The same of single columns, by their names, instead of the others.
  package var missingValuesByName: [String: [String]] = [:]
  /// Whether numbers have decimal commas.
  package var hasDecimalComma: Bool?
  /// Of dates that end in their year.
  package var dayOrder: DayOrder?
  /// The whole text is looked at for titles, notes, sums and further tables, up to a limit.
  package var looksWhole = false
  /// Of longer texts the beginning is looked at, and of those the whole where it is wanted. For tests.
  var wholeBytes = FoundText.wholeBytes
  var wholeBytesMax = FoundText.wholeBytesMax
  /// The first reject ends the load.
  package var isStrict = false
  /// Bytes read at a time by a worker. For tests; the table does not depend on it.
  var blockBytes = 512 << 10

  package struct DeclaredField: Sendable, Hashable {
    package var kind: DataType.Kind
    /// As it is written; one that is not known when the file is read is passed over.
    package var unit: String?
    /// Whether the figures are hedged: where not, a hedged cell is a reject; nil where the cells tell.
    package var isHedged: Bool?
    /// Nil where cells are written as everywhere.
    package var format: DeclaredFormat?

    package init(
      kind: DataType.Kind, unit: String? = nil, isHedged: Bool? = nil, format: DeclaredFormat? = nil
    ) {
      self.kind = kind
      self.unit = unit
      self.isHedged = isHedged
      self.format = format
    }

    /// What a cell says.
    func meaning(_ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
      if let format { return format.meaning(cell, kind, reading) }
      switch kind {
      case .int, .decimal, .float: return CellClassifier.declaredNumber(cell, reading)
      case .timestamp where cell.last == UInt8(ascii: "Z"):
        // Universal time is what a timestamp of no zone is in.
        return CellClassifier.meaning(UnsafeBufferPointer(rebasing: cell.dropLast()), reading)
      case .bool: return DeclaredFormat().meaning(cell, kind, reading)
      case .text, .date, .timestamp, .period: return CellClassifier.meaning(cell, reading)
      }
    }

    func unit(in units: UnitTable) -> Unit? { unit.flatMap { Unit(label: $0, in: units) } }
  }

  package struct UnitColumn: Sendable, Hashable {
    package var quantity: String
    package var unit: String

    package init(quantity: String, unit: String) {
      self.quantity = quantity
      self.unit = unit
    }
  }

  package init(
    delimiter: [UInt8]? = nil, encoding: TextEncoding? = nil, hasHeader: Bool? = nil,
    skippedRecordCount: Int? = nil, declaredFields: [String: DeclaredField] = [:]
  ) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.hasHeader = hasHeader
    self.skippedRecordCount = skippedRecordCount
    self.declaredFields = declaredFields
  }

  /// Which records are rows is said, and not found out.
  var tellsRows: Bool {
    hasHeader != nil || skippedRecordCount != nil || headerRecords != nil || tellsComments
  }

  /// Some records are said to be no rows.
  var tellsComments: Bool { !omittedRecords.isEmpty || !commentMark.isEmpty }

  /// How a text is to be read again, of which more is known now; nil where what was read is right.
  func again(after origin: TableOrigin) -> CSVOptions? {
    var options = self
    if hasDecimalComma == nil, origin.hasLateDecimalComma { options.hasDecimalComma = true }
    if !looksWhole, origin.wantsLook { options.looksWhole = true }
    return options.hasDecimalComma == hasDecimalComma && options.looksWhole == looksWhole ? nil : options
  }

  /// What is declared of a column, by its name with or without the unit.
  func declared(_ header: ColumnHeader) -> DeclaredField? {
    if readsTexts { return DeclaredField(kind: .text) }
    return declaredFields[header.name] ?? declaredFields[header.original]
  }

  /// How the cells of a column are read, where those of all are read so.
  func reading(of header: ColumnHeader, _ reading: CellReading) -> CellReading {
    guard !readsTexts, let missing = missingValuesByName[header.name] ?? missingValuesByName[header.original]
    else { return reading }
    return reading.with(MissingWords(missing))
  }

  /// Throws where a type is asked for that no column has.
  func check(_ headers: [ColumnHeader]) throws(Diagnostic) {
    for name in typedNames where !headers.contains(where: { $0.name == name || $0.original == name }) {
      throw LoadFailure.noColumn(name, Bilingual("types", "类型"), among: headers.map(\.name))
    }
  }
}
