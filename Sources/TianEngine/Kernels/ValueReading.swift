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

  /// What `TemporalReader` reads, spaces around it allowed.
  static func temporal(_ text: UnsafeBufferPointer<UInt8>) -> TemporalReader.Reading? {
    TemporalReader.read(TextKernels.trimmed(text).span)
  }
}
