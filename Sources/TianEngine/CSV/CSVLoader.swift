import TianPlan
import TianSource

/// Loads a CSV text as a table: finds out how it is written, infers types over the whole of it, and keeps what did
/// not fit as rejects of its origin. The same text gives the same table on any number of threads.
package struct CSVLoader {
  /// Reads a file; a pipe or a device to its end. `name` is the table's. Throws T41x, `cancelled`, `outOfMemory`.
  /// Cost: one reading of the file, and one more for columns whose first rows were not like the rest.
  package static func load(
    path: String, name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) -> Table {
    let source = try ByteSource(path: path, execution: execution)
    return try load(source, name: name, options: options, execution: execution)
  }

  /// The same from memory, for standard input and inline tables; messages call the text by `name`.
  package static func load(
    bytes: [UInt8], name: String, options: CSVOptions = CSVOptions(), execution: Execution
  ) throws(Diagnostic) -> Table {
    let source = ByteSource(path: name, memory: try Buffer(bytes))
    return try load(source, name: name, options: options, execution: execution)
  }

  private static func load(
    _ source: ByteSource, name: String, options: CSVOptions, execution: Execution
  ) throws(Diagnostic) -> Table {
    guard source.count > 0 else { throw LoadFailure.empty(path: source.path) }
    return try CSVLoading(source, name: name, options: options, execution: execution).load(
      start: 0, encoding: .utf8)
  }
}
