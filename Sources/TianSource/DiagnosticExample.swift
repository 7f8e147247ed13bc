/// What brings a message about, and the same mended. A test runs both.
public struct DiagnosticExample: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Queries over `samples/`.
    case queries
    /// Commands of a shell, one a line, in a folder that is empty at first.
    case commands
  }

  public let kind: Kind
  public let wrong: String
  public let mended: String

  package init(_ kind: Kind, wrong: String, mended: String) {
    self.kind = kind
    self.wrong = wrong
    self.mended = mended
  }
}

extension DiagnosticCode {
  typealias ExampleRow = (id: String, wrong: String, mended: String)

  /// Every code has one.
  public var example: DiagnosticExample? { Self.examples[id] }

  private static let examples: [String: DiagnosticExample] = {
    let queries = syntaxExamples + nameExamples + shapeExamples + typeExamples + unitExamples + dataExamples
    let rows = queries.map { (DiagnosticExample.Kind.queries, $0) } + commandExamples.map { (.commands, $0) }
    return Dictionary(
      rows.map { kind, row in (row.id, DiagnosticExample(kind, wrong: row.wrong, mended: row.mended)) },
      uniquingKeysWith: { first, _ in first })
  }()
}
