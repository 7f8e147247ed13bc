/// Tells decimal points from decimal commas, by numbers that can be read in one way only.
enum DecimalMark {
  /// A text of numbers with decimal commas: some number says so, and none says otherwise. A comma that stands
  /// between cells too proves nothing but beside points: `"1.234,5"`.
  static func isComma(_ text: SplitText, _ sample: ArraySlice<SplitText.Record>) -> Bool {
    let isDelimiter = text.dialect.delimiter == [comma]
    var proofCount = 0
    for record in sample {
      for cell in text.cells[record.cells] {
        switch text.content(cell).withUnsafeBufferPointer(proof) {
        case .point: return false
        case .comma: proofCount += isDelimiter ? 0 : 1
        case .commaBehindPoints: proofCount += 1
        case nil: break
        }
      }
    }
    return proofCount > 0
  }

  /// The same of columns that were read as if points were the decimal mark: those of numbers, those that are
  /// text for the sake of some cells, and cells that did not fit.
  static func isComma(in columns: [LoadedColumn], isDelimiter: Bool) -> Bool {
    var (proofCount, behindCount, hasThreeDigits) = (0, 0, false)
    for column in columns {
      switch column.type.kind {
      case .float: return false
      case .decimal(let scale) where scale > 0 && column.isPlain:
        // Three digits behind a point may be a group, where something else says that there are groups.
        guard scale == 3 else { return false }
        hasThreeDigits = true
      case .decimal, .int, .date, .timestamp, .period, .bool, .text: break
      }
      for texts in column.doubtfulTexts {
        for code in 0..<texts.count {
          switch proof(texts.utf8(code)) {
          case .point: return false
          case .comma: proofCount += isDelimiter ? 0 : 1
          case .commaBehindPoints: behindCount += 1
          case nil: break
          }
        }
      }
    }
    return hasThreeDigits ? behindCount > 0 : proofCount + behindCount > 0
  }

  private enum Proof {
    case point, comma, commaBehindPoints
  }

  private static let comma = UInt8(ascii: ",")
  private static let point = UInt8(ascii: ".")

  /// Spaces that part groups of digits, the ASCII one among them.
  private static let spaces = ["\u{A0}", "\u{202F}", "\u{2009}", " "].map { Array($0.utf8) }

  /// Digits with marks among them. One mark before other than three digits is the decimal one, and so is the
  /// last of two kinds, and one behind spaces: `1 250,5`.
  private static func proof(_ cell: UnsafeBufferPointer<UInt8>) -> Proof? {
    guard cell.count <= 24, cell.contains(comma) || cell.contains(point) else { return nil }
    var text = Array(cell)[...]
    while text.first == 0x20 || text.first == UInt8(ascii: "-") { text.removeFirst() }
    while text.last == 0x20 || text.last == UInt8(ascii: "%") { text.removeLast() }
    let spacedCount = text.count
    text = joined(text)
    let isSpaced = text.count < spacedCount
    let isNumber = text.allSatisfy { $0 &- 0x30 <= 9 || $0 == comma || $0 == point }
    guard let last = text.lastIndex(where: { $0 == comma || $0 == point }) else { return nil }
    let fraction = text.endIndex - last - 1
    guard isNumber, last > text.startIndex, fraction > 0, text[text.startIndex] != comma else { return nil }
    let groups = text[..<last].split(omittingEmptySubsequences: false) { $0 == comma || $0 == point }
    let isGrouped = (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    let marks = Set(text[..<last].filter { $0 == comma || $0 == point })
    switch (text[last], marks.count) {
    case (comma, 0) where isSpaced: return .comma
    case (point, 0) where isSpaced: return .point
    case (comma, 0): return fraction == 3 ? nil : .comma
    case (point, 0): return fraction == 3 ? nil : .point
    case (comma, 1) where marks == [point] && isGrouped: return .commaBehindPoints
    case (point, 1) where marks == [comma] && isGrouped: return .point
    case (_, _): return nil
    }
  }

  /// Digits without the spaces between groups of three; any other text as it is.
  private static func joined(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let space = spaces.first(where: { text.contains($0) }) else { return text }
    let groups = text.split(separator: space, omittingEmptySubsequences: false)
    let isGrouped =
      (1...3).contains(groups[0].count)
      && groups.dropFirst().allSatisfy { $0.prefix { $0 &- 0x30 <= 9 }.count == 3 }
      && groups.dropLast().joined().allSatisfy { $0 &- 0x30 <= 9 }
    return isGrouped ? Array(groups.joined())[...] : text
  }
}

extension LoadedColumn {
  /// Read as numbers alone.
  fileprivate var isPlain: Bool { column.cellTexts == nil }

  /// Texts among which some may be numbers that were not understood, or not rightly.
  fileprivate var doubtfulTexts: [TextDictionary] {
    var texts: [TextDictionary] = []
    if let figures = column.cellTexts { texts.append(figures.dictionary) }
    if textCause != nil, case .text(_, let dictionary) = column.storage { texts.append(dictionary) }
    if let reasons = column.reasons, reasons.count(.reject) > 0, let entries = reasons.entries {
      texts.append(entries.texts)
    }
    return texts
  }
}
