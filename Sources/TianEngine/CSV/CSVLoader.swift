import TianPlan
import TianSource

/// Loads a CSV text as a table: finds out how it is written, infers types over the whole of it, and keeps
/// what did not fit as rejects of its origin. The same text gives the same table on any number of threads.
package enum CSVLoader {
  /// Reads a file; a pipe or a device to its end. `name` is the table's. Throws T41x, `cancelled`,
  /// `outOfMemory`. Cost: one reading of the file, and one more for columns whose first rows were not like
  /// the rest.
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
    let (text, start, encoding) = try utf8(source, options, execution)
    let loading = CSVLoading(text, name: name, options: options, execution: execution)
    do throws(Diagnostic) {
      return try loading.load(start: start, encoding: encoding, byteCount: source.count)
    } catch {
      let isWrong = loading.signals.isNotUTF8.load(ordering: .relaxed) && error.code == .wrongEncoding
      guard isWrong, encoding == .utf8, options.encoding == nil, start == 0,
        !TextEncoding.looksLikeUTF8(try source.head(headBytes))
      else { throw error }
      var other = options
      other.encoding = .gb18030
      return try load(source, name: name, options: other, execution: execution, insteadOf: error)
    }
  }

  /// A text as UTF-8, and where it begins after a byte order mark.
  static func utf8(
    _ source: ByteSource, _ options: CSVOptions, _ execution: Execution
  ) throws(Diagnostic) -> (text: ByteSource, start: Int, encoding: TextEncoding) {
    let head = try source.head(headBytes)
    let encoding =
      options.encoding ?? TextEncoding.found(in: head, isWhole: head.count == source.count).encoding
    let start = TextEncoding.markLength(head, encoding)
    if encoding == .utf8 { return (source, start, encoding) }
    let text = try Transcoder(source: source, encoding: encoding, execution: execution).transcoded(
      from: start)
    guard text.count > 0 else { throw LoadFailure.empty(path: source.path) }
    return (text, 0, encoding)
  }

  /// How much of a text tells its encoding.
  private static let headBytes = 64 << 10

  /// A text that proved not to be UTF-8 may be in another encoding from its first byte to its last; where it
  /// is not, the first finding is the one to tell.
  private static func load(
    _ source: ByteSource, name: String, options: CSVOptions, execution: Execution,
    insteadOf failure: Diagnostic
  ) throws(Diagnostic) -> Table {
    do throws(Diagnostic) {
      return try load(source, name: name, options: options, execution: execution)
    } catch {
      guard error.code == .wrongEncoding else { throw error }
      var failure = failure
      failure.notes.append(
        Bilingual("nor is it GB18030: \(error.message.en)", "也不是 GB18030：\(error.message.zh)"))
      throw failure
    }
  }
}
