import TianCheck
import TianEngine
import TianPlan
import TianSource
import TianSyntax

/// What a prompt shows and completes.
extension Session {
  /// Whether a text is all that there is to come: not so where only its end is missing.
  package static func isWhole(_ text: String) -> Bool { Parser.parse(SourceText(text)).status != .incomplete }

  /// `let`s, values and loaded tables.
  package var definitionNames: [String] { environment.names(ofFunctions: false) }

  /// Functions by both of their names, the session's own among them.
  package var functionNames: [String] { FunctionTable.names + environment.names(ofFunctions: true) }

  /// The columns of a table; none where it is so large that reading it would keep somebody waiting.
  package func columnNames(ofTable name: String) -> [String] {
    let state = workspace.snapshot
    guard let source = state.source(named: name), source.isQuick,
      let table = try? source.outline(
        Execution(threadCount: workspace.threadCount, units: environment.units)
      ).table
    else { return [] }
    return table.schema.fields.map(\.name)
  }

  /// Name, rows, file and title of every table; rows of those that have been read.
  package func tableList(_ language: Language) -> QueryResult? {
    let named = workspace.snapshot.sources.values
    let sources = (named + named.flatMap(\.knownSections)).sorted {
      $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
    }
    let headers = [
      Bilingual("table", "表"), Bilingual("rows", "行数"), Bilingual("file", "文件"), Bilingual("title", "标题"),
      Bilingual("read as", "读法"),
    ]
    let names = headers.map { $0[language] }
    return try? QueryResult(
      ResultTable(
        listing: [
          (names[0], .texts(sources.map(\.name))), (names[1], .ints(sources.map(\.loadedRowCount))),
          (names[2], .texts(sources.map(\.path))), (names[3], .texts(sources.map(\.title))),
          (names[4], .texts(sources.map { $0.found?[language] })),
        ], rowCount: sources.count), diagnostics: [])
  }
}

extension TableSource {
  private static let quickBytesMax = 32 << 20

  /// Whether it has been read, or soon would be.
  fileprivate var isQuick: Bool {
    if loadedRowCount != nil { return true }
    guard let path, case .file(let stamp)? = try? FileSystem.kind(of: path) else { return path == nil }
    return stamp.byteCount <= Self.quickBytesMax
  }
}
