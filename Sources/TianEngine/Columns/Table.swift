import TianPlan
import TianSource

/// An immutable table in memory: a schema, its columns in order, and where it came from.
package struct Table: Sendable {
  package let schema: TableSchema
  package let columns: [Column]
  package let rowCount: Int
  package let origin: TableOrigin?

  package init(schema: TableSchema, columns: [Column], rowCount: Int, origin: TableOrigin? = nil) {
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
    self.origin = origin
  }
}

extension Table {
  /// A table of which no column has been read: it has no rows yet.
  package static func unread(_ schema: TableSchema) throws(Diagnostic) -> Table {
    var columns: [Column] = []
    for field in schema.fields { columns.append(try Column.unread(field.type)) }
    return Table(schema: schema, columns: columns, rowCount: 0)
  }

  /// With columns of another reading of the same rows, by their places.
  package func taking(_ places: Set<Int>, from other: Table) -> Table {
    var merged = schema
    var mergedColumns = columns
    for place in places {
      merged.fields[place] = other.schema.fields[place]
      mergedColumns[place] = other.columns[place]
    }
    return Table(schema: merged, columns: mergedColumns, rowCount: rowCount, origin: origin)
  }
}

/// How a file became a table: what was decided, and what did not fit.
package struct TableOrigin: Sendable {
  package var path: String
  package var byteCount: Int
  package var encodingName: String
  /// What did not fit, the first by line of each kind; `rejectCounts` counts all.
  package var rejects: [Reject]
  package var rejectCounts: [Reject.Kind: Int]
  package var rejectCount: Int { rejectCounts.values.reduce(0, +) }
  /// What was decided of cells where they could have been read otherwise.
  package var findings: [Bilingual] = []
  /// Columns of one of several files that others lack: the cells are null there.
  package var missing: [Missing] = []
  /// Of the text.
  package var dialect = Dialect(delimiter: [UInt8(ascii: ",")])
  /// Lines above the header, and below the last row, that are no rows.
  package var titles: [String] = []
  package var notes: [String] = []
  /// 0 where the text has no header: its columns are named by number.
  package var headerRecordCount = 1
  /// The records that name the columns, and those that are none of its rows: among them, below them, or of
  /// other tables in the text; from 0.
  package var headerRecords = 0..<1
  package var omittedRecords: [Int] = []
  /// How many tables the text holds.
  package var sectionCount = 1
  /// The line on which another table seems to begin, in a text too long to tell tables apart.
  package var unreadTableLine: Int?
  /// All of the text was looked at for lines that are no rows; else its beginning.
  package var isLookedThrough = true
  /// The first row that may be none, in a text too long to find that out.
  package var doubtfulRow: DoubtfulRow?
  /// A row may be none, and the text is short enough to find that out: it is read again.
  var wantsLook = false
  /// Numbers past the beginning have decimal commas, and none has a point: the text is read again.
  var hasLateDecimalComma = false
  /// The header cells as they stood in the file, units and all; one a column.
  package var headers: [String] = []
  /// Of columns by their names.
  package var remarks: [String: ColumnRemark] = [:]
  /// Where the rows stand in the file; nil where nobody said.
  package var places: RowPlaces?

  /// A row that is called as sums are, or that has nothing but its first cell.
  package struct DoubtfulRow: Sendable, Hashable {
    /// Of the file that is named, where the table has several.
    package var file: String?
    package var line: Int
    package var text: String
  }

  package struct Missing: Sendable, Hashable {
    package var file: String
    package var columns: [String]
  }

  package struct Reject: Sendable, Hashable {
    package enum Kind: Sendable, Hashable, CaseIterable {
      /// Null, for it did not fit its column.
      case cell
      /// A row with more cells than the table has columns, or fewer.
      case unevenRow
      /// A quote in the middle of a cell, which is kept.
      case strayQuote
      /// Bytes that are no characters: the cell is kept, with U+FFFD for them.
      case unreadable
    }

    package var kind: Kind
    /// Nil where the table has but one.
    package var file: String?
    /// From 1, of the file.
    package var line: Int
    /// Empty where the whole row is meant.
    package var column: String
    package var text: String
    package var reason: Bilingual

    package init(
      _ kind: Kind, file: String? = nil, line: Int, column: String, text: String, reason: Bilingual
    ) {
      self.kind = kind
      self.file = file
      self.line = line
      self.column = column
      self.text = text
      self.reason = reason
    }
  }

  package init(
    path: String, byteCount: Int = 0, encodingName: String = TextEncoding.utf8.rawValue,
    rejects: [Reject] = [], rejectCounts: [Reject.Kind: Int] = [:]
  ) {
    self.path = path
    self.byteCount = byteCount
    self.encodingName = encodingName
    self.rejects = rejects
    self.rejectCounts = rejectCounts
  }
}
