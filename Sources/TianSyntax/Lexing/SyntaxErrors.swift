import TianSource

/// Collects what is wrong with a text, up to a limit: a text that is no query at all is not worth more.
struct SyntaxErrors {
  static let maximum = 100

  private(set) var diagnostics: [Diagnostic] = []
  /// Something is wrong that more text after the end would not mend.
  private(set) var isBeyondMending = false

  mutating func add(_ diagnostic: Diagnostic, isAtEnd: Bool = false) {
    if !isAtEnd { isBeyondMending = true }
    if diagnostics.count < Self.maximum { diagnostics.append(diagnostic) }
  }

  mutating func add(
    _ code: DiagnosticCode, _ message: Bilingual, at span: SourceSpan, _ label: Bilingual = Bilingual("", ""),
    fix: String? = nil
  ) {
    add(Diagnostic(code, message, at: [.init(span, label)], fixes: fix.map { [.init(span, $0)] } ?? []))
  }

  /// Adds a message whose fixes are not all known yet. Its place; nil where there are too many.
  mutating func addMendable(_ diagnostic: Diagnostic) -> Int? {
    add(diagnostic)
    return diagnostics.last == diagnostic ? diagnostics.count - 1 : nil
  }

  /// Puts another message in the place of the one about a token.
  mutating func replace(_ code: DiagnosticCode, at span: SourceSpan, by diagnostic: Diagnostic) {
    guard let place = diagnostics.firstIndex(where: { $0.code == code && $0.span == span }) else { return }
    diagnostics[place] = diagnostic
  }

  mutating func addFix(_ fix: Diagnostic.Fix, to place: Int) { diagnostics[place].fixes.append(fix) }

  /// In the order of their places.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      let (from, to) = (left.element.span?.lower ?? 0, right.element.span?.lower ?? 0)
      return (from, left.offset) < (to, right.offset)
    }.map(\.element)
  }
}
