/// A kind of message: its code, and a page that tells more (`tian explain T203`).
/// Codes are declared beside one another, an area a file: T1xx what is written, T2xx names and types,
/// T3xx units and hedges, T4xx data while loading and running, T5xx files and the workspace, T6xx other
/// databases.
public struct DiagnosticCode: Hashable, Sendable {
  public let id: String
  public let title: Bilingual
  public let page: Bilingual

  package init(_ id: String, title: Bilingual, page: Bilingual) {
    self.id = id
    self.title = title
    self.page = page
  }

  /// Every code, in order. A test holds each to a case that triggers it.
  public static let all: [DiagnosticCode] =
    syntaxCodes + checkCodes + dataCodes + workspaceCodes
    + databaseCodes
}
