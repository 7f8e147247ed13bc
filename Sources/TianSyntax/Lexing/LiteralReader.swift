import TianFigures

/// The values of the literal tokens, read from their bytes. The lexer has told what is wrong with them.
enum LiteralReader {
  static func figure(_ token: ArraySlice<UInt8>) -> Figure? {
    // A unit may stand apart: `500 亩`. A figure holds no space otherwise.
    let text = String(decoding: token, as: UTF8.self).filter { $0 != " " && $0 != "\t" && $0 != "　" }
    return FigureReader.read(whole: text)
  }

  static func float(_ token: ArraySlice<UInt8>) -> Double? {
    let digits = String(decoding: token, as: UTF8.self).unicodeScalars.filter { $0 != "_" }.map { scalar in
      Punctuation.folded(scalar).map { String(decoding: $0, as: UTF8.self) } ?? String(scalar)
    }
    guard let value = Double(digits.joined()), value.isFinite else { return nil }
    return value
  }

  /// Days since 1970-01-01.
  static func date(_ token: ArraySlice<UInt8>) -> Int32? {
    let bytes = Array(token)
    guard !bytes.isEmpty else { return nil }
    for start in [0, bytes.scalar(at: 0).width] {
      if case .date(let date, _) = DateReader.read(bytes, from: start), date.isReal { return date.days }
    }
    return nil
  }
}
