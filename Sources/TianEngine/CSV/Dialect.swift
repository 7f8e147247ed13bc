/// The delimiter and line end of a text, found out from its first bytes.
struct Dialect: Sendable, Hashable {
  var delimiter: UInt8
  var newline: UInt8

  static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]
  /// How much of the text, and how many records, the guess looks at.
  private static let byteLimit = 64 << 10
  private static let recordLimit = 200

  init(delimiter: UInt8, newline: UInt8) {
    self.delimiter = delimiter
    self.newline = newline
  }

  /// The delimiter that cuts most records into the same number of cells, more than one; of equals, the one
  /// that makes more cells; a comma where none cuts any. A text without a line feed ends its lines with CR.
  init(of head: [UInt8], isWhole: Bool, delimiter: UInt8?) {
    let sample = Array(head.prefix(Self.byteLimit))
    let hasFeed = head.contains(UInt8(ascii: "\n"))
    newline = !hasFeed && head.contains(UInt8(ascii: "\r")) ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
    self.delimiter = UInt8(ascii: ",")
    if let delimiter {
      self.delimiter = delimiter
      return
    }
    var best = (share: 0.0, cellCount: 1)
    for candidate in Self.candidates {
      let head = HeadText(
        sample, delimiter: candidate, newline: newline, isWhole: isWhole && sample.count == head.count,
        recordLimit: Self.recordLimit)
      let found = Self.regularity(head)
      if found.cellCount > 1, found > best {
        best = found
        self.delimiter = candidate
      }
    }
  }

  /// The most frequent number of cells, and the share of records that have it.
  private static func regularity(_ head: HeadText) -> (share: Double, cellCount: Int) {
    var counts: [Int: Int] = [:]
    var total = 0
    for record in head.records where !record.isBlank {
      counts[record.cells.count, default: 0] += 1
      total += 1
    }
    guard let (cellCount, count) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else {
      return (0, 1)
    }
    return (Double(count) / Double(total), cellCount)
  }
}
