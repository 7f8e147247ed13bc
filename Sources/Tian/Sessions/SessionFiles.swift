import TianCheck
import TianEngine
import TianPlan
import TianSource

/// The files that a session's statements name by their paths: each is read once, until it changes.
final class SessionFiles {
  private struct Key: Hashable {
    /// Nil for rows that stand in a query.
    var path: String?
    var rows = ""
    var options: [String: Value] = [:]
  }

  private var sources: [Key: TableSource] = [:]
  /// By their paths: a pipe is read once, whatever the options.
  private var inputs: [String: InputFile] = [:]
  private var tables: [Key: Table] = [:]
  private var readingCounts: [String: Int] = [:]
  /// Files are read beneath these and the folder of the script that names them, and none is written; nil
  /// where every file may be.
  private let safeFolders: [String]?

  init(safeFolders: [String]?) { self.safeFolders = safeFolders }

  /// Those that were read.
  var allTables: [Table] { Array(tables.values) }

  /// Every reading of a file is a table of its own, for a `load` keeps the one that it made. The first is
  /// called by the file's path, later ones by the path and a number.
  func table(
    _ relativePath: String, in folder: String, _ arguments: LoadArguments, at span: SourceSpan,
    _ execution: Execution, isTaken: (String) -> Bool
  ) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    let (path, content) = try input(relativePath, in: folder, at: span)
    let options = try CSVOptions(arguments)
    let key = Key(
      path: path,
      options: Dictionary(
        arguments.options.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }))
    let source = sources[key] ?? TableSource(name: path, content: content, options: options)
    return try table(source, key, path, execution, isTaken)
  }

  /// A file, or all that fit a pattern; each of them where it may be read.
  private func input(
    _ relativePath: String, in folder: String, at span: SourceSpan
  ) throws(Diagnostic) -> (path: String, content: TableSource.Content) {
    let path = FileSystem.join(folder, relativePath)
    guard var pattern = FilePattern(path) else {
      let root = try root(of: path, in: folder, at: span)
      let file = inputs[path] ?? InputFile(path: path, beneath: root)
      inputs[path] = file
      return (path, .file(file))
    }
    // What is allowed may change with the files: they are looked at again each time.
    for file in try pattern.files() { pattern.folder = try root(of: file, in: folder, at: span) }
    return (path, .files(pattern))
  }

  /// The rows that stand in a query; the same rows are one table.
  func table(
    rows: String, _ execution: Execution, isTaken: (String) -> Bool
  ) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    let key = Key(rows: rows)
    let source = sources[key] ?? TableSource(name: "csv", content: .memory(Array(rows.utf8)))
    return try table(source, key, "csv", execution, isTaken)
  }

  /// The folder that a path must lie beneath to be read; nil where every file may be.
  func root(of path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String? {
    guard let safeFolders else { return nil }
    let folders = safeFolders + (folder.isEmpty || safeFolders.contains(folder) ? [] : [folder])
    if let root = folders.first(where: { FileSystem.isInside(path, folder: $0) }) { return root }
    throw FileOpening.outside(path, folders, at: [.init(span)])
  }

  private func table(
    _ source: TableSource, _ key: Key, _ path: String, _ execution: Execution, _ isTaken: (String) -> Bool
  ) throws(Diagnostic) -> (table: Table, isFresh: Bool) {
    sources[key] = source
    let reading = try source.table(execution)
    let table = reading.table
    if !reading.isFresh, let named = tables[key] { return (named, false) }
    let schema = TableSchema(name: freeName(path, isTaken), fields: table.schema.fields)
    let named = Table(
      schema: schema, columns: table.columns, rowCount: table.rowCount, origin: table.origin)
    tables[key] = named
    return (named, true)
  }

  /// A file to write, its path from the same folder as those that are read.
  func savePath(
    _ relativePath: String, in folder: String, at span: SourceSpan
  ) throws(Diagnostic) -> String {
    guard safeFolders == nil else {
      throw Diagnostic(
        .unsafeSave, Bilingual("--safe writes no files", "--safe 不写任何文件"), at: [.init(span)],
        notes: [Bilingual("leave `save` out, or run without --safe", "请去掉 `存为`，或不用 --safe 运行")])
    }
    return FileSystem.join(folder, relativePath)
  }

  private func freeName(_ path: String, _ isTaken: (String) -> Bool) -> String {
    var name = path
    repeat {
      let count = readingCounts[path, default: 0] + 1
      readingCounts[path] = count
      name = count == 1 ? path : "\(path) (\(count))"
    } while isTaken(name)
    return name
  }
}
