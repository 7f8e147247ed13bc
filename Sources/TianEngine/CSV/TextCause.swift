import TianFigures

/// The first cell that keeps a column from being one of numbers, where its header names a unit, or where at
/// least half of the different cells at its beginning are numbers.
struct TextCause {
  let row: Int
  let text: String

  /// So many different cells are looked at before a column is taken for one of texts.
  private static let beginningMost = 100

  /// Nil where the column is one of texts. Cost: the beginning, or, of a column of numbers, up to that cell.
  init?(_ coded: CodedColumn, unit: Unit?, _ reading: CellReading) {
    var numberCount = 0
    var dimension = unit?.dimension
    var cause: Int?
    var code = 0
    while code < coded.dictionary.count {
      let isBeginning = code < Self.beginningMost
      if !isBeginning, cause != nil { break }
      switch CellClassifier.meaning(coded.dictionary.utf8(code), reading) {
      case .empty, .missing: break
      case .number, .wideDecimal, .longInteger, .float: numberCount += 1
      case .figure(let figure):
        // Figures of several dimensions: the first that is not like those before it.
        if let own = figure.unit?.dimension, let known = dimension, own != known {
          cause = cause ?? code
        } else {
          numberCount += 1
          dimension = dimension ?? figure.unit?.dimension
        }
      case .code, .date, .timestamp, .period, .undecided, .bool, .text: cause = cause ?? code
      }
      code += 1
    }
    guard let cause, numberCount > 0, unit != nil || numberCount * 2 >= min(code, Self.beginningMost),
      let row = (0..<coded.count).first(where: { row in
        coded.validity?[row] ?? true && Int(coded.codes[row]) == cause
      })
    else { return nil }
    let bytes = coded.dictionary.utf8(cause)
    self.row = row
    text = bytes.baseAddress.flatMap { RejectList.text($0, bytes.count) } ?? ""
  }
}
