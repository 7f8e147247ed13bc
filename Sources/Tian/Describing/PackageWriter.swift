import TianEngine
import TianSource

/// Writes what was found of tables as the descriptor of a data package, version 2. Read again, it gives the
/// same tables.
struct PackageWriter {
  private let tables: [DescribedTable]
  private let keys: KeyFinder
  /// Paths begin here.
  private let folder: String

  init(_ tables: [DescribedTable], folder: String) {
    self.tables = tables
    self.folder = folder
    keys = KeyFinder(tables)
  }

  var text: String {
    JSONLayout.object([
      ("$schema", .text("https://datapackage.org/profiles/2.0/datapackage.json")),
      ("resources", .list(tables.indices.map(resource))),
    ]).lines
  }

  private func resource(_ number: Int) -> JSONLayout {
    let described = tables[number]
    var members: [(key: String, value: JSONLayout)] = [("name", .text(described.source.name))]
    if let title = described.source.title { members.append(("title", .text(title))) }
    members += [
      ("type", .text("table")), ("path", .text(relative(described.origin.path))), ("format", .text("csv")),
      ("encoding", .text(described.origin.encodingName.lowercased())),
    ]
    let dialect = Self.dialect(described.origin)
    if !dialect.isEmpty { members.append(("dialect", .object(dialect))) }
    return .object(members + [("schema", schema(number))])
  }

  private func relative(_ path: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// What is not as RFC 4180 has it. Where a file holds several tables they are found again.
  private static func dialect(_ origin: TableOrigin) -> [(key: String, value: JSONLayout)] {
    var members: [(key: String, value: JSONLayout)] = []
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
    guard origin.sectionCount == 1 else { return members }
    func rows(_ records: some Sequence<Int>) -> JSONLayout { .list(records.map { .word("\($0 + 1)") }) }
    if origin.headerRecords.isEmpty {
      members.append(("header", .word("false")))
    } else if origin.headerRecords != 0..<1 {
      members.append(("headerRows", rows(origin.headerRecords)))
    }
    if !origin.omittedRecords.isEmpty { members.append(("commentRows", rows(origin.omittedRecords))) }
    return members
  }

  private func schema(_ number: Int) -> JSONLayout {
    let described = tables[number]
    let declared = described.source.schema
    let fields = described.names.enumerated().map { place, name in
      JSONLayout.object([("name", .text(name))] + FieldFinder(described, place).members)
    }
    var members: [(key: String, value: JSONLayout)] = [("fields", .list(fields))]
    let primary =
      declared.primaryKey.isEmpty
      ? keys.primaryKeys[number].map { [described.names[$0]] } ?? [] : declared.primaryKey
    if !primary.isEmpty { members.append(("primaryKey", .texts(primary))) }
    let foreign = declared.foreignKeys.isEmpty ? keys.foreignKeys(of: number) : declared.foreignKeys
    if !foreign.isEmpty { members.append(("foreignKeys", .list(foreign.map(Self.layout)))) }
    return .object(members)
  }

  private static func layout(_ key: ForeignKey) -> JSONLayout {
    var reference: [(key: String, value: JSONLayout)] = [("fields", .texts(key.referencedColumns))]
    if !key.table.isEmpty { reference.insert(("resource", .text(key.table)), at: 0) }
    return .object([("fields", .texts(key.columns)), ("reference", .object(reference))])
  }
}
