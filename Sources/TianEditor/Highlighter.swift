import TianCheck
import TianPlan
import TianSource
import TianSyntax
import TianText

/// What the parts of a query are that is being written, for an editor to colour.
package struct Highlighter {
  package enum Role: Hashable, Sendable {
    case keyword, function, table, name, string, figure, unit, comment
    /// A name that nothing has.
    case unknown
    /// A bracket at the cursor and the one that belongs to it.
    case bracket
  }

  /// A piece of the text, as a range of its UTF-8.
  package struct Piece: Hashable, Sendable {
    package var range: Range<Int>
    package var role: Role
  }

  package struct Result: Equatable, Sendable {
    /// In order, none over another; what is in none is plain.
    package var pieces: [Piece]
    /// What messages would be about.
    package var errors: [Range<Int>]
  }

  /// Longer texts are pasted data: only their tokens are looked at.
  private static let checkedBytesMax = 1 << 14

  private let context: EditingContext

  package init(_ context: EditingContext) { self.context = context }

  /// - Parameter cursor: an offset in the text's UTF-8; the word that ends there is not blamed while it may
  ///   become something. Nil where all has been typed.
  package func highlight(_ text: String, cursor: Int?) -> Result {
    let cursor = cursor ?? -1
    let source = SourceText(text)
    let parsed = Parser.parse(source, units: context.environment.units)
    let diagnostics = source.bytes.count > Self.checkedBytesMax ? [] : self.diagnostics(parsed, cursor)
    let errors = diagnostics.compactMap(\.span).filter { !$0.isEmpty }.map(\.range)
    let unknown = Set(diagnostics.filter(\.isAboutUnknownName).compactMap(\.span))
    var pieces = parsed.comments.map { Piece(range: $0.span.range, role: .comment) }
    var before: [Token] = []
    for (place, token) in parsed.tokens.enumerated() {
      let next = parsed.tokens.dropFirst(place + 1).first
      let isUnknown = unknown.contains { $0.lower <= token.span.lower && token.span.upper <= $0.upper }
      pieces += self.pieces(of: token, before: next, after: before, isUnknown: isUnknown, in: source)
      before = before.suffix(1) + [token]
    }
    if let pair = Self.brackets(in: parsed.tokens, at: cursor) {
      pieces += pair.map { Piece(range: $0.span.range, role: .bracket) }
    }
    return Result(pieces: pieces.sorted { $0.range.lowerBound < $1.range.lowerBound }, errors: errors)
  }

  private func pieces(
    of token: Token, before next: Token?, after before: [Token], isUnknown: Bool, in source: SourceText
  ) -> [Piece] {
    let range = token.span.range
    func whole(_ role: Role) -> [Piece] { [Piece(range: range, role: role)] }
    switch token.kind {
    case .keyword: return whole(.keyword)
    case .name, .quotedName:
      if isUnknown { return whole(.unknown) }
      if let next, next.kind == .symbol(.open), next.span.lower == token.span.upper {
        return whole(.function)
      }
      let isTable =
        Self.mayBeTable(after: before)
        && context.catalog.tableNames.contains(source.text(of: token.span))
      return whole(isTable ? .table : .name)
    case .string, .interpolation: return whole(.string)
    case .figure:
      // From the last digit on stands the unit: `近2000亩`.
      let text = Array(source.bytes[range])
      let digits = text.lastIndex { (0x30...0x39).contains($0) }.map { $0 + 1 } ?? 0
      guard digits > 0, digits < text.count else { return whole(.figure) }
      let middle = range.lowerBound + digits
      return [
        Piece(range: range.lowerBound..<middle, role: .figure),
        Piece(range: middle..<range.upperBound, role: .unit),
      ]
    case .float, .date, .period, .timestamp: return whole(.figure)
    case .symbol, .newline, .invalid, .end: return []
    }
  }

  /// Whether a name is a table's where it stands: at the head of a query, or behind a word that wants one.
  private static func mayBeTable(after before: [Token]) -> Bool {
    switch before.last?.kind {
    case nil, .newline, .symbol(.semicolon), .symbol(.assign), .keyword(.from), .keyword(.join),
      .keyword(.union), .keyword(.except), .keyword(.intersect), .keyword(.follow), .keyword(.explain),
      .keyword(.profile), .keyword(.lineage):
      true
    case .symbol(.open): before.count < 2 || !before[0].isName
    case .keyword(let word): word.role == .joinKind
    default: false
    }
  }

  // MARK: What is wrong

  /// Those of the parser that more typing does not mend, else those of the checker.
  private func diagnostics(_ parsed: Parsed, _ cursor: Int) -> [Diagnostic] {
    var found: [Diagnostic] = []
    switch parsed.status {
    case .error: found = parsed.diagnostics
    case .complete, .incomplete:
      var checker = Checker(
        source: parsed.source, catalog: context.catalog, environment: context.environment)
      for statement in parsed.script.statements { _ = checker.check(statement) }
      found = checker.diagnostics
    }
    let source = parsed.source
    let written = Self.end(ofWrittenBefore: cursor, source)
    return found.filter { diagnostic in
      guard diagnostic.severity == .error, let span = diagnostic.span else { return false }
      // What is being typed is not wrong yet, and what stands behind it is not there yet.
      guard Int(span.upper) >= written, cursor >= Int(span.lower) else {
        return !isUnread(diagnostic, source)
      }
      if written == cursor { return isLost(diagnostic, source, cursor) }
      // A blank ends a name; a value goes on behind it, and so does what is yet to be given its name.
      return diagnostic.isAboutUnknownName && !isUnread(diagnostic, source) && !namesAnew(source, cursor)
    }
  }

  /// The cursor, or before the blanks that stand before it at the text's end.
  private static func end(ofWrittenBefore cursor: Int, _ source: SourceText) -> Int {
    guard cursor == source.bytes.count else { return cursor }
    return source.bytes.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? 0
  }

  /// Whether a name before the cursor may be a new one, which `=` follows.
  private func namesAnew(_ source: SourceText, _ cursor: Int) -> Bool {
    let before = String(decoding: source.bytes[..<cursor], as: UTF8.self)
    let typed = TypedText(before: before, units: context.environment.units)
    guard case .keyword(let word)? = typed.tokens.first?.kind, let verb = word.verb else { return false }
    return [.derive, .select, .summarize, .rename].contains(verb)
      && typed.tokens.operandStart == typed.tokens.endIndex - 1
  }

  /// Whether the name that is being typed can no longer become one that is there.
  private func isLost(_ diagnostic: Diagnostic, _ source: SourceText, _ cursor: Int) -> Bool {
    guard diagnostic.isAboutUnknownName, !isUnread(diagnostic, source),
      Int(diagnostic.span?.upper ?? 0) == cursor
    else { return false }
    return Completer(context).complete(source.text, cursor: cursor).candidates.isEmpty
  }

  /// A table that is there, and so large that it was left unread; a file likewise.
  private func isUnread(_ diagnostic: Diagnostic, _ source: SourceText) -> Bool {
    if diagnostic.code == .cancelled { return true }
    guard diagnostic.code == .unknownTable, let span = diagnostic.span else { return false }
    let name = TextFolding.fold(source.text(of: span))
    return context.catalog.tableNames.contains { TextFolding.fold($0) == name }
  }

  // MARK: Brackets

  /// The bracket before the cursor, else the one at it, and the other of its pair; nil where either is
  /// missing.
  private static func brackets(in tokens: [Token], at cursor: Int) -> [Token]? {
    func isBracket(_ token: Token) -> Bool {
      token.kind == .symbol(.open) || token.kind == .symbol(.close)
    }
    let brackets = tokens.filter(isBracket)
    guard
      let at = brackets.firstIndex(where: { Int($0.span.upper) == cursor })
        ?? brackets.firstIndex(where: { Int($0.span.lower) == cursor })
    else { return nil }
    let isOpen = brackets[at].kind == .symbol(.open)
    var depth = 0
    for index in isOpen ? Array(at..<brackets.count) : (0...at).reversed() {
      depth += (brackets[index].kind == .symbol(.open)) == isOpen ? 1 : -1
      if depth == 0 { return [brackets[at], brackets[index]] }
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate var isAboutUnknownName: Bool {
    [.unknownTable, .unknownColumn, .unknownFunction].contains(code)
  }
}
