import TianSource

/// The options of `load`, `save`, `sample` and `chart`, by their names in both languages.
public enum OptionName: String, CaseIterable, Hashable, Sendable {
  case delimiter, quote, escape, encoding, header, table
  case unitFrom = "unit_from"
  case fileColumn = "file_column"
  case types, missing, decimal
  case dayOrder = "day_order"
  case strict
  case seed, title, bins

  /// Those of `load`.
  public static let ofLoad: [OptionName] = [
    .delimiter, .quote, .escape, .encoding, .header, .table, .unitFrom, .fileColumn, .types, .missing,
    .decimal, .dayOrder, .strict,
  ]

  public init?(_ name: String) {
    guard let known = Self.allCases.first(where: { $0.names.en == name || $0.names.zh == name }) else {
      return nil
    }
    self = known
  }

  public var names: Bilingual {
    switch self {
    case .delimiter: Bilingual("delimiter", "分隔符")
    case .quote: Bilingual("quote", "引号")
    case .escape: Bilingual("escape", "转义符")
    case .table: Bilingual("table", "表序")
    case .encoding: Bilingual("encoding", "编码")
    case .header: Bilingual("header", "表头")
    case .unitFrom: Bilingual("unit_from", "单位列")
    case .fileColumn: Bilingual("file_column", "文件列")
    case .types: Bilingual("types", "类型")
    case .missing: Bilingual("missing", "缺失")
    case .decimal: Bilingual("decimal", "小数点")
    case .dayOrder: Bilingual("day_order", "日期次序")
    case .strict: Bilingual("strict", "严格")
    case .seed: Bilingual("seed", "种子")
    case .title: Bilingual("title", "标题")
    case .bins: Bilingual("bins", "组数")
    }
  }

  /// `options: delimiter, encoding`.
  public static func note(_ options: [OptionName]) -> Bilingual {
    Bilingual(
      "options: " + options.map(\.names.en).joined(separator: ", "),
      "可用的选项：" + options.map(\.names.zh).joined(separator: "、"))
  }
}
