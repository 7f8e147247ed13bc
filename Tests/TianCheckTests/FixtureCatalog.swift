import TianCheck
import TianFigures
import TianPlan
import TianSource

/// A few tables without rows, with units, a hedged column, and names that differ only in case.
struct FixtureCatalog: Catalog {
  static let schemas: [TableSchema] = [
    TableSchema(
      name: "合作社",
      fields: [
        Field("名称", .text), Field("县", .text), Field("产业", .text), Field("村编码", .int),
        Field("面积", DataType(.decimal(scale: 2), unit: Unit("亩"))),
        Field("产值", DataType(.decimal(scale: 2), unit: Unit("万元"), isHedged: true)),
        Field("户数", DataType(.int, unit: Unit("户"))), Field("成立日期", .date), Field("投产", .bool),
      ],
      keys: [.init(columns: ["村编码"], tableNames: ["村庄"], referencedColumns: ["村编码"])]),
    TableSchema(
      name: "村庄",
      fields: [
        Field("村编码", .int), Field("名称", .text), Field("县", .text),
        Field("人口", DataType(.int, unit: Unit("人"))), Field("海拔", DataType(.int, unit: Unit("米"))),
      ]),
    TableSchema(
      name: "产出",
      fields: [
        Field("产业", .text), Field("年", .int), Field("产值", DataType(.decimal(scale: 2), unit: Unit("元"))),
        Field("面积", DataType(.decimal(scale: 1), unit: Unit("公顷"))),
        Field("产量", DataType(.float, unit: Unit("吨"))),
      ]),
    TableSchema(
      name: "来访",
      fields: [
        Field("日", .date), Field("时刻", .timestamp), Field("月", DataType(.period(.month))),
        Field("季", DataType(.period(.quarter))), Field("年度", DataType(.period(.year))),
        Field("天数", DataType(.int, unit: Unit("天"))), Field("文", .text),
      ]),
    TableSchema(
      name: "收成",
      fields: [
        Field("品种", .text), Field("数量", DataType(.decimal(scale: 1), unit: harvestUnit)),
        Field("单位", .text), Field("产值", DataType(.int, unit: Unit("元"))),
      ]),
    TableSchema(
      name: "Coop",
      fields: [Field("ID", .int), Field("Name", .text), Field("name", .text), Field("x", .float)]),
  ]

  /// What the column beside 数量 says.
  private static let harvestUnit = Unit(column: 2, named: "单位", texts: ["吨", "公斤", "头"])

  var tableNames: [String] { Self.schemas.map(\.name) }

  func schema(named name: String) -> TableSchema? { Self.schemas.first { $0.name == name } }

  /// Scripts that cases use.
  static let libraries = [
    "units.tian": "fn 亩均(值, 地) = 值 / 地\nlet 起点 = 500亩\nlet 大户 = 合作社 | where 面积 > 起点",
    "more.tian": "use \"units.tian\"\nlet 巨户 = 大户 | where 面积 > 2 * 起点\nload \"x.csv\" as 表",
    "clash.tian": "let 起点 = 3亩",
    "round.tian": "use \"trip.tian\"", "trip.tian": "use \"round.tian\"",
    "asks.tian": "let a = 3\n合作社 | take 3", "broken.tian": "let a = 合作社 | wher 3",
    "wrong.tian": "let a = 合作社 | where 面机 > 3亩", "nosy.tian": "let a = 合作社 | where 面积 > 我的",
  ]

  func library(path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> Library {
    guard let text = Self.libraries[path] else {
      throw Diagnostic(.unreadableFile, Bilingual("cannot read `\(path)`", "无法读取 `\(path)`"))
    }
    return Library(identity: path, source: SourceText(name: path, text), folder: folder)
  }

  func read(rows: String) throws(Diagnostic) -> TableSchema {
    let names = rows.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    return TableSchema(name: "csv", fields: names.map { Field($0, .text) })
  }
  func savePath(_ path: String, in folder: String, at span: SourceSpan) throws(Diagnostic) -> String {
    path
  }

  func load(
    path: String, in folder: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema {
    if path == "missing.csv" {
      throw Diagnostic(.unknownTable, Bilingual("no file `\(path)`", "没有文件 `\(path)`"))
    }
    return TableSchema(
      name: "file:\(path)",
      fields: [Field("a", .int), Field("b", .text)] + arguments.options.map { Field($0.name, .text) })
  }

  /// The tables have no rows: a few values of the column's type, and of 海拔 more than anybody wants.
  func values(of plan: Plan) throws(Diagnostic) -> [Value] {
    guard let field = plan.outputs.first.map({ plan.columns[$0.id.index] }) else { return [] }
    if field.name == "海拔" { return (0...1000).map { .int($0) } }
    switch field.type.kind {
    case .bool: return [.bool(false), .bool(true)]
    case .int: return [.int(2022), .int(2023), .null]
    case .text: return [.text("水果"), .text("茶叶"), .text("")]
    case .date: return [.date(days: 19_000)]
    case .decimal, .float, .timestamp, .period: return []
    }
  }
}
