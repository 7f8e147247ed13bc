import TianEngine
import TianPlan
import TianSource

/// What `lineage` gives: for each row of a result the tables that it comes from, and the lines of their
/// files.
enum LineageTable {
  /// Rows of the result count from 1; one that was written in the query has no table. A table that no file
  /// holds has null for it, and one that was not read from a text has the numbers of its rows for lines.
  static func make(
    _ lineage: Lineage, tables: [String: Table], in language: Language, file: (String) -> String?
  ) throws(Diagnostic) -> ResultTable {
    var rows: [Int?] = []
    var names: [String?] = []
    var files: [String?] = []
    var lines: [String?] = []
    for row in 0..<lineage.rowCount {
      let sources = try lineage.sources(ofRow: row)
      for (name, sourceRows) in sources {
        let places = tables[name]?.origin?.places
        for run in try runs(sourceRows, places) {
          rows.append(row + 1)
          names.append(name)
          files.append(run.file ?? file(name))
          try Execution.check()
          let numbers = run.rows.map { places?.line(ofRow: $0) ?? $0 + 1 }
          try Execution.check()
          lines.append(ranges(numbers))
        }
      }
      if sources.isEmpty {
        rows.append(row + 1)
        names.append(nil)
        files.append(nil)
        lines.append(nil)
      }
    }
    return try ResultTable(
      listing: [
        (Bilingual("row", "行")[language], .ints(rows)), (Bilingual("table", "表")[language], .texts(names)),
        (Bilingual("file", "文件")[language], .texts(files)),
        (Bilingual("lines", "行号")[language], .texts(lines)),
      ], rowCount: rows.count)
  }

  /// Rows of a table, those of each of its files together.
  private static func runs(
    _ rows: [Int], _ places: RowPlaces?
  ) throws(Diagnostic) -> [(file: String?, rows: [Int])] {
    var runs: [(file: String?, rows: [Int])] = []
    for (place, row) in rows.enumerated() {
      if place & 0xFFFF == 0 { try Execution.check() }
      let file = places?.file(ofRow: row)
      if let last = runs.last, last.file == file {
        runs[runs.count - 1].rows.append(row)
      } else {
        runs.append((file, [row]))
      }
    }
    return runs
  }

  /// Ascending numbers, neighbours together: `12-18, 40`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, number <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }
}
