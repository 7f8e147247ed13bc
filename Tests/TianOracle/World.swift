import TianCheck
import TianEngine
import TianFigures
import TianPlan
import TianSource
import TianTestSupport

/// Random tables, as Tian holds them and as SQL makes them.
struct World {
  struct Column {
    var field: Field
    var values: [Value]
  }

  struct Made {
    var name: String
    var rowCount: Int
    var columns: [Column]
  }

  private(set) var made: [Made] = []
  private(set) var tables: [String: Table] = [:]

  /// Two tables of any columns and a small one of keys and texts.
  init(_ random: inout SeededRandom) throws {
    try self.init([Self.main("t", &random), Self.side("u", &random), Self.side("地", &random)])
  }

  init(_ made: [Made]) throws {
    self.made = made
    for table in made {
      let columns = try table.columns.map { try TianEngine.Column($0.values, $0.field.type) }
      let schema = TableSchema(name: table.name, fields: table.columns.map(\.field))
      tables[table.name] = Table(schema: schema, columns: columns, rowCount: table.rowCount)
    }
  }

  private static func main(_ name: String, _ random: inout SeededRandom) -> Made {
    let counts = [0, 1, 2, 5, 12, 30, 30, 70, 150]
    let count = random.once(in: 40) ? 2500 : random.pick(counts)
    let all: [(String, DataType)] = [
      ("k", .int), ("n", .int), ("big", .int), ("d", DataType(.decimal(scale: 2))),
      ("e", DataType(.decimal(scale: 1))), ("f", .float), ("g", .float), ("s", .text), ("县", .text),
      ("b", .bool), ("dt", .date), ("ts", .timestamp), ("pm", DataType(.period(.month))),
      ("pq", DataType(.period(.quarter))), ("py", DataType(.period(.year))),
      ("面积", DataType(.decimal(scale: 1), unit: Unit("亩"))),
      ("户数", DataType(.int, unit: Unit("户"))),
    ]
    let chosen = all.filter { _ in !random.once(in: 5) }
    return make(name, count, [("id", .int)] + (chosen.isEmpty ? all : chosen), &random)
  }

  private static func side(_ name: String, _ random: inout SeededRandom) -> Made {
    let columns: [(String, DataType)] = [
      ("k", .int), ("县", .text), ("v", .int), ("w", DataType(.decimal(scale: 2))), ("note", .text),
      ("上", .int), ("起", .date),
    ]
    return make(name, random.pick([0, 1, 4, 9, 25]), columns, &random)
  }

  private static func make(
    _ name: String, _ count: Int, _ columns: [(String, DataType)], _ random: inout SeededRandom
  ) -> Made {
    let made = columns.map { title, type in
      let nullShare = title == "id" ? 0 : random.pick([0, 0, 5, 20, 60, 100])
      let isUnique = title == "id" || (title == "k" && random.once(in: 2) && name != "t")
      let values: [Value] = (0..<count).map { row in
        if random.below(100) < nullShare, !isUnique { return .null }
        return isUnique ? .int(Int64(row)) : value(title, type, &random)
      }
      return Column(field: Field(title, type), values: values)
    }
    return Made(name: name, rowCount: count, columns: made)
  }

  private static let texts = [
    "", "a", "A", "ab", "abc", "b", "茶", "茶叶", "油茶", "合作社", "a-b-c", "a,b", " x ", "　空", "it's",
    "\"q\"", "é", "e\u{301}", "𠮷野", "中a文", "z", "Z", "~", "a\nb", "%", "_", "\\",
  ]
  private static let counties = ["东", "西", "南", "北山", "east"]
  private static let extremes: [Int64] = [
    .min, .min + 1, .max, .max - 1, 0, 1, -1, 1 << 53, (1 << 53) + 1, -(1 << 31), 1 << 31,
    999_999_999_999_999_999, 1_000_000_000_000_000_000,
  ]

  private static func value(_ title: String, _ type: DataType, _ random: inout SeededRandom) -> Value {
    switch type.kind {
    case .bool: return .bool(random.once(in: 2))
    case .int:
      switch title {
      case "k": return .int(Int64(random.number(0...8)))
      case "上": return .int(Int64(random.number(0...12)))
      case "big": return .int(random.once(in: 2) ? random.pick(extremes) : Int64(random.number(-99...99)))
      default: return .int(Int64(random.number(-20...20)))
      }
    case .decimal(let scale):
      let whole = random.once(in: 12) ? random.number(-99_999_999...99_999_999) : random.number(-400...400)
      return .decimal(ExactDecimal(Int64(whole), scale: scale))
    case .float:
      if title == "g", random.once(in: 3) {
        // Past 1e154 a square is none of a float's: Tian's variance is null there, DuckDB's fails or is 0.
        return .float(random.pick([1e150, -1e150, 1e-150, 0, 3, 1e18, 9.2e18, 123_456.789, -0.5]))
      }
      return .float(Double(random.number(-4000...4000)) / 8)
    case .text: return .text(title == "县" ? random.pick(counties) : random.pick(texts))
    case .date: return .date(days: Int32(day(&random)))
    case .timestamp:
      let time = random.pick([
        0, 86_399_999_999, random.number(0...86_399) * 1_000_000, random.number(0...99_999_999),
      ])
      return .timestamp(microseconds: Int64(day(&random)) * Calendar.microsecondsPerDay + Int64(time))
    case .period(let granularity):
      return .period(Period(granularity, ordinal: Calendar.ordinal(ofDays: Int64(day(&random)), granularity)))
    }
  }

  /// Of these years, some of others, and now and then an end of the calendar.
  private static func day(_ random: inout SeededRandom) -> Int {
    if random.once(in: 150) { return random.pick([-719_162, 2_932_896]) }
    return random.once(in: 6) ? random.number(-25_000...60_000) : random.number(19_300...19_900)
  }

  // MARK: As SQL

  /// Statements that make the tables.
  var sql: String {
    made.map { table in
      let columns = table.columns.map { "\(Self.quoted($0.field.name)) \(Self.type($0.field.type))" }
      let name = Self.quoted(table.name)
      var text = "CREATE OR REPLACE TABLE \(name) (\(columns.joined(separator: ", ")));\n"
      if table.rowCount > 0 {
        let rows = (0..<table.rowCount).map { row in
          "(" + table.columns.map { Self.literal($0.values[row]) }.joined(separator: ", ") + ")"
        }
        text += "INSERT INTO \(name) VALUES \(rows.joined(separator: ", "));\n"
      }
      return text
    }.joined()
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }

  private static func type(_ type: DataType) -> String {
    switch type.kind {
    case .bool: "BOOLEAN"
    case .int: "BIGINT"
    case .decimal(let scale): "DECIMAL(18, \(scale))"
    case .float: "DOUBLE"
    case .text: "VARCHAR"
    case .date, .period: "DATE"
    case .timestamp: "TIMESTAMP"
    }
  }

  private static func literal(_ value: Value) -> String {
    switch value {
    case .null: "NULL"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): value == .min ? "(-\(Int64.max) - 1)" : String(value)
    case .decimal(let value): value.text
    case .float(let value): "\(value)::DOUBLE"
    case .text(let text):
      "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    case .date(let days): "DATE '1970-01-01' + (\(days))"
    case .timestamp(let microseconds): "make_timestamp(\(microseconds))"
    case .period(let period):
      "DATE '1970-01-01' + (\(Calendar.firstDay(of: period.ordinal, period.granularity)))"
    case .figure: "NULL"
    }
  }
}

/// The tables' schemas, for the checker.
struct WorldCatalog: Catalog {
  let schemas: [TableSchema]
  private let tables: [String: Table]

  init(_ world: World) {
    schemas = world.made.map { world.tables[$0.name]?.schema }.compactMap(\.self)
    tables = world.tables
  }

  var tableNames: [String] { schemas.map(\.name) }

  func schema(named name: String) -> TableSchema? { schemas.first { $0.name == name } }

  func load(
    path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema { throw none }

  func read(rows: String) throws(Diagnostic) -> TableSchema { throw none }

  func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library {
    throw none
  }

  func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
    throw none
  }

  func values(of plan: Plan) throws(Diagnostic) -> [Value] {
    let result = try Executor(tables: tables, execution: Execution(threadCount: 1)).run(plan)
    guard let column = result.columns.first else { return [] }
    return (0..<column.count).map { column.value($0) }
  }

  private var none: Diagnostic { Diagnostic(.unknownTable, Bilingual("no files here", "没有文件")) }
}
