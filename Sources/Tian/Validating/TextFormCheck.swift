import TianFigures
import TianSource

/// Checks the forms of texts that Tian reads as texts: points, objects, times, addresses, official codes.
enum TextFormCheck {
  /// Nil for a text that has the form of its field.
  static func fault(of text: String, _ field: FieldDescription) -> Bilingual? {
    if let kind = field.form?.code { return codeFault(of: text, kind) }
    if isRight(text, field) { return nil }
    let (type, wanted) = (field.type?.rawValue ?? "string", example(of: field))
    let form = field.form.map { "/\($0.rawValue)" } ?? ""
    return Bilingual("the type is `\(type)\(form)`, as in \(wanted)", "类型是 `\(type)\(form)`，如 \(wanted)")
  }

  /// A cell that would fit a field.
  static func example(of field: FieldDescription) -> String {
    if let form = field.form { return example(of: form, isPoint: field.type == .geopoint) }
    if let pattern = field.format.pattern { return example(of: pattern, isTime: field.type == .time) }
    switch field.type {
    case .string, .any, nil: return "`abc`"
    case .number: return "`1234\(field.format.decimalMark ?? ".")5`"
    case .integer: return "`1234`"
    case .boolean:
      let words = [field.format.trueTexts.first ?? "true", field.format.falseTexts.first ?? "false"]
      return "`\(words[0])` `\(words[1])`"
    case .date: return "`2024-03-20`"
    case .time: return "`08:30:00`"
    case .datetime: return "`2024-03-20T08:30:00`"
    case .year: return "`2024`"
    case .yearmonth: return "`2024-03`"
    case .duration: return "`P1Y2M`"
    case .geopoint: return "`113.02, 28.19`"
    case .geojson: return "`{\"type\": \"Point\", \"coordinates\": [113.02, 28.19]}`"
    case .object: return "`{\"a\": 1}`"
    case .array: return "`[1, 2]`"
    case .list: return "`1,2`"
    }
  }

  private static func example(of pattern: DatePattern, isTime: Bool) -> String {
    let text = pattern.text(
      of: .init(
        days: Calendar.days(year: 2024, month: 3, day: 20) ?? 0,
        microseconds: (8 * 60 + 30) * 60 * Calendar.microsecondsPerSecond))
    // The pattern of a time has the date of a day before it.
    return "`\(isTime ? String(text.dropFirst("2024-03-20T".count)) : text)`"
  }

  private static func example(of form: TextForm, isPoint: Bool) -> String {
    switch form {
    case .email: "`name@example.org`"
    case .uri: "`https://example.org/`"
    case .uuid: "`123e4567-e89b-12d3-a456-426614174000`"
    case .binary: "`5Zaz`"
    case .array: "`[113.02, 28.19]`"
    case .object: "`{\"lon\": 113.02, \"lat\": 28.19}`"
    case .adminCode: "`430121`"
    case .industryCode: "`A0111`"
    case .creditCode: "`91350100M000100Y43`"
    }
  }

  private static func isRight(_ text: String, _ field: FieldDescription) -> Bool {
    switch field.type {
    case .time:
      if let pattern = field.format.pattern { return pattern.moment(of: "2000-01-01T\(text)") != nil }
      return field.takesAnyDate ? TextShape.isAnyTime(text) : TextShape.isTime(text)
    case .duration: return TextShape.isDuration(text)
    case .geojson: return json(text)?["type"]?.text != nil
    case .object: return json(text).map { if case .object = $0.form { true } else { false } } ?? false
    case .array: return json(text)?.array != nil
    case .geopoint: return isPoint(text, field.form)
    case .string: return field.form.map { isRight(text, $0) } ?? true
    case .number, .integer, .boolean, .date, .datetime, .year, .yearmonth, .list, .any, nil: return true
    }
  }

  private static func isRight(_ text: String, _ form: TextForm) -> Bool {
    switch form {
    case .email:
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !text.contains(" ")
    case .uri:
      guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isASCII, first.isLetter else {
        return false
      }
      let scheme = text[..<colon].allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
      }
      return scheme && text.index(after: colon) < text.endIndex && !text.contains(" ")
    case .uuid:
      let widths = text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
      return widths == [8, 4, 4, 4, 12] && text.allSatisfy { $0 == "-" || $0.isHexDigit }
    case .binary:
      let body = text.drop { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "/") }
      return text.utf8.count % 4 == 0 && body.count <= 2 && body.allSatisfy { $0 == "=" }
    case .array, .object, .adminCode, .industryCode, .creditCode: return true
    }
  }

  private static func isPoint(_ text: String, _ form: TextForm?) -> Bool {
    var numbers: [Double?]
    switch form {
    case .array: numbers = json(text)?.array?.map(\.number) ?? []
    case .object: numbers = json(text).map { [$0["lon"]?.number, $0["lat"]?.number] } ?? []
    case .email, .uri, .uuid, .binary, .adminCode, .industryCode, .creditCode, nil:
      numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        Double(String(part.drop { $0 == " " }))
      }
    }
    guard numbers.count == 2, let longitude = numbers[0], let latitude = numbers[1] else { return false }
    return abs(longitude) <= 180 && abs(latitude) <= 90
  }

  // MARK: parts

  static func listItems(of text: String, _ field: FieldDescription) -> [String] {
    guard let mark = field.itemDelimiter.first else { return [text] }
    return text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
  }

  /// What `minLength` and `maxLength` count: the characters of a text, the items of what has items.
  static func length(of text: String, _ field: FieldDescription) -> (count: Int, unit: Bilingual) {
    let items = Bilingual("items", "成员")
    switch field.type {
    case .list: return (listItems(of: text, field).count, items)
    case .array, .object: return (json(text)?.memberCount ?? 0, items)
    case .string, .number, .integer, .boolean, .date, .time, .datetime, .year, .yearmonth, .duration,
      .geopoint, .geojson, .any, nil:
      return (text.unicodeScalars.count, Bilingual("characters", "字符"))
    }
  }

  private static func json(_ text: String) -> JSONValue? { try? JSONReader.read(SourceText(text)) }

  // MARK: official codes

  private static func codeFault(of text: String, _ kind: CodeKind) -> Bilingual? {
    let bytes = Array(text.utf8)
    guard let fault = OfficialCode.fault(bytes.span, kind) else { return nil }
    switch (fault, kind) {
    case (.check(let expected), _):
      return Bilingual(
        "its check character would be `\(expected)`: some character is wrong", "校验码应为 `\(expected)`：有字符写错")
    case (.length, .admin):
      return Bilingual("a division's code has 2, 4, 6, 9 or 12 digits", "行政区划代码有 2、4、6、9 或 12 位数字")
    case (.length, .industry):
      return Bilingual(
        "an industry's code is a letter with 2 to 4 digits, or either alone", "行业代码是一个字母加 2 至 4 位数字，或只有其一")
    case (.length, .credit):
      return Bilingual("a unified social credit code has 18 characters", "统一社会信用代码有 18 个字符")
    case (.character, .credit):
      return Bilingual(
        "there are digits and capital letters in it, without I, O, S, V and Z", "只含数字和除 I、O、S、V、Z 之外的大写字母")
    case (.character, _): return Bilingual("there is a character in it that no such code has", "含有这种代码没有的字符")
    case (.group, .industry):
      return Bilingual("no section of GB/T 4754 has such a division", "GB/T 4754 没有这样的门类或大类")
    case (.group, _): return Bilingual("no province has these two digits", "没有以这两位数字开头的省级区划")
    }
  }
}

extension JSONValue {
  fileprivate var number: Double? {
    if case .number(let text) = form { return Double(text) }
    return nil
  }

  fileprivate var memberCount: Int {
    if case .object(let members) = form { return members.count }
    return array?.count ?? 0
  }
}
