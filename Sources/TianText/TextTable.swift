import CTianText

/// The lines of a table within the program. Read when first needed, which takes a few milliseconds.
enum TextTable {
  /// Calls with the characters of every line, the line's end left out.
  static func lines(of table: tian_text_table, _ body: ([Unicode.Scalar]) -> Void) {
    let text = String(decoding: UnsafeBufferPointer(start: table.bytes, count: table.count), as: UTF8.self)
    var line: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        body(line)
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(scalar)
      }
    }
  }
}
