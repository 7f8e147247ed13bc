/// Tells decimal points from decimal commas, by numbers that can be read in one way only.
enum DecimalMark {
  /// A text of numbers with decimal commas: some number says so, and none says otherwise. A comma that stands
  /// between cells too proves nothing but beside points: `"1.234,5"`.
  static func isComma(_ text: SplitText, _ sample: ArraySlice<SplitText.Record>) -> Bool {
    let isDelimiter = text.dialect.delimiter == [comma]
    var proofCount = 0
    for record in sample {
      for cell in text.cells[record.cells] {
        switch proof(text.content(cell)) {
        case .point: return false
        case .comma: proofCount += isDelimiter ? 0 : 1
        case .commaBehindPoints: proofCount += 1
        case nil: break
        }
      }
    }
    return proofCount > 0
  }

  private enum Proof {
    case point, comma, commaBehindPoints
  }

  private static let comma = UInt8(ascii: ",")
  private static let point = UInt8(ascii: ".")

  /// Digits with marks among them. One mark before other than three digits is the decimal one, and so is the
  /// last of two kinds.
  private static func proof(_ cell: [UInt8]) -> Proof? {
    guard cell.count <= 24, let last = cell.lastIndex(where: { $0 == comma || $0 == point }) else {
      return nil
    }
    var text = cell[...]
    while text.first == 0x20 || text.first == UInt8(ascii: "-") { text.removeFirst() }
    while text.last == 0x20 || text.last == UInt8(ascii: "%") { text.removeLast() }
    let isNumber = text.allSatisfy { $0 &- 0x30 <= 9 || $0 == comma || $0 == point }
    let fraction = text.endIndex - last - 1
    guard isNumber, last > text.startIndex, fraction > 0, text[text.startIndex] != comma else { return nil }
    let groups = text[..<last].split(omittingEmptySubsequences: false) { $0 == comma || $0 == point }
    let isGrouped = (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    let marks = Set(text[..<last].filter { $0 == comma || $0 == point })
    switch (cell[last], marks.count) {
    case (comma, 0): return fraction == 3 ? nil : .comma
    case (point, 0): return fraction == 3 ? nil : .point
    case (comma, 1) where marks == [point] && isGrouped: return .commaBehindPoints
    case (point, 1) where marks == [comma] && isGrouped: return .point
    case (_, _): return nil
    }
  }
}
