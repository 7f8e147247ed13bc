import TianEngine
import TianPlan

/// Finds the keys of tables: what names each row of one, and what names rows of another. Only what holds for
/// every row is proposed, and only where the names say so too.
struct KeyFinder {
  private let tables: [DescribedTable]
  /// What the tables are called where keys name them.
  private let names: [String]
  /// The column of each table that names its rows; nil where none does.
  let primaryKeys: [Int?]

  /// What a column that names rows is called, by itself or at its end.
  private static let words = ["id", "code", "key", "uid", "uuid", "编码", "代码", "编号", "序号", "识别号"]
  /// What stands before a key that names a row of the same table.
  private static let parents = ["parent", "上级", "父", "父级"]

  init(_ tables: [DescribedTable], called names: [String]) {
    (self.tables, self.names) = (tables, names)
    primaryKeys = tables.map(Self.primaryKey)
  }

  private static func primaryKey(_ described: DescribedTable) -> Int? {
    let table = described.table
    guard table.rowCount > 0 else { return nil }
    return described.texts.columns.indices.first { place in
      let column = table.columns[place]
      return isKeyType(column.type) && column.nullCount == 0
        && described.distinctCounts[place] == table.rowCount && isKeyName(table.schema.fields[place].name)
    }
  }

  private static func isKeyType(_ type: DataType) -> Bool { type == .text || type == .int }

  /// `编码`, `村编码`, `areaCode`, `parent_id`; not `valid`.
  private static func isKeyName(_ name: String) -> Bool {
    let folded = name.lowercased()
    return words.contains { word in
      guard folded.hasSuffix(word) else { return false }
      let before = name.dropLast(word.count)
      // A word of letters begins where a capital or no letter stands.
      return before.isEmpty || !word.allSatisfy(\.isASCII) || before.last?.isLetter != true
        || name.dropFirst(before.count).first?.isUppercase == true
    }
  }

  /// The foreign keys of a table, one column each.
  func foreignKeys(of number: Int) -> [ForeignKey] {
    let own = tables[number]
    return own.texts.columns.indices.compactMap { place in
      guard place != primaryKeys[number] else { return nil }
      let parents = tables.indices.filter { isKey(place, of: number, to: $0) }
      guard parents.count == 1, let parent = parents.first, let key = primaryKeys[parent] else { return nil }
      return ForeignKey(
        columns: [own.names[place]], table: parent == number ? "" : names[parent],
        referencedColumns: [tables[parent].names[key]])
    }
  }

  private func isKey(_ place: Int, of number: Int, to parent: Int) -> Bool {
    guard let key = primaryKeys[parent] else { return false }
    let (own, other) = (tables[number].table, tables[parent].table)
    return own.schema.fields[place].type == other.schema.fields[key].type
      && isNamed(
        own.schema.fields[place].name, after: other.schema.fields[key].name, of: parent, from: number)
      && holds(tables[number].texts.columns[place], tables[parent].texts.columns[key])
  }

  /// By the key's own name, where that says more than `id`; by the table's name before it; or, in the same
  /// table, by a word for what is above.
  private func isNamed(_ name: String, after key: String, of parent: Int, from number: Int) -> Bool {
    let (name, key) = (Self.folded(name), Self.folded(key))
    if parent == number { return Self.parents.contains { name == $0 + key } }
    if name == key { return !Self.words.contains(key) }
    let table = Self.folded(tables[parent].source.name)
    let stems =
      [table, table.hasSuffix("s") ? String(table.dropLast()) : table]
      + (table.hasSuffix("ies") ? [table.dropLast(3) + "y"] : [])
    return stems.contains { name == $0 + key || name == $0 }
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
  }

  /// Every text of a column, and there is one, stands in the other.
  private func holds(_ column: Column, _ keys: Column) -> Bool {
    guard case .text(_, let texts) = column.storage, case .text(_, let all) = keys.storage else {
      return false
    }
    guard column.nullCount < column.count, texts.count > 0, texts.count <= all.count else { return false }
    let known = Set((0..<all.count).map { all[$0] })
    return (0..<texts.count).allSatisfy { known.contains(texts[$0]) }
  }
}
