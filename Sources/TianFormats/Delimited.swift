import TianEngine

/// Comma- and tab-separated values.
struct Delimited {
  private let style: Style
  private let hasHeader: Bool

  init(_ options: FormatOptions, delimiter: UInt8) {
    style = Style(delimiter: delimiter, nullText: Array((options.nullText ?? "").utf8))
    hasHeader = options.hasHeader
  }

  func write<Failure: Error>(
    _ result: ResultTable, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    if hasHeader {
      var out = ByteBuffer()
      for (index, field) in result.fields.enumerated() {
        if index > 0 { out.append(style.delimiter) }
        var header = field.header
        header.withUTF8 { style.appendText($0, to: &out) }
      }
      out.append(UInt8(ascii: "\n"))
      try sink(out.bytes)
    }
    var out = ByteBuffer()
    try result.forEachRun(style: style) { (blocks, count) throws(Failure) in
      out.removeAll()
      for row in 0..<count {
        for column in blocks.indices {
          if column > 0 { out.append(style.delimiter) }
          out.append(blocks[column][row])
        }
        out.append(UInt8(ascii: "\n"))
      }
      try sink(out.bytes)
    }
  }

  private struct Style: CellStyle {
    let delimiter: UInt8
    let nullText: [UInt8]

    func appendNull(to out: inout ByteBuffer) { out.append(nullText[...]) }

    /// Quoted where a reader would cut it, where one may take spaces off its ends, and where it would be
    /// taken for null: empty text is `""`.
    func appendText(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      let space = UInt8(ascii: " ")
      guard
        text.contains(where: isSpecial) || text.first == space || text.last == space
          || text.elementsEqual(nullText)
      else { return out.append(text) }
      out.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { out.append(byte) }
        out.append(byte)
      }
      out.append(UInt8(ascii: "\""))
    }

    /// Digits in groups, `1,200`, are a plain number: nothing is hedged, and it need not be quoted.
    func appendHedged(_ cell: HedgedCell, to out: inout ByteBuffer) {
      let isGrouped = cell.original.map { $0.contains(UInt8(ascii: ",")) && $0.allSatisfy(isOfNumber) }
      if cell.isExact, isGrouped == true {
        cell.best.append(to: &out)
      } else {
        appendFigure(cell, to: &out)
      }
    }

    private func isOfNumber(_ byte: UInt8) -> Bool {
      byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
        || byte == UInt8(ascii: "-")
    }

    /// A year is `2023年`, for the number alone would be read again as one. Nothing else here has four
    /// characters.
    func appendTemporal(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
      out.append(text)
      if text.count == 4 { out.append("年") }
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
      byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
  }
}
