import TianFigures
import TianSource

// TianSyntax: Tian as it is written — tokens, the tree, and text from either. It never looks a name up, never
// reads a file, and never fails: whatever the bytes, there is a tree, and diagnostics say what is wrong.

/// A recursive-descent parser of `grammar/tian.ebnf`: one production, one function, in the extensions beside.
///
/// A newline is only space where something must still come: `expect…` and operands step over newlines, while
/// `at` and `take` see them.
public struct Parser {
  /// How deep brackets, calls, signs and bracketed queries may nest.
  public static let maximumNesting = 128
  /// How high the tree of an expression may grow by operators in a chain, `1 + 1 + 1 + …`.
  public static let maximumHeight = 1000

  /// What may follow the part that is being read, in all the lists that hold it. Recovery stops there.
  struct Contexts: OptionSet {
    let rawValue: UInt8
    static let commas = Contexts(rawValue: 1)
    static let brackets = Contexts(rawValue: 2)
    static let stages = Contexts(rawValue: 4)
    static let tails = Contexts(rawValue: 8)
    static let statements = Contexts(rawValue: 16)
    /// `as`, `at`, `per`, `depth`: words that part what a stage says.
    static let clauses = Contexts(rawValue: 32)
    /// The text after a value in an interpolated text.
    static let interpolations = Contexts(rawValue: 64)
  }

  struct PendingTail {
    /// Of the message that is to have the edit.
    var place: Int
    var text: String
  }

  let source: SourceText
  let bytes: [UInt8]
  var tokens: [Token]
  let comments: [CommentSyntax]
  let units: UnitTable
  var index = 0
  var errors: SyntaxErrors
  var contexts: Contexts = .statements
  var nesting = 0
  var height = 0
  /// An operand that was read before it turned out to be one; the next operand is it.
  var givenOperand: ExpressionSyntax?
  /// The verb of a stage without its `|`, where another language has a word for it.
  var strayVerb: Verb?
  /// The place of the message about the verb at hand, where it is of another language.
  var foreignVerb: Int?
  /// The kind of chart that such a verb tells.
  var foreignChart: ChartSyntax.Kind?
  /// The end of brackets after a verb that are told to go, and are no tokens any more.
  var removedEnd: UInt32 = 0
  /// The place of the message about a word in a range, where another word of it may come.
  var rangeMessage: Int?
  /// Whether a condition of `case` is being read, which `=>` ends.
  var isAtArm = false
  /// Keys that another language writes elsewhere, to be put at the end of the stage.
  var pendingTails: [PendingTail] = []
  /// The token that the last message was about: one token, one message.
  var reportedIndex = -1
  private var isMending = false

  /// Parses a whole text. Cost: linear in the text.
  /// - Parameter units: those that figures may have, besides the ones that the text itself defines.
  public static func parse(_ source: SourceText, units: UnitTable = .standard) -> Parsed {
    parse(source, units: units, isMending: false)
  }

  /// - Parameter isMending: whether the text is a mend at work, which goes round again for what is in it.
  static func parse(_ source: SourceText, units: UnitTable = .standard, isMending: Bool) -> Parsed {
    var parser = Parser(source, Lexer.lex(source, units: units))
    parser.isMending = isMending
    let script = parser.parseScript()
    let errors = parser.errors
    let status: Parsed.Status =
      errors.diagnostics.isEmpty ? .complete : errors.isBeyondMending ? .error : .incomplete
    return Parsed(
      source: source, script: script, tokens: parser.tokens, comments: parser.comments,
      diagnostics: errors.sorted, status: status, units: parser.units)
  }

  private init(_ source: SourceText, _ lexed: Lexer.Lexed) {
    self.source = source
    bytes = lexed.bytes
    tokens = lexed.tokens
    comments = lexed.comments
    units = lexed.units
    errors = lexed.errors
  }

  // MARK: The cursor

  var current: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }
  /// The end of the last token read.
  var previousEnd: UInt32 { index == 0 ? 0 : tokens[index - 1].span.upper }

  func at(_ symbol: Symbol) -> Bool { current.is(symbol) }
  func at(_ keyword: Keyword) -> Bool { current.is(keyword) }
  var isAtEnd: Bool { current.kind == .end }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func skipNewlines() {
    while current.kind == .newline { advance() }
  }

  /// The first token from a place on that is no newline.
  func afterNewlines(from start: Int) -> Token {
    var at = min(start, tokens.count - 1)
    while tokens[at].kind == .newline { at += 1 }
    return tokens[at]
  }

  /// From a start to the end of the last token read.
  func span(from start: SourceSpan) -> SourceSpan {
    SourceSpan(lower: start.lower, upper: max(start.upper, previousEnd))
  }

  /// An empty place just after the last token read.
  var gap: SourceSpan { SourceSpan(lower: previousEnd, upper: previousEnd) }

  func text(of token: Token) -> String { String(decoding: bytes[token.span.range], as: UTF8.self) }

  /// What a mend writes, with all that the parser would mend in it mended; a mend at work comes to that
  /// later.
  func mended(_ text: String) -> String { isMending ? text : Mender.mended(text) }

  // MARK: Limits

  /// Runs a production that nests; too deep, it says so, stops the parse and gives nothing.
  mutating func nested<Result>(_ production: (inout Parser) -> Result) -> Result? {
    guard nesting < Self.maximumNesting else {
      stopTooDeep()
      return nil
    }
    nesting += 1
    defer { nesting -= 1 }
    return production(&self)
  }

  mutating func stopTooDeep() {
    if reportedIndex != tokens.count {
      errors.add(
        .nestedTooDeeply, Bilingual("nested too deeply", "嵌套太深"), at: current.span,
        Bilingual("name the inner parts with `let`", "请用 `令` 给里面的部分起名"))
    }
    index = tokens.count - 1
    reportedIndex = tokens.count
  }
}
