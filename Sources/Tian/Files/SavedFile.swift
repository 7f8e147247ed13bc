import TianEngine
import TianFormats
import TianPlan
import TianSource

enum SavedFile {
  /// Writes a table. Throws `unwritableFile` with the system's reason, and `cancelled`.
  static func write(
    _ table: ResultTable, to target: SaveTarget, _ execution: Execution
  ) throws(Diagnostic) {
    let gzip = target.isPacked ? try Gzip() : nil
    try AtomicFile.write(target.path) { file throws(Diagnostic) in
      func append(_ bytes: [UInt8]) throws(Diagnostic) {
        try execution.checkCancelled()
        try file.append(gzip?.packed(bytes) ?? bytes)
      }
      if target.encoding == .markedUTF8 { try append([0xEF, 0xBB, 0xBF]) }
      try table.write(as: target.format.resultFormat) { bytes throws(Diagnostic) in
        switch target.encoding {
        case .utf8, .markedUTF8: try append(bytes)
        case .gb18030: try append(TextEncoding.gb18030Bytes(bytes))
        }
      }
      // Where the work is cancelled the formats leave off without a word.
      try execution.checkCancelled()
      if let gzip { try file.append(gzip.end()) }
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
