import TianEngine
import TianPlan

/// A page of HTML with one table, whole by itself: UTF-8, no script, nothing from elsewhere. Numbers are
/// aligned to the right.
struct HTMLTable {
  private let style: Style
  private let hasHeader: Bool

  init(_ options: FormatOptions) {
    style = Style(nullText: options.nullText ?? "")
    hasHeader = options.hasHeader
  }

  func write<Failure: Error>(
    _ result: ResultTable, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let cells = result.fields.map { $0.type.isNumeric ? "<td class=\"number\">" : "<td>" }
    var out = ByteBuffer()
    out.append(Self.head + "<table>\n")
    if hasHeader {
      out.append("<thead>\n<tr>")
      for field in result.fields {
        out.append(field.type.isNumeric ? "<th class=\"number\">" : "<th>")
        var header = field.header
        header.withUTF8 { style.appendText($0, to: &out) }
        out.append("</th>")
      }
      out.append("</tr>\n</thead>\n")
    }
    out.append("<tbody>\n")
    try result.forEachRun(style: style) { (blocks, count) throws(Failure) in
      for row in 0..<count {
        out.append("<tr>")
        for column in blocks.indices {
          out.append(cells[column])
          out.append(blocks[column][row])
          out.append("</td>")
        }
        out.append("</tr>\n")
      }
      try sink(out.bytes)
      out.removeAll()
    }
    out.append("</tbody>\n</table>\n" + Self.end)
    try sink(out.bytes)
  }

  private static let head = """
    <!DOCTYPE html>
    <html>
    <head>
    <meta charset="utf-8">
    <title>田</title>
    <style>
    body { font-family: system-ui, sans-serif; margin: 2em; }
    table { border-collapse: collapse; }
    th, td { border-bottom: 1px solid #ccc; padding: 0.25em 0.75em; text-align: left; vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    </style>
    </head>
    <body>

    """
  private static let end = "</body>\n</html>\n"

  /// A page with a picture alone.
  static func page(of picture: String) -> String { head + picture + end }

  private struct Style: CellStyle {
    let nullText: String

    func appendNull(to out: inout ByteBuffer) {
      var text = nullText
      text.withUTF8 { appendText($0, to: &out) }
    }

    func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      for byte in text {
        switch byte {
        case UInt8(ascii: "&"): out.append("&amp;")
        case UInt8(ascii: "<"): out.append("&lt;")
        case UInt8(ascii: ">"): out.append("&gt;")
        case UInt8(ascii: "\n"): out.append("<br>")
        case UInt8(ascii: "\r"): break
        default: out.append(byte)
        }
      }
    }
  }
}
