import TianFigures

/// The line above a header that tells the units of the whole table, as yearbooks print it: `单位：万元`,
/// `（单位：亩、万元）`, `单位：面积：亩；产值：万元`, `Unit: 10,000 yuan`.
struct UnitLine: Equatable {
  /// A unit, and the word that the names of its columns contain where one is given.
  struct Entry: Equatable {
    var word: String?
    var unit: Unit
    /// `金额单位：元`: of all columns where no name contains the word.
    var isOfAll = false
  }

  var entries: [Entry]

  private static let marks = ["计量单位", "单位", "units", "unit"]
  private static let separators: Set<Character> = ["、", "，", ",", "；", ";", "/", "／"]
  /// Longer words before 单位 are none of what is measured.
  private static let wordMax = 4
  private static let closers: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]

  /// The columns that a title names right before its unit, by that text: `表1 各村产值（万元）`.
  private var title: String?

  /// Nil where the cells are no such line: a title may stand before it, on the same line, or who filled in
  /// the table (`填报单位：某镇`), and a date behind it where the line has empty cells, which a header has not.
  init?(_ cells: [String], _ units: UnitTable = .standard) {
    let filled = cells.filter { !$0.isEmpty }
    for (place, cell) in filled.enumerated() {
      guard let (word, first) = Self.rest(of: cell) else { continue }
      // A comma of the line may be one of the file.
      let whole = ([first] + filled[(place + 1)...].map { Self.withoutCloser($0) }).joined(separator: ",")
      guard
        let found = Self.entries(whole, units)
          ?? (filled.count < cells.count ? Self.entries(first, units) : nil)
      else { continue }
      entries = found.map { entry in
        guard let word, entry.word == nil else { return entry }
        return Entry(word: word, unit: entry.unit, isOfAll: true)
      }
      return
    }
    return nil
  }

  /// A title that ends in a unit in brackets: `表1 各村产值（万元）`.
  init?(title: String, _ units: UnitTable) {
    let header = HeaderReader.bracketed(title, units)
    guard let unit = header.unit, !header.name.contains(where: { "（(".contains($0) }) else { return nil }
    entries = [Entry(word: nil, unit: unit)]
    self.title = header.name
  }

  private static func entries(_ text: String, _ units: UnitTable) -> [Entry]? {
    if let unit = Unit(label: text, in: units) { return [Entry(word: nil, unit: unit)] }
    let parts = text.split { separators.subtracting(["/", "／"]).contains($0) }.map(String.init)
    let entries = parts.compactMap { entry($0, units) }
    if !entries.isEmpty, entries.count == parts.count { return entries }
    // A year or a place may follow: `单位：亩 2023年`.
    guard let space = text.lastIndex(where: \.isWhitespace) else { return nil }
    return Self.entries(HeaderReader.trimmed(String(text[..<space])), units)
  }

  /// What follows `单位：`, out of its brackets, and a word right before it: `面积单位：`. Nil where a cell neither
  /// begins so nor has it behind a space or an open bracket.
  private static func rest(of cell: String) -> (word: String?, rest: String)? {
    let text = HeaderReader.trimmed(cell)
    if let rest = rest(from: text[...]) { return (nil, rest) }
    let word = text.prefix { !$0.isWhitespace && closers[$0] == nil && $0 != "单" && $0 != "：" }
    if !word.isEmpty, word.count <= wordMax, let rest = rest(from: text[word.endIndex...]) {
      return (String(word), rest)
    }
    for index in text.indices.dropFirst() {
      let before = text[text.index(before: index)]
      guard before.isWhitespace || closers[before] != nil else { continue }
      if let rest = rest(from: text[(closers[before] == nil ? index : text.index(before: index))...]) {
        return (nil, rest)
      }
    }
    return nil
  }

  private static func rest(from start: Substring) -> String? {
    var text = HeaderReader.trimmed(String(start))
    let isOpen = text.first.map { closers[$0] != nil } ?? false
    if isOpen { text = HeaderReader.trimmed(String(text.dropFirst())) }
    let lowered = text.lowercased()
    guard let mark = marks.first(where: { lowered.hasPrefix($0) }) else { return nil }
    text = HeaderReader.trimmed(String(text.dropFirst(mark.count)))
    guard let colon = text.first, colon == "：" || colon == ":" else { return nil }
    text.removeFirst()
    return isOpen ? withoutCloser(text) : HeaderReader.trimmed(text)
  }

  private static func withoutCloser(_ cell: String) -> String {
    var text = HeaderReader.trimmed(cell)
    if let last = text.last, closers.values.contains(last) { text.removeLast() }
    return HeaderReader.trimmed(text)
  }

  /// `万元`, `产值：万元`, `产值-万元`.
  private static func entry(_ part: String, _ units: UnitTable) -> Entry? {
    if let unit = Unit(label: part, in: units) { return Entry(word: nil, unit: unit) }
    guard let sign = part.lastIndex(where: { "：:—-".contains($0) }),
      let unit = Unit(label: String(part[part.index(after: sign)...]), in: units)
    else { return nil }
    let word = HeaderReader.trimmed(String(part[..<sign]))
    return word.isEmpty ? nil : Entry(word: word, unit: unit)
  }

  /// The units of columns that have none of their own, by their names in order: the one of whose word a name
  /// contains; else the only one; else, where there are as many as columns, in order.
  func units(of names: [String]) -> [Unit?] {
    if let title { return units(of: names, title) }
    let open = entries.filter { entry in
      entry.word.map { word in entry.isOfAll && !names.contains { $0.contains(word) } } ?? true
    }
    let worded = names.map { name in
      entries.first { entry in entry.word.map { name.contains($0) } ?? false }?.unit
    }
    let takes = names.indices.map { worded[$0] == nil && !Self.isShare(names[$0]) }
    var inOrder = open.count == takes.count { $0 } ? open[...] : []
    let found = names.indices.map { place -> Unit? in
      if let unit = worded[place] { return unit }
      if open.count == 1, takes[place] || open[0].unit.dimension.isNone { return open[0].unit }
      return takes[place] ? inOrder.popFirst()?.unit : nil
    }
    guard names.count > 1, open.count == 1 else { return found }
    return zip(names, found).map { name, unit in
      unit.flatMap { $0 != open[0].unit || Self.fits($0, name) ? $0 : nil }
    }
  }

  /// Whether a unit that is said of a whole table may be that of a column: 户数, 面积 and 增速 are not counted in
  /// 万元.
  private static func fits(_ unit: Unit, _ name: String) -> Bool {
    // `亩均收入` in 元/亩.
    if unit.text.contains("/") { return true }
    return switch Kind(ofName: name) {
    case .count: unit.dimension.isCount
    case .area: unit.dimension == Unit(label: "亩")?.dimension
    case .money: unit.dimension == Unit(label: "元")?.dimension
    case .share: unit.dimension == Unit(label: "%")?.dimension
    case nil: true
    }
  }

  /// What a column is one of, by the end of its name.
  private enum Kind {
    case count, area, money, share

    private static let endings: [(kind: Kind, words: [String])] = [
      (.count, ["户数", "人数", "人口", "家数", "个数", "头数", "只数", "村数", "households", "population"]),
      (.area, ["面积", "area"]), (.money, ["产值", "收入", "金额", "利润", "销售额", "税收", "投资"]),
      (.share, ["率", "占比", "比重", "比例", "增速", "增幅", "同比", "环比", "share", "rate"]),
    ]

    init?(ofName name: String) {
      let name = name.lowercased()
      guard let known = Self.endings.first(where: { $0.words.contains { name.hasSuffix($0) } }) else {
        return nil
      }
      self = known.kind
    }
  }

  /// 增速, 比重 and the like are none of what a table counts, whatever its unit is.
  private static func isShare(_ name: String) -> Bool {
    let name = name.lowercased()
    return shareEndings.contains { name.hasSuffix($0) } && !name.hasSuffix("功率")
  }

  private static let shareEndings = [
    "率", "增速", "增幅", "比重", "占比", "比例", "指数", "rate", "share", "ratio", "percentage", "percent", "index",
  ]

  /// A title's unit is that of the column that it names last; else of the only one, or of columns that are
  /// called by years.
  private func units(of names: [String], _ title: String) -> [Unit?] {
    let unit = entries.first?.unit
    let named = names.map { title.hasSuffix($0) }
    if named.contains(true) { return named.map { $0 ? unit : nil } }
    let areYears = names.allSatisfy { CellShape.isYear(Array($0.utf8)) }
    return names.map { names.count == 1 && !Self.isShare($0) || areYears ? unit : nil }
  }
}
