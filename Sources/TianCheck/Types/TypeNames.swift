import TianFigures
import TianPlan
import TianSource

/// Types and dimensions as messages say them.
enum TypeNames {
  /// `text`, `a number in 亩`.
  static func phrase(_ type: DataType) -> Bilingual {
    switch type.kind {
    case .bool: return Bilingual("a condition", "条件")
    case .text: return Bilingual("text", "文本")
    case .date: return Bilingual("a date", "日期")
    case .timestamp: return Bilingual("a timestamp", "时刻")
    case .period(.year): return Bilingual("a year", "年份")
    case .period(.quarter): return Bilingual("a quarter", "季度")
    case .period(.month): return Bilingual("a month", "月份")
    case .int, .decimal, .float:
      guard let unit = type.unit else { return Bilingual("a plain number", "无单位的数") }
      let name = dimension(unit.dimension)
      return Bilingual("\(name.en) (\(unit.text))", "\(name.zh)（\(unit.text)）")
    }
  }

  static func dimension(_ dimension: Dimension) -> Bilingual {
    if dimension.isNone { return Bilingual("a share", "比例") }
    if let base = dimension.base { return name(base) }
    for known in products where known.dimension == dimension { return known.name }
    return Bilingual("a rate", "比率")
  }

  private static let products: [(dimension: Dimension, name: Bilingual)] = [
    (Dimension([.length: 2]), Bilingual("an area", "面积")),
    (Dimension([.length: 3]), Bilingual("a volume", "体积")),
    (Dimension([.power: 1, .time: 1]), Bilingual("an amount of energy", "能量")),
    (Dimension([.length: 2, .count("次"): 1]), Bilingual("a number of mu-times", "亩次数")),
    (Dimension([.mass: 1, .length: -2]), Bilingual("a yield", "单产")),
    (Dimension([.length: 1, .time: -1]), Bilingual("a speed", "速度")),
  ]

  private static func name(_ base: BaseDimension) -> Bilingual {
    switch base {
    case .length: Bilingual("a length", "长度")
    case .mass: Bilingual("a mass", "重量")
    case .time: Bilingual("a length of time", "时长")
    case .calendar: Bilingual("a number of months or years", "年月数")
    case .power: Bilingual("a power", "功率")
    case .currency: Bilingual("a sum of money", "金额")
    case .temperature: Bilingual("a temperature", "温度")
    case .column: Bilingual("a number in the unit of its row", "各行单位不同的数")
    case .count(let unit): Bilingual("a number of \(plural(unit))", "\(unit)数")
    }
  }

  /// What a count counts, in English.
  private static func plural(_ unit: String) -> String {
    Unit(named: unit)?.latin ?? unit
  }
}
