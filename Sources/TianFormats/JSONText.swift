/// Texts as JSON writes them.
package enum JSONText {
  /// The text in quotes, escaped.
  package static func quoted(_ text: String) -> String {
    var out = ByteBuffer()
    var text = text
    text.withUTF8 { append($0, to: &out) }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
    out.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case UInt8(ascii: "\n"): out.append("\\n")
      case UInt8(ascii: "\r"): out.append("\\r")
      case UInt8(ascii: "\t"): out.append("\\t")
      case 0..<0x20, 0x7F: appendEscape(byte, to: &out)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(_ byte: UInt8, to out: inout ByteBuffer) {
    let digits = Array("0123456789abcdef".utf8)
    out.append("\\u00")
    out.append(digits[Int(byte >> 4)])
    out.append(digits[Int(byte & 15)])
  }
}
