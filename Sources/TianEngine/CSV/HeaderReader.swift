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
/// becomes `列3`, and a name that is taken gets back its unit, where that is another, or else `_2`.
enum HeaderReader {
  /// Those of either width go together: `人口(万人）`.
  private static let brackets = [
    (open: "(（", close: ")）"), (open: "[［", close: "]］"), (open: "【", close: "】"),
  ]
  private static let unitPrefixes = ["单位：", "单位:", "unit:"]

  static func columns(_ cells: [String], _ units: UnitTable) -> [ColumnHeader] {
    var taken: [String: ColumnHeader] = [:]
    var repeats: [String: Int] = [:]
    return cells.enumerated().map { index, cell in
      var header = read(cell, units)
      if header.name.isEmpty { header.name = defaultName(index) }
      if let other = taken[header.name], let unit = header.unit, unit != other.unit {
        header.name = trimmed(cell)
      }
      let base = header.name
      while taken[header.name] != nil {
        let number = repeats[base, default: 1] + 1
        repeats[base] = number
        header.name = "\(base)_\(number)"
      }
      taken[header.name] = header
      return header
    }
  }

  static func defaultName(_ index: Int) -> String { "列\(index + 1)" }

  static func read(_ cell: String, _ units: UnitTable) -> ColumnHeader {
    var header = bilingual(cell, units) ?? bracketed(cell, units)
    if header.unit == nil { header = parted(header, units) }
    return header.unit == nil ? ended(header) : header
  }

  /// `面积（亩） Area (mu)`, `产量（吨）/Output`: a name in two languages, of which the second may repeat the
  /// unit. Nil for others, and where it names another unit.
  private static func bilingual(_ cell: String, _ units: UnitTable) -> ColumnHeader? {
    let text = trimmed(cell)
    guard let pair = brackets.first(where: { pair in text.contains { pair.open.contains($0) } }),
      let close = end(of: text.indices, in: text, from: pair.open, to: pair.close)
    else { return nil }
    let first = bracketed(String(text[...close]), units)
    let rest = text[text.index(after: close)...].drop { $0.isWhitespace || "/／".contains($0) }
    let second = bracketed(String(rest), units)
    guard let unit = first.unit, second.unit.map({ $0.conversion(to: unit) == .one }) ?? true,
      let one = isChinese(first.name), let other = isChinese(second.name), one != other
    else { return nil }
    return ColumnHeader(name: "\(first.name) \(second.name)", original: cell, unit: unit)
  }

  /// Whether a name has other letters than ASCII ones; nil where it has none at all.
  private static func isChinese(_ name: String) -> Bool? {
    let letters = name.filter(\.isLetter)
    return letters.isEmpty ? nil : letters.contains { !$0.isASCII }
  }

  /// `面积（亩）`.
  static func bracketed(_ cell: String, _ units: UnitTable) -> ColumnHeader {
    let text = trimmed(cell)
    let plain = ColumnHeader(name: text, original: cell, unit: nil)
    guard let last = text.last, let pair = brackets.first(where: { $0.close.contains(last) }),
      let open = end(of: text.indices.reversed(), in: text, from: pair.close, to: pair.open)
    else { return plain }
    var inside = trimmed(String(text[text.index(after: open)...].dropLast()))
    for prefix in unitPrefixes where inside.lowercased().hasPrefix(prefix) {
      inside = String(inside.dropFirst(prefix.count))
    }
    let name = trimmed(String(text[..<open]))
    // A unit that no table knows is named twice: `箱（箱）` is what a pivot writes over such figures.
    let unknown = inside == name ? Unit(unknown: name) : nil
    guard !name.isEmpty else { return plain }
    if let unit = Unit(label: inside, in: units) ?? unknown {
      return ColumnHeader(name: name, original: cell, unit: unit)
    }
    guard let (unit, rest) = qualified(inside, units) else { return plain }
    return ColumnHeader(name: "\(name)\(text[open])\(rest)\(last)", original: cell, unit: unit)
  }

  /// Where a bracket ends, others inside it passed over: `（元/(亩·年)）`.
  private static func end(
    of indices: some Sequence<String.Index>, in text: String, from begin: String, to end: String
  ) -> String.Index? {
    var depth = 0
    for index in indices {
      if begin.contains(text[index]) {
        depth += 1
      } else if end.contains(text[index]) {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// `万元，现价`: one part is the unit, and what else is said stays with the name.
  private static func qualified(_ inside: String, _ units: UnitTable) -> (unit: Unit, rest: String)? {
    let parts = inside.split { ",，、;；".contains($0) }.map { trimmed(String($0)) }
    let found = parts.map { Unit(label: $0, in: units) }
    guard parts.count > 1, found.count(where: { $0 != nil }) == 1,
      let place = found.firstIndex(where: { $0 != nil }),
      let unit = found[place]
    else { return nil }
    return (unit, parts.enumerated().filter { $0.offset != place }.map(\.element).joined(separator: "，"))
  }

  /// `增长%`, `比上年±%`.
  private static func ended(_ header: ColumnHeader) -> ColumnHeader {
    guard let sign = header.name.last, "%％‰".contains(sign), let unit = Unit(String(sign)) else {
      return header
    }
    var name = trimmed(String(header.name.dropLast()))
    for mark in ["±", "+-", "+/-"] where name.hasSuffix(mark) {
      name = trimmed(String(name.dropLast(mark.count)))
    }
    return name.isEmpty ? header : ColumnHeader(name: name, original: header.original, unit: unit)
  }

  /// `面积/亩`, `单价/元/公斤`, `面积, 亩`: the unit is what follows the first mark behind which all is one. A slash
  /// before what things are counted by means "per": `产值/亩`, `人口/户` stay as they are.
  private static func parted(_ header: ColumnHeader, _ units: UnitTable) -> ColumnHeader {
    let text = header.name
    for index in text.indices where "/／,，".contains(text[index]) {
      let name = trimmed(String(text[..<index]))
      let label = trimmed(String(text[text.index(after: index)...]))
      guard !name.isEmpty, Unit(label: name, in: units) == nil, let unit = Unit(label: label, in: units)
      else {
        continue
      }
      let isSlash = "/／".contains(text[index])
      guard !isSlash || !isCountedBy(unit) || isMeasure(name) else { return header }
      return ColumnHeader(name: name, original: header.original, unit: unit)
    }
    return header
  }

  private static func isCountedBy(_ unit: Unit) -> Bool {
    let dimension = unit.dimension
    return unit.prefix == 1
      && (dimension.isCount || dimension == Dimension([.length: 2]) || dimension.base == .time
        || dimension.base == .calendar)
  }

  /// Whether a name says that it measures something: 面积 in 亩, 户数 in 户.
  private static func isMeasure(_ name: String) -> Bool {
    ["面积", "area", "Area", "数"].contains { name.hasSuffix($0) }
  }

  static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
