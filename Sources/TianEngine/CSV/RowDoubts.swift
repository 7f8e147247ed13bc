import TianFigures
import TianSource

/// What a loaded table says of rows that may be none: in a text of which the beginning alone was looked at.
struct RowDoubts {
  /// The first such row, and what it says.
  private(set) var first: (row: Int, text: String)?
  /// Cells did not fit their columns, or made them columns of texts: a header, words, among numbers.
  private(set) var hasMisfits = false

  /// - Parameter isRead: whether a column was read, by its place.
  /// Cost: a look at the distinct texts of two columns, and at which cells are null.
  init(_ columns: [LoadedColumn], _ headers: [ColumnHeader], isRead: (Int) -> Bool, rowCount: Int) {
    let read = columns.indices.filter(isRead)
    hasMisfits = read.contains { place in
      columns[place].textCause != nil || (columns[place].column.reasons?.count(.reject) ?? 0) > 0
    }
    let texts = read.filter { columns[$0].type.kind == .text }
    for place in texts.prefix(2) { take(Self.firstLabel(columns[place].column, headers[place].original)) }
    guard columns.count > 2, read.count == columns.count else { return }
    take(Self.firstLone(columns.map(\.column), rowCount: rowCount))
  }

  private mutating func take(_ found: (row: Int, text: String)?) {
    guard let found, found.row < first?.row ?? .max else { return }
    first = found
  }

  /// The first cell that is called as sums are, or as the column itself.
  private static func firstLabel(_ column: Column, _ header: String) -> (row: Int, text: String)? {
    guard case .text(let codes, let dictionary) = column.storage else { return nil }
    let name = Array(header.utf8)
    let labels = Set(
      (0..<dictionary.count).filter { code in
        let text = dictionary.utf8(code)
        if text.count == name.count, text.elementsEqual(name) { return true }
        return SectionWords.mayBeSum(text) && SectionWords.sum(dictionary[code]) != nil
      })
    guard !labels.isEmpty else { return nil }
    let row = (0..<column.count).first { !column.isNull($0) && labels.contains(Int(codes[$0])) }
    return row.map { ($0, dictionary[Int(codes[$0])]) }
  }

  /// The first row of which no cell but the first says anything.
  private static func firstLone(_ columns: [Column], rowCount: Int) -> (row: Int, text: String)? {
    let maps = columns.dropFirst().compactMap(\.validity)
    guard maps.count == columns.count - 1 else { return nil }
    for word in 0..<((rowCount + 63) / 64) {
      var filled: UInt64 = 0
      for map in maps { filled |= map.words[word] }
      let rows = min(64, rowCount - word * 64)
      let lone = ~filled & (rows == 64 ? ~0 : 1 << UInt64(rows) - 1)
      guard lone != 0 else { continue }
      let row = word * 64 + lone.trailingZeroBitCount
      return (row, columns[0].text(row) ?? "")
    }
    return nil
  }
}

extension TableOrigin {
  /// Takes down what is doubtful of its rows, as far as the text was not looked through.
  mutating func take(_ doubts: RowDoubts, hasGap: Bool, _ look: Preamble.Look) {
    switch look {
    case .whole: break
    case .beginning:
      wantsLook =
        hasGap || doubts.hasMisfits || doubts.first != nil || unreadTableLine != nil
        || rejectCounts[.unevenRow, default: 0] > 0
    case .beginningOnly:
      doubtfulRow = doubts.first.map { first in
        DoubtfulRow(
          file: places?.file(ofRow: first.row), line: places?.line(ofRow: first.row) ?? 0, text: first.text)
      }
    }
  }
}

extension [BlockPlaces] {
  /// A row stands below an empty line.
  var haveGap: Bool {
    var isAfterBlank = false
    for block in self {
      if block.hasGap || isAfterBlank && block.rowCount > 0 { return true }
      isAfterBlank = block.endsInBlank || isAfterBlank && block.rowCount == 0
    }
    return false
  }
}
