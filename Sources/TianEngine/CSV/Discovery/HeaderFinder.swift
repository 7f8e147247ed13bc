import TianFigures

/// Tells a header from rows: where most cells of a column have one shape with digits in it, a row has that
/// shape too, and a header has not.
struct HeaderFinder {
  private let text: SplitText

  /// So many rows tell what the columns look like.
  private static let bodyMax = 100
  private static let headerMax = 5

  init(_ text: SplitText) { self.text = text }

  /// The rows that follow a header, as far as they tell what its columns look like.
  private func body(after start: Int) -> [SplitText.Record] {
    let first = text.records[start]
    return text.records[(start + 1)...].lazy.filter { !sameTexts(first, $0) && text.filledCount($0) > 0 }
      .prefix(Self.bodyMax).map(\.self)
  }

  /// A record differs in its shape from the rows below it, as only headers do.
  func isHeader(_ record: Int) -> Bool {
    let found = evidence(text.records[record], columns(body(after: record)))
    return found.header > 0 && found.row == 0
  }

  /// How many records from `start` on are the header of the rows after it: 0 where the first is a row.
  func count(from start: Int, to end: Int) -> Int {
    let first = text.records[start]
    let isRepeated = { (record: Int) in sameTexts(first, text.records[record]) }
    let rows = body(after: start)
    guard !rows.isEmpty else { return 1 }
    let columns = columns(rows)
    let own = evidence(first, columns)
    if own.header == 0, own.row > 0 || recurs(first, in: rows) { return 0 }
    var count = 1
    while count < Self.headerMax, start + count + 1 < end {
      let next = text.records[start + count]
      let named = namedColumns(first, above: next)
      let open = columns.indices.filter { columns[$0].shape != nil && !named.contains($0) }
      let found = evidence(next, columns, figuresAreRows: figuresStandUnderNames(next, first), named)
      let isHeader =
        found.row == 0
        && (found.header * 2 > open.count || divides(next, text.records[start + count - 1]))
      guard isRepeated(start + count) || isHeader && recurringCount(next, in: rows) == 0 else { break }
      count += 1
    }
    return count
  }

  func sameTexts(_ one: SplitText.Record, _ other: SplitText.Record) -> Bool {
    one.cells.count == other.cells.count
      && zip(text.cells[one.cells], text.cells[other.cells]).allSatisfy {
        text.content($0) == text.content($1)
      }
  }

  /// The shape with digits that most cells of a column have; nil where there is none.
  private struct ColumnLook {
    var shape: CellShape?
    var holdsYears = false
    /// Figures with units or in words, as names that begin with a year are none: `12万元` below `2023年收入`.
    var holdsFigures = false
  }

  private func columns(_ rows: [SplitText.Record]) -> [ColumnLook] {
    let width = rows.map(\.cells.count).max() ?? 0
    return (0..<width).map { column in
      var counts: [CellShape: Int] = [:]
      var (total, years) = (0, 0)
      for row in rows {
        guard let cell = text[row, column] else { continue }
        let content = text.content(cell)
        let shape = CellShape(content)
        guard !shape.isEmpty, !CellShape.isMissing(content) else { continue }
        counts[shape, default: 0] += 1
        total += 1
        years += CellShape.isYear(content) ? 1 : 0
      }
      guard let usual = counts.filter({ $0.key.hasDigits }).max(by: { $0.value < $1.value }),
        usual.value * 5 >= total * 3
      else { return ColumnLook() }
      let figureCount = rows.count { row in
        text[row, column].map { isReadable(text.content($0)) } ?? false
      }
      return ColumnLook(
        shape: usual.key, holdsYears: years * 2 > total,
        holdsFigures: !usual.key.isNumber && figureCount * 2 > total)
    }
  }

  /// Words and years under names that span several columns, and nothing under the first: `,2022年,2023年` below
  /// `乡镇,产值,`.
  private func divides(_ record: SplitText.Record, _ names: SplitText.Record) -> Bool {
    guard let first = text[record, 0], first.isEmpty, let name = text[names, 0], !name.isEmpty else {
      return false
    }
    var isBelowSpan = false
    for column in 0..<record.cells.count {
      guard let cell = text[record, column], !cell.isEmpty else { continue }
      let content = text.content(cell)
      guard CellShape.isYear(content) || CellShape(content).isWord else { return false }
      if text[names, column]?.isEmpty ?? false { isBelowSpan = true }
    }
    return isBelowSpan
  }

  /// `近2000` and `300余` beneath names are a row of a table of such; size classes, `50亩以下`, that part what
  /// one name stands over are a header.
  private func figuresStandUnderNames(_ record: SplitText.Record, _ names: SplitText.Record) -> Bool {
    (0..<record.cells.count).allSatisfy { column in
      guard let cell = text[record, column], isFigure(text.content(cell)) else { return true }
      return text[names, column].map { !text.content($0).isEmpty } ?? false
    }
  }

  /// The columns whose names are told with their units, and of no other column, so that what stands below is
  /// a value: `零` and `停产` below `面积（亩）`; not the same name in another language.
  private func namedColumns(_ names: SplitText.Record, above next: SplitText.Record) -> Set<Int> {
    Set(
      (0..<names.cells.count).filter { column in
        guard let cell = text[names, column], let below = text[next, column] else { return false }
        let (name, content) = (text.content(cell), text.content(below))
        if let right = text[names, column + 1], text.content(right).isEmpty { return false }
        let isTranslated = content.allSatisfy { $0 < 0x80 } && !name.allSatisfy { $0 < 0x80 }
        return hasUnit(name) && !hasUnit(content)
          && !(isTranslated && CellShape(content).isWord)
      })
  }

  /// `面积（亩）`; `100（亩）` is a figure.
  private func hasUnit(_ content: [UInt8]) -> Bool {
    guard content.contains(where: { $0 >= 0x80 || $0 == 0x28 || $0 == 0x5B }) else { return false }
    let header = HeaderReader.bracketed(String(decoding: content, as: UTF8.self), .standard)
    return header.unit != nil && !CellShape(Array(header.name.utf8)).isNumber
      && FigureReader.read(whole: header.name) == nil
  }

  private func isFigure(_ content: [UInt8]) -> Bool { CellShape(content).isWord && isReadable(content) }

  private func isReadable(_ content: [UInt8]) -> Bool { FigureReader.read(cell: content.span) != nil }

  private func evidence(
    _ record: SplitText.Record, _ columns: [ColumnLook], figuresAreRows: Bool = false,
    _ named: Set<Int> = []
  ) -> (header: Int, row: Int) {
    var (header, row) = (0, 0)
    for (column, look) in columns.enumerated() {
      guard let usual = look.shape, let cell = text[record, column] else { continue }
      let content = text.content(cell)
      let shape = CellShape(content)
      if shape.isEmpty || CellShape.isMissing(content) { continue }
      if CellShape.isYear(content), !look.holdsYears { continue }
      let isName = shape == usual && look.holdsFigures && !isReadable(content)
      if hasUnit(content) || isName {
        header += 1
      } else if shape == usual || figuresAreRows && isFigure(content) {
        row += 1
      } else if shape.isWord, !named.contains(column) {
        header += 1
      }
    }
    return (header, row)
  }

  /// Columns of words only: a first record whose words stand again below it is a row like the others.
  private func recurs(_ first: SplitText.Record, in rows: [SplitText.Record]) -> Bool {
    let again = recurringCount(first, in: rows)
    return again > 0 && again * 2 >= text.cells[first.cells].count { !$0.isEmpty }
  }

  /// How many of a record's cells stand again in other rows of their columns.
  private func recurringCount(_ record: SplitText.Record, in rows: [SplitText.Record]) -> Int {
    record.cells.indices.count { index in
      let column = index - record.cells.lowerBound
      guard let cell = text[record, column], !cell.isEmpty else { return false }
      let content = text.content(cell)
      return rows.contains { row in
        row.cells != record.cells && text[row, column].map { text.content($0) == content } ?? false
      }
    }
  }

  /// The names of the columns, from the cells of a header of one or several records: an empty cell above
  /// another takes what stands to its left, and equal parts are said once unless they are kept as they stand.
  func names(
    _ headers: Range<Int>, width: Int, keepsRepeats: Bool = false, separator: String = " "
  ) -> [String] {
    guard let last = headers.last else { return [] }
    let rows = headers.map { number in
      let cells = text.texts(text.records[number])
      let padded = cells + [String](repeating: "", count: max(0, width - cells.count))
      return number == last ? padded : filledRight(padded, above: text.texts(text.records[last]))
    }
    let bracketed = rows.enumerated().map { $0.offset > 0 ? UnitRow.bracketed($0.element) : $0.element }
    return (0..<width).map { column in
      var parts: [String] = []
      for row in bracketed where !row[column].isEmpty && (keepsRepeats || parts.last != row[column]) {
        parts.append(row[column])
      }
      return parts.joined(separator: separator)
    }
  }

  private func filledRight(_ cells: [String], above lower: [String]) -> [String] {
    var cells = cells
    for column in cells.indices.dropFirst() where cells[column].isEmpty && column < lower.count {
      if !lower[column].isEmpty, !lower[column - 1].isEmpty { cells[column] = cells[column - 1] }
    }
    return cells
  }
}
