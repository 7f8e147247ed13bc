import Foundation
import Testing
import TianTestSupport

@testable import TianOracle

/// Random queries against DuckDB, and against themselves on other threads, batches and without each rule.
@Suite struct OracleTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func randomQueriesGiveTheSameRows() throws {
    guard let path = DuckDBProcess.path else {
      print("no duckdb on the path and no TIAN_DUCKDB: random queries are not compared")
      return
    }
    var options = Oracle.Options()
    options.count = Self.environment["TIAN_ORACLE_COUNT"].flatMap(Int.init) ?? 500
    let coverage = OracleCommand.run(options, jobCount: 2, path: path)
    print(coverage.text)
    #expect(coverage.counts["disagreements"] == nil, "\(coverage.disagreements.joined(separator: "\n\n"))")
    let compared = coverage.counts["compared", default: 0]
    #expect(compared > options.count * 4 / 5, "of \(options.count) queries \(compared) were compared")
  }

  @Test func tpchGivesTheSameRows() throws {
    guard let path = DuckDBProcess.path, let data = Self.environment["TIAN_TPCH"] else {
      print("no duckdb, or no TIAN_TPCH folder (tpchgen-cli csv --scale-factor 0.1): TPC-H is not compared")
      return
    }
    let duckDB = try DuckDBProcess(path: path, threadCount: nil)
    defer { duckDB.end() }
    for line in try TPCH.run(data: data, duckDB: duckDB) {
      #expect(line.difference == nil, "\(line.name): \(line.difference ?? "")")
    }
  }

  /// Without DuckDB too: every way of running a query gives the same rows.
  @Test func randomQueriesGiveTheSameRowsInEveryWay() throws {
    for seed in UInt64(1)...8 {
      var random = SeededRandom(seed: seed)
      let world = try World(&random)
      for _ in 0..<5 {
        random = SeededRandom(seed: random.next())
        let maker = try #require(QueryMaker(random, WorldCatalog(world)))
        #expect(TianRun.variants(maker.plan, world) == [], "seed \(seed): \(maker.text)")
      }
    }
  }

  /// A condition over hedged figures says of no row what an exact number within the bounds belies.
  @Test func whatIsCertainOfFiguresIsTrueOfNumbersWithinThem() throws {
    var rowCounts = [0, 0, 0]
    for seed in UInt64(1)...20 {
      let meanings = try HedgedMeanings(seed: seed, count: 20)
      #expect(meanings.disagreements == [], "seed \(seed)")
      rowCounts = zip(rowCounts, meanings.rowCounts).map(+)
    }
    #expect(rowCounts.allSatisfy { $0 > 100 }, "rows certain, impossible, neither: \(rowCounts)")
  }
}
