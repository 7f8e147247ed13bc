import TianSource

/// What a `datapackage.json` says of a folder's tables: Data Package, versions 1 and 2.
struct DataPackage: Sendable {
  struct Resource: Sendable {
    var name: String?
    var title: String?
    /// As written, relative to the package's folder; several hold the parts of one table. None where the
    /// data stand in the descriptor.
    var paths: [String] = []
    /// Why its data are not read, where they are a table.
    var refusal: Bilingual?
    var encoding: String?
    var dialect = PackageDialect()
    var schema = TableDescription()
  }

  var resources: [Resource] = []

  static let fileName = "datapackage.json"
  static let bytesMax = 16 << 20

  /// Formats that are read as tables.
  private static let formats: Set<String> = ["csv", "tsv", "txt", "tab", "dat"]

  /// Throws the first thing that is wrong, at its place.
  init(_ source: SourceText) throws(Diagnostic) {
    try self.init(JSONPlace(try JSONReader.read(source)))
  }

  init(_ package: JSONPlace) throws(Diagnostic) {
    guard let list = package["resources"] else {
      throw package.wrong("a list `resources` is missing", "缺少列表 `resources`")
    }
    for place in try list.items() {
      if let resource = try Self.resource(try place.object()) { resources.append(resource) }
    }
  }

  /// Nil for what is no table, as far as is told.
  private static func resource(_ place: JSONPlace) throws(Diagnostic) -> Resource? {
    var resource = Resource()
    resource.paths = try place["path"]?.names() ?? []
    resource.refusal = try refusal(of: resource.paths, format: place["format"]?.text())
    if resource.paths.isEmpty || resource.refusal != nil, !isTable(place) { return nil }
    resource.name = try place["name"]?.text()
    resource.title = try place["title"]?.text()
    resource.encoding = try place["encoding"]?.text()
    if let dialect = place["dialect"] { resource.dialect = try PackageDialect(dialect) }
    if let schema = place["schema"] { resource.schema = try TableDescription(schema) }
    if let text = resource.dialect.nullText, !text.isEmpty {
      resource.schema.missingTexts.append(.init(text: text))
    }
    return resource
  }

  /// Said to be one, or a path alone, which is one as far as is known.
  private static func isTable(_ place: JSONPlace) -> Bool {
    place["schema"] != nil || place["type"]?.value.text == "table"
      || place["profile"]?.value.text == "tabular-data-resource"
      || place["path"] != nil && place["format"] == nil
  }

  /// A package is data, and data do not choose what is read: only text files in its own folder are.
  private static func refusal(of paths: [String], format: String?) -> Bilingual? {
    guard let path = paths.first(where: { !PackageFile.isInside($0) }) ?? paths.first else {
      return Bilingual("its data stand in the descriptor, where they are not read", "数据写在描述文件里，不予读取")
    }
    if path.contains("://") {
      return Bilingual(
        "`\(path)` is not fetched: save it in the package's folder", "不下载 `\(path)`：请先存到数据包文件夹里")
    }
    if !PackageFile.isInside(path) {
      return Bilingual("`\(path)` is not in the package's folder", "`\(path)` 不在数据包文件夹里")
    }
    guard let format, !formats.contains(format.lowercased()) else { return nil }
    return Bilingual(
      "files of format `\(format)` are not read: save it as CSV", "不读取格式为 `\(format)` 的文件：请另存为 CSV")
  }
}
