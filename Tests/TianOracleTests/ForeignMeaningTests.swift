import Foundation
import Testing
import Tian
import TianSyntax

@testable import TianOracle

/// What people type who know SQL, once mended, gives the rows that SQL gives: each query beside its SQL, run
/// over one small table by Tian and by DuckDB.
@Suite struct ForeignMeaningTests {
  private static let table = """
    k,n,s,d,b
    a,1,Ab,2024-01-31,true
    a,5,xaby,2023-12-31,false
    b,3,,2024-02-29,true
    b,3,aBc,2024-03-15,
    ,7,ab%,,false

    """

  /// As typed in Tian, and the whole of it in SQL; rows come in any order where SQL has none.
  private static let pairs = [
    ("t | where s is null | select n", "select n from t where s is null"),
    ("t | where s is not null | select s", "select s from t where s is not null"),
    ("t | where s like \"%ab%\" | select s", "select s from t where s like '%ab%'"),
    ("t | where s like \"Ab%\" | select s", "select s from t where s like 'Ab%'"),
    ("t | where s like \"%y\" | select s", "select s from t where s like '%y'"),
    ("t | where s like \"_ab_\" | select s", "select s from t where s like '_ab_'"),
    ("t | where s ilike \"%AB%\" | select s", "select s from t where s ilike '%AB%'"),
    ("t | where s ilike \"ab%\" | select s", "select s from t where s ilike 'ab%'"),
    ("t | where n between 3 and 5 | select n", "select n from t where n between 3 and 5"),
    ("t | where n not between 3 and 5 | select n", "select n from t where n not between 3 and 5"),
    ("t | where n <> 3 | select n", "select n from t where n <> 3"),
    ("t | derive a = nvl(s, \"-\") | select a", "select coalesce(s, '-') from t"),
    ("t | derive a = coalesce(s, \"-\") | select a", "select coalesce(s, '-') from t"),
    ("t | derive a = nullif(n, 3) | select a", "select nullif(n, 3) from t"),
    ("t | derive a = iif(b, 1, 2) | select a", "select if(b, 1, 2) from t"),
    ("t | derive a = substr(s, 2, 2) | select a", "select substr(s, 2, 2) from t"),
    ("t | derive a = char_length(s) | select a", "select length(s) from t"),
    ("t | derive a = rpad(s, 4, \"*\") | select a", "select rpad(s, 4, '*') from t"),
    ("t | derive a = lpad(s, 4, \"*\") | select a", "select lpad(s, 4, '*') from t"),
    (
      "t | derive a = regexp_replace(s, \"b\", \"-\") | select a",
      "select regexp_replace(s, 'b', '-', 'g') from t"
    ),
    ("t | where regexp_like(s, \"^a\") | select s", "select s from t where regexp_matches(s, '^a')"),
    (
      "t | derive a = case when n > 3 then \"x\" when n > 1 then \"y\" else \"z\" end | select a",
      "select case when n > 3 then 'x' when n > 1 then 'y' else 'z' end from t"
    ),
    ("t | derive a = cast(n as text) | select a", "select cast(n as text) from t"),
    ("t | derive a = n::float | select a", "select n::double from t"),
    ("t | where d > date '2024-01-01' | select n", "select n from t where d > date '2024-01-01'"),
    ("t | derive a = datediff(2024-03-01, d) | select a", "select date '2024-03-01' - d from t"),
    ("t | derive a = add_months(d, 1) | select a", "select (d + interval 1 month)::date from t"),
    ("t | derive a = power(n, 2) | select a", "select n * n from t"),
    ("t | derive a = trunc(n / 2) | select a", "select trunc(n / 2)::int from t"),
    ("t | summarize a = count(*)", "select count(*) from t"),
    ("t | summarize a = count(distinct k)", "select count(distinct k) from t"),
    ("t | summarize sum(n) as a group by k", "select k, sum(n) from t group by k"),
    ("t | summarize a = string_agg(k, \"-\")", "select string_agg(k, '-') from t"),
    ("t | summarize a = bool_and(b), c = bool_or(b)", "select bool_and(b), bool_or(b) from t"),
    ("t | summarize a = stddev_samp(n)", "select stddev_samp(n) from t"),
    (
      "t | derive a = sum(n) over (partition by k) | select n, a",
      "select n, sum(n) over (partition by k) from t"
    ),
    (
      "t | derive a = sum(n) over (partition by k order by d) | select n, a",
      "select n, sum(n) over (partition by k order by d) from t"
    ),
    (
      "t | derive a = avg(n) over (order by d rows between 1 preceding and current row) | select n, a",
      "select n, avg(n) over (order by d nulls last rows between 1 preceding and current row) from t"
    ),
    (
      "t | derive a = row_number() over (partition by k order by d desc) | select k, d, a",
      "select k, d, row_number() over (partition by k order by d desc nulls last) from t"
    ),
    (
      "select k, n from t where n > 1 order by n desc, s limit 2",
      "select k, n from t where n > 1 order by n desc, s limit 2"
    ),
    (
      "select k, count(*) as c from t where n > 1 group by k having c > 1 order by c desc",
      "select k, count(*) as c from t where n > 1 group by k having c > 1 order by c desc"
    ),
    ("SELECT DISTINCT k FROM t", "select distinct k from t"),
    ("t | union all t | select n", "select n from t union all select n from t"),
    (
      "t | left join (t | where n > 3) as u on k | select n, u.n as m",
      "select t.n, u.n from t left join (from t where n > 3) u on t.k = u.k"
    ),
    (
      "t | qualify row_number() <= 1 by k sort d | select k, n",
      "select k, n from t qualify row_number() over (partition by k order by d) <= 1"
    ),
  ]

  @Test func mendedQueriesGiveTheRowsOfSQL() throws {
    guard let path = DuckDBProcess.path else {
      print("no duckdb on the path and no TIAN_DUCKDB: what other languages mean is not compared")
      return
    }
    let workspace = Workspace()
    try workspace.add(csv: Self.table, as: "t")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("tian-\(UUID().uuidString).csv")
    try Self.table.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let duckDB = try DuckDBProcess(path: path)
    defer { duckDB.end() }
    duckDB.ask("create table t as from read_csv('\(file.path)')")
    #expect(duckDB.answer()?.isEmpty == true)
    for (typed, sql) in Self.pairs {
      duckDB.ask(sql)
      let theirs = Self.rows((duckDB.answer() ?? "").split(whereSeparator: \.isNewline), null: "@null@")
      let mended = Self.mended(typed, workspace)
      let lines = try workspace.query(mended).text(as: .csv).split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let ours = Self.rows(lines.dropFirst().dropLast(), null: "")
      #expect(ours == theirs, "\(typed)\n\(mended)\n\(sql)")
    }
  }

  private static func mended(_ text: String, _ workspace: Workspace) -> String {
    var text = text
    for _ in 0..<4 {
      do {
        _ = try workspace.query(text)
        return text
      } catch {
        text = Mender.applying(error.diagnostics.flatMap(\.fixes), to: error.source)
      }
    }
    return text
  }

  /// Rows, sorted; numbers as one writing, to twelve digits.
  private static func rows(_ lines: some Sequence<Substring>, null: String) -> [String] {
    lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
        if cell == null { return "-" }
        guard let number = Double(cell) else { return String(cell) }
        return String(format: "%.12g", number)
      }.joined(separator: ",")
    }.sorted()
  }
}
