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

/// How a file became a table: what was decided, and what did not fit.
package struct TableOrigin: Sendable {
  package var path: String
  package var byteCount: Int
  package var encodingName: String
  /// Cells kept as null because they did not fit their column.
  package var rejects: [Reject]
  package var rejectCount: Int
  /// Of the text.
  package var dialect = Dialect(delimiter: [UInt8(ascii: ",")])
  /// Lines above the header, and below the last row, that are no rows.
  package var titles: [String] = []
  package var notes: [String] = []
  /// 0 where the text has no header: its columns are named by number.
  package var headerRecordCount = 1
  /// How many tables the text holds.
  package var sectionCount = 1
  /// The header cells as they stood in the file, units and all; one a column.
  package var headers: [String] = []
  /// Where the rows stand in the file; nil where nobody said.
  package var places: RowPlaces?

  package struct Reject: Sendable, Hashable {
    /// From 1, of the file.
    package var line: Int
    package var column: String
    package var text: String
    package var reason: Bilingual

    package init(line: Int, column: String, text: String, reason: Bilingual) {
      self.line = line
      self.column = column
      self.text = text
      self.reason = reason
    }
  }

  package init(
    path: String, byteCount: Int, encodingName: String, rejects: [Reject], rejectCount: Int
  ) {
    self.path = path
    self.byteCount = byteCount
    self.encodingName = encodingName
    self.rejects = rejects
    self.rejectCount = rejectCount
  }
}
