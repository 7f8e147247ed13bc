import TianSource

/// What a Table Schema says of a table's columns and rows.
struct TableDescription: Sendable {
  /// How the columns of a file may differ from the fields (version 2).
  enum FieldsMatch: String, Sendable, CaseIterable {
    /// The same, in the same order.
    case exact
    /// The same, in any order.
    case equal
    /// The file may have more.
    case subset
    /// The file may have fewer.
    case superset
    /// At least one is in both.
    case partial
  }

  /// A text that stands for null, and why where that is said.
  struct MissingText: Hashable, Sendable {
    var text: String
    var label: String?
  }

  var fields: [FieldDescription] = []
  var fieldsMatch = FieldsMatch.exact
  /// Besides what is always null: an empty cell.
  var missingTexts: [MissingText] = []
  var primaryKey: [String] = []
  var uniqueKeys: [[String]] = []
  var foreignKeys: [ForeignKey] = []

  init() {}

  init(_ place: JSONPlace) throws(Diagnostic) {
    let place = try place.object()
    for field in try place["fields"]?.items() ?? [] { fields.append(try FieldDescription(field)) }
    if let match = place["fieldsMatch"] { fieldsMatch = try Self.match(match) }
    if let missing = place["missingValues"] { missingTexts = try Self.missingTexts(missing) }
    primaryKey = try place["primaryKey"]?.names() ?? []
    for key in try place["uniqueKeys"]?.items() ?? [] { uniqueKeys.append(try key.names()) }
    for key in try place["foreignKeys"]?.items() ?? [] { foreignKeys.append(try ForeignKey(key)) }
  }

  /// A text, or a list that holds one (as the second version was first written).
  private static func match(_ place: JSONPlace) throws(Diagnostic) -> FieldsMatch {
    guard let word = try place.names().first, let match = FieldsMatch(rawValue: word) else {
      let words = FieldsMatch.allCases.map(\.rawValue)
      throw place.wrong(
        "it is one of \(words.joined(separator: ", "))", "应是 \(words.joined(separator: "、")) 之一")
    }
    return match
  }

  /// Texts, or texts with a label; the empty one is left out.
  static func missingTexts(_ place: JSONPlace) throws(Diagnostic) -> [MissingText] {
    var missing: [MissingText] = []
    for item in try place.items() {
      if let text = item.value.text {
        missing.append(MissingText(text: text))
        continue
      }
      let object = try item.object()
      guard let value = object["value"] else {
        throw item.wrong(
          "a text, or an object with `value` and `label`, is wanted", "应是文本，或有 `value`、`label` 的对象")
      }
      missing.append(MissingText(text: try value.text(), label: try object["label"]?.text()))
    }
    return missing.filter { !$0.text.isEmpty }
  }
}

extension ForeignKey {
  /// `{"fields": …, "reference": {"resource": …, "fields": …}}`, each a text or a list; no resource, or an
  /// empty one, means the table itself.
  init(_ place: JSONPlace) throws(Diagnostic) {
    let place = try place.object()
    guard let fields = place["fields"], let reference = try place["reference"]?.object(),
      let referenced = reference["fields"]
    else {
      throw place.wrong(
        "a foreign key has `fields`, and a `reference` with `fields`",
        "外键应有 `fields`，以及带 `fields` 的 `reference`")
    }
    self.init(
      columns: try fields.names(), table: try reference["resource"]?.text() ?? "",
      referencedColumns: try referenced.names())
    guard columns.count == referencedColumns.count else {
      throw referenced.wrong(
        "there are \(columns.count) fields, and \(referencedColumns.count) that they refer to",
        "有 \(columns.count) 个字段，却引用 \(referencedColumns.count) 个字段")
    }
  }
}
