import Glibc
import TianFigures

/// Reads single values from text, for the conversion functions. Spaces around are allowed; nil for what is
/// not wholly one.
enum ValueReading {
  static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    let trimmed = TextKernels.trimmed(text)
    guard let figure = FigureReader.read(whole: String(decoding: trimmed, as: UTF8.self)), !figure.isHedged,
      figure.unit == nil
    else { return nil }
    return figure.best
  }

  static func float(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let value = Double(String(decoding: TextKernels.trimmed(text), as: UTF8.self)), value.isFinite
    else {
      return nil
    }
    return value
  }

  /// `2024-03-20`, `2024/3/20`, `2023年9月13日`.
  static func date(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    let parts = String(decoding: TextKernels.trimmed(text), as: UTF8.self)
      .split(omittingEmptySubsequences: false) { "-/年月日".contains($0) }
    let numbers = parts.prefix(3).compactMap { Int64($0) }
    guard numbers.count == 3, parts.dropFirst(3).allSatisfy(\.isEmpty) else { return nil }
    return Calendar.days(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}
