import TianFigures

/// A column as its header names it.
struct ColumnHeader: Hashable, Sendable {
  /// Without the unit; no two columns of a table share one.
  var name: String
  /// As it stood in the file.
  var original: String
  var unit: Unit?
}

/// Makes column names of header cells: the unit leaves the name (`面积（亩）`, `output [t]`), an empty cell
/// becomes `列3`, and a name that is taken gets back its unit, or else `_2`.
enum HeaderReader {
  private static let brackets: [(open: Character, close: Character)] = [
    ("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("［", "］"),
  ]
  private static let unitPrefixes = ["单位：", "单位:", "unit:"]

  static func columns(_ cells: [String], _ units: UnitTable) -> [ColumnHeader] {
    var taken: Set<String> = []
    var repeats: [String: Int] = [:]
    return cells.enumerated().map { index, cell in
      var header = read(cell, units)
      if header.name.isEmpty { header.name = defaultName(index) }
      if taken.contains(header.name), header.unit != nil { header.name = trimmed(cell) }
      let base = header.name
      while taken.contains(header.name) {
        let number = repeats[base, default: 1] + 1
        repeats[base] = number
        header.name = "\(base)_\(number)"
      }
      taken.insert(header.name)
      return header
    }
  }

  static func defaultName(_ index: Int) -> String { "列\(index + 1)" }

  static func read(_ cell: String, _ units: UnitTable) -> ColumnHeader {
    let text = trimmed(cell)
    let plain = ColumnHeader(name: text, original: cell, unit: nil)
    guard let last = text.last, let pair = brackets.first(where: { $0.close == last }),
      let open = text.lastIndex(of: pair.open)
    else { return plain }
    var inside = trimmed(String(text[text.index(after: open)...].dropLast()))
    for prefix in unitPrefixes where inside.lowercased().hasPrefix(prefix) {
      inside = String(inside.dropFirst(prefix.count))
    }
    let name = trimmed(String(text[..<open]))
    guard !name.isEmpty, let unit = Unit(label: inside, in: units) else { return plain }
    return ColumnHeader(name: name, original: cell, unit: unit)
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
