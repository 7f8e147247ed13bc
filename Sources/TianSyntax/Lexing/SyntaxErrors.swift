import TianSource

/// Collects what is wrong with a text, up to a limit: a text that is no query at all is not worth more.
struct SyntaxErrors {
  static let maximum = 100

  private(set) var diagnostics: [Diagnostic] = []
  /// Parts, and of how many messages those within them go: the places of messages stay.
  private var covered: [(span: SourceSpan, count: Int)] = []
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

  /// What was said of a part so far goes: the next message is about all of it.
  mutating func cover(_ span: SourceSpan) { covered.append((span, diagnostics.count)) }

  mutating func addFixToLast(_ fix: Diagnostic.Fix) {
    if !diagnostics.isEmpty { addFix(fix, to: diagnostics.count - 1) }
  }

  /// Says something else under a message's carets.
  mutating func relabel(_ place: Int, _ label: Bilingual) {
    guard !diagnostics[place].labels.isEmpty else { return }
    diagnostics[place].labels[0].text = label
  }

  mutating func addFix(_ fix: Diagnostic.Fix, to place: Int) { diagnostics[place].fixes.append(fix) }

  /// In the order of their places.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().filter { place, diagnostic in
      !covered.contains { place < $0.count && $0.span.contains(diagnostic.span) }
    }.sorted { left, right in
      let (from, to) = (left.element.span?.lower ?? 0, right.element.span?.lower ?? 0)
      return (from, left.offset) < (to, right.offset)
    }.map(\.element)
  }
}

extension SourceSpan {
  fileprivate func contains(_ other: SourceSpan?) -> Bool {
    other.map { lower <= $0.lower && $0.upper <= upper } ?? false
  }
}
