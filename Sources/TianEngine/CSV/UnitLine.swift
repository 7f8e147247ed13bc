import TianFigures

/// The line above a header that tells the units of the whole table, as yearbooks print it: `单位：万元`,
/// `（单位：亩、万元）`, `单位：面积：亩；产值：万元`, `Unit: 10,000 yuan`.
struct UnitLine: Equatable {
  /// A unit, and the word that the names of its columns contain where one is given.
  struct Entry: Equatable {
    var word: String?
    var unit: Unit
  }

  var entries: [Entry]

  private static let marks = ["计量单位", "单位", "units", "unit"]
  private static let separators: Set<Character> = ["、", "，", ",", "；", ";", "/", "／"]
  private static let closers: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]

  /// Nil where the cells are no such line: a title may stand before it, on the same line.
  init?(_ cells: [String], _ units: UnitTable = .standard) {
    let cells = cells.filter { !$0.isEmpty }
    guard let at = cells.firstIndex(where: { Self.rest(of: $0) != nil }), at <= 1,
      let first = Self.rest(of: cells[at])
    else { return nil }
    // A comma of the line may be one of the file.
    let text = ([first] + cells[(at + 1)...].map { Self.withoutCloser($0) }).joined(separator: ",")
    if let unit = Unit(label: text, in: units) {
      entries = [Entry(word: nil, unit: unit)]
      return
    }
    let parts = text.split { Self.separators.subtracting(["/", "／"]).contains($0) }.map(String.init)
    entries = parts.compactMap { Self.entry($0, units) }
    guard !entries.isEmpty, entries.count == parts.count else { return nil }
  }

  /// What follows `单位：`, out of its brackets; nil where a cell does not begin so.
  private static func rest(of cell: String) -> String? {
    var text = HeaderReader.trimmed(cell)
    var closer: Character?
    if let first = text.first, let match = closers[first] {
      closer = match
      text = HeaderReader.trimmed(String(text.dropFirst()))
    }
    let lowered = text.lowercased()
    guard let mark = marks.first(where: { lowered.hasPrefix($0) }) else { return nil }
    text = HeaderReader.trimmed(String(text.dropFirst(mark.count)))
    guard let colon = text.first, colon == "：" || colon == ":" else { return nil }
    text.removeFirst()
    if let closer, text.last == closer { text.removeLast() }
    return HeaderReader.trimmed(text)
  }

  private static func withoutCloser(_ cell: String) -> String {
    var text = HeaderReader.trimmed(cell)
    if let last = text.last, closers.values.contains(last) { text.removeLast() }
    return text
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
    let open = entries.filter { $0.word == nil }
    let worded = names.map { name in
      entries.first { entry in entry.word.map { name.contains($0) } ?? false }?.unit
    }
    let rest = worded.count { $0 == nil }
    var inOrder = open.count == rest ? open[...] : []
    return worded.map { unit in
      if let unit { return unit }
      return open.count == 1 ? open[0].unit : inOrder.popFirst()?.unit
    }
  }
}
