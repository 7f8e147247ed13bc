import TianSource

/// A JSON value, with its place in the text it was read from.
struct JSONValue: Sendable {
  enum Form: Sendable {
    case null
    case bool(Bool)
    /// As written.
    case number(String)
    case text(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
  }

  let form: Form
  let span: SourceSpan

  /// A member of an object; nil where there is none, or where this is no object. The last of several counts.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = form else { return nil }
    return members.last { $0.key == key }?.value
  }

  var isNull: Bool {
    if case .null = form { return true }
    return false
  }

  var text: String? {
    if case .text(let text) = form { return text }
    return nil
  }

  var bool: Bool? {
    if case .bool(let value) = form { return value }
    return nil
  }

  var array: [JSONValue]? {
    if case .array(let values) = form { return values }
    return nil
  }
}

/// Reads one JSON text (RFC 8259) whole; the first error ends it.
struct JSONReader {
  private static let depthMax = 256

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  static func read(_ source: SourceText) throws(Diagnostic) -> JSONValue {
    var reader = JSONReader(bytes: source.bytes)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
    let value = try reader.value()
    reader.skipSpace()
    guard reader.at == source.bytes.count else {
      throw reader.error("nothing may follow the value", "值之后不能再有内容")
    }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func value() throws(Diagnostic) -> JSONValue {
    skipSpace()
    let start = at
    guard let byte = peek else { throw error("a value is missing", "缺少值") }
    let form: JSONValue.Form
    switch byte {
    case UInt8(ascii: "{"): form = .object(try object())
    case UInt8(ascii: "["): form = .array(try array())
    case UInt8(ascii: "\""): form = .text(try string())
    case UInt8(ascii: "t") where take("true"): form = .bool(true)
    case UInt8(ascii: "f") where take("false"): form = .bool(false)
    case UInt8(ascii: "n") where take("null"): form = .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): form = .number(try number())
    default: throw error("no JSON value begins here", "这里不是 JSON 值的开头")
    }
    return JSONValue(form: form, span: SourceSpan(start, at))
  }

  private mutating func object() throws(Diagnostic) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    try list(closedBy: UInt8(ascii: "}")) { reader throws(Diagnostic) in
      reader.skipSpace()
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.error("a member's name in double quotes is missing", "缺少双引号括起的成员名")
      }
      let key = try reader.string()
      reader.skipSpace()
      guard reader.take(":") else { throw reader.error("`:` is missing", "缺少 `:`") }
      members.append((key, try reader.value()))
    }
    return members
  }

  private mutating func array() throws(Diagnostic) -> [JSONValue] {
    var values: [JSONValue] = []
    try list(closedBy: UInt8(ascii: "]")) { reader throws(Diagnostic) in values.append(try reader.value()) }
    return values
  }

  /// What stands between brackets, separated by commas.
  private mutating func list(
    closedBy end: UInt8, _ item: (inout JSONReader) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    depth += 1
    guard depth <= Self.depthMax else { throw error("brackets are nested too deeply", "括号嵌套过深") }
    at += 1
    skipSpace()
    if peek != end {
      while true {
        try item(&self)
        skipSpace()
        if take(",") { continue }
        guard peek == end else { throw error("`,` or a closing bracket is missing", "缺少 `,` 或右括号") }
        break
      }
    }
    at += 1
    depth -= 1
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = at
    _ = take("-")
    let hasLeadingZero = peek == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(hasLeadingZero && whole > 1) else { throw error("this is no number", "这不是数字") }
    if take("."), digits() == 0 { throw error("digits are missing", "缺少数字") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits() == 0 { throw error("digits are missing", "缺少数字") }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = at
    while let byte = peek, byte >= 0x30, byte <= 0x39 { at += 1 }
    return at - start
  }

  private mutating func string() throws(Diagnostic) -> String {
    let start = at
    at += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try text.append(contentsOf: String(escape()).utf8)
      case 0..<0x20: throw error("a control character must be escaped", "控制字符必须转义")
      default:
        text.append(byte)
        at += 1
      }
    }
    at = start
    throw error("the text is not closed", "文本没有结束引号")
  }

  private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
    at += 1
    guard let byte = peek else { throw error("the text is not closed", "文本没有结束引号") }
    at += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw error("no such escape", "没有这种转义")
    }
  }

  /// Four hexadecimal digits, or two such halves; half of a pair alone becomes U+FFFD.
  private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let start = at
    guard (0xD800..<0xDC00).contains(first), take("\\u") else { return "\u{FFFD}" }
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else {
      at = start
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    let digits = String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16)
    else {
      throw error("four hexadecimal digits are missing", "缺少四位十六进制数字")
    }
    at += 4
    return value
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { expected in
      guard bytes[at...].starts(with: expected) else { return false }
      at += expected.count
      return true
    }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private func error(_ en: String, _ zh: String) -> Diagnostic {
    Diagnostic(
      .invalidDataPackage, Bilingual("the file is not JSON: \(en)", "文件不是合法的 JSON：\(zh)"),
      at: [.init(SourceSpan(at, min(at + 1, bytes.count)))])
  }
}
