import TianEngine
import TianPlan

/// A table of GitHub's Markdown; numbers are aligned to the right.
struct Markdown {
  private let style: Style
  private let hasHeader: Bool

  init(_ options: FormatOptions) {
    style = Style(nullText: options.nullText ?? "")
    hasHeader = options.hasHeader
  }

  func write<Failure: Error>(
    _ result: ResultTable, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var out = ByteBuffer()
    if hasHeader {
      for field in result.fields {
        out.append("| ")
        var header = field.header
        header.withUTF8 { style.appendText($0, to: &out) }
        out.append(" ")
      }
      out.append("|\n")
      for field in result.fields { out.append(field.type.isNumeric ? "| ---: " : "| --- ") }
      out.append("|\n")
    }
    try result.forEachRun(style: style, showsTotals: true) { (blocks, count) throws(Failure) in
      for row in 0..<count {
        for block in blocks {
          out.append("| ")
          out.append(block[row])
          out.append(" ")
        }
        out.append("|\n")
      }
      try sink(out.bytes)
      out.removeAll()
    }
    if out.count > 0 { try sink(out.bytes) }
  }

  private struct Style: CellStyle {
    let nullText: String

    func appendNull(to out: inout ByteBuffer) { out.append(nullText) }

    func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      for byte in text {
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: "\\"):
          out.append(UInt8(ascii: "\\"))
          out.append(byte)
        case UInt8(ascii: "\n"): out.append("<br>")
        case UInt8(ascii: "\r"): break
        default: out.append(byte)
        }
      }
    }
  }
}
