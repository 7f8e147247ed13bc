/// One unit of the table: its names, the first of them the one shown, and what one of it is in base units.
public struct UnitDefinition: Sendable {
  public let names: [String]
  public let dimension: Dimension
  public let factor: Rational

  public var symbol: String { names[0] }
}

/// The units that Tian knows. Base units: metre, kilogram, second, month, 元, watt, and one of each count.
/// 亩 is exactly 2000/3 m² (one fifteenth of a hectare); 斤 half a kilogram; 里 500 m (State Council order on
/// legal units of measurement, 1984, and its conversion tables). `grammar/units.csv` is recorded from here.
public enum UnitTable {
  public static let all: [UnitDefinition] =
    area + mass + volume + length + time + money + power + counts + shares

  private static let area = [
    unit(["亩", "mu", "畝"], [.length: 2], 2000, 3),
    unit(["公顷", "ha", "hectare", "hectares", "公頃"], [.length: 2], 10000),
    unit(["平方米", "m2", "m²", "㎡"], [.length: 2]),
    unit(["平方公里", "km2", "km²", "平方千米"], [.length: 2], 1_000_000),
    unit(["顷", "頃"], [.length: 2], 200_000, 3),
  ]
  private static let mass = [
    unit(["公斤", "kg", "千克"], [.mass: 1]),
    unit(["吨", "t", "tonne", "tonnes", "噸"], [.mass: 1], 1000),
    unit(["斤"], [.mass: 1], 1, 2),
    unit(["两"], [.mass: 1], 1, 20),
    unit(["克", "g"], [.mass: 1], 1, 1000),
    unit(["担"], [.mass: 1], 50),
  ]
  private static let volume = [
    unit(["立方米", "m3", "m³"], [.length: 3]),
    unit(["升", "L"], [.length: 3], 1, 1000),
  ]
  private static let length = [
    unit(["米", "m"], [.length: 1]),
    unit(["公里", "km", "千米"], [.length: 1], 1000),
    unit(["里"], [.length: 1], 500),
  ]
  private static let time = [
    unit(["年", "year", "years"], [.calendar: 1], 12),
    unit(["季度", "quarter", "quarters"], [.calendar: 1], 3),
    unit(["月", "个月", "month", "months"], [.calendar: 1]),
    unit(["天", "日", "day", "days"], [.time: 1], 86400),
    unit(["周", "week", "weeks"], [.time: 1], 604_800),
    unit(["小时", "h", "hour", "hours"], [.time: 1], 3600),
    unit(["分钟", "minute", "minutes"], [.time: 1], 60),
    unit(["秒", "s", "second", "seconds"], [.time: 1]),
  ]
  private static let money = [
    unit(["元", "yuan", "CNY", "圆"], [.money: 1])
  ]
  private static let power = [
    unit(["瓦", "W"], [.power: 1]),
    unit(["千瓦", "kW"], [.power: 1], 1000),
    unit(["兆瓦", "MW"], [.power: 1], 1_000_000),
    unit(["千瓦时", "kWh", "度"], [.power: 1, .time: 1], 3_600_000),
  ]
  private static let counts = [
    unit(["人", "名", "位", "个人"], [.people: 1]),
    unit(["人次"], [.personTimes: 1]),
    unit(["户"], [.households: 1]),
    unit(["家"], [.firms: 1]),
    unit(["个"], [.pieces: 1]),
    unit(["项"], [.items: 1]),
    unit(["次"], [.occasions: 1]),
    unit(["村", "行政村", "个村", "个行政村"], [.villages: 1]),
    unit(["头"], [.heads: 1]),
    unit(["只"], [.animals: 1]),
    unit(["羽"], [.birds: 1]),
    unit(["棒"], [.rods: 1]),
    unit(["株"], [.plants: 1]),
  ]
  private static let shares = [
    unit(["%", "％"], [:], 1, 100)
  ]

  private static func unit(
    _ names: [String], _ exponents: [BaseDimension: Int], _ numerator: Int64 = 1, _ denominator: Int64 = 1
  ) -> UnitDefinition {
    UnitDefinition(
      names: names, dimension: Dimension(exponents),
      factor: Rational(Int128(numerator), Int128(denominator)) ?? .one)
  }

  /// Every name with its place in `all`, by its first byte, the longest first, so that a scan finds 人次
  /// before 人.
  static let namesByFirstByte: [[(name: [UInt8], index: Int)]] = {
    let names = all.enumerated()
      .flatMap { index, unit in unit.names.map { (name: Array($0.utf8), index: index) } }
      .sorted { $0.name.count > $1.name.count }
    return (0..<256).map { first in names.filter { $0.name.first.map(Int.init) == first } }
  }()

  static let indexByName: [String: Int] = Dictionary(
    all.enumerated().flatMap { index, unit in unit.names.map { ($0, index) } },
    uniquingKeysWith: { first, _ in first })
}
