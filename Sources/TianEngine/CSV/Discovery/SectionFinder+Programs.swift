/// What programs write around tables: comments, rulers, and lines that look like a header and head nothing.
extension SectionFinder {
  /// How many records before the first table are comments, which begin with `#`. The last of them names the
  /// columns where it is as wide as the record below it, and that is a row.
  var commentCount: Int {
    var end = 0
    while end < text.records.count, isEmpty(end) || isMarked(end) { end += 1 }
    guard let last = (0..<end).last(where: isMarked), end < text.records.count else { return 0 }
    let width = text.records[last].cells.count
    let namesColumns =
      width > 1 && width == text.records[end].cells.count && !HeaderFinder(text).isHeader(end)
    return namesColumns ? last : end
  }

  private func isMarked(_ record: Int) -> Bool {
    text.bytes[text.records[record].start...].first == UInt8(ascii: "#")
  }

  /// A line that is drawn between a header and rows: `|----|:---:|`, `+====+`.
  func isRuler(_ record: Int) -> Bool {
    let line = text.bytes[text.records[record].start..<text.records[record].end]
    let lineCount = line.count { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "=") }
    return lineCount >= 3 && line.allSatisfy { Self.rulerBytes.contains($0) }
  }

  private static let rulerBytes = Set("-=+|: \t\r\n".utf8)

  /// A header without rows that is narrower than the table below it is no header, but lines above that.
  func withoutHollow(_ sections: [TableSection]) -> [TableSection] {
    var whole: [TableSection] = []
    var above: [TableSection.Line] = []
    for (number, section) in sections.enumerated() {
      var section = section
      section.titles = above + section.titles
      above = []
      let next = number + 1 < sections.count ? sections[number + 1] : nil
      if section.rows.isEmpty, let own = section.headers.first, let next, let first = next.rows.first,
        text.records[own].cells.count < text.records[first].cells.count
      {
        above = section.titles
        for record in section.headers {
          above.append(TableSection.Line(record: record, text: text.words(record)))
        }
        above += section.notes
      } else {
        whole.append(section)
      }
    }
    return whole
  }
}
