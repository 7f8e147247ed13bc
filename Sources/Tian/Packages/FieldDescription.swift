import TianEngine
import TianFigures
import TianPlan
import TianSource

/// A column as a Table Schema describes it.
struct FieldDescription: Sendable {
  var name: String
  /// Nil where nothing is said.
  var type: FieldType?
  /// What the texts of a string are, or a point in the form of geography; nil where nothing special is said.
  var form: TextForm?
  /// How the cells are written.
  var format = DeclaredFormat()
  /// Dates and times are read however they are written, as `"format": "any"` says.
  var takesAnyDate = false
  var constraints = FieldConstraints()
  /// Of a list: what its cells hold, and what stands between.
  var itemType = FieldType.string
  var itemDelimiter = ","
  /// Instead of those of the table (version 2); nil where those hold.
  var missingTexts: [TableDescription.MissingText]?
  /// As it is written.
  var unit: String?
  /// The name of the column that tells the unit of each row.
  var unitFrom: String?
  /// Whether its figures are hedged; nil where the cells tell.
  var isHedged: Bool?

  /// How the column is read; nil where the file is to tell: for what is not declared, and for figures with
  /// hedges or units in their cells, which a package can only call strings.
  var kind: DataType.Kind? {
    // Figures that may be hedged are numbers, though a package can only call them strings.
    if isHedged != nil, type == nil || type == .string { return .decimal(scale: 0) }
    guard let type else { return nil }
    switch type {
    case .string: return hasKnownUnit ? nil : .text
    // What no pattern of ours reads is left as it stands.
    case .date, .datetime: return isUnreadPattern ? .text : type.kind
    case .number, .integer, .boolean, .time, .year, .yearmonth, .duration, .geopoint, .geojson, .object,
      .array, .list, .any:
      return type.kind
    }
  }

  /// The same, where one cell by itself tells whether it fits: figures with hedges and units are left to the
  /// loader.
  var bareKind: DataType.Kind? { isHedged == nil ? kind : nil }

  private var hasKnownUnit = false
  /// The format is a pattern that cannot be read: a day of the year, a zone.
  private(set) var isUnreadPattern = false

  init(name: String, type: FieldType) { (self.name, self.type) = (name, type) }

  init(_ place: JSONPlace) throws(Diagnostic) {
    let place = try place.object()
    guard let name = try place["name"]?.text() else {
      throw place.wrong("a field's `name` is missing", "字段缺少 `name`")
    }
    self.name = name
    if let type = place["type"] { self.type = try Self.type(type) }
    if let format = place["format"] { try read(format: format) }
    if let code = place["code"] { form = try Self.form(ofCode: code) }
    try readNumbers(place)
    format.trueTexts = try place["trueValues"]?.texts() ?? []
    format.falseTexts = try place["falseValues"]?.texts() ?? []
    if let constraints = place["constraints"] { self.constraints = try FieldConstraints(constraints) }
    if let categories = place["categories"] { try constraints.restrict(to: categories) }
    if let type = place["itemType"] { itemType = try Self.type(type) }
    itemDelimiter = try place["delimiter"]?.text() ?? itemDelimiter
    if let missing = place["missingValues"] { missingTexts = try TableDescription.missingTexts(missing) }
    try readUnit(place)
  }

  private static func type(_ place: JSONPlace) throws(Diagnostic) -> FieldType {
    let word = try place.text()
    if let type = FieldType(rawValue: word) { return type }
    let words = FieldType.allCases.map(\.rawValue)
    throw place.wrong(
      "no type `\(word)`; there are \(words.joined(separator: ", "))",
      "没有类型 `\(word)`；可用的有 \(words.joined(separator: "、"))")
  }

  /// `"code": "admin"`, ours: a format of that name would make the package a wrong one to others.
  private static func form(ofCode place: JSONPlace) throws(Diagnostic) -> TextForm {
    let word = try place.text()
    if let form = TextForm.allCases.first(where: { $0.code?.rawValue == word }) { return form }
    let words = CodeKind.allCases.map(\.rawValue)
    throw place.wrong(
      "no kind of codes `\(word)`; there are \(words.joined(separator: ", "))",
      "没有代码种类 `\(word)`；可用的有 \(words.joined(separator: "、"))")
  }

  private mutating func read(format place: JSONPlace) throws(Diagnostic) {
    // Before the first version a format might be anything.
    guard let text = place.value.text, text != "default" else { return }
    switch type {
    case .date, .datetime, .time:
      takesAnyDate = text == "any"
      guard text != "any" else { return }
      format.pattern =
        type == .time ? StrftimePattern.timePattern(of: text) : StrftimePattern.datePattern(of: text)
      isUnreadPattern = format.pattern == nil
    case .string, .geopoint: form = TextForm(rawValue: text)
    case .number, .integer, .boolean, .year, .yearmonth, .duration, .geojson, .object, .array, .list,
      .any, nil:
      break
    }
  }

  private mutating func readNumbers(_ place: JSONPlace) throws(Diagnostic) {
    format.decimalMark = try place["decimalChar"]?.text()
    format.groupMark = try place["groupChar"]?.text()
    format.isBare = try place["bareNumber"]?.bool() ?? true
  }

  private mutating func readUnit(_ place: JSONPlace) throws(Diagnostic) {
    let coded = try place["unitCode"]?.text()
    unit = try place["unit"]?.text() ?? coded.flatMap { UnitTable.standard.unit(ofCode: $0)?.text }
    unitFrom = try place["unitFrom"]?.text()
    isHedged = try place["hedged"]?.bool()
    hasKnownUnit = unit.flatMap { Unit(label: $0) } != nil
  }
}
