import TianSource

/// Lines and columns of offsets into a UTF-8 text, asked for in ascending order: together they cost one
/// reading of the text up to the last.
struct TextPlaces {
  struct Place {
    var line: Int
    /// In characters, from 1.
    var column: Int
    var lineStart: Int
    /// The line; nil where it is too long to look at.
    var text: [UInt8]?
  }

  private let source: ByteSource
  private let newline: UInt8
  private var line = 1
  private var lineStart = 0
  private var column = 1
  private var at = 0

  private static let windowBytes = 1 << 16

  init(_ source: ByteSource, newline: UInt8) {
    self.source = source
    self.newline = newline
  }

  mutating func place(of offset: Int) throws(Diagnostic) -> Place {
    while at < offset {
      let bytes = try source.bytes(at..<min(at + Self.windowBytes, offset))
      for (index, byte) in bytes.enumerated() {
        if byte == newline {
          line += 1
          lineStart = at + index + 1
          column = 1
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
      }
      at += bytes.count
    }
    var place = Place(line: line, column: column, lineStart: lineStart)
    if offset - lineStart < Self.windowBytes {
      let near = try source.bytes(lineStart..<min(offset + Self.windowBytes, source.count))
      place.text = Array(near.prefix { $0 != newline })
    }
    return place
  }
}
