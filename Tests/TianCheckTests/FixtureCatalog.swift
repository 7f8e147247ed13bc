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
      ]),
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
      name: "Coop",
      fields: [Field("ID", .int), Field("Name", .text), Field("name", .text), Field("x", .float)]),
  ]

  var tableNames: [String] { Self.schemas.map(\.name) }

  func schema(named name: String) -> TableSchema? { Self.schemas.first { $0.name == name } }

  func load(
    path: String, arguments: LoadArguments, at span: SourceSpan
  ) throws(Diagnostic) -> TableSchema {
    if path == "missing.csv" {
      throw Diagnostic(.unknownTable, Bilingual("no file `\(path)`", "没有文件 `\(path)`"))
    }
    return TableSchema(
      name: "file:\(path)",
      fields: [Field("a", .int), Field("b", .text)] + arguments.options.map { Field($0.name, .text) })
  }
}
