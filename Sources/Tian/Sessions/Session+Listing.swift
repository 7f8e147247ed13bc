import TianCheck
import TianEngine
import TianPlan
import TianSource
import TianSyntax

/// What a prompt shows and completes.
extension Session {
  /// Whether a text is all that there is to come: not so where only its end is missing.
  package static func isWhole(_ text: String) -> Bool { Parser.parse(SourceText(text)).status != .incomplete }

  /// Name, rows, file and title of every table; rows of those that have been read.
  package func tableList(_ language: Language) -> QueryResult? {
    let named = workspace.snapshot.sources.values
    let sources = (named + named.flatMap(\.knownSections)).sorted {
      CodePointOrder.precedes($0.name, $1.name)
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
