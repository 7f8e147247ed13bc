import TianText

/// What two names have in common that differ only in case, width, or Simplified and Traditional.
enum NameFolding {
  static func fold(_ name: String) -> String { TextFolding.fold(name) }

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
