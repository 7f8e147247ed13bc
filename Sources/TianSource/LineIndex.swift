/// Where the lines of a source text begin. Built once per text, O(bytes); a look-up is a binary search.
public struct LineIndex: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  public init(_ source: SourceText) {
    bytes = source.bytes
    var starts = [0]
    for (offset, byte) in source.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
  }

  public var lineCount: Int { starts.count }

  /// The line (from 0) that holds a byte offset.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte range of a line, without its line end.
  public func range(ofLine line: Int) -> Range<Int> {
    let lower = starts[line]
    var upper = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    if upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<upper
  }

  public func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// Line and column as people count them: from 1, columns in characters.
  public func position(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let before = String(decoding: bytes[starts[line]..<offset], as: UTF8.self)
    return (line + 1, before.count + 1)
  }
}
