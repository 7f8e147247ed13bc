/// Finds out in what dialect a text is written, from its first bytes: the one under which records have most
/// alike many cells, and cells look most like one thing each. The measure is after CleverCSV's (van den Burg
/// et al., "Wrangling messy CSV files by detecting row and type patterns", 2019).
struct DialectFinder {
  private let sample: [UInt8]
  private let isWhole: Bool
  private let newline: UInt8

  /// How much of the text, and how many records, are looked at.
  private static let sampleBytes = 64 << 10
  private static let recordLimit = 200
  private static let usual = [",", "\t", ";", "|"].map { Array($0.utf8) }
  private static let unusual = ["^", "~", "\u{1f}", "，", "；", " "].map { Array($0.utf8) }
  /// A rarer way of writing must be so much better.
  private static let handicap = 0.9

  /// - Parameters:
  ///   - head: the first bytes of the text, `isWhole` where they are all of it.
  ///   - given: what is known already: nothing is found out in its place.
  static func dialect(of head: [UInt8], isWhole: Bool, given: CSVOptions) -> Dialect {
    let finder = Self(head, isWhole: isWhole)
    return finder.mended(finder.best(given), given)
  }

  private init(_ head: [UInt8], isWhole: Bool) {
    sample = Array(head.prefix(Self.sampleBytes))
    self.isWhole = isWhole && sample.count == head.count
    // A text without a line feed ends its lines with CR.
    let hasFeed = head.contains(UInt8(ascii: "\n"))
    newline = !hasFeed && head.contains(UInt8(ascii: "\r")) ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
  }

  private struct Scored {
    var dialect: Dialect
    var score: Double
    /// Nearly all records have one number of cells: what an unusual delimiter must have.
    var isSteady = false
    /// Nothing speaks against it.
    var isPerfect = false
  }

  private func best(_ given: CSVOptions) -> Dialect {
    if let delimiter = given.delimiter {
      let quotes = quoteVariants(of: Dialect(delimiter: delimiter, newline: newline))
      return quotes.map(scored).max { $0.score < $1.score }?.dialect
        ?? Dialect(delimiter: delimiter, newline: newline)
    }
    let usual = Self.usual.filter(occurs).map { scored(Dialect(delimiter: $0, newline: newline)) }
    if let first = usual.max(by: { $0.score < $1.score }), first.isPerfect {
      return lengthened(first.dialect)
    }
    var all = usual
    for delimiter in Self.usual.filter(occurs) {
      let plain = Dialect(delimiter: delimiter, newline: newline)
      all += quoteVariants(of: plain).dropFirst().map(scored)
    }
    var rare = Self.unusual.filter(occurs).flatMap {
      quoteVariants(of: Dialect(delimiter: $0, newline: newline)).map(scored)
    }
    rare += longDelimiters().flatMap {
      quoteVariants(of: Dialect(delimiter: $0, newline: newline)).map(scored)
    }
    rare.removeAll { !$0.isSteady }
    all += rare.map { Scored(dialect: $0.dialect, score: $0.score * Self.handicap) }
    let best = all.max { $0.score < $1.score }.flatMap { $0.score > 0 ? $0.dialect : nil }
    let found = best ?? Dialect(delimiter: Self.usual[0], newline: newline)
    return holdsTexts(found)
      ? Dialect(delimiter: Dialect.noDelimiter, newline: newline) : lengthened(found)
  }

  /// Most lines have no delimiter, nor has the first: they are texts, and what stands in some parts nothing.
  private func holdsTexts(_ dialect: Dialect) -> Bool {
    guard occurs(dialect.delimiter) else { return false }
    let text = SplitText(sample, dialect, isWhole: isWhole, recordLimit: Self.recordLimit)
    guard let first = text.records.first(where: { !text.isBlank($0) }), first.cells.count == 1 else {
      return false
    }
    return SectionFinder.usualWidth(text, text.records) == 1
  }

  /// Where a delimiter never stands alone, several of it are one: `||`.
  private func lengthened(_ dialect: Dialect) -> Dialect {
    guard dialect.delimiter.count == 1, let byte = dialect.delimiter.first, byte != 0x20 else {
      return dialect
    }
    let runs = sample.split { $0 != byte }.map(\.count)
    guard let length = runs.first, length > 1, length < 4, runs.allSatisfy({ $0 == length }) else {
      return dialect
    }
    // Two commas are an empty cell, unless every line has them alone.
    let lines = sample.split(separator: newline).prefix(Self.recordLimit).dropLast(isWhole ? 0 : 1)
    let counts = Set(lines.map { $0.count { $0 == byte } })
    guard lines.count > 1, counts.count == 1 else { return dialect }
    var longer = dialect
    longer.delimiter = [UInt8](repeating: byte, count: length)
    return longer
  }

  private func occurs(_ delimiter: [UInt8]) -> Bool {
    delimiter.count == 1 ? sample.contains(delimiter[0]) : sample.contains(delimiter)
  }

  /// The ways in which a text with a delimiter may quote, the standard's first.
  private func quoteVariants(of plain: Dialect) -> [Dialect] {
    var variants = [plain]
    let quote = UInt8(ascii: "\"")
    if sample.contains([UInt8(ascii: "\\"), quote]) {
      var escaped = plain
      escaped.escape = .byte(UInt8(ascii: "\\"))
      variants.append(escaped)
    }
    if sample.contains(quote) {
      var bare = plain
      bare.escape = .none
      variants.append(bare)
    }
    let apostrophe = UInt8(ascii: "'")
    if sample.contains(plain.delimiter + [apostrophe]), sample.contains([apostrophe] + plain.delimiter) {
      var single = plain
      single.quote = apostrophe
      variants.append(single)
      single.escape = .none
      variants.append(single)
    }
    return variants + (plain.delimiter == [0x20] ? [] : variants.map(Self.skippingSpaces))
  }

  private static func skippingSpaces(_ dialect: Dialect) -> Dialect {
    var dialect = dialect
    dialect.skipsSpaces = true
    return dialect
  }

  /// Runs of punctuation that stand equally often on every line: `||`, `::`, `~|~`.
  private func longDelimiters() -> [[UInt8]] {
    let lines = sample.split(separator: newline).prefix(Self.recordLimit).dropLast(isWhole ? 0 : 1)
    guard lines.count >= 2, let first = lines.first else { return [] }
    var candidates: Set<[UInt8]> = []
    for length in 2...3 where first.count >= length {
      for start in first.startIndex...(first.endIndex - length) {
        let run = Array(first[start..<(start + length)])
        if run.allSatisfy(Self.isMark) { candidates.insert(run) }
      }
    }
    let steady = candidates.filter { run in
      let count = first.count(of: run)
      return lines.allSatisfy { $0.count(of: run) == count }
    }
    return steady.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      false
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E, 0x09: true
    default: false
    }
  }

  // MARK: the measure

  private func scored(_ dialect: Dialect) -> Scored {
    let text = SplitText(sample, dialect, isWhole: isWhole, recordLimit: Self.recordLimit)
    var widths: [Int: Int] = [:]
    var total = 0
    for record in text.records where !text.isBlank(record) {
      widths[record.cells.count, default: 0] += 1
      total += 1
    }
    guard total > 0 else { return Scored(dialect: dialect, score: 0) }
    // Records of one width, and of more cells, score more.
    let pattern = widths.reduce(0.0) { sum, width in
      let share = Double(width.value) / Double(total)
      return sum + share * share * Double(width.key - 1) / Double(width.key)
    }
    let clean = cleanShare(text)
    let strays = min(1, Double(text.strayQuoteCount + (text.openQuote == nil ? 0 : 1)) / Double(total))
    let rarity = rarity(dialect, text)
    let (width, count) = widths.max { ($0.value, $0.key) < ($1.value, $1.key) } ?? (1, 0)
    // Two words are a text more often than two cells.
    let isSteady =
      count * 10 >= total * 9 && (dialect.delimiter != [0x20] || width > 2)
      || dialect.delimiter == [0x20] && isSetOff(text, width: width)
    return Scored(
      dialect: dialect, score: pattern * clean * clean * (1 - strays) * rarity, isSteady: isSteady,
      isPerfect: widths.count == 1 && pattern > 0 && clean == 1 && strays == 0 && rarity == 1)
  }

  /// Whether spaces part cells though texts have spaces too: below a header as wide as most records are, each
  /// has a quoted cell, with spaces around it, and a figure in one column.
  private func isSetOff(_ text: SplitText, width: Int) -> Bool {
    let records = text.records.filter { !text.isBlank($0) }
    guard width > 2, text.strayQuoteCount == 0, text.openQuote == nil, let header = records.first,
      header.cells.count == width,
      text.cells[header.cells].allSatisfy({ CellShape(text.content($0)).isWord })
    else { return false }
    let rows = records.dropFirst()
    func isMost(_ count: Int) -> Bool { count > 0 && count * 10 >= rows.count * 9 }
    let hasFigures = (0..<width).contains { column in
      isMost(rows.count { text[$0, column].map { CellShape(text.content($0)).hasDigits } ?? false })
    }
    return hasFigures && isMost(rows.count { text.cells[$0.cells].contains { $0.isQuoted } })
  }

  /// Spaces hold texts together more often than apart.
  private func rarity(_ dialect: Dialect, _ text: SplitText) -> Double {
    var rarity = 1.0
    if dialect.delimiter == [0x20] { rarity *= 0.8 }
    if dialect.escape != .doubling || dialect.quote != QuotedCell.quote { rarity *= 0.999 }
    if dialect.skipsSpaces { rarity *= 0.999 }
    return rarity
  }

  /// How many of the cells hold no other delimiter and do not begin with a quote or a space, unless they are
  /// quoted.
  private func cleanShare(_ text: SplitText) -> Double {
    let others = Self.usual.compactMap { $0 == text.dialect.delimiter ? nil : $0[0] }
    var (clean, total) = (0, 0)
    for cell in text.cells {
      total += 1
      let content = sample[cell.start..<cell.end]
      let isAlone =
        cell.isQuoted
        || !(content.first == 0x20 || content.first == UInt8(ascii: "'")
          || content.first == UInt8(ascii: "\"")
          || content.contains { others.contains($0) } && !CellShape(Array(content)).isNumber)
      clean += isAlone ? 1 : 0
    }
    return total == 0 ? 0 : Double(clean) / Double(total)
  }

  /// What a caller knows is put in place of what was found.
  private func mended(_ found: Dialect, _ given: CSVOptions) -> Dialect {
    var dialect = found
    if let quote = given.quote { dialect.quote = quote }
    if let escape = given.escape { dialect.escape = escape }
    if let skipsSpaces = given.skipsSpaces { dialect.skipsSpaces = skipsSpaces }
    return dialect
  }
}

extension Collection where Element == UInt8, Index == Int {
  fileprivate func contains(_ run: [UInt8]) -> Bool { count(of: run, limit: 1) > 0 }

  /// How often a run of bytes stands in these, without overlaps.
  fileprivate func count(of run: [UInt8], limit: Int = .max) -> Int {
    var (at, found) = (startIndex, 0)
    while at + run.count <= endIndex, found < limit {
      if self[at] == run[0], self[at..<(at + run.count)].elementsEqual(run) {
        found += 1
        at += run.count
      } else {
        at += 1
      }
    }
    return found
  }
}
