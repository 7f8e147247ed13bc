import TianSource

/// What a `datapackage.json` says of a folder's tables: Data Package, versions 1 and 2.
struct DataPackage: Sendable {
  struct Resource: Sendable {
    var name: String?
    var title: String?
    /// As written, relative to the package's folder; several hold the parts of one table.
    var paths: [String]
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

  /// Nil for data that are not in files, or in files that are no text.
  private static func resource(_ place: JSONPlace) throws(Diagnostic) -> Resource? {
    guard let paths = try place["path"]?.names() else { return nil }
    if let format = try place["format"]?.text(), !formats.contains(format.lowercased()) { return nil }
    var resource = Resource(paths: paths)
    resource.name = try place["name"]?.text()
    resource.title = try place["title"]?.text()
    resource.encoding = try place["encoding"]?.text()
    if let dialect = place["dialect"] { resource.dialect = try PackageDialect(dialect) }
    if let schema = place["schema"] { resource.schema = try TableDescription(schema) }
    return resource
  }
}
