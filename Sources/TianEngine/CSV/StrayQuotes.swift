import TianSource

/// Cells in which a quote stands where the dialect has none, as rejects: the first of them, and how many
/// there are.
struct StrayQuotes: Sendable {
  private(set) var first: [TableOrigin.Reject] = []
  private(set) var count = 0

  init() {}

  /// Those of some records of a text.
  /// - Parameter names: of the columns, in order.
  init(_ text: SplitText, _ records: Range<Int>, _ names: [String]) {
    guard text.strayQuoteCount > 0, text.dialect.escape != .none else { return }
    var (line, at) = (1, 0)
    for record in text.records[records] {
      for (column, cell) in text.cells[record.cells].enumerated() {
        guard let content = text.strayContent(cell) else { continue }
        line += text.bytes[at..<record.start].count { $0 == text.dialect.newline }
        at = record.start
        content.withUnsafeBufferPointer {
          add($0, line: line, column: column < names.count ? names[column] : "")
        }
      }
    }
  }

  /// Of cells past the limit only the number is kept.
  mutating func add(_ content: UnsafeBufferPointer<UInt8>, line: Int, column: String, file: String? = nil) {
    count += 1
    guard first.count < RejectList.limit else { return }
    let text = content.baseAddress.flatMap { RejectList.text($0, content.count) } ?? ""
    first.append(
      TableOrigin.Reject(
        .strayQuote, file: file, line: line, column: column, text: text, reason: RejectList.strayQuote))
  }
}
