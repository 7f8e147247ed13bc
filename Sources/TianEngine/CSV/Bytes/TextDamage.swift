import TianSource

/// Bytes of a text that are no characters of its encoding: each run of them is read as U+FFFD.
struct TextDamage: Sendable {
  /// Wrong bytes one after another.
  struct Place: Sendable {
    /// Of the first U+FFFD, in the UTF-8 text.
    var offset: Int
    /// The first of them.
    var bytes: [UInt8]
  }

  /// The first of them.
  private(set) var places: [Place] = []
  private(set) var count = 0
  /// Of U+FFFD, of which each place has one or more.
  private(set) var characterCount = 0
  /// Zero bytes, and runs of them, of which each is one U+FFFD.
  private(set) var zeroByteCount = 0
  private(set) var zeroRunCount = 0

  private static let shownBytesMax = 12

  /// - Parameter continues: the bytes follow the last that were added.
  mutating func add(at offset: Int, _ bytes: [UInt8], continues: Bool) {
    characterCount += 1
    // One more than are shown tells that there are more.
    let first = Array(bytes.prefix(Self.shownBytesMax + 1))
    if continues, let last = places.indices.last {
      if count == places.count, places[last].bytes.count <= Self.shownBytesMax { places[last].bytes += first }
      return
    }
    if places.count < RejectList.limit { places.append(Place(offset: offset, bytes: first)) }
    count += 1
  }

  /// Takes down that a run of wrong bytes is one of zeros.
  mutating func addZeros(_ byteCount: Int) {
    zeroRunCount += 1
    zeroByteCount += byteCount
  }

  mutating func append(_ other: TextDamage, at offset: Int) {
    for place in other.places where places.count < RejectList.limit {
      places.append(Place(offset: offset + place.offset, bytes: place.bytes))
    }
    count += other.count
    characterCount += other.characterCount
    zeroByteCount += other.zeroByteCount
    zeroRunCount += other.zeroRunCount
  }

  /// The cells that hold such bytes, as rejects: their text has U+FFFD for them.
  /// - Parameter headers: the names of the columns, in order.
  func rejects(
    in text: DecodedText, _ dialect: Dialect, headers: [String]
  ) throws(Diagnostic) -> [TableOrigin.Reject] {
    var lines = TextPlaces(text.source, newline: dialect.newline)
    var rejects: [TableOrigin.Reject] = []
    for place in places {
      let found = try lines.place(of: place.offset)
      let cell = found.text.flatMap { Self.cell(at: place.offset - found.lineStart, in: $0, dialect) }
      let name = cell.map { headers.indices.contains($0.column) ? headers[$0.column] : "" }
      let reason = Self.reason(place.bytes, text.encoding)
      rejects.append(
        TableOrigin.Reject(
          .unreadable, line: found.line, column: name ?? "", text: cell?.text ?? "\u{FFFD}",
          reason: Bilingual(
            "character \(found.column) of the line: \(reason.en)", "该行第 \(found.column) 个字符：\(reason.zh)")))
    }
    return rejects
  }

  private static func reason(_ bytes: [UInt8], _ encoding: TextEncoding) -> Bilingual {
    if !encoding.isWide, bytes.allSatisfy({ $0 == 0 }) {
      return bytes.count == 1 ? Bilingual("a zero byte", "零字节") : Bilingual("zero bytes", "零字节")
    }
    let (shown, name) = (shown(bytes), encoding.rawValue)
    return Bilingual("the bytes \(shown) are not \(name)", "字节 \(shown) 不是 \(name) 编码")
  }

  /// `E4 0A`.
  private static func shown(_ bytes: [UInt8]) -> String {
    let digits = bytes.prefix(shownBytesMax).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true)
    }
    return digits.joined(separator: " ") + (bytes.count > shownBytesMax ? " …" : "")
  }

  /// The cell of a line that holds an offset; nil where the line is part of a record of several.
  private static func cell(
    at offset: Int, in line: [UInt8], _ dialect: Dialect
  ) -> (column: Int, text: String)? {
    let split = SplitText(line, dialect, isWhole: true)
    guard split.openQuote == nil, let record = split.records.first,
      let column = record.cells.firstIndex(where: { split.cells[$0].end > offset })
    else { return nil }
    let content = split.content(split.cells[column])
    let text = content.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.flatMap { RejectList.text($0, bytes.count) }
    }
    return (column - record.cells.lowerBound, text ?? "")
  }
}
