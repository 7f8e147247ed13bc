import TianSource

/// A value of a descriptor with its JSON pointer (RFC 6901): what is wrong with it is told by both.
struct JSONPlace: Sendable {
  let value: JSONValue
  /// Empty for the whole text.
  let pointer: String

  init(_ value: JSONValue, pointer: String = "") {
    self.value = value
    self.pointer = pointer
  }

  /// A member that is there and not null.
  subscript(key: String) -> JSONPlace? {
    guard let member = value[key], !member.isNull else { return nil }
    let escaped = key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }
    return JSONPlace(member, pointer: "\(pointer)/\(escaped.joined())")
  }

  /// Throws where the value is no object.
  func object() throws(Diagnostic) -> JSONPlace {
    guard case .object = value.form else { throw wrong("an object is wanted", "应是对象") }
    return self
  }

  /// Throws where the value is no list.
  func items() throws(Diagnostic) -> [JSONPlace] {
    guard let items = value.array else { throw wrong("a list is wanted", "应是列表") }
    return items.enumerated().map { JSONPlace($1, pointer: "\(pointer)/\($0)") }
  }

  func text() throws(Diagnostic) -> String {
    guard let text = value.text else { throw wrong("a text is wanted", "应是文本") }
    return text
  }

  func bool() throws(Diagnostic) -> Bool {
    guard let bool = value.bool else { throw wrong("true or false is wanted", "应是 true 或 false") }
    return bool
  }

  /// A number that is whole and not negative.
  func count() throws(Diagnostic) -> Int {
    guard case .number(let text) = value.form, let count = Int(text), count >= 0 else {
      throw wrong("a whole number from 0 is wanted", "应是不小于 0 的整数")
    }
    return count
  }

  /// A text, or a number or truth value as it is written.
  func scalar() throws(Diagnostic) -> String {
    switch value.form {
    case .text(let text), .number(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .null, .array, .object: throw wrong("a value is wanted", "应是单个值")
    }
  }

  /// A text, or a list of at least one.
  func names() throws(Diagnostic) -> [String] {
    if let text = value.text { return [text] }
    guard value.array != nil else {
      throw wrong("a text or a list of texts is wanted", "应是文本或文本列表")
    }
    let names = try texts()
    guard !names.isEmpty else { throw wrong("the list is empty", "列表是空的") }
    return names
  }

  func texts() throws(Diagnostic) -> [String] {
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  /// What is wrong here, and at its pointer.
  func wrong(_ en: String, _ zh: String) -> Diagnostic {
    let (placeEN, placeZH) = pointer.isEmpty ? ("", "") : ("`\(pointer)`: ", "`\(pointer)`：")
    return Diagnostic(
      .invalidDataPackage, Bilingual(placeEN + en, placeZH + zh), at: [.init(value.span)])
  }
}
