import TianEngine
import TianPlan
import TianSource

/// A table with its cells as they stand in its file: what a description of it is made of.
struct DescribedTable {
  let source: TableSource
  let table: Table
  /// The same columns, all texts, as far as they are in the file: what its rows' labels say is not.
  let texts: Table
  let origin: TableOrigin
  /// How many different values each column has.
  let distinctCounts: [Int]

  init(_ source: TableSource, _ execution: Execution) throws(Diagnostic) {
    self.source = source
    table = try source.table(execution).table
    texts = try source.texts(execution)
    origin =
      table.origin ?? TableOrigin(path: "", byteCount: 0, encodingName: "")
    distinctCounts = texts.columns.map { column in
      guard case .text(let codes, let dictionary) = column.storage else { return 0 }
      var isUsed = [Bool](repeating: false, count: dictionary.count)
      for row in 0..<column.count where !column.isNull(row) { isUsed[Int(codes[row])] = true }
      return isUsed.count { $0 }
    }
  }

  /// Not one that stands below another in its file.
  var isFirst: Bool { source.options.sectionNumber == 0 }

  /// What the columns are called in a description: as in the file where that tells them apart.
  var names: [String] {
    let headers = origin.headers.map(\.self)
    let counts = Dictionary(headers.map { ($0, 1) }, uniquingKeysWith: +)
    return table.schema.fields.prefix(texts.columns.count).enumerated().map { place, field in
      guard headers.indices.contains(place), origin.headerRecordCount > 0, !headers[place].isEmpty,
        counts[headers[place]] == 1
      else { return field.name }
      return headers[place]
    }
  }

  /// The different texts of a column, in the order of their first rows.
  func examples(_ column: Int, limit: Int = .max) -> [(row: Int, text: String)] {
    guard column < texts.columns.count, case .text(let codes, let dictionary) = texts.columns[column].storage
    else { return [] }
    let cells = texts.columns[column]
    var isSeen = [Bool](repeating: false, count: dictionary.count)
    var examples: [(row: Int, text: String)] = []
    for row in 0..<cells.count where examples.count < limit && !cells.isNull(row) {
      let code = Int(codes[row])
      if isSeen[code] { continue }
      isSeen[code] = true
      examples.append((row, dictionary[code]))
    }
    return examples
  }
}
