/// What is wrong (or worth knowing) at a place in a source text, and how to mend it.
public struct Diagnostic: Hashable, Sendable, Error {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// A place, with what is said under its carets.
  public struct Label: Hashable, Sendable {
    public var span: SourceSpan
    public var text: Bilingual

    public init(_ span: SourceSpan, _ text: Bilingual = Bilingual("", "")) {
      self.span = span
      self.text = text
    }
  }

  /// An edit that mends the query: the span is replaced by the text.
  public struct Fix: Hashable, Sendable {
    public var span: SourceSpan
    public var replacement: String

    public init(_ span: SourceSpan, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  public var code: DiagnosticCode
  public var severity: Severity
  public var message: Bilingual
  /// The place at fault, first; where the cause lies elsewhere, that place too. Empty for what has no
  /// place in a query, a file that cannot be opened for example.
  public var labels: [Label]
  /// Lines after the drawing, each shown behind `=`.
  public var notes: [Bilingual]
  /// One edit in parts, all of which belong together.
  public var fixes: [Fix]
  /// Other edits, each of which mends it in place of `fixes`.
  public var alternatives: [[Fix]]

  public init(
    _ code: DiagnosticCode, _ message: Bilingual, severity: Severity = .error, at labels: [Label] = [],
    notes: [Bilingual] = [], fixes: [Fix] = [], alternatives: [[Fix]] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.labels = labels
    self.notes = notes
    self.fixes = fixes
    self.alternatives = alternatives
  }

  public var span: SourceSpan? { labels.first?.span }
}
