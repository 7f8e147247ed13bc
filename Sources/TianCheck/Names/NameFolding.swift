/// What two names have in common that differ only in case and width.
enum NameFolding {
  /// Small letters, full-width forms of ASCII made ASCII.
  static func fold(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars).lowercased()
  }

  /// The places of the candidates that a name means: the exact ones, else those that fold to the same.
  static func matches<Candidates: Collection>(
    _ name: String, in candidates: Candidates
  ) -> [Int] where Candidates.Element == String {
    let exact = candidates.enumerated().filter { $0.element == name }.map(\.offset)
    guard exact.isEmpty else { return exact }
    let folded = fold(name)
    return candidates.enumerated().filter { fold($0.element) == folded }.map(\.offset)
  }
}
