import TianFigures

/// Rows that sum up others, and so are none of the table: a first or a last one called 合计, one called 全县合计
/// beyond it, and those called 小计 or 周宁县合计 among them. At least one of a row's numbers must prove it.
struct TotalRows {
  private let text: SplitText

  init(_ text: SplitText) { self.text = text }

  /// Leaves them out of a section, and tells them among its notes. Cost: a look at two cells of each row.
  func leaveOut(of section: inout TableSection) {
    let omitted = Set(section.omitted)
    let rows = section.rows.filter { !omitted.contains($0) && first($0) != nil }
    let labels = rows.map(label)
    guard rows.count > 2, labels.contains(where: { $0 != nil }) else { return }
    var isSum = rows.indices.map { labels[$0] != nil && isSubtotal($0, rows, labels) }
    // A grand total may be that of the subtotals' rows, which are known by now.
    let last = rows.count - 1
    let isGrand = rows.indices.map { ($0 == 0 || $0 == last) && labels[$0] == .total }
    for (end, next) in [(0, 1), (last, last - 1)]
    where !isSum[end] && (isGrand[end] || labels[end] != nil && isSum[next]) {
      let plain = rows.indices.filter { $0 != end && !isSum[$0] && !isGrand[$0] && !isPart(rows[$0]) }
      isSum[end] = sumsUp(plain.map { rows[$0] }, rows[end])
    }
    for place in rows.indices where isSum[place] {
      section.notes.append(TableSection.Line(record: rows[place], text: text.words(rows[place])))
      if rows[place] == section.rows.lowerBound {
        section.rows = (rows[place] + 1)..<section.rows.upperBound
      } else if place == rows.count - 1 {
        section.rows = section.rows.lowerBound..<rows[place]
      } else {
        section.omitted.append(rows[place])
      }
    }
  }

  /// The rows between a sum and the one before it, or the one after it, add up to it.
  private func isSubtotal(_ place: Int, _ rows: [Int], _ labels: [SectionWords.Sum?]) -> Bool {
    let before = (0..<place).last { labels[$0] != nil }.map { $0 + 1 } ?? 0
    let after = ((place + 1)..<rows.count).first { labels[$0] != nil } ?? rows.count
    return [before..<place, (place + 1)..<after].contains { group in
      sumsUp(group.filter { !isPart(rows[$0]) }.map { rows[$0] }, rows[place])
    }
  }

  private func sumsUp(_ rows: [Int], _ sum: Int) -> Bool {
    rows.count > 1
      && text.records[sum].cells.indices.contains {
        sumsUp($0 - text.records[sum].cells.lowerBound, rows, sum)
      }
  }

  /// Published sums are of unrounded numbers: one in two hundred is allowed for, and what hedges leave open.
  private func sumsUp(_ column: Int, _ rows: [Int], _ sum: Int) -> Bool {
    guard let whole = bounds(sum, column)?.best, whole != 0 else { return false }
    var (low, high, count) = (0.0, 0.0, 0)
    for row in rows {
      guard let bounds = bounds(row, column) else { continue }
      low += bounds.low
      high += bounds.high
      count += 1
    }
    let slack = abs(whole) / 200
    return count > 1 && low - slack <= whole && whole <= high + slack
  }

  /// Nil for a cell that is no figure.
  private func bounds(_ record: Int, _ column: Int) -> (low: Double, best: Double, high: Double)? {
    guard let cell = text[text.records[record], column] else { return nil }
    let meaning = text.content(cell).withUnsafeBufferPointer { CellClassifier.meaning($0) }
    guard case .figure(let figure) = meaning else {
      if case .number(let coefficient, let scale) = meaning {
        let value = Double(coefficient) / ExactDecimal.doublePower(scale)
        return (value, value, value)
      }
      return nil
    }
    guard let low = Double(figure.low.text), let best = Double(figure.best.text),
      let high = Double(figure.high.text)
    else { return nil }
    return (low, best, high)
  }

  // MARK: Labels

  /// The first cell of a record that is not empty.
  private func first(_ record: Int) -> SplitText.Cell? {
    text.cells[text.records[record].cells].first { !$0.isEmpty }
  }

  /// In one of the first two cells that are not empty: a county may stand before it.
  private func label(_ record: Int) -> SectionWords.Sum? {
    for cell in text.cells[text.records[record].cells].lazy.filter({ !$0.isEmpty }).prefix(2)
    where mayBeSum(cell) {
      if let sum = SectionWords.sum(text.text(cell)) { return sum }
    }
    return nil
  }

  private func mayBeSum(_ cell: SplitText.Cell) -> Bool {
    let quote = cell.isQuoted ? 1 : 0
    return SectionWords.mayBeSum(text.bytes[(cell.start + quote)..<(cell.end - quote)])
  }

  private func isPart(_ record: Int) -> Bool {
    guard let cell = first(record) else { return false }
    return text.content(cell).withUnsafeBufferPointer { PartLabel.rest(of: $0) != nil }
  }
}
