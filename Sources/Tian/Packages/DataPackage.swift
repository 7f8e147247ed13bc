import TianFigures
import TianSource

/// What a `datapackage.json` says of a folder's tables.
struct DataPackage: Sendable {
  /// A column as it is declared. Types that Tian does not know are passed over, as are units that nobody has
  /// defined when the file is read: the file tells.
  struct Field: Sendable {
    enum Kind: Sendable {
      case bool, int, decimal, text, date, timestamp, month
    }

    var name: String
    /// Nil where the file is to tell: for what is not declared, and for figures with hedges or units in their
    /// cells, which a package can only call strings.
    var kind: Kind?
    /// As it is written.
    var unit: String?
    /// The name of the column that tells the unit of each row.
    var unitFrom: String?
    /// Whether its figures are hedged; nil where the cells tell.
    var isHedged: Bool?
  }

  struct Resource: Sendable {
    var name: String?
    var title: String?
    /// As written; relative to the package's folder.
    var path: String
    var delimiter: String?
    var encoding: String?
    var fields: [Field]
    var foreignKeys: [ForeignKey]
  }

  var resources: [Resource]

  static let fileName = "datapackage.json"
  static let bytesMax = 16 << 20

  /// Throws the first thing that is wrong, at its place.
  init(_ source: SourceText) throws(Diagnostic) {
    let json = try JSONReader.read(source)
    guard let list = json["resources"] else {
      throw Self.wrong(json, "a list `resources` is missing", "缺少列表 `resources`")
    }
    guard let items = list.array else {
      throw Self.wrong(list, "`resources` must be a list", "`resources` 应是列表")
    }
    resources = []
    for item in items { try resources.append(contentsOf: Self.resources(item)) }
  }

  /// One for each of its paths; none for data that are not in files.
  private static func resources(_ json: JSONValue) throws(Diagnostic) -> [Resource] {
    guard case .object = json.form else { throw wrong(json, "a resource must be an object", "资源应是对象") }
    guard let path = json["path"] else { return [] }
    guard let paths = path.text.map({ [$0] }) ?? path.array?.compactMap(\.text), !paths.isEmpty else {
      throw wrong(path, "`path` must be a text or a list of texts", "`path` 应是文本或文本列表")
    }
    let schema = json["schema"]
    let fields = try schema?["fields"].map(fields) ?? []
    let keys = schema?["foreignKeys"]?.array?.compactMap(foreignKey) ?? []
    return paths.map {
      Resource(
        name: json["name"]?.text, title: json["title"]?.text, path: $0,
        delimiter: json["dialect"]?["delimiter"]?.text, encoding: json["encoding"]?.text, fields: fields,
        foreignKeys: keys)
    }
  }

  private static func fields(_ json: JSONValue) throws(Diagnostic) -> [Field] {
    guard let items = json.array else { throw wrong(json, "`fields` must be a list", "`fields` 应是列表") }
    var fields: [Field] = []
    for item in items {
      guard let name = item["name"]?.text else {
        throw wrong(item, "a field's `name` is missing", "字段缺少 `name`")
      }
      let coded = item["unitCode"]?.text.flatMap { UnitTable.standard.unit(ofCode: $0) }
      let written = item["unit"]?.text
      let hasUnit = written.flatMap { Unit(label: $0) } ?? coded != nil
      let isHedged = item["hedged"]?.bool
      var field = Field(
        name: name, kind: kind(item["type"]?.text, hasUnit: hasUnit, isHedged: isHedged),
        unit: written ?? coded?.text)
      field.isHedged = isHedged
      field.unitFrom = item["unitFrom"]?.text
      fields.append(field)
    }
    return fields
  }

  /// A column of figures that may be hedged is one of numbers, though a package can only call it strings.
  private static func kind(_ type: String?, hasUnit: Bool, isHedged: Bool?) -> Field.Kind? {
    switch type {
    case "string" where isHedged != nil, nil where isHedged != nil: .decimal
    case "string": hasUnit ? nil : .text
    case "integer", "year": .int
    case "number": .decimal
    case "boolean": .bool
    case "date": .date
    case "datetime": .timestamp
    case "yearmonth": .month
    default: nil
    }
  }

  private static func foreignKey(_ json: JSONValue) -> ForeignKey? {
    guard let columns = names(json["fields"]), let reference = json["reference"],
      let table = reference["resource"]?.text, let referenced = names(reference["fields"])
    else { return nil }
    return ForeignKey(columns: columns, table: table, referencedColumns: referenced)
  }

  /// A text, or a list of texts.
  private static func names(_ json: JSONValue?) -> [String]? {
    json?.text.map { [$0] } ?? json?.array?.compactMap(\.text)
  }

  private static func wrong(_ json: JSONValue, _ en: String, _ zh: String) -> Diagnostic {
    Diagnostic(.invalidDataPackage, Bilingual(en, zh), at: [.init(json.span)])
  }
}
