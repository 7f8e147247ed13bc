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
  private let isSafe: Bool

  init(isSafe: Bool) { self.isSafe = isSafe }

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
    guard let pattern = FilePattern(path) else {
      let path = try allowed(relativePath, in: folder, at: span)
      let file = inputs[path] ?? InputFile(path: path)
      inputs[path] = file
      return (path, .file(file))
    }
    // What is allowed may change with the files: they are looked at again each time.
    for file in try pattern.files() { try check(file, in: folder, at: span) }
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

  /// The path from a folder, where it may be read.
  func allowed(_ relativePath: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
    let path = FileSystem.join(folder, relativePath)
    try check(path, in: folder, at: span)
    return path
  }

  private func check(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) {
    guard isSafe, !FileSystem.isInside(path, folder: folder) else { return }
    throw Diagnostic(
      .unsafePath, Bilingual("`\(path)` lies outside `\(folder)`", "`\(path)` 在 `\(folder)` 之外"),
      at: [.init(span)],
      notes: [Bilingual("--safe does not read it", "--safe 不读取它")])
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
    guard !isSafe else {
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
