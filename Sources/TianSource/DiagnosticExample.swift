/// What brings a message about, and the same mended, as queries over `samples/`. A test runs both.
public struct DiagnosticExample: Hashable, Sendable {
  public let wrong: String
  public let mended: String

  package init(wrong: String, mended: String) {
    self.wrong = wrong
    self.mended = mended
  }
}

extension DiagnosticCode {
  /// Nil for what no query of its own brings about: bytes, files, memory, other databases.
  public var example: DiagnosticExample? { Self.examples[id] }

  private static let examples: [String: DiagnosticExample] = {
    let all = syntaxExamples + nameExamples + shapeExamples + typeExamples + unitExamples + dataExamples
    return Dictionary(
      all.map { ($0.id, DiagnosticExample(wrong: $0.wrong, mended: $0.mended)) },
      uniquingKeysWith: { first, _ in first })
  }()
}
