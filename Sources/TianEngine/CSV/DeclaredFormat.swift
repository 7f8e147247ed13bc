import TianFigures
import TianPlan

/// How the cells of a column of declared type are written, where that is said. What is not said is read as
/// everywhere.
package struct DeclaredFormat: Sendable, Hashable {
  /// Before the digits of a fraction; a point where nothing is said.
  package var decimalMark: String?
  /// Between thousands.
  package var groupMark: String?
  /// A number stands alone in its cell; else what is around it is passed over: `€ 12`, `95%`.
  package var isBare = true
  /// The texts of true and of false; the usual words, 1 and 0 where none are given.
  package var trueTexts: [String] = []
  package var falseTexts: [String] = []
  /// Of dates and timestamps.
  package var pattern: DatePattern?

  package init() {}

  package var isUsual: Bool { self == DeclaredFormat() }

  /// The value of a cell of a declared column; null for an empty one, nil where the cell says nothing of the
  /// kind. Figures with units and hedges are none here.
  package func value(of text: String, _ kind: DataType.Kind) -> Value? {
    var text = text
    let meaning = text.withUTF8 {
      CSVOptions.DeclaredField(kind: kind, format: isUsual ? nil : self).meaning($0, CellReading.standard)
    }
    switch (meaning, kind) {
    case (.empty, _): return .null
    case (.number(let coefficient, let scale), .int): return scale == 0 ? .int(coefficient) : nil
    case (.number(let coefficient, let scale), .decimal):
      return .decimal(ExactDecimal(coefficient, scale: scale))
    case (_, .decimal), (_, .float): return text.withUTF8 { meaning.float(of: $0) }.map { .float($0) }
    case (.date(let days), .date): return .date(days: Int32(truncatingIfNeeded: days))
    case (.date(let days), .timestamp): return .timestamp(microseconds: days * Calendar.microsecondsPerDay)
    case (.timestamp(let microseconds), .timestamp): return .timestamp(microseconds: microseconds)
    case (.period(let period), .period(let granularity)):
      return period.granularity == granularity ? .period(period) : nil
    case (.bool(let bool), .bool): return .bool(bool)
    case (_, .text): return .text(text)
    case (_, _): return nil
    }
  }

  /// What a cell says of a column of a kind; `text` where it says nothing of it.
  func meaning(_ cell: UnsafeBufferPointer<UInt8>, _ kind: DataType.Kind, _ reading: CellReading)
    -> CellMeaning
  {
    switch kind {
    case .bool: bool(cell, reading)
    case .date, .timestamp: pattern.map { temporal(cell, kind, $0) } ?? CellClassifier.meaning(cell, reading)
    case .int, .decimal, .float: number(cell, reading)
    case .text, .period: CellClassifier.meaning(cell, reading)
    }
  }

  private func bool(_ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
    let text = Self.trimmed(cell)
    if text.isEmpty { return .empty }
    if trueTexts.contains(text) { return .bool(true) }
    if falseTexts.contains(text) { return .bool(false) }
    guard trueTexts.isEmpty, falseTexts.isEmpty else { return .text }
    switch text {
    case "1": return .bool(true)
    case "0": return .bool(false)
    default: return CellClassifier.meaning(cell, reading)
    }
  }

  private func temporal(
    _ cell: UnsafeBufferPointer<UInt8>, _ kind: DataType.Kind, _ pattern: DatePattern
  ) -> CellMeaning {
    let text = Self.trimmed(cell)
    if text.isEmpty { return .empty }
    guard let moment = pattern.moment(of: text[...]) else { return .text }
    if kind == .date { return .date(days: moment.days) }
    return .timestamp(microseconds: moment.days * Calendar.microsecondsPerDay + moment.microseconds)
  }

  private func number(_ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading) -> CellMeaning {
    let plain = CellReading(units: reading.units, missing: reading.missing)
    var text = Self.trimmed(cell)
    if text.isEmpty { return .empty }
    if !isBare { text = Self.bare(text) }
    if let groupMark, !groupMark.isEmpty { text = Self.replacing(groupMark, in: text, with: "") }
    if let decimalMark, decimalMark != "." {
      if text.contains(".") { return .text }
      text = Self.replacing(decimalMark, in: text, with: ".")
    }
    return text.withUTF8 { CellClassifier.declaredNumber($0, plain) }
  }

  /// From the first digit, with the sign before it, to the last.
  private static func bare(_ text: String) -> String {
    let characters = Array(text)
    guard let first = characters.firstIndex(where: \.isASCIIDigit),
      let last = characters.lastIndex(where: \.isASCIIDigit)
    else { return text }
    let isNegative = characters[..<first].contains("-")
    return (isNegative ? "-" : "") + String(characters[first...last])
  }

  /// Every occurrence, literally.
  private static func replacing(_ mark: String, in text: String, with other: String) -> String {
    guard let character = mark.first, mark.count == 1 else { return text }
    return text.reduce(into: "") { result, next in
      if next == character { result += other } else { result.append(next) }
    }
  }

  private static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    HeaderReader.trimmed(String(decoding: cell, as: UTF8.self))
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension CellClassifier {
  /// What a cell says of a column of declared numbers: zeros in front are no code there.
  static func declaredNumber(
    _ cell: UnsafeBufferPointer<UInt8>, _ reading: CellReading = .standard
  ) -> CellMeaning {
    let meaning = meaning(cell, reading)
    switch meaning {
    case .code: return withoutZeros(cell)
    case .text, .figure:
      // `+5`, `+1.5e3`: written so by some, and read so by all.
      let text = trimmed(cell)
      guard text.first == UInt8(ascii: "+"), text.count > 1, text[1] &- 0x30 <= 9 else { return meaning }
      return declaredNumber(UnsafeBufferPointer(rebasing: text[1...]), reading)
    case .empty, .missing, .number, .wideDecimal, .longInteger, .float, .date, .timestamp, .period,
      .undecided, .bool:
      return meaning
    }
  }

  private static func withoutZeros(_ cell: UnsafeBufferPointer<UInt8>) -> CellMeaning {
    var text = HeaderReader.trimmed(String(decoding: cell, as: UTF8.self))
    let isNegative = text.first == "-"
    if isNegative { text.removeFirst() }
    while text.utf8.count > 1, text.first == "0", text.dropFirst().first != "." { text.removeFirst() }
    if isNegative { text = "-" + text }
    return text.withUTF8 { meaning($0) }
  }
}
