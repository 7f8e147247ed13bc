import TianFigures
import TianPlan
import TianSource

/// Gives columns the units that stand elsewhere than in their header and cells: in a line above the header,
/// or in a neighbouring column.
///
/// A column of units is one of texts that is called `单位`, `产量单位` or the like, and in which at least half of
/// the cells that are not empty are units; of one that is called `unit` or `计量单位`, which can be nothing else,
/// some are. It tells the unit of the column that it is named after (`产量单位`: 产量); else of the number just
/// before it (`quantity, unit`); else of all numbers that follow it without a gap (`指标, 单位, 2021年, 2022年`).
/// Numbers that have a unit already, or that count something else than quantities (years, codes, places), are
/// passed over. Where all rows have one and the same unit, that is the column's.
struct UnitPlaces {
  private(set) var names: [String]
  private(set) var columns: [LoadedColumn]
  private let headers: [ColumnHeader]
  private let reading: CellReading
  private var units: UnitTable { reading.units }
  private let options: CSVOptions

  /// A column of units has no more different texts.
  private static let textsMax = 1000

  init(
    _ headers: [ColumnHeader], _ columns: [LoadedColumn], line: UnitLine?, options: CSVOptions,
    reading: CellReading
  ) throws(Diagnostic) {
    self.headers = headers
    self.reading = reading
    self.options = options
    self.columns = columns
    names = headers.map(\.name)
    restoreNames()
    if let line {
      try place(line)
      try readTexts(line)
    }
    for (quantity, unit) in try declared(options) { try place(column: unit, for: [quantity]) }
    guard options.infersUnitColumns else { return }
    for unit in columns.indices where try isColumnOfUnits(unit) {
      try place(column: unit, for: quantities(of: unit))
      try tellConflict(of: unit)
    }
  }

  /// A bracket after the name of texts is no unit: `名称（村）`.
  private mutating func restoreNames() {
    var taken = Set(names)
    for place in columns.indices where headers[place].unit != nil && !columns[place].type.isNumeric {
      let whole = HeaderReader.trimmed(headers[place].original)
      guard taken.insert(whole).inserted else { continue }
      names[place] = whole
    }
  }

  private mutating func place(_ line: UnitLine) throws(Diagnostic) {
    let open = columns.indices.filter { takesUnit($0) }
    for (place, unit) in zip(open, line.units(of: open.map { names[$0] })) {
      if let unit { columns[place] = try column(place, in: unit) }
    }
  }

  private func column(_ place: Int, in unit: Unit) throws(Diagnostic) -> LoadedColumn {
    try columns[place].read(
      in: unit, options.declared(headers[place]), options.reading(of: headers[place], reading))
      ?? columns[place].inUnit(unit)
  }

  /// Columns that became texts for want of the line's unit: `300余` beside `12公顷`.
  private mutating func readTexts(_ line: UnitLine) throws(Diagnostic) {
    let texts = columns.indices.filter {
      columns[$0].type.kind == .text && options.declared(headers[$0]) == nil && !Self.isLabel(names[$0])
    }
    for (place, unit) in zip(texts, line.units(of: texts.map { names[$0] })) {
      guard let unit, let again = try columns[place].read(asTextsIn: unit, reading) else { continue }
      columns[place] = again
    }
  }

  // MARK: Columns of units

  /// Pairs that the options name. Throws where a name is none of the table's.
  private func declared(_ options: CSVOptions) throws(Diagnostic) -> [(quantity: Int, unit: Int)] {
    var pairs: [(quantity: Int, unit: Int)] = []
    for pair in options.unitColumns {
      var places: [Int] = []
      for name in [pair.quantity, pair.unit] {
        guard let place = names.firstIndex(of: name) ?? headers.firstIndex(where: { $0.original == name })
        else {
          throw LoadFailure.noColumn(name, Bilingual("unit_from", "单位列"), among: names)
        }
        places.append(place)
      }
      guard columns[places[0]].type.isNumeric, columns[places[1]].type.kind == .text else {
        throw LoadFailure.wrongUnitColumn(pair.quantity, pair.unit)
      }
      pairs.append((places[0], places[1]))
    }
    return pairs
  }

  private func isColumnOfUnits(_ place: Int) throws(Diagnostic) -> Bool {
    guard Self.isUnitName(title(place)), let texts = try texts(of: place) else { return false }
    let known = texts.reduce(0) { $0 + (Unit(label: $1.text, in: units) == nil ? 0 : $1.count) }
    let all = texts.reduce(0) { $0 + $1.count }
    return known > 0 && (known * 2 >= all || Self.measureNames.contains(title(place).lowercased()))
  }

  /// As the header has it, where a name that stands there twice became another.
  private func title(_ place: Int) -> String { HeaderReader.trimmed(headers[place].original) }

  private func quantities(of unit: Int) -> [Int] {
    let stem = Self.stem(title(unit))
    let named = columns.indices.filter { title($0) == stem && takesUnit($0) }
    if let nearest = named.last(where: { $0 < unit }) ?? named.first { return [nearest] }
    if unit > 0, takesUnit(unit - 1) { return [unit - 1] }
    return Array(columns.indices[(unit + 1)...].prefix { takesUnit($0) })
  }

  /// A number whose header names another unit than the column of units beside it: the header's holds.
  private mutating func tellConflict(of unit: Int) throws(Diagnostic) {
    let stem = Self.stem(title(unit))
    guard let quantity = columns.indices.last(where: { names[$0] == stem }) ?? (unit > 0 ? unit - 1 : nil),
      columns[quantity].type.isNumeric, let own = headers[quantity].unit,
      case .text(let codes, let texts) = columns[unit].column.storage
    else { return }
    let others = (0..<texts.count).map { code in
      Unit(label: texts[code], in: units).map { $0 != own } ?? false
    }
    let column = columns[unit].column
    let row = (0..<column.count).first { row in !column.isNull(row) && others[Int(codes[row])] }
    guard let row else { return }
    columns[quantity].findings.append(
      .unitConflict(own: own.text, column: names[unit], other: texts[Int(codes[row])], row: row + 1))
  }

  private mutating func place(column unit: Int, for quantities: [Int]) throws(Diagnostic) {
    guard let texts = try texts(of: unit) else { return }
    var shared = Unit(column: unit, named: names[unit], texts: texts.map(\.text))
    let count = texts.reduce(0) { $0 + $1.count }
    if texts.count == 1, count == columns[unit].column.count, let only = Unit(label: texts[0].text, in: units)
    {
      shared = only
    }
    for place in quantities where columns[place].type.unit == nil {
      let declared = options.declared(headers[place])
      let again = try columns[place].read(beside: columns[unit].column, declared, reading)
      columns[place] = if let again { again.inUnit(shared) } else { try column(place, in: shared) }
    }
  }

  /// The texts of a column with how many rows have each, the most frequent first, of equals the first to
  /// appear; nil where it is no column of few texts.
  private func texts(of place: Int) throws(Diagnostic) -> [(text: String, count: Int)]? {
    let column = columns[place].column
    guard case .text(let codes, let dictionary) = column.storage, dictionary.count <= Self.textsMax else {
      return nil
    }
    let coded = CodedColumn(
      codes: codes, validity: column.validity, dictionary: dictionary, count: column.count)
    let weights = try coded.weights()
    let texts = (0..<dictionary.count).map { (text: dictionary[$0], count: weights[$0]) }
    return texts.filter { $0.count > 0 && !$0.text.isEmpty }.sorted { $0.count > $1.count }
  }

  /// A number without a unit that is a quantity by its name.
  private func takesUnit(_ place: Int) -> Bool {
    columns[place].type.isNumeric && columns[place].type.unit == nil && !Self.isLabel(names[place])
  }

  // MARK: Names

  /// 单位 may be an employer as well.
  private static let unitNames: Set<String> = measureNames.union(["单位", "單位"])
  private static let measureNames: Set<String> = ["unit", "units", "uom", "计量单位", "計量單位", "数量单位", "數量單位"]
  private static let unitEndings = ["单位", "單位", "_unit", " unit"]
  private static let labels: Set<String> = [
    "年", "年份", "年度", "月", "月份", "季度", "日", "日期", "序号", "排名", "名次", "位次", "经度", "纬度", "电话", "邮编",
    "year", "quarter", "month", "day", "id", "no", "rank", "code", "lat", "lon", "latitude", "longitude",
  ]
  private static let labelEndings = ["编码", "代码", "编号", "序号", "年份", "_id", "_code", " id", " code", "号码"]

  static func isUnitName(_ name: String) -> Bool {
    unitNames.contains(name.lowercased()) || stem(name) != nil
  }

  /// 产量 of `产量单位`.
  static func stem(_ name: String) -> String? {
    for ending in unitEndings where name.lowercased().hasSuffix(ending) {
      let stem = String(name.dropLast(ending.count))
      if !stem.isEmpty { return stem }
    }
    return nil
  }

  /// Years, places and codes are numbers that have no unit.
  static func isLabel(_ name: String) -> Bool {
    let name = name.lowercased()
    return labels.contains(name) || labelEndings.contains { name.hasSuffix($0) }
  }
}
