import TianFigures

/// The values of the literal tokens, read from their bytes. The lexer has told what is wrong with them.
enum LiteralReader {
  static func figure(_ token: ArraySlice<UInt8>, _ units: UnitTable) -> Figure? {
    // A unit may stand apart: `500 亩`. A figure holds no space otherwise.
    let text = String(decoding: token, as: UTF8.self).filter { $0 != " " && $0 != "\t" && $0 != "　" }
    return FigureReader.read(token: text, in: units)
  }

  static func float(_ token: ArraySlice<UInt8>) -> Double? {
    let digits = String(decoding: token, as: UTF8.self).unicodeScalars.filter { $0 != "_" }.map { scalar in
      Punctuation.folded(scalar).map { String(decoding: $0, as: UTF8.self) } ?? String(scalar)
    }
    guard let value = Double(digits.joined()), value.isFinite else { return nil }
    return value
  }

  /// A date, a period or a timestamp.
  static func time(_ token: ArraySlice<UInt8>) -> LiteralSyntax? {
    let bytes = Array(token)
    guard !bytes.isEmpty else { return nil }
    let isMarked = DigitRun(bytes, from: 0).count == 0
    switch DateReader.read(bytes, from: isMarked ? bytes.scalar(at: 0).width : 0, isMarked: isMarked) {
    case .date(let date, _): return date.days.map { .date(days: $0) }
    case .period(let period, _): return period.map { .period($0) }
    case .timestamp(let date, let time, _):
      guard let days = date.days, time.isReal else { return nil }
      return .timestamp(microseconds: Int64(days) * Calendar.microsecondsPerDay + time.microseconds)
    case .otherForm, .none: return nil
    }
  }
}
