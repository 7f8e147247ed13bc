import TianPlan
import TianSource

/// Checks that no two rows have the same values in some columns, and that rows have a primary key.
struct KeyCheck {
  let code: FindingCode
  let places: [Int]

  init(_ code: FindingCode, _ places: [Int]) {
    self.code = code
    self.places = places
  }

  /// Cost: a hashed key a row.
  func findings(columns: [CheckedColumn], rowCount: Int, line: (Int) -> Int?) -> FindingList {
    var list = FindingList()
    var firstRows: [[Value]: Int] = [:]
    firstRows.reserveCapacity(rowCount)
    let columns = places.map { columns[$0] }
    let names = columns.map(\.name).joined(separator: ", ")
    func add(_ row: Int, _ key: [Value], _ note: Bilingual) {
      let texts = columns.map { column in column.code(row).map { column.text($0) } ?? "" }
      list.append(
        Finding(
          code, line: line(row), field: names, place: places[0], value: texts.joined(separator: ", "), note))
    }
    for row in 0..<rowCount {
      let key = columns.map { $0.value(row) }
      if key.contains(.null) {
        guard code == .primaryKey else { continue }
        add(row, key, Bilingual("the primary key is empty", "主键为空"))
      } else if let first = firstRows[key] {
        let number = line(first) ?? first + 1
        add(row, key, Bilingual("the same as in line \(number)", "与第 \(number) 行相同"))
      } else {
        firstRows[key] = row
      }
    }
    return list
  }
}

/// Checks that what names rows of a table names rows that are there.
struct ForeignKeyCheck {
  let places: [Int]
  let referenced: TableCheck
  let referencedPlaces: [Int]

  func findings(in table: TableCheck) -> FindingList {
    var list = FindingList()
    let keys = referencedPlaces.map { referenced.columns[$0] }
    let known = Set((0..<referenced.rowCount).map { row in keys.map { $0.value(row) } })
    let columns = places.map { table.columns[$0] }
    let names = columns.map(\.name).joined(separator: ", ")
    let other = referenced.source.name
    let others = keys.map(\.name).joined(separator: ", ")
    for row in 0..<table.rowCount {
      let key = columns.map { $0.value(row) }
      if key.contains(.null) || known.contains(key) { continue }
      let texts = columns.map { column in column.code(row).map { column.text($0) } ?? "" }
      list.append(
        Finding(
          .foreignKey, line: table.line(row), field: names, place: places[0],
          value: texts.joined(separator: ", "),
          Bilingual("not in `\(others)` of `\(other)`", "不在 `\(other)` 的 `\(others)` 中")))
    }
    return list
  }
}
