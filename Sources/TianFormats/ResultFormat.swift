// TianFormats: what a run gave, as text: csv, tsv, json, jsonl, markdown, html, and boxes for people.
// It writes bytes into a closure, in chunks; it never opens a file and never writes to a terminal.
import TianEngine
import TianSource

/// The ways a result is written.
public enum ResultFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: frame, thousands separators, cut to a width.
  case box
  /// For people, wide results: a line a cell, a block a row.
  case vertical
  /// RFC 4180 quoting, lines end in `\n`, units in the header, null empty and empty text `""`.
  case csv
  /// The same, separated by tabs.
  case tsv
  /// One array of objects.
  case json
  /// One object a line.
  case jsonl
  /// A table of GitHub's Markdown.
  case markdown = "md"
  /// A page with one table, or a chart's picture.
  case html
  /// The picture of a chart; nothing of what is none.
  case svg
}

public struct FormatOptions: Sendable {
  public var hasHeader = true
  /// What stands for null; nil is the format's own: `·` in a box, `null` in JSON, nothing elsewhere.
  /// JSON has no other null, and keeps its own.
  public var nullText: String?
  public var box = BoxOptions()

  public init(hasHeader: Bool = true, nullText: String? = nil, box: BoxOptions = BoxOptions()) {
    self.hasHeader = hasHeader
    self.nullText = nullText
    self.box = box
  }
}

extension ResultTable {
  /// Writes the whole result, a chunk of rows at a time, so that memory stays small however long it is.
  /// Stops at the first error of the sink and throws it; where the work at hand is cancelled it leaves off.
  /// - Returns: what a box left out; nothing is left out elsewhere.
  @discardableResult
  package func write<Failure: Error>(
    as format: ResultFormat, _ options: FormatOptions = FormatOptions(),
    to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> BoxCut {
    switch format {
    case .box:
      if let chart {
        let drawn = TerminalChart(self, chart, options)
        try sink(Array(drawn.text.utf8))
        return drawn.cut
      }
      let box = Box(self, options)
      try box.write(to: sink)
      return box.cut
    case .vertical:
      let vertical = Vertical(self, options)
      try vertical.write(to: sink)
      return vertical.cut
    case .csv: try Delimited(options, delimiter: UInt8(ascii: ",")).write(self, to: sink)
    case .tsv: try Delimited(options, delimiter: UInt8(ascii: "\t")).write(self, to: sink)
    case .json: try JSONRows(isArray: true).write(self, to: sink)
    case .jsonl: try JSONRows(isArray: false).write(self, to: sink)
    case .markdown: try Markdown(options).write(self, to: sink)
    case .html:
      if let chart {
        try sink(Array(HTMLTable.page(of: SVGChart(self, chart, options).text).utf8))
      } else {
        try HTMLTable(options).write(self, to: sink)
      }
    case .svg: if let chart { try sink(Array(SVGChart(self, chart, options).text.utf8)) }
    }
    return BoxCut()
  }
}
