/// Finds the tables of a text: where each begins and ends, and which of its records are rows.
struct SectionFinder {
  let text: SplitText
  private let header: HeaderFinder
  /// Of records with something on them; the usual one of the text.
  private let width: Int
  /// The text is all there is: what sums up its rows can be known.
  private let isWhole: Bool

  private static let sampleCount = 200
  /// So many records tell how many cells a table's have: a short one may have another right below it.
  private static let firstCount = 5
  /// Shorter words at the end are a row's that lacks its other cells.
  private static let noteBytesMin = 12

  init(_ text: SplitText, isWhole: Bool) {
    self.text = text
    self.isWhole = isWhole
    header = HeaderFinder(text)
    width = Self.usualWidth(text, text.records.prefix(Self.sampleCount))
  }

  /// The most frequent number of cells, the smaller of equals. Lines of one cell are titles and notes rather
  /// than rows where a third of the records have more.
  static func usualWidth(_ text: SplitText, _ records: some Sequence<SplitText.Record>) -> Int {
    var counts: [Int: Int] = [:]
    var total = 0
    for record in records where !text.isBlank(record) {
      counts[record.cells.count, default: 0] += 1
      total += 1
    }
    if (total - counts[1, default: 0]) * 3 >= total { counts[1] = nil }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 1
  }

  /// In the order of the text; none where it has no records with something on them.
  func sections() -> [TableSection] {
    var sections: [TableSection] = []
    var at = 0
    let commentCount = commentCount
    while at < text.records.count {
      var titles: [TableSection.Line] = []
      while at < text.records.count, at < commentCount || isTitle(at) {
        if !isRuler(at), let title = words(at) { titles.append(TableSection.Line(record: at, text: title)) }
        at += 1
      }
      guard at < text.records.count else {
        keepNotes(from: at, in: &sections)
        break
      }
      var next = section(&at, titles: titles)
      if next.headers.isEmpty { takeTitleAsHeader(&next) }
      // What has no header of its own goes on with the table above it.
      if next.headers.isEmpty, let last = sections.last, isAsWide(next, as: last) {
        sections[sections.count - 1] = joined(last, next)
      } else {
        sections.append(next)
      }
    }
    return sections.isEmpty ? onlyHeader() : withoutHollow(sections)
  }

  /// Where nothing looks like a table, the first record with something on it is the header of one.
  private func onlyHeader() -> [TableSection] {
    guard let first = text.records.indices.first(where: { !isEmpty($0) }) else { return [] }
    return [TableSection(headers: first..<(first + 1), rows: (first + 1)..<text.records.count)]
  }

  /// A header may name fewer columns than the rows have: one right above rows without another is theirs.
  private func takeTitleAsHeader(_ section: inout TableSection) {
    let above = section.rows.lowerBound - 1
    guard section.titles.count == 1, above >= 0, !isEmpty(above) else { return }
    section.titles = []
    section.headers = above..<(above + 1)
  }

  private func isAsWide(_ one: TableSection, as other: TableSection) -> Bool {
    guard let first = one.rows.first, let own = other.rows.first else { return false }
    return text.records[first].cells.count == text.records[own].cells.count
  }

  private func joined(_ one: TableSection, _ next: TableSection) -> TableSection {
    var whole = one
    let between = (one.rows.upperBound..<next.rows.lowerBound).filter { !isEmpty($0) }
    whole.rows = one.rows.lowerBound..<next.rows.upperBound
    whole.omitted += between + next.omitted
    whole.notes += between.compactMap { record in
      words(record).map { TableSection.Line(record: record, text: $0) }
    }
    whole.notes += next.notes
    return whole
  }

  /// Lines after the last table, with no table below them, belong to it.
  private func keepNotes(from end: Int, in sections: inout [TableSection]) {
    guard let last = sections.indices.last else { return }
    let first = sections[last].rows.upperBound
    for record in first..<end {
      guard let words = words(record) else { continue }
      if !sections[last].notes.contains(where: { $0.record == record }) {
        sections[last].notes.append(TableSection.Line(record: record, text: words))
      }
    }
  }

  private func section(_ at: inout Int, titles: [TableSection.Line]) -> TableSection {
    let isRuled = at + 1 < text.records.count && isRuler(at + 1)
    let headerCount = isRuled ? 1 : header.count(from: at, to: text.records.count)
    var section = TableSection(titles: titles, headers: at..<(at + headerCount), rows: at..<at)
    at += headerCount
    let start = at
    if isRuled {
      section.omitted.append(at)
      at += 1
    }
    // Without a header the first record is a row, whatever it looks like.
    if headerCount == 0 { at += 1 }
    // A column of its own has nothing to tell its rows from other lines by.
    if width == 1 { at = text.records.count }
    let width = Self.usualWidth(text, text.records[section.headers.lowerBound...].prefix(Self.firstCount))
    while at < text.records.count {
      if isPlainRow(at, section.headers, width: width) {
        at += 1
      } else if isRuler(at) {
        section.omitted.append(at)
        at += 1
      } else if isContinuation(at) {
        omitContinuation(&at, &section)
      } else if isEmpty(at) ? endsAtGap(at, width: width) : endsTable(at, section.headers, width: width) {
        break
      } else {
        at += 1
      }
    }
    section.rows = start..<at
    if isWhole {
      takeSignatures(&section)
      let isEmptyRow = { (record: Int) in isEmpty(record) && !text.isBlank(text.records[record]) }
      section.emptyCount = section.rows.reversed().prefix(while: isEmptyRow).count
      TotalRows(text).leaveOut(of: &section)
    }
    while at < text.records.count, isEmpty(at) || isNote(at, width: width) {
      if let words = words(at) { section.notes.append(TableSection.Line(record: at, text: words)) }
      at += 1
    }
    section.notes.sort { $0.record < $1.record }
    return section
  }

  /// The last lines where they say who made the table, in several cells: `制表人：张三,,审核：李四`.
  private func takeSignatures(_ section: inout TableSection) {
    var end = section.rows.upperBound
    while end > section.rows.lowerBound, isEmpty(end - 1) || isSignature(end - 1) { end -= 1 }
    guard let first = (end..<section.rows.upperBound).first(where: isSignature) else { return }
    for record in first..<section.rows.upperBound {
      if let words = words(record) { section.notes.append(TableSection.Line(record: record, text: words)) }
    }
    section.rows = section.rows.lowerBound..<end
  }

  /// It begins as notes do, and each of its cells names what it says, or is a date.
  private func isSignature(_ record: Int) -> Bool {
    let cells = text.texts(text.records[record]).filter { !$0.isEmpty }
    guard cells.count > 1, SectionWords.isNote(cells[0]) else { return false }
    return cells.allSatisfy { $0.contains("：") || $0.contains(":") || CellShape.isMoment($0) }
  }

  // MARK: records

  /// An empty text that is quoted is one that was meant.
  func isEmpty(_ record: Int) -> Bool {
    text.filledCount(text.records[record]) == 0
      && !text.cells[text.records[record].cells].contains { $0.isQuoted }
  }

  /// Nil where nothing stands on a record.
  func words(_ record: Int) -> String? {
    let words = text.words(record)
    return words.isEmpty ? nil : words
  }

  /// A record above a table that is no header of it: one cell is filled, or it has far fewer than the table.
  private func isTitle(_ record: Int) -> Bool {
    let filled = text.filledCount(text.records[record])
    if filled == 0 || isRuler(record) { return true }
    guard width > 1 else { return false }
    return filled == 1 || text.records[record].cells.count * 2 < width && filled * 2 < width
      || UnitLine(text.texts(text.records[record])) != nil || isCaption(record)
  }

  /// It says who made the table and when, in some of its cells: `填报单位：某镇,,,2024年1月10日`.
  private func isCaption(_ record: Int) -> Bool {
    let cells = text.texts(text.records[record])
    let filled = cells.filter { !$0.isEmpty }
    return filled.count > 1 && filled.count < cells.count
      && filled.contains { SectionWords.isNamed($0) }
      && filled.allSatisfy { SectionWords.isNamed($0) || CellShape.isMoment($0) }
  }

  private func isContinuation(_ record: Int) -> Bool {
    text.filledCount(text.records[record]) <= 2 && words(record).map(SectionWords.isContinuation) ?? false
  }

  /// A line below a table: it begins as notes do, or says something in the last lines, without a delimiter
  /// where rows have two or more.
  private func isNote(_ record: Int, width: Int) -> Bool {
    guard width > 1, text.filledCount(text.records[record]) == 1, let words = words(record) else {
      return false
    }
    if SectionWords.isNote(words) || FootnoteMark.lead(of: words) != nil { return true }
    return width > 2 && text.records[record].cells.count == 1 && words.utf8.count >= Self.noteBytesMin
      && text.records[(record + 1)...].allSatisfy { $0.cells.count == 1 }
  }

  /// Most records: as wide as the table, more than one cell filled, and not begun as other lines are.
  private func isPlainRow(_ number: Int, _ headers: Range<Int>, width: Int) -> Bool {
    let record = text.records[number]
    guard record.cells.count == width, let first = text[record, 0], !first.isEmpty,
      text.cells[record.cells].dropFirst().contains(where: { !$0.saysNothing })
    else { return false }
    let lead = text.bytes[first.isQuoted ? first.start + 1 : first.start]
    guard lead > 0x20, !SectionWords.continuationLeads.contains(lead) else { return false }
    guard let own = headers.first, let name = text[text.records[own], 0] else { return true }
    return text.bytes[first.start..<first.end] != text.bytes[name.start..<name.end]
  }

  /// Below an empty record stands no further row of the table, but a title or another header, or nothing.
  private func endsAtGap(_ record: Int, width: Int) -> Bool {
    guard let next = (record..<text.records.count).first(where: { !isEmpty($0) }) else { return false }
    return isTitle(next) || isNote(next, width: width) || header.isHeader(next)
  }

  /// A record is a note below the table, or the header of another: it repeats this one's, or the records from
  /// it on have another number of cells.
  private func endsTable(_ record: Int, _ headers: Range<Int>, width: Int) -> Bool {
    if isNote(record, width: width) { return true }
    let candidate = text.records[record]
    if let own = headers.first, header.sameTexts(text.records[own], candidate) { return true }
    guard candidate.cells.count != width, candidate.cells.count > 1, record + 2 < text.records.count else {
      return false
    }
    return text.records[(record + 1)..<(record + 3)].allSatisfy { $0.cells.count == candidate.cells.count }
      && header.isHeader(record)
  }

  /// `续表`, the titles below it and the header again.
  private func omitContinuation(_ at: inout Int, _ section: inout TableSection) {
    repeat {
      section.omitted.append(at)
      at += 1
    } while at < text.records.count && (isEmpty(at) || isTitle(at))
    for header in section.headers where at < text.records.count {
      guard self.header.sameTexts(text.records[header], text.records[at]) else { break }
      section.omitted.append(at)
      at += 1
    }
  }
}
