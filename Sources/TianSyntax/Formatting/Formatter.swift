import TianFigures
import TianSource

/// Writes a script in its one layout: ASCII marks, keywords of one language, one statement a line, or one
/// stage a line where that is too long. Parsing what it writes gives the same tree. Figures stay as they were
/// typed, for `7万余元` says more than its value, and every comment stays, by the part that it stood by.
public struct Formatter: Sendable {
  public var language: Language
  /// The most terminal cells a line takes before it is broken.
  public var width: Int
  private let names: Names

  /// What functions and their arguments are called in a language; any other name as it is.
  public struct Names: Sendable {
    /// Of a function.
    public var function: @Sendable (String, Language) -> String
    /// Of a function, one of its arguments.
    public var argument: @Sendable (String, String, Language) -> String

    public init(
      function: @escaping @Sendable (String, Language) -> String,
      argument: @escaping @Sendable (String, String, Language) -> String
    ) {
      self.function = function
      self.argument = argument
    }

    /// All as they were typed.
    public static let asTyped = Names(function: { name, _ in name }, argument: { _, name, _ in name })
  }

  public init(language: Language = .english, width: Int = 100, names: Names = .asTyped) {
    self.language = language
    self.width = width
    self.names = names
  }

  /// The language that most keywords of a text are in.
  public static func language(of parsed: Parsed) -> Language {
    let words = parsed.tokens.filter { token in
      if case .keyword = token.kind { true } else { false }
    }
    let chineseCount = words.count { parsed.source.bytes[Int($0.span.lower)] >= 0x80 }
    return chineseCount * 2 > words.count ? .chinese : .english
  }

  /// A parsed text in its layout, which ends in a newline. A text with errors comes back unchanged. Blank
  /// lines between statements stay, one for several.
  public func format(_ parsed: Parsed) -> String {
    guard parsed.status == .complete else { return parsed.source.text }
    let comments = CommentQueue(parsed)
    let writer = SyntaxWriter(
      source: parsed.source, comments: comments, language: language,
      names: names)
    var script = ScriptLayout(LineIndex(parsed.source))
    let statements = parsed.script.statements
    for (index, statement) in statements.enumerated() {
      let span = statement.span
      let before = comments.take(before: span.lower)
      let (document, within) = comments.collecting(before: span.upper) { writer.statement(statement) }
      for comment in before + within { script.add(.text(comments.text(of: comment)), at: comment.span) }
      // A line that begins with `|` would go on from the line before it, were that not ended.
      let isEnded = statements.dropFirst(index + 1).first?.goesOn != true
      var parts = [document, isEnded ? "" : ";"]
      var place = span
      if let comment = comments.take(after: span.upper) {
        parts.append(.comment(comments.text(of: comment)))
        place = place.joined(with: comment.span)
      }
      script.add(.sequence(parts), at: place)
    }
    for comment in comments.take() { script.add(.text(comments.text(of: comment)), at: comment.span) }
    return script.text(width: width)
  }
}

extension StatementSyntax {
  /// A query that begins with `|`.
  fileprivate var goesOn: Bool {
    if case .query(let query) = self, case .previous = query.head { true } else { false }
  }
}

/// Statements and comments one under another, with a blank line where there was one.
private struct ScriptLayout {
  private let lines: LineIndex
  private var documents: [Document] = []
  private var lastLine: Int?

  init(_ lines: LineIndex) { self.lines = lines }

  mutating func add(_ document: Document, at span: SourceSpan) {
    let first = lines.line(at: Int(span.lower))
    if let lastLine {
      documents.append(.lineEnd)
      if first > lastLine + 1 { documents.append(.lineEnd) }
    }
    documents.append(document)
    lastLine = max(lastLine ?? 0, lines.line(at: Int(span.upper)))
  }

  func text(width: Int) -> String {
    documents.isEmpty ? "" : DocumentLayout.text(.sequence(documents), width: width) + "\n"
  }
}
