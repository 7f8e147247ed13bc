import TianEngine
import TianFigures

/// Rows as JSON objects, keyed by column names. Exact numbers keep all their digits; a hedged figure is an
/// object of low, best and high, its ends in interval notation (`[)`), and its text where it is as published.
struct JSONRows {
  let isArray: Bool

  func write<Failure: Error>(
    _ result: ResultTable, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let style = Style()
    let keys = result.fields.enumerated().map { index, field in
      var out = ByteBuffer()
      out.append(index == 0 ? "{" : ",")
      var name = field.name
      name.withUTF8 { style.appendText($0, to: &out) }
      out.append(UInt8(ascii: ":"))
      return out.bytes
    }
    var written = 0
    var out = ByteBuffer()
    if isArray { out.append("[") }
    try result.forEachRun(style: style) { (blocks, count) throws(Failure) in
      for row in 0..<count {
        if isArray { out.append(written == 0 ? "\n" : ",\n") }
        if keys.isEmpty { out.append("{") }
        for column in blocks.indices {
          out.append(keys[column][...])
          out.append(blocks[column][row])
        }
        out.append(isArray ? "}" : "}\n")
        written += 1
      }
      try sink(out.bytes)
      out.removeAll()
    }
    if isArray { out.append(written == 0 ? "]\n" : "\n]\n") }
    if out.count > 0 { try sink(out.bytes) }
  }

  private struct Style: CellStyle {
    func appendNull(to out: inout ByteBuffer) { out.append("null") }

    func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      JSONText.append(text, to: &out)
    }

    func appendTemporal(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      out.append(UInt8(ascii: "\""))
      out.append(text)
      out.append(UInt8(ascii: "\""))
    }

    func appendHedged(_ cell: HedgedCell, to out: inout ByteBuffer) {
      out.append("{\"low\":")
      if cell.ends.contains(.lowAbsent) { out.append("null") } else { cell.low.append(to: &out) }
      out.append(",\"best\":")
      cell.best.append(to: &out)
      out.append(",\"high\":")
      if cell.ends.contains(.highAbsent) { out.append("null") } else { cell.high.append(to: &out) }
      out.append(",\"ends\":\"")
      out.append(cell.ends.isDisjoint(with: [.lowOpen, .lowAbsent]) ? "[" : "(")
      out.append(cell.ends.isDisjoint(with: [.highOpen, .highAbsent]) ? "]" : ")")
      out.append("\",\"text\":")
      if let original = cell.original { appendText(original, to: &out) } else { out.append("null") }
      out.append("}")
    }
  }
}
