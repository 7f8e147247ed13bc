import TianSource

/// Gives keys numbers: equal ones the same. A key is what some columns say of a row.
struct KeyNumbers {
  /// By the place in the key.
  private var texts: [[String: Int32]]
  /// Of two numbers, that of the columns so far and that of the next one.
  private var pairs: [[UInt64: Int32]]

  /// A key in which something is null.
  static let null: Int32 = -1
  /// One that was not there when others were numbered.
  static let unknown: Int32 = -2

  init(width: Int) {
    texts = Array(repeating: [:], count: width)
    pairs = Array(repeating: [:], count: width)
  }

  /// A number for every row. Cost: a look-up for every different text, and one for every row where keys have
  /// several columns.
  /// - Parameter adds: new keys get numbers; else they are `unknown`.
  mutating func numbers(_ columns: [CheckedColumn], rowCount: Int, adds: Bool) -> [Int32] {
    var numbers: [Int32] = []
    for (place, column) in columns.enumerated() {
      let own = (0..<column.codeCount).map { code in
        column.key(code).map { Self.number($0, in: &texts[place], adds) } ?? Self.null
      }
      if place == 0 {
        numbers = (0..<rowCount).map { row in column.code(row).map { own[$0] } ?? Self.null }
        continue
      }
      for row in 0..<rowCount where numbers[row] != Self.null {
        let next = column.code(row).map { own[$0] } ?? Self.null
        guard next >= 0, numbers[row] >= 0 else {
          numbers[row] = next == Self.null ? next : Self.unknown
          continue
        }
        let pair = UInt64(UInt32(bitPattern: numbers[row])) << 32 | UInt64(UInt32(bitPattern: next))
        numbers[row] = Self.number(pair, in: &pairs[place], adds)
      }
    }
    return numbers
  }

  private static func number<Key: Hashable>(_ key: Key, in known: inout [Key: Int32], _ adds: Bool) -> Int32 {
    if let number = known[key] { return number }
    guard adds else { return unknown }
    let number = Int32(known.count)
    known[key] = number
    return number
  }
}

/// Checks that no two rows have the same values in some columns, and that rows have a primary key.
struct KeyCheck {
  let code: FindingCode
  let columns: [CheckedColumn]

  func findings(in table: TableCheck) -> FindingList {
    var list = FindingList()
    let rowCount = table.rowCount
    var known = KeyNumbers(width: columns.count)
    let numbers = known.numbers(columns, rowCount: rowCount, adds: true)
    var firstRows = [Int32](repeating: -1, count: Int((numbers.max() ?? -1) + 1))
    for row in 0..<rowCount {
      let number = numbers[row]
      if number == KeyNumbers.null {
        guard code == .primaryKey else { continue }
        list.append(code, of: columns, row, in: table, Bilingual("the primary key is empty", "主键为空"))
      } else if firstRows[Int(number)] < 0 {
        firstRows[Int(number)] = Int32(row)
      } else {
        let first = Int(firstRows[Int(number)])
        let place = table.line(first) ?? first + 1
        list.append(
          code, of: columns, row, in: table,
          Bilingual("the same as in line \(place)", "与第 \(place) 行相同"))
      }
    }
    return list
  }
}

/// Checks that what names rows of a table names rows that are there.
struct ForeignKeyCheck {
  let columns: [CheckedColumn]
  let referenced: TableCheck
  let referencedColumns: [CheckedColumn]

  func findings(in table: TableCheck) -> FindingList {
    var list = FindingList()
    var known = KeyNumbers(width: columns.count)
    _ = known.numbers(referencedColumns, rowCount: referenced.rowCount, adds: true)
    let numbers = known.numbers(columns, rowCount: table.rowCount, adds: false)
    let other = referenced.source.name
    let others = referencedColumns.map(\.name).joined(separator: ", ")
    for row in 0..<table.rowCount where numbers[row] == KeyNumbers.unknown {
      list.append(
        .foreignKey, of: columns, row, in: table,
        Bilingual("not in `\(others)` of `\(other)`", "不在 `\(other)` 的 `\(others)` 中"))
    }
    return list
  }
}

extension FindingList {
  /// What is wrong with a row's key.
  fileprivate mutating func append(
    _ code: FindingCode, of columns: [CheckedColumn], _ row: Int, in table: TableCheck,
    _ note: @autoclosure () -> Bilingual
  ) {
    let names = columns.map(\.name).joined(separator: ", ")
    append(code, names) {
      let texts = columns.map { column in column.code(row).map { column.text($0) } ?? "" }
      return Finding(
        code, part: table.part(row), line: table.line(row), field: names, place: columns[0].place,
        value: texts.joined(separator: ", "), note())
    }
  }
}
