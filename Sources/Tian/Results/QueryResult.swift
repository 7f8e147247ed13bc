import TianEngine
import TianFormats
import TianSource

public typealias ResultFormat = TianFormats.ResultFormat
public typealias FormatOptions = TianFormats.FormatOptions
public typealias BoxOptions = TianFormats.BoxOptions
public typealias NumberStyle = TianFormats.NumberStyle

/// What a query gave: rows that can be walked, whole columns, and what there is to say besides. A value; it
/// stays as it is whatever becomes of the files.
public struct QueryResult: Sendable {
  package let table: ResultTable
  /// Warnings and notes of the query; errors are thrown.
  public let diagnostics: [Diagnostic]

  package init(_ table: ResultTable, diagnostics: [Diagnostic]) {
    self.table = table
    self.diagnostics = diagnostics
  }

  /// The lines of a text, a row each, in the column `plan`.
  init(lines text: String, diagnostics: [Diagnostic]) throws(TianError) {
    let lines = text.split(separator: "\n").map(String.init)
    do throws(Diagnostic) {
      self.init(
        try ResultTable(listing: [("plan", .texts(lines))], rowCount: lines.count), diagnostics: diagnostics)
    } catch {
      throw TianError(error)
    }
  }

  /// Whether a box of it is a drawing of its rows.
  package var isChart: Bool { table.chart != nil }

  public var rowCount: Int { table.rowCount }

  public var columns: [ResultColumn] {
    zip(table.fields, table.columns).map { ResultColumn(name: $0.name, column: $1) }
  }

  /// A column by its exact name.
  public subscript(name: String) -> ResultColumn? {
    guard let index = table.fields.firstIndex(where: { $0.name == name }) else { return nil }
    return ResultColumn(name: name, column: table.columns[index])
  }

  public var rows: Rows { Rows(columns: columns, count: rowCount) }

  /// The result as text in a format.
  public func text(as format: ResultFormat, _ options: FormatOptions = FormatOptions()) -> String {
    var bytes: [UInt8] = []
    table.write(as: format, options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands the result as text in a format to a closure, chunk by chunk; what the closure throws ends it.
  public func write<Failure: Error>(
    as format: ResultFormat, _ options: FormatOptions = FormatOptions(),
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try table.write(as: format, options, to: sink)
  }

  /// The rows, in order.
  public struct Rows: RandomAccessCollection, Sendable {
    let columns: [ResultColumn]
    let rowCount: Int

    init(columns: [ResultColumn], count: Int) {
      self.columns = columns
      rowCount = count
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { rowCount }
    public subscript(index: Int) -> Row { Row(columns: columns, index: index) }
  }

  /// One row; cells are read when asked for.
  public struct Row: Sendable {
    let columns: [ResultColumn]
    public let index: Int

    /// A cell by its column's exact name; null where there is no such column.
    public subscript(name: String) -> TianValue {
      columns.first { $0.name == name }.map { $0[index] } ?? .null
    }

    /// A cell by its column's place, from 0.
    public subscript(place: Int) -> TianValue {
      columns.indices.contains(place) ? columns[place][index] : .null
    }

    public var values: [TianValue] { columns.map { $0[index] } }
  }
}
