import Foundation
import Synchronization
import Testing
import TianFigures
import TianSource

@testable import Tian

@Suite struct WorkspaceTests {
  private static let villages = """
    县,村,人口（人）,面积
    东县,甲村,1200,近2000亩
    东县,乙村,800,450亩
    西县,丙村,,1.5万余亩

    """

  private func workspace() throws -> Workspace {
    let workspace = Workspace()
    try workspace.add(csv: Self.villages, as: "村庄")
    return workspace
  }

  @Test func rowsAndColumnsAreTyped() throws {
    let result = try workspace().query("村庄 | sort -人口")
    #expect(result.columns.map(\.name) == ["县", "村", "人口", "面积"])
    #expect(result.columns.map(\.type) == [.text, .text, .int, .decimal])
    #expect(result["人口"]?.unit == "人")
    #expect(result["面积"]?.isHedged == true)
    #expect(result.rows.map { $0["村"].text } == ["甲村", "乙村", "丙村"])
    #expect(result["人口"]?.ints == [1200, 800, nil])
    #expect(result["人口"]?.doubles == [1200, 800, nil])
    let figure = try #require(result.rows[0]["面积"].figure)
    #expect(figure.isHedged && figure.low.double == 1900 && figure.best.double == 2000)
    #expect(result.rows[0]["没有"].isNull && result.rows[0][9].isNull && result["没有"] == nil)
  }

  @Test func boundValuesAreTyped() throws {
    let workspace = try workspace()
    try workspace.bind("门槛", figure: "1000人")
    try workspace.bind("县名", to: "东县")
    #expect(try workspace.query("村庄 | where 人口 > 门槛 and 县 == 县名").rowCount == 1)
    try workspace.bind("门槛", to: TianValue(figure: "500人") ?? .null)
    #expect(try workspace.query("村庄 | where 人口 > 门槛").rowCount == 2)
    // A bound text is never a piece of a query.
    try workspace.bind("县名", to: "东县\" or true or \"")
    #expect(try workspace.query("村庄 | where 县 == 县名").rowCount == 0)
    #expect(throws: TianError.self) { try workspace.bind("x", to: .float(.nan)) }
    #expect(throws: TianError.self) { try workspace.bind("x", figure: "多少") }
  }

  @Test func pointsInTimeAreValues() throws {
    let workspace = Workspace()
    try workspace.add(csv: "时刻,月\n2024-03-20 08:30:05.25,2024-03\n,\n1969-12-31 23:00,1969-12\n", as: "t")
    let result = try workspace.query("t")
    #expect(result.columns.map(\.type) == [.timestamp, .period])
    let moment = try #require(result["时刻"]?.timestamps[0])
    #expect(moment.description == "2024-03-20T08:30:05.25" && moment.microsecond == 250_000)
    #expect(moment.date.description == "2024-03-20" && (moment.hour, moment.minute) == (8, 30))
    #expect(
      result["月"]?.periods == [
        Period(.month, year: 2024, number: 3), nil, Period(.month, year: 1969, number: 12),
      ])
    #expect(result.rows[1][0].isNull && result.rows[0][0].date == nil)
    try workspace.bind("起", to: .timestamp(moment))
    try workspace.bind("期", to: Period(.year, year: 2024).map { .period($0) } ?? .null)
    #expect(try workspace.query("t | where 时刻 >= 起 and 月 in 期").rowCount == 1)
    let day = try #require(CalendarDate(year: 2024, month: 3, day: 20))
    #expect(Timestamp(day, hour: 8, minute: 30, second: 5, microsecond: 250_000) == moment)
    #expect(Timestamp(day, hour: 24, minute: 0) == nil && Timestamp("2024-03-20") == nil)
    #expect(Timestamp(microsecondsSince1970: .max).description == "9999-12-31T23:59:59.999999")
  }

  @Test func theExampleOfABannerCanBeRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "")
    try folder.write("b.csv", Data([0x50, 0x4B, 3, 4, 0, 0]))
    #expect(try Workspace(folder: folder.path).readableTableName == nil)
    try folder.write("c.csv", "n\n1\n")
    let workspace = try Workspace(folder: folder.path)
    #expect(workspace.readableTableName == "c")
    #expect(workspace.snapshot.source(named: "c")?.loadedRowCount == nil)
  }

  @Test func errorsCarryTheirDiagnostics() throws {
    let workspace = try workspace()
    let error = try #require(throws: TianError.self) { try workspace.query("村庄 | select 人囗") }
    #expect(error.kind == .compilation)
    #expect(error.diagnostics.map(\.code.id) == ["T203"])
    #expect(error.rendered(in: .chinese).contains("人口"))
    let empty = try #require(throws: TianError.self) { try workspace.query("let x = 3") }
    #expect(empty.diagnostics.map(\.code.id) == ["T506"])
  }

  @Test(arguments: ["load \"t.csv\" as x, separator: \";\"", "load \"t.csv\" as x, delimiter: 3"])
  func anOptionThatLoadDoesNotTakeIsTheQuerysFault(_ statement: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "n\n1\n")
    let workspace = try Workspace(folder: folder.path)
    let error = try #require(throws: TianError.self) { try workspace.query("\(statement)\nx") }
    #expect(error.kind == .compilation)
    #expect(error.diagnostics.map(\.code.id) == ["T505"])
  }

  @Test func aChangedFileIsReadAgain() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", "n\n1\n")
    let workspace = try Workspace(folder: folder.path)
    #expect(try workspace.query("t").rowCount == 1)
    try folder.write("t.csv", "n\n1\n2\n")
    #expect(try workspace.query("t").rowCount == 2)
    try FileManager.default.removeItem(atPath: path)
    let error = try #require(throws: TianError.self) { try workspace.query("t") }
    #expect(error.kind == .data)
  }

  @Test func eightQueriesAtOnceGiveWhatOneGives() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20_000).map { "\($0 % 7),\($0)" }
    try folder.write("t.csv", "k,n\n" + lines.joined(separator: "\n") + "\n")
    let text = "t | summarize s = sum(n), c = count() by k | sort k"
    let expected = try Workspace(folder: folder.path, threadCount: 1).query(text).text(as: .csv)
    let shared = try Workspace(folder: folder.path, threadCount: 2)
    let results = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<8 { group.addTask { try? shared.query(text).text(as: .csv) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results == Array(repeating: expected, count: 8))
  }

  @Test func aQueryIsCancelledFromAnotherThread() throws {
    let workspace = Workspace(threadCount: 2)
    let rows = (0..<3000).map { "1,\($0)" }
    try workspace.add(csv: "k,n\n" + rows.joined(separator: "\n") + "\n", as: "t")
    _ = try workspace.query("t | take 1")
    let stop = Cancellation()
    let killer = Thread {
      usleep(50_000)
      stop.cancel()
    }
    killer.start()
    let start = ContinuousClock.now
    // Nine million pairs, each joined again: far longer than the test waits.
    let text = """
      let a = t | rename m = n
      let b = a | join t on k | rename p = n
      b | join t on k | summarize c = count()
      """
    let error = try #require(throws: TianError.self) { try workspace.query(text, cancellation: stop) }
    #expect(error.kind == .cancelled)
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(throws: TianError.self) { try workspace.query("t", cancellation: stop) }
    #expect(try workspace.query("t | take 1").rowCount == 1)
  }

  @Test func filesByPathAndTheLastResultTakeNoTablesName() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", "a\n1\n")
    let workspace = Workspace()
    try workspace.add(csv: "x,y\n7,8\n", as: path)
    try workspace.add(csv: "x,y\n7,8\n", as: "_")
    try workspace.add(csv: "x,y\n7,8\n", as: "_2")
    let text = """
      from "\(path)"; let one = _; [_2]; let two = _; from "\(path)"
      one | derive b = 2 | select b, a | union (two | select b = y, a = x) | union (_ | derive b = 3)
      """
    #expect(try workspace.query(text).text(as: .csv) == "b,a\n2,1\n8,7\n3,1\n")
  }

  @Test func foldersAreOpenedOrRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: TianError.self) { try Workspace(folder: folder.path + "/none") }
    let none = try #require(throws: TianError.self) { try Workspace(folder: folder.path) }
    #expect(none.diagnostics.map(\.code.id) == ["T501"])
    try folder.write("a.csv", "n\n1\n")
    try folder.write("b.TSV", "n\tm\n1\t2\n")
    try folder.write("notes.txt", "no table")
    #expect(try Workspace(folder: folder.path).tableNames == ["a", "b"])
    #expect(try Workspace(folder: folder.path).query("b").columns.map(\.name) == ["n", "m"])
  }

  @Test func filesThatDifferInTheirEndingsAreCalledByTheirWholeNames() throws {
    let folder = try TemporaryFolder()
    for (name, cell) in [("o.csv", 1), ("o.tsv", 2), ("O.CSV", 3), ("o.csv.csv", 4), ("p.csv", 5)] {
      try folder.write(name, "n\n\(cell)\n")
    }
    let workspace = try Workspace(folder: folder.path)
    #expect(workspace.tableNames == ["O", "o.csv", "o.csv.csv", "o.tsv", "p"])
    for (query, cell) in [("p", 5), ("[o.csv]", 1), ("[o.tsv]", 2), ("O", 3), ("[o.csv.csv]", 4)] {
      #expect(try workspace.query(query)["n"]?.ints == [Int64(cell)], "\(query)")
    }
    let open = try #require(throws: TianError.self) { try workspace.query("p | union o") }
    #expect(
      open.description == """
        error[T202]: `o` may be o.csv, o.tsv
         ┌─ query:1:11
        1 │ p | union o
                      ^ write `[o.csv]` or `[o.tsv]`

        """)
    let twice = try #require(throws: TianError.self) { try workspace.add(folder.path) }
    #expect(twice.diagnostics.map(\.code.id) == ["T503"])
  }

  @Test func headersBeyondTheEndTellHowLongTheFileIs() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("t.csv", "a,b\n1,2\n3,4\n\n")
    let short = try #require(throws: TianError.self) {
      try Workspace().query("load \"\(path)\" as t, header: 30\nt")
    }
    #expect(short.diagnostics.map(\.code.id) == ["T505"])
    let message = short.diagnostics[0].message
    #expect(
      message.en == "`\(path)` has 3 lines, and `header: 30` looks for the column names on line 30")
    #expect(message.zh == "`\(path)` 只有 3 行，而 `表头: 30` 要在第 30 行找列名")
    #expect(try Workspace().query("load \"\(path)\" as t, header: 3\nt").columns.map(\.name) == ["3", "4"])
  }

  @Test func valuesOfTheCommandLineAreLiteralsElseTexts() throws {
    let value = TianValue(written: "近2000亩")
    #expect(value.figure?.isHedged == true)
    #expect(TianValue(written: "安岳县") == .text("安岳县"))
    #expect(TianValue(written: "\"2000\"") == .text("2000"))
    #expect(TianValue(written: "-3.5").decimal?.text == "-3.5")
    #expect(TianValue(written: "2023-09-13").date == CalendarDate(year: 2023, month: 9, day: 13))
    #expect(TianValue(written: "true") == .bool(true))
    #expect(TianValue(written: "null").isNull)
    #expect(TianValue(written: "t | take 1") == .text("t | take 1"))
  }

  /// What an editor has read beside a query serves the query: it is read as strictly.
  @Test func whatEditorsReadIsReadStrictly() throws {
    let workspace = Workspace(isStrict: true)
    try workspace.add(csv: "a,b\n1,2\n3\n", as: "t")
    let session = Session(workspace)
    _ = session.editing.catalog.schema(named: "t")
    let script = try session.parse(SourceText("t | summarize count()"))
    let failure = try #require(throws: TianError.self) { try session.run(script.statements[0], of: script) }
    #expect(failure.diagnostics.map(\.code.id) == ["T419"])
  }
}
