import TianSource

extension Step {
  /// Writes its rows to a file, all of them, and passes them on. Who runs the plan does the writing.
  package struct Save: Hashable, Sendable {
    package var input: StepID
    package var target: SaveTarget
    /// The file's columns, in order.
    package var outputs: [Plan.Output]
    /// How a picture of the rows is drawn.
    package var chart: Chart?
    /// Of the path, where what goes wrong is told.
    package var span: SourceSpan

    package init(
      input: StepID, target: SaveTarget, outputs: [Plan.Output], chart: Chart? = nil, span: SourceSpan
    ) {
      self.input = input
      self.target = target
      self.outputs = outputs
      self.chart = chart
      self.span = span
    }
  }
}

/// A file to write.
package struct SaveTarget: Hashable, Sendable {
  /// The endings of a file's name that say how it is written.
  package enum Format: String, Hashable, Sendable, CaseIterable {
    case csv, tsv, json, jsonl, md, html
    /// Of a chart.
    case svg

    /// Whether the encoding may be chosen; the others are UTF-8 by their definition or by custom.
    package var takesEncoding: Bool {
      switch self {
      case .csv, .tsv: true
      case .json, .jsonl, .md, .html, .svg: false
      }
    }
  }

  package enum Encoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    /// With the mark in front by which spreadsheets know it.
    case markedUTF8 = "utf-8-bom"
    case gb18030
  }

  /// As the system takes it.
  package var path: String
  package var format: Format
  package var encoding: Encoding
  /// As gzip does it.
  package var isPacked: Bool

  package init(path: String, format: Format, encoding: Encoding = .utf8, isPacked: Bool = false) {
    self.path = path
    self.format = format
    self.encoding = encoding
    self.isPacked = isPacked
  }
}
