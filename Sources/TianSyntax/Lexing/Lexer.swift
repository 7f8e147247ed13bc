import TianFigures
import TianSource

/// Bytes to tokens, in one pass. Never fails: what is no token gets a diagnostic and lexing goes on.
/// Cost: linear in the text.
package struct Lexer {
  /// The text as valid UTF-8, as long as the source: bytes that are not UTF-8 are spaces.
  let bytes: [UInt8]
  var at = 0
  private(set) var tokens: [Token] = []
  var comments: [CommentSyntax] = []
  var errors = SyntaxErrors()
  var openBrackets = 0
  /// The units that figures may have: those given, and those that `unit` has defined above.
  private(set) var units: UnitTable
  /// The units that the text defines, rightly or not.
  var definedUnits: Set<String> = []
  /// The interpolated texts in whose values the lexer stands, the innermost last.
  var interpolations: [Interpolation] = []
  /// Marks of other languages, which are told when all is read and the query's own language is known.
  var foreignMarks: [(span: SourceSpan, mend: Bilingual)] = []
  /// The line end before the token that comes next, where it may end a statement.
  private var pendingNewline: SourceSpan?

  package struct Lexed {
    var bytes: [UInt8]
    package var tokens: [Token]
    var comments: [CommentSyntax]
    var errors: SyntaxErrors
    var units: UnitTable
    package var diagnostics: [Diagnostic] { errors.sorted }
  }

  package static func lex(_ source: SourceText, units: UnitTable = .standard) -> Lexed {
    var lexer = Lexer(source, units)
    lexer.lex()
    return Lexed(
      bytes: lexer.bytes, tokens: lexer.tokens, comments: lexer.comments, errors: lexer.errors,
      units: lexer.units)
  }

  private init(_ source: SourceText, _ units: UnitTable) {
    self.units = units
    bytes = Self.validated(source.bytes, &errors)
    tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  private mutating func lex() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF], at: 0) { at = 3 }
    while at < bytes.count {
      let byte = bytes[at]
      if tokens.last?.is(.to) == true, lexSignedUnit() { continue }
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        lexWord()
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "\n"): lexNewline()
      case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): lexString(from: at)
      case UInt8(ascii: "["), UInt8(ascii: "`"): lexQuotedName()
      case UInt8(ascii: "@"): lexMarkedDate()
      case 0x80...: lexNonASCII()
      case UInt8(ascii: "}") where !interpolations.isEmpty: lexInterpolationEnd()
      default: lexSymbol()
      }
    }
    while !interpolations.isEmpty { abandonInterpolation() }
    reportForeignMarks()
    let end = Int(tokens.last?.span.upper ?? 0)
    tokens.append(Token(.end, SourceSpan(end, end)))
  }

  private mutating func lexNonASCII() {
    let (scalar, width) = bytes.scalar(at: at)
    if NameCharacters.isStart(scalar) || bytes.starts(with: NameCharacters.dashes, at: at) {
      lexWord()
    } else if Punctuation.stringClosers(of: scalar) != nil {
      lexString(from: at)
    } else if Punctuation.nameCloser(of: scalar) != nil {
      lexQuotedName()
    } else {
      switch Punctuation.folded(scalar)?.first ?? 0 {
      case UInt8(ascii: " "): at += width
      case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "@"): lexMarkedDate()
      case UInt8(ascii: "}") where !interpolations.isEmpty: lexInterpolationEnd()
      default: lexSymbol()
      }
    }
  }

  /// Adds a token that ends where the lexer now stands.
  mutating func emit(_ kind: Token.Kind, from start: Int) {
    if let newline = pendingNewline {
      if !continuesLine(kind) { tokens.append(Token(.newline, newline)) }
      pendingNewline = nil
    }
    if kind == .symbol(.open) { openBrackets += 1 }
    if kind == .symbol(.close) { openBrackets = max(0, openBrackets - 1) }
    tokens.append(Token(kind, SourceSpan(start, at)))
    if kind == .figure { defineUnit() }
  }

  /// `m²`, `US$` or `°C` after `to`: a unit with a sign in it that no name has, as one name. False, nothing
  /// read, where none stands there.
  private mutating func lexSignedUnit() -> Bool {
    let start = at
    guard let (_, end) = Unit.read(bytes.span, from: start, in: units), !isNameCharacter(at: end) else {
      return false
    }
    var sign = start
    while sign < end, isNameCharacter(at: sign) || joinsUnits(at: sign) {
      sign = max(wordEnd(from: sign), sign + bytes.scalar(at: sign).width)
    }
    guard sign < end else { return false }
    at = end
    emit(.name, from: start)
    return true
  }

  private func joinsUnits(at offset: Int) -> Bool {
    let folded = Punctuation.folded(bytes.scalar(at: offset).scalar)?.first ?? bytes[offset]
    return [UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "%")].contains(folded)
  }

  /// Takes a unit in as soon as its definition was read, `unit 箱 = 12 公斤`: the figures below may have it.
  /// What is wrong with a definition the checker says.
  private mutating func defineUnit() {
    let words = tokens.suffix(6).filter { $0.kind != .newline }.suffix(4)
    guard isUnitDefined(by: words.dropLast()), let amount = words.last else { return }
    let token = words[words.startIndex + 1]
    let raw = bytes[token.span.range]
    let name = token.kind == .quotedName ? StringReader.name(raw) : String(decoding: raw, as: UTF8.self)
    definedUnits.insert(name)
    guard units.unit(named: name) == nil,
      let figure = LiteralReader.figure(bytes[amount.span.range], units)
    else { return }
    do throws(UnitDefinition.Fault) { units.add(try UnitDefinition(name, as: figure)) } catch {}
  }

  /// Whether three tokens are `unit name =`.
  func isUnitDefined(by words: ArraySlice<Token>) -> Bool {
    let start = words.startIndex
    return words.count == 3 && words[start].is(.unit) && words[start + 1].isName
      && words[start + 2].is(.assign)
  }

  private func continuesLine(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .symbol(let symbol): symbol == .pipe
    case .keyword(let keyword): keyword.continuesLine
    case .name, .quotedName, .figure, .float, .date, .period, .timestamp, .string, .interpolation, .newline,
      .invalid, .end:
      false
    }
  }

  /// Line ends inside brackets, before the first token and after the last are spaces.
  private mutating func lexNewline() {
    while let text = interpolations.last, !text.form.isLong { abandonInterpolation() }
    if openBrackets == 0, !tokens.isEmpty, pendingNewline == nil { pendingNewline = SourceSpan(at, at + 1) }
    at += 1
  }

  /// The bytes with each run that is not UTF-8 turned into spaces, and told.
  private static func validated(_ source: [UInt8], _ errors: inout SyntaxErrors) -> [UInt8] {
    var bytes = source
    var from = 0
    while let bad = firstInvalid(bytes, from) {
      for at in bad { bytes[at] = UInt8(ascii: " ") }
      errors.add(
        .invalidUTF8, Bilingual("these bytes are not UTF-8", "这些字节不是 UTF-8"),
        at: SourceSpan(bad.lowerBound, bad.upperBound),
        Bilingual("save the text as UTF-8", "请把文本存为 UTF-8"))
      from = bad.upperBound
    }
    return bytes
  }

  private static func firstInvalid(_ bytes: [UInt8], _ from: Int) -> Range<Int>? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span.extracting(from..<bytes.count))
      return nil
    } catch {
      var bad = error.byteOffsets.lowerBound + from..<error.byteOffsets.upperBound + from
      // The bytes that follow, while they are no text either, belong to one message.
      while bad.upperBound < bytes.count, bytes[bad.upperBound] >= 0x80, bad.count < 64,
        !isWhole(bytes, bad.upperBound)
      {
        bad = bad.lowerBound..<bad.upperBound + 1
      }
      return bad
    }
  }

  private static func isWhole(_ bytes: [UInt8], _ at: Int) -> Bool {
    let width = bytes[at] >= 0xF0 ? 4 : bytes[at] >= 0xE0 ? 3 : bytes[at] >= 0xC2 ? 2 : 1
    guard width > 1, at + width <= bytes.count else { return false }
    return bytes[at + 1..<at + width].allSatisfy { (0x80..<0xC0).contains($0) }
  }
}
