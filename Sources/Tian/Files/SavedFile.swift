import TianEngine
import TianFormats
import TianPlan
import TianSource

enum SavedFile {
  /// Writes a table. Throws `unwritableFile` with the system's reason, and `cancelled`.
  static func write(
    _ table: ResultTable, to target: SaveTarget, _ execution: Execution
  ) throws(Diagnostic) {
    try AtomicFile.write(target.path) { file throws(Diagnostic) in
      try table.write(as: target.format.resultFormat) { bytes throws(Diagnostic) in
        try execution.checkCancelled()
        switch target.encoding {
        case .utf8: try file.append(bytes)
        case .gb18030: try file.append(TextEncoding.gb18030Bytes(bytes))
        }
      }
    }
  }
}

extension SaveTarget.Format {
  fileprivate var resultFormat: ResultFormat {
    switch self {
    case .csv: .csv
    case .tsv: .tsv
    case .json: .json
    case .jsonl: .jsonl
    case .md: .markdown
    case .html: .html
    case .svg: .svg
    }
  }
}
