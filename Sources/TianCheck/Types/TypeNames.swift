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
    let exponents = dimension.exponents
    if exponents.isEmpty { return Bilingual("a share", "比例") }
    if let (base, exponent) = exponents.first, exponents.count == 1 {
      if base == .length, exponent == 2 { return Bilingual("an area", "面积") }
      if base == .length, exponent == 3 { return Bilingual("a volume", "体积") }
      if exponent == 1 { return name(base) }
    }
    if exponents == [.power: 1, .time: 1] { return Bilingual("an amount of energy", "电量") }
    return Bilingual("a rate", "比率")
  }

  private static func name(_ base: BaseDimension) -> Bilingual {
    switch base {
    case .length: Bilingual("a length", "长度")
    case .mass: Bilingual("a mass", "重量")
    case .time: Bilingual("a length of time", "时长")
    case .calendar: Bilingual("a number of months or years", "年月数")
    case .money: Bilingual("a sum of money", "金额")
    case .power: Bilingual("a power", "功率")
    case .people: Bilingual("a number of people", "人数")
    case .personTimes: Bilingual("a number of attendances", "人次数")
    case .households: Bilingual("a number of households", "户数")
    case .firms: Bilingual("a number of firms", "家数")
    case .villages: Bilingual("a number of villages", "村数")
    case .pieces, .items, .occasions, .heads, .animals, .birds, .rods, .plants: Bilingual("a count", "个数")
    }
  }
}
