import TianSource

/// A name as written, its quotes taken off: `面积`, `[亩均产值(元/亩)]`.
public struct NameSyntax: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan
  /// Written in brackets or backticks, and so never a keyword.
  public var isQuoted: Bool

  public init(_ text: String, span: SourceSpan, isQuoted: Bool = false) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
  }
}

/// One or more names joined by dots: `村编码`, `t.村编码`. Never empty.
public struct PathSyntax: Hashable, Sendable {
  public var first: NameSyntax
  public var rest: [NameSyntax]

  public init(_ first: NameSyntax, _ rest: [NameSyntax] = []) {
    self.first = first
    self.rest = rest
  }

  public var names: [NameSyntax] { [first] + rest }
  public var last: NameSyntax { rest.last ?? first }
  public var span: SourceSpan { first.span.joined(with: last.span) }
  /// The name alone, where the path has no dot.
  public var single: NameSyntax? { rest.isEmpty ? first : nil }
}

/// A string's value, its escapes read.
public struct StringSyntax: Hashable, Sendable {
  public var value: String
  public var span: SourceSpan

  public init(_ value: String, span: SourceSpan) {
    self.value = value
    self.span = span
  }
}
