import CTian
import TianSource

/// A text as UTF-8, however its file is written.
struct DecodedText: Sendable {
  let source: ByteSource
  /// Where it begins: after a byte order mark, unless that was left out with the other encoding.
  let start: Int
  /// What it was before it was UTF-8.
  let encoding: TextEncoding
  let damage: TextDamage
  /// Of the file, inflated.
  let byteCount: Int

  /// So much of a text tells its encoding: its beginning, and what follows its first byte that is not UTF-8.
  private static let sampleBytes = 1 << 20

  /// - Parameter checksWhole: every byte is looked at. Else what begins as UTF-8 is taken for it, and whoever
  ///   meets other bytes has to begin anew.
  /// Throws `emptyFile`, `binaryFile`, and `wrongEncoding` where the text is in none that is known. Cost: the
  /// text in memory unless it is right UTF-8.
  init(
    _ source: ByteSource, _ options: CSVOptions, checksWhole: Bool, _ execution: Execution
  ) throws(Diagnostic) {
    guard source.count > 0 else { throw LoadFailure.empty(path: source.path) }
    byteCount = source.count
    try BinaryContent.check(beginningOf: source)
    let head = try source.head(Self.sampleBytes)
    let mark = TextEncoding.mark(of: head)
    var encoding: TextEncoding
    if let told = options.encoding ?? mark?.encoding {
      encoding = told
    } else {
      encoding = try Self.found(in: source, [0])
    }
    // `utf-16` means either.
    if let mark, mark.encoding.isWide, encoding.isWide { encoding = mark.encoding }
    let markLength = mark.map { $0.encoding == encoding ? $0.bytes.count : 0 } ?? 0
    if encoding == .utf8 {
      let wrong = try Self.firstWrong(source, from: markLength, to: checksWhole ? source.count : head.count)
      guard let wrong else {
        (self.source, start, self.encoding, damage) = (source, markLength, .utf8, TextDamage())
        return
      }
      if options.encoding == nil, mark == nil {
        encoding = try Self.found(in: source, [0, wrong])
      }
    }
    (self.encoding, start) = (encoding, 0)
    (self.source, damage) = try Transcoder(source: source, encoding: encoding, execution: execution)
      .decoded(from: markLength)
    guard self.source.count > 0 else { throw LoadFailure.empty(path: source.path) }
  }

  /// The encoding, told from the parts of the text that begin at some offsets. Throws `wrongEncoding` where
  /// it is none that is known.
  private static func found(in source: ByteSource, _ offsets: [Int]) throws(Diagnostic) -> TextEncoding {
    var samples: [[UInt8]] = []
    for offset in offsets { samples.append(try sample(source, offset)) }
    if let encoding = EncodingFinder.encoding(of: samples) { return encoding }
    let wrong = try firstWrong(source, from: 0, to: source.count) ?? 0
    var places = TextPlaces(source, newline: UInt8(ascii: "\n"))
    let place = try places.place(of: wrong)
    throw LoadFailure.unknownEncoding(path: source.path, line: place.line, column: place.column)
  }

  /// The offset of the first byte that is not UTF-8. What a limit cuts is taken for right.
  private static func firstWrong(
    _ source: ByteSource, from start: Int, to limit: Int
  ) throws(Diagnostic) -> Int? {
    let window = try Buffer<UInt8>(count: min(sampleBytes, max(1, limit - start)))
    var at = start
    while at < limit {
      let count = min(window.count, limit - at)
      try source.read(count, at: at, into: window.pointer)
      let right = tian_csv_text_length(window.pointer, count)
      let isCut = count - right < 4 && at + count < source.count
      if right < count, !isCut || right == 0 { return at + right }
      if at + count == limit { return nil }
      at += right
    }
    return nil
  }

  /// A part of the text that neither begins nor ends inside a character, whatever the encoding.
  private static func sample(_ source: ByteSource, _ offset: Int) throws(Diagnostic) -> [UInt8] {
    var bytes = try source.bytes(offset..<min(source.count, offset + sampleBytes))
    guard offset + bytes.count < source.count else { return bytes }
    if let last = bytes.lastIndex(where: { $0 < 0x30 }) { bytes.removeSubrange((last + 1)...) }
    return bytes
  }
}
