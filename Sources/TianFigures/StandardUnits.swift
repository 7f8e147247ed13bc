/// The units that Tian knows. Base units: metre, kilogram, second, month, watt, and one of each currency and
/// count. 亩 is exactly 2000/3 m² (one fifteenth of a hectare), 斤 half a kilogram, 里 500 m, 尺 a third of a
/// metre (State Council order on legal units of measurement, 1984, and its conversion tables); 石 and 斗 are
/// the market measures of capacity, 100 and 10 litres. `grammar/units.csv` is recorded from here.
enum StandardUnits {
  static let all: [UnitDefinition] =
    area + mass + volume + length + time + money + power + temperature + counts + shares

  private static let area = [
    unit(["亩", "畝"], ["mu"], [.length: 2], 2000, 3),
    unit(["公顷", "公頃"], ["ha", "hectare", "hectares", "hm²", "hm2"], [.length: 2], 10000, code: "HAR"),
    unit(["平方米", "㎡", "平米"], ["m²", "m2"], [.length: 2], code: "MTK"),
    unit(["平方公里", "平方千米"], ["km²", "km2"], [.length: 2], 1_000_000, code: "KMK"),
    unit(["顷", "頃"], ["qing"], [.length: 2], 200_000, 3),
    unit(["英亩"], ["acres", "acre"], [.length: 2], 40_468_564_224, 10_000_000, code: "ACR"),
    unit(["亩次"], ["mu-times"], [.length: 2, .count("次"): 1], 2000, 3),
  ]
  private static let mass = [
    unit(["公斤", "千克"], ["kg", "kilogram", "kilograms"], [.mass: 1], code: "KGM"),
    unit(["吨", "噸", "公吨"], ["t", "tonne", "tonnes", "ton", "tons"], [.mass: 1], 1000, code: "TNE"),
    unit(["斤", "市斤"], ["jin"], [.mass: 1], 1, 2),
    unit(["两"], ["liang"], [.mass: 1], 1, 20),
    unit(["克"], ["g", "gram", "grams"], [.mass: 1], 1, 1000, code: "GRM"),
    unit(["毫克"], ["mg"], [.mass: 1], 1, 1_000_000, code: "MGM"),
    unit(["担", "市担"], ["dan"], [.mass: 1], 50),
    unit(["公担"], ["quintals", "quintal"], [.mass: 1], 100, code: "DTN"),
    unit(["磅"], ["lb", "pounds", "pound"], [.mass: 1], 45_359_237, 100_000_000, code: "LBR"),
  ]
  private static let volume = [
    unit(["立方米", "立方", "㎥"], ["m³", "m3"], [.length: 3], code: "MTQ"),
    unit(["升", "公升"], ["L", "l", "litre", "litres", "liter", "liters"], [.length: 3], 1, 1000, code: "LTR"),
    unit(["毫升"], ["mL", "ml"], [.length: 3], 1, 1_000_000, code: "MLT"),
    unit(["斗"], ["dou"], [.length: 3], 1, 100),
    unit(["石"], ["shi"], [.length: 3], 1, 10),
  ]
  private static let length = [
    unit(["米", "公尺"], ["m", "metre", "metres", "meter", "meters"], [.length: 1], code: "MTR"),
    unit(["公里", "千米"], ["km", "kilometre", "kilometres"], [.length: 1], 1000, code: "KMT"),
    unit(["厘米"], ["cm"], [.length: 1], 1, 100, code: "CMT"),
    unit(["毫米"], ["mm"], [.length: 1], 1, 1000, code: "MMT"),
    unit(["里", "华里"], ["li"], [.length: 1], 500),
    unit(["丈"], ["zhang"], [.length: 1], 10, 3),
    unit(["尺", "市尺"], ["chi"], [.length: 1], 1, 3),
    unit(["寸"], ["cun"], [.length: 1], 1, 30),
  ]
  private static let time = [
    unit(["年"], ["year", "years"], [.calendar: 1], 12, code: "ANN"),
    unit(["岁", "周岁", "歲"], [], [.calendar: 1], 12),
    unit(["季度"], ["quarter", "quarters"], [.calendar: 1], 3, code: "QAN"),
    unit(["月", "个月"], ["month", "months"], [.calendar: 1], code: "MON"),
    unit(["天", "日"], ["day", "days"], [.time: 1], 86400, code: "DAY"),
    unit(["周"], ["week", "weeks"], [.time: 1], 604_800, code: "WEE"),
    unit(["小时"], ["h", "hour", "hours"], [.time: 1], 3600, code: "HUR"),
    unit(["分钟"], ["minute", "minutes", "min"], [.time: 1], 60, code: "MIN"),
    unit(["秒"], ["s", "second", "seconds"], [.time: 1], code: "SEC"),
  ]
  /// Each currency is a dimension of its own: rates are data.
  private static let money = [
    unit(["元", "圆", "人民币元"], ["yuan", "CNY", "RMB"], [.currency("元"): 1], code: "CNY"),
    unit(["角"], ["jiao"], [.currency("元"): 1], 1, 10),
    currency(["美元", "美金"], ["USD", "dollars", "dollar", "US$"]),
    currency(["欧元", "€"], ["EUR", "euros", "euro"]),
    currency(["英镑", "£"], ["GBP"]),
    currency(["日元", "日圆"], ["JPY", "yen"]),
    currency(["港元", "港币"], ["HKD", "HK$"]),
    currency(["澳门元", "澳门币"], ["MOP"]),
    currency(["新台币", "台币"], ["TWD", "NT$"]),
    currency(["韩元"], ["KRW", "won"]),
    currency(["卢布"], ["RUB", "roubles"]),
    currency(["澳元"], ["AUD"]),
    currency(["加元"], ["CAD"]),
    currency(["瑞士法郎"], ["CHF"]),
    currency(["印度卢比"], ["INR", "rupees"]),
    currency(["西非法郎"], ["XOF", "FCFA"]),
  ]
  private static let power = [
    unit(["瓦"], ["W"], [.power: 1], code: "WTT"),
    unit(["千瓦"], ["kW"], [.power: 1], 1000, code: "KWT"),
    unit(["兆瓦"], ["MW"], [.power: 1], 1_000_000, code: "MAW"),
    unit(["吉瓦"], ["GW"], [.power: 1], 1_000_000_000, code: "A90"),
    unit(["千瓦时", "度"], ["kWh"], [.power: 1, .time: 1], 3_600_000, code: "KWH"),
    unit(["兆瓦时"], ["MWh"], [.power: 1, .time: 1], 3_600_000_000, code: "MWH"),
    unit(["千焦"], ["kJ"], [.power: 1, .time: 1], 1000, code: "KJO"),
    unit(["兆焦"], ["MJ"], [.power: 1, .time: 1], 1_000_000, code: "3B"),
  ]
  /// Their zeros differ, so that no factor converts one to another.
  private static let temperature = [
    unit(["摄氏度", "℃"], ["°C"], [.temperature("℃"): 1], code: "CEL"),
    unit(["华氏度", "℉"], ["°F"], [.temperature("℉"): 1], code: "FAH"),
  ]
  /// Each count is a dimension of its own, so that households and heads of cattle never mix.
  private static let counts = [
    count(["人", "名", "位", "个人"], ["people", "person", "persons"]),
    count(["人次"], ["attendances", "attendance"]),
    count(["户", "戶"], ["households", "household"]),
    count(["家"], ["firms", "firm", "companies", "company"]),
    count(["个", "個"], ["pieces", "piece"]),
    count(["项", "項"], ["items", "item"]),
    count(["次"], ["occasions", "occasion"]),
    count(["村", "行政村", "个村", "个行政村"], ["villages", "village"]),
    count(["头", "頭"], ["head"]),
    count(["只", "隻"], ["animals", "animal"]),
    count(["羽"], ["birds", "bird"]),
    count(["匹"], ["horses", "horse"]),
    count(["尾"], ["fish"]),
    count(["枚"], ["eggs", "egg"]),
    count(["棒"], ["rods", "rod"]),
    count(["株"], ["plants", "plant"]),
    count(["棵"], ["trees", "tree"]),
    count(["台"], ["machines", "machine"]),
    count(["套"], ["sets", "set"]),
    count(["辆"], ["vehicles", "vehicle"]),
    count(["艘"], ["boats", "boat"]),
    count(["件"], ["articles", "article"]),
    count(["份"], ["portions", "portion"]),
    count(["种"], ["kinds", "kind"]),
    count(["座"], ["buildings", "building"]),
    count(["栋"], ["houses", "house"]),
    count(["间"], ["rooms", "room"]),
    count(["处"], ["sites", "site"]),
    count(["所"], ["schools", "school"]),
    count(["口", "眼"], ["wells", "well"]),
  ]
  private static let shares = [
    unit(["%", "％", "个百分点", "百分点"], ["percent", "pct"], [:], 1, 100, code: "P1"),
    unit(["‰"], ["permille"], [:], 1, 1000),
    unit(["倍"], ["times"], [:]),
  ]

  private static func unit(
    _ names: [String], _ latinNames: [String], _ exponents: [BaseDimension: Int], _ numerator: Int64 = 1,
    _ denominator: Int64 = 1, code: String? = nil
  ) -> UnitDefinition {
    UnitDefinition(
      names: names, latinNames: latinNames, dimension: Dimension(exponents),
      factor: Rational(Int128(numerator), Int128(denominator)) ?? .one, code: code)
  }

  private static func currency(_ names: [String], _ latinNames: [String]) -> UnitDefinition {
    unit(names, latinNames, [.currency(names[0]): 1], code: latinNames[0])
  }

  private static func count(_ names: [String], _ latinNames: [String]) -> UnitDefinition {
    unit(names, latinNames, [.count(names[0]): 1])
  }
}
