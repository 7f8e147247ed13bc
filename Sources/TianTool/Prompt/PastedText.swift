/// What a terminal sends as one bracketed paste, after its begin mark.
struct PastedText {
  private static let endMark: [UInt32] = "\u{1B}[201~".unicodeScalars.map(\.value)

  private var scalars: [UInt32] = []
  private(set) var isFinished = false

  mutating func append(_ scalar: UInt32) {
    guard !isFinished else { return }
    scalars.append(scalar)
    if scalar == Self.endMark.last, scalars.suffix(Self.endMark.count) == Self.endMark[...] {
      scalars.removeLast(Self.endMark.count)
      isFinished = true
    }
  }

  /// The text, without newlines at its end, so that Enter remains to be pressed. The terminal's driver
  /// turns the carriage returns that terminals send into newlines, and newlines into carriage returns.
  var text: String {
    var view = String.UnicodeScalarView()
    var previous: UInt32 = 0
    for scalar in scalars {
      let isSecondOfPair = previous == 0x0A && scalar == 0x0D
      previous = isSecondOfPair ? 0 : scalar
      if isSecondOfPair { continue }
      view.append(scalar == 0x0D ? "\n" : Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    while view.last == "\n" { view.removeLast() }
    return String(view)
  }
}
