import TianEngine
import TianSource

/// One line about how a text is written: what was decided where nobody said.
enum FoundSummary {
  /// All of it.
  static func whole(_ origin: TableOrigin) -> Bilingual {
    joined(
      [Bilingual(origin.encodingName, origin.encodingName), named(origin.dialect)] + quotes(origin.dialect)
        + lines(origin) + unreadable(origin) + unlooked(origin) + origin.findings)
  }

  /// What is not as most files have it; nil where all is.
  static func unusual(_ origin: TableOrigin) -> Bilingual? {
    let parts =
      encoding(origin) + delimiter(origin.dialect) + quotes(origin.dialect) + lines(origin) + origin.findings
    return parts.isEmpty ? nil : joined(parts)
  }

  private static func joined(_ parts: [Bilingual]) -> Bilingual {
    Bilingual(parts.map(\.en).joined(separator: "; "), parts.map(\.zh).joined(separator: "；"))
  }

  /// One that was told from how often characters stand in it.
  private static func encoding(_ origin: TableOrigin) -> [Bilingual] {
    let guessed = [TextEncoding.big5, .windows1252].map(\.rawValue)
    guard guessed.contains(origin.encodingName) else { return [] }
    return [Bilingual("read as \(origin.encodingName)", "按 \(origin.encodingName) 读取")]
  }

  /// Sums, notes and further tables may stand where nobody looked.
  private static func unlooked(_ origin: TableOrigin) -> [Bilingual] {
    if origin.isLookedThrough { return [] }
    return [
      Bilingual(
        "past its beginning not searched for notes, sums and further tables", "开头以后未查找说明、合计和其他表")
    ]
  }

  private static func unreadable(_ origin: TableOrigin) -> [Bilingual] {
    let count = origin.rejectCounts[.unreadable, default: 0]
    guard count > 0 else { return [] }
    return [
      Bilingual(
        count == 1 ? "wrong bytes at 1 place" : "wrong bytes at \(count) places", "\(count) 处字节有误")
    ]
  }

  private static func delimiter(_ dialect: Dialect) -> [Bilingual] {
    guard ![",", "\t", ";", "|"].contains(String(decoding: dialect.delimiter, as: UTF8.self)) else {
      return []
    }
    return [named(dialect)]
  }

  private static func named(_ dialect: Dialect) -> Bilingual {
    if dialect.delimiter == Dialect.noDelimiter { return Bilingual("no delimiter", "没有分隔符") }
    let delimiter = shown(dialect.delimiter)
    return Bilingual("delimiter `\(delimiter)`", "分隔符 `\(delimiter)`")
  }

  private static func quotes(_ dialect: Dialect) -> [Bilingual] {
    var parts: [Bilingual] = []
    if dialect.quote != UInt8(ascii: "\"") {
      let quote = shown([dialect.quote])
      parts.append(Bilingual("quote `\(quote)`", "引号 `\(quote)`"))
    }
    switch dialect.escape {
    case .doubling: break
    case .byte(let byte):
      parts.append(Bilingual("escape `\(shown([byte]))`", "转义符 `\(shown([byte]))`"))
    case .none: parts.append(Bilingual("quotes are not escaped", "引号未转义"))
    }
    return parts
  }

  private static func lines(_ origin: TableOrigin) -> [Bilingual] {
    var parts: [Bilingual] = []
    let headerCount = origin.headerRecordCount
    if headerCount == 0 { parts.append(Bilingual("no header", "没有表头")) }
    if headerCount > 1 { parts.append(Bilingual("\(headerCount) header rows", "\(headerCount) 行表头")) }
    if !origin.titles.isEmpty {
      parts.append(Bilingual("above: \(list(origin.titles, ", "))", "表上方：\(list(origin.titles, "、"))"))
    }
    if !origin.notes.isEmpty {
      parts.append(Bilingual("no rows: \(list(origin.notes, ", "))", "非数据行：\(list(origin.notes, "、"))"))
    }
    if origin.sectionCount > 1 {
      parts.append(Bilingual("\(origin.sectionCount) tables", "共 \(origin.sectionCount) 张表"))
    }
    return parts
  }

  private static func list(_ lines: [String], _ separator: String) -> String {
    lines.map { "`\($0)`" }.joined(separator: separator)
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    bytes == [UInt8(ascii: "\t")] ? "\\t" : String(decoding: bytes, as: UTF8.self)
  }
}
