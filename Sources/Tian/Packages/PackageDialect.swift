import TianEngine
import TianSource

/// How a resource's file is written: CSV Dialect of version 1, Table Dialect of version 2. What is not said
/// is told from the file.
struct PackageDialect: Sendable {
  var delimiter: String?
  var quote: String?
  /// The character that stands before a quote; nil where nothing is said.
  var escape: String?
  /// Whether a quote is written twice in a quoted cell.
  var doublesQuotes: Bool?
  var skipsSpaces: Bool?
  var hasHeader: Bool?
  /// The rows that name the columns, from 1.
  var headerRows: [Int]?
  /// What stands between the cells of several rows in a name.
  var headerJoin: String?
  /// Rows that are none, from 1.
  var commentRows: [Int] = []
  /// What rows begin with that are none.
  var commentMark: String?
  /// A text that stands for null.
  var nullText: String?

  init() {}

  init(_ place: JSONPlace) throws(Diagnostic) {
    let place = try Self.members(place.object())
    delimiter = try place["delimiter"]?.text()
    if let delimiter, delimiter.isEmpty || delimiter.utf8.count > 8, let place = place["delimiter"] {
      throw place.wrong("what stands between cells is wanted", "应是单元格之间的字符")
    }
    quote = try Self.character(place["quoteChar"])
    escape = try Self.character(place["escapeChar"])
    doublesQuotes = try place["doubleQuote"]?.bool()
    skipsSpaces = try place["skipInitialSpace"]?.bool()
    hasHeader = try place["header"]?.bool()
    headerRows = try Self.rows(place["headerRows"])
    headerJoin = try place["headerJoin"]?.text()
    commentRows = try Self.rows(place["commentRows"]) ?? []
    commentMark = try place["commentChar"]?.text()
    nullText = try place["nullSequence"]?.text()
  }

  /// Some write what is said of the text itself under `csv`.
  private static func members(_ place: JSONPlace) throws(Diagnostic) -> JSONPlace {
    guard let inner = place["csv"], case .object(let own) = place.value.form,
      case .object(let members) = try inner.object().value.form
    else { return place }
    let all = JSONValue(form: .object(own + members), span: place.value.span)
    return JSONPlace(all, pointer: place.pointer)
  }

  private static func character(_ place: JSONPlace?) throws(Diagnostic) -> String? {
    guard let place else { return nil }
    let text = try place.text()
    guard text.utf8.count == 1 else { throw place.wrong("one ASCII character is wanted", "应是一个 ASCII 字符") }
    return text
  }

  private static func rows(_ place: JSONPlace?) throws(Diagnostic) -> [Int]? {
    guard let place else { return nil }
    var rows: [Int] = []
    for item in try place.items() {
      let row = try item.count()
      guard row > 0 else { throw item.wrong("rows are counted from 1", "行从 1 数起") }
      rows.append(row)
    }
    return rows
  }
}
