import TianEngine
import TianSource

/// Writes what was found of tables as the descriptor of a data package, version 2. Read again, it gives the
/// same tables. What a descriptor says already stays, and what it does not say is added; nothing is asked of
/// cells that nobody asked, but keys that hold and are called so.
struct PackageWriter {
  typealias Members = [(key: String, value: JSONLayout)]

  private let tables: [DescribedTable]
  private let keys: KeyFinder
  /// Paths begin here.
  private let folder: String
  /// What a descriptor says already: its members, and its resources with the tables that they are.
  private let said: JSONValue?
  private let resources: [(said: JSONValue, table: Int?)]
  /// What the tables are called in the descriptor.
  private let names: [String]

  init(_ tables: [DescribedTable], folder: String, said: JSONValue?) {
    self.tables = tables
    self.folder = folder
    self.said = said
    var free = Set(tables.indices)
    let resources: [(said: JSONValue, table: Int?)] = (said?["resources"]?.array ?? []).map { resource in
      let paths = resource["path"].map { $0.text.map { [$0] } ?? $0.array?.compactMap(\.text) ?? [] } ?? []
      let files = paths.map { FileSystem.join(folder, $0) }
      let same = free.sorted().filter { tables[$0].isFirst && tables[$0].source.filePaths == files }
      let table = same.first { tables[$0].source.name == resource["name"]?.text } ?? same.first
      if let table { free.remove(table) }
      return (resource, table)
    }
    self.resources = resources
    names = tables.indices.map { number in
      resources.first { $0.table == number }?.said["name"]?.text ?? tables[number].source.name
    }
    keys = KeyFinder(tables, called: names)
  }

  var text: String {
    let known = Set(resources.compactMap(\.table))
    let list = JSONLayout.list(
      resources.map { said, table in table.map { resource($0, said) } ?? JSONLayout(said) }
        + tables.indices.filter { !known.contains($0) }.map { resource($0, nil) })
    guard let said else {
      return JSONLayout.object([
        ("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")), ("resources", list),
      ]).lines
    }
    return JSONLayout.object(said.layouts.map { ($0.key, $0.key == "resources" ? list : $0.value) }).lines
  }

  private func resource(_ number: Int, _ said: JSONValue?) -> JSONLayout {
    let described = tables[number]
    let paths = described.source.filePaths.map(relative)
    var found: Members = [("name", .text(names[number]))]
    if said?["profile"] == nil { found.append(("type", .text("table"))) }
    found += [
      ("path", paths.count == 1 ? .text(paths[0]) : .texts(paths)), ("format", .text("csv")),
      ("encoding", .text(described.origin.encodingName.lowercased())),
    ]
    let dialect = Self.dialect(described.origin, said?["dialect"])
    if !dialect.isEmpty { found.append(("dialect", .object(dialect))) }
    found.append(("schema", .object(schema(number, said?["schema"]))))
    return .object(Self.merged(said, found, replacing: ["dialect", "schema"]))
  }

  /// What is said, in its order, and what else was found; some members were put together before.
  private static func merged(
    _ said: JSONValue?, _ found: Members, replacing replaced: Set<String> = []
  ) -> Members {
    let known = said?.layouts ?? []
    let kept: Members = known.map { key, value in
      (key, replaced.contains(key) ? found.first { $0.key == key }?.value ?? value : value)
    }
    let added = found.filter { item in !known.contains { $0.key == item.key } }
    return added.filter { $0.key == "name" } + kept + added.filter { $0.key != "name" }
  }

  private func relative(_ path: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// What is not as RFC 4180 has it.
  private static func dialect(_ origin: TableOrigin, _ said: JSONValue?) -> Members {
    var members: Members = []
    let dialect = origin.dialect
    if dialect.delimiter != [UInt8(ascii: ",")] {
      members.append(("delimiter", .text(String(decoding: dialect.delimiter, as: UTF8.self))))
    }
    if dialect.quote != UInt8(ascii: "\"") {
      members.append(("quoteChar", .text(String(decoding: [dialect.quote], as: UTF8.self))))
    }
    switch dialect.escape {
    case .doubling: break
    case .byte(let byte): members.append(("escapeChar", .text(String(decoding: [byte], as: UTF8.self))))
    case .none: members.append(("doubleQuote", .word("false")))
    }
    if dialect.skipsSpaces { members.append(("skipInitialSpace", .word("true"))) }
    // Who says what some rows are says it of all.
    let tellsRows = ["header", "headerRows", "commentRows", "commentChar"].contains { said?[$0] != nil }
    return merged(said, members + (tellsRows ? [] : rows(origin)))
  }

  private static func rows(_ origin: TableOrigin) -> Members {
    var members: Members = []
    func rows(_ records: some Sequence<Int>) -> JSONLayout { .list(records.map { .word("\($0 + 1)") }) }
    if origin.headerRecords.isEmpty {
      members.append(("header", .word("false")))
    } else if origin.headerRecords != 0..<1 {
      members.append(("headerRows", rows(origin.headerRecords)))
    }
    if !origin.omittedRecords.isEmpty { members.append(("commentRows", rows(origin.omittedRecords))) }
    return members
  }

  private func schema(_ number: Int, _ said: JSONValue?) -> Members {
    let described = tables[number]
    var others = said?["fields"]?.array ?? []
    var fields = described.names.enumerated().map { place, name in
      let finder = FieldFinder(described, place)
      guard let known = others.firstIndex(where: { finder.isNamed($0["name"]?.text ?? "") }) else {
        return JSONLayout.object([("name", .text(name))] + finder.members)
      }
      let field = others.remove(at: known)
      return .object(Self.merged(field, finder.members(besides: field)))
    }
    // A field without a column is one that files may have.
    fields += others.map { JSONLayout($0) }
    var members: Members = [("fields", .list(fields))]
    if let key = keys.primaryKeys[number] { members.append(("primaryKey", .texts([described.names[key]]))) }
    let foreign = keys.foreignKeys(of: number).map(Self.layout)
    if !foreign.isEmpty { members.append(("foreignKeys", .list(foreign))) }
    return Self.merged(said, members, replacing: ["fields"])
  }

  private static func layout(_ key: ForeignKey) -> JSONLayout {
    var reference: Members = [("fields", .texts(key.referencedColumns))]
    if !key.table.isEmpty { reference.insert(("resource", .text(key.table)), at: 0) }
    return .object([("fields", .texts(key.columns)), ("reference", .object(reference))])
  }
}
