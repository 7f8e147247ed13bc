import TianFigures
import TianPlan

@testable import TianEngine

/// What the stages that change a table's shape mean, row by row.
extension RowTwin {
  /// Rows whose keys the other rows have, or have not; null is a value like any other.
  static func matching(_ rows: [Row], _ others: [Row], keys: [Int], isKept: Bool) -> [Row] {
    let found = Set(others.map { row in keys.map { row[$0] } })
    return rows.filter { row in found.contains(keys.map { row[$0] }) == isKept }
  }

  static func sample(
    _ rows: [Row], by partition: [Int], sort order: [SortKey], _ size: Step.Sample.Size, seed: Int64
  ) -> [Row] {
    let seed = mixed(UInt64(bitPattern: seed))
    var drawn: [(draw: UInt64, row: Row)] = []
    for (place, row) in sorted(rows, order).enumerated() {
      drawn.append((mixed(seed &+ UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15), row))
    }
    let number = RandomRelation.rowNumber
    drawn.sort { isLess($0.row[number], $1.row[number]) }
    var least: [Row: [UInt64]] = [:]
    for (draw, row) in drawn { least[partition.map { row[$0] }, default: []].append(draw) }
    var kept: Set<UInt64> = []
    for draws in least.values {
      let count =
        switch size {
        case .rows(let count): count
        case .share(let share): Int((Double(draws.count) * share.double + 0.5).rounded(.down))
        }
      kept.formUnion(draws.sorted().prefix(count))
    }
    return drawn.filter { kept.contains($0.draw) }.map(\.row)
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    let once = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    let twice = (once ^ (once >> 27)) &* 0x94D0_49BB_1331_11EB
    return twice ^ (twice >> 31)
  }

  /// For each value of a column the count of its rows and the first value of another column.
  static func pivot(_ rows: [Row], by keys: [Int], per: Int, first: Int, in values: [Value]) -> [Row] {
    var groups = groups(rows) { row in keys.map { row[$0] } }
    if keys.isEmpty, groups.isEmpty { groups = [([], [])] }
    return groups.map { key, rows in
      key
        + values.flatMap { value -> Row in
          let members = rows.filter { $0[per] == value }
          return [.int(Int64(members.count)), members.map { $0[first] }.first { $0 != .null } ?? .null]
        }
    }
  }

  static func unpivot(_ rows: [Row], _ columns: [Int], names: [String]) -> [Row] {
    rows.flatMap { row in zip(columns, names).map { row + [.text($1), row[$0]] } }
  }

  static func explode(_ rows: [Row], _ column: Int, at separator: Character) -> [Row] {
    rows.flatMap { row -> [Row] in
      guard case .text(let text) = row[column] else { return [row + [.null]] }
      return text.split(separator: separator, omittingEmptySubsequences: false).map { row + [.text("\($0)")] }
    }
  }

  static func complete(
    _ rows: [Row], by partition: [Int], _ columns: [(Int, [Value]?)], sort order: [SortKey]
  ) -> [Row] {
    var groups = groups(rows) { row in partition.map { row[$0] } }
    if partition.isEmpty, groups.isEmpty { groups = [([], [])] }
    return groups.flatMap { key, members -> [Row] in
      var combinations: [Row] = [[]]
      for (column, values) in columns {
        let domain = values ?? self.groups(members) { [$0[column]] }.map { $0.key[0] }
        combinations = combinations.flatMap { start in domain.map { start + [$0] } }
      }
      let present = Set(members.map { row in columns.map { row[$0.0] } })
      var all = members
      for combination in combinations where !present.contains(combination) {
        var row = Row(repeating: .null, count: RandomRelation.types.count)
        for (place, value) in zip(partition, key) { row[place] = value }
        for (column, value) in zip(columns, combination) { row[column.0] = value }
        all.append(row)
      }
      return sorted(all, order.isEmpty ? columns.map { ($0.0, false) } : order)
    }
  }
}
