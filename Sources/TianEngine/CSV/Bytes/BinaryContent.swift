import TianSource

/// What is no text at all: a file of another kind by its first bytes, or one of which more than a tenth is
/// zero bytes. A few of these are damage like other wrong bytes; those at the end, which a crash leaves,
/// count as little.
enum BinaryContent {
  private struct Kind {
    let mark: [UInt8]
    let name: Bilingual

    init(_ mark: [UInt8], _ english: String, _ chinese: String) {
      self.mark = mark
      name = Bilingual(english, (chinese.utf8.first ?? 0) < 0x80 ? " \(chinese)" : chinese)
    }
  }

  private static let kinds = [
    Kind([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, as .xlsx is", "ZIP 压缩包（.xlsx 也是）"),
    Kind([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old spreadsheet (.xls)", "旧式电子表格（.xls）"),
    Kind(Array("%PDF-".utf8), "a PDF", "PDF"),
    Kind([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", "7z 压缩包"),
    Kind(Array("Rar!\u{1A}\u{07}".utf8), "a RAR archive", "RAR 压缩包"),
    Kind([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive", "xz 压缩包"),
    Kind([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive", "zstd 压缩包"),
    Kind(Array("SQLite format 3\0".utf8), "an SQLite database", "SQLite 数据库"),
    Kind(Array("PAR1".utf8) + [0x15], "a Parquet file", "Parquet 文件"),
    Kind([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture", "图片"),
  ]
  private static let markBytesMax = kinds.map(\.mark.count).max() ?? 0

  /// Throws `binaryFile` for what begins as a file of a known kind does.
  static func check(beginningOf source: ByteSource) throws(Diagnostic) {
    let head = try source.head(markBytesMax)
    guard let kind = kinds.first(where: { head.starts(with: $0.mark) }) else { return }
    throw LoadFailure.binary(path: source.path, kind: kind.name)
  }

  /// Throws `binaryFile` where a text of one byte a character has too many zero bytes. Cost: those at the
  /// end.
  static func check(_ damage: TextDamage, of source: ByteSource, from start: Int) throws(Diagnostic) {
    let zeroCount = damage.zeroByteCount
    guard zeroCount > 0 else { return }
    let trailingCount = try trailingZeroCount(source, from: start)
    let count = source.count - start - trailingCount
    guard (zeroCount - trailingCount) * 10 > count || count == 0 else { return }
    throw LoadFailure.binary(path: source.path, zeroByteCount: zeroCount, byteCount: source.count - start)
  }

  private static func trailingZeroCount(_ source: ByteSource, from start: Int) throws(Diagnostic) -> Int {
    let windowBytes = 1 << 16
    var end = source.count
    while end > start {
      let bytes = try source.bytes(max(start, end - windowBytes)..<end)
      guard let last = bytes.lastIndex(where: { $0 != 0 }) else {
        end -= bytes.count
        continue
      }
      return source.count - (end - bytes.count + last + 1)
    }
    return source.count - start
  }
}
