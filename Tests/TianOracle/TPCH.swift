import Foundation
import Tian
import TianPlan
import TianSource
import TianSyntax

/// The 22 queries of TPC-H, in Tian and as the standard writes them for DuckDB, over the same files.
struct TPCH {
  /// What one query came to.
  struct Line {
    var name: String
    var rowCount: Int
    /// Nil where the rows are the same.
    var difference: String?
    var seconds: Double
    var duckDBSeconds: Double
  }

  static let tables = [
    "region", "nation", "supplier", "part", "partsupp", "customer", "orders", "lineitem",
  ]

  /// The folder of queries, SQL and the data package.
  static let queries = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("TPCH")

  /// - Parameter data: a folder of the eight tables as CSV, which gets the data package.
  static func run(data: String, duckDB: DuckDBProcess) throws -> [Line] {
    let package = try Data(contentsOf: queries.appendingPathComponent("datapackage.json"))
    try package.write(to: URL(fileURLWithPath: data).appendingPathComponent("datapackage.json"))
    let workspace = try Workspace(folder: data)
    duckDB.send(".timer on\n")
    for table in tables {
      let fields = try workspace.query("\(table) | take 0").table.fields
      let decimals = fields.filter { $0.type.kind.name == "decimal" }
      let types = decimals.map { "'\($0.name)': 'DECIMAL(15, 2)'" }.joined(separator: ", ")
      let options = "header = true" + (types.isEmpty ? "" : ", types = {\(types)}")
      duckDB.ask("CREATE TABLE \(table) AS SELECT * FROM read_csv('\(data)/\(table).csv', \(options))")
      guard let said = duckDB.answer(), !said.contains("Error") else { throw Oracle.Broken(reason: table) }
    }
    return try (1...22).map { number in
      let name = "q" + (number < 10 ? "0" : "") + String(number)
      let query = try text(name + ".tian")
      let sql = try text(name + ".sql")
      _ = try workspace.query(query)
      let before = cpuSeconds()
      let result = try workspace.query(query)
      let seconds = cpuSeconds() - before
      duckDB.ask(sql)
      _ = duckDB.answer()
      duckDB.ask(sql)
      let (rows, duckDBSeconds) = timed(duckDB.answer() ?? "")
      let difference = difference(result.table.fields, Rows.of(result.table), rows)
      return Line(
        name: name, rowCount: result.table.rowCount, difference: difference, seconds: seconds,
        duckDBSeconds: duckDBSeconds)
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: queries.appendingPathComponent(name), encoding: .utf8)
  }

  /// The rows that DuckDB gave, and the time of all its threads together.
  private static func timed(_ answer: String) -> (String, Double) {
    guard let at = answer.range(of: "Run Time (s):") else { return (answer, 0) }
    let words = answer[at.upperBound...].split(whereSeparator: { " \n".contains($0) })
    var seconds = 0.0
    for (word, next) in zip(words, words.dropFirst()) where word == "user" || word == "sys" {
      seconds += Double(String(next)) ?? 0
    }
    return (String(answer[..<at.lowerBound]), seconds)
  }

  /// Row by row, in order.
  private static func difference(_ fields: [Field], _ rows: [[Cell]], _ answer: String) -> String? {
    switch Rows.parse(answer, fields) {
    case .dataError(let message), .failure(let message): return message
    case .rows(let other):
      if rows.count != other.count { return "\(rows.count) rows, and \(other.count)" }
      for (left, right) in zip(rows, other) where !zip(left, right).allSatisfy({ $0.matches($1) }) {
        return "\(left), and \(right)"
      }
      return nil
    }
  }

  private static func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    let microseconds = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    return seconds + microseconds / 1e6
  }
}
