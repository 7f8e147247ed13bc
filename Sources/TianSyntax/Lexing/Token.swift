import TianSource

/// What a piece of a source text is, and where. Spaces and comments are no tokens.
public struct Token: Hashable, Sendable {
  /// Where a piece of an interpolated text stands.
  public enum InterpolationPart: Hashable, Sendable {
    case start, middle, end
  }

  public enum Kind: Hashable, Sendable {
    /// A word that spells no keyword, or one that the parser read as a name.
    case name
    /// A word that spells a keyword; the grammar tells whether it is one in its place.
    case keyword(Keyword)
    /// `[..]`, `【..】` or backticks.
    case quotedName
    /// A number or a quantity: `500`, `近2000亩`, `15%`.
    case figure
    /// A number with an exponent.
    case float
    case date
    /// `@2023`, `2023年5月`.
    case period
    /// `2024-03-20T08:30:00`.
    case timestamp
    /// A text, but for one with values in it.
    case string
    /// `f"{`, `}: {` and `}"` of an interpolated text; the values' own tokens stand between them.
    case interpolation(InterpolationPart)
    case symbol(Symbol)
    /// A line end that may end a statement.
    case newline
    /// What no token begins with; a diagnostic has said so.
    case invalid
    /// The end of the text, always the last token; its span is empty and follows the last token's.
    case end
  }

  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// May be read as a name: a word that is not reserved, or a quoted one.
  public var isName: Bool {
    switch kind {
    case .name, .quotedName: true
    case .keyword(let keyword): !keyword.isReserved
    case .figure, .float, .date, .period, .timestamp, .string, .interpolation, .symbol, .newline, .invalid,
      .end:
      false
    }
  }

  func `is`(_ keyword: Keyword) -> Bool { kind == .keyword(keyword) }
  func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}
