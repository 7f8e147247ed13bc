import TianCheck
import TianSource
import TianSyntax

// What a message offers is tried before it is offered: a mend that leaves an error at its own place, which
// no mend of that error takes away, is worse than none.
extension Session {
  /// Longer texts, and such with more errors, are pasted or made by programs: their mends are offered
  /// untried, for each trial reads the whole text again.
  private static let bytesMost = 4_096
  private static let triedMost = 20
  /// A mend may bring up what another mends, and so on.
  private static let roundsMost = 5

  /// The diagnostics of a text, without the edits that do not help. What one edit of a whole query brings up
  /// is mended with it. Cost: some parses and checks of a short text for each that has an edit.
  package func guarded(_ diagnostics: [Diagnostic], in source: SourceText, folder: String) -> [Diagnostic] {
    guard source.bytes.count <= Self.bytesMost, diagnostics.count <= Self.triedMost else {
      return diagnostics
    }
    let fixes = diagnostics.flatMap(\.fixes)
    if diagnostics.count > 1, !fixes.isEmpty {
      // What belongs together is tried together.
      let all = SourceText(name: source.name, bytes: Array(Mender.applying(fixes, to: source).utf8))
      if problems(of: all, folder).isEmpty { return diagnostics }
    }
    return diagnostics.map { $0.fixes.isEmpty ? $0 : guarded($0, in: source, folder) }
  }

  /// The same for one statement of a script, of which those before it are known to the session.
  func guarded(_ diagnostics: [Diagnostic], of statement: StatementSyntax, in script: Script) -> [Diagnostic]
  {
    switch statement {
    case .load, .use: return diagnostics
    case .query, .binding, .function, .setting, .unit, .directive: break
    }
    let start = Int(statement.span.lower)
    let later = script.statements.map { Int($0.span.lower) }.filter { $0 > start }.min()
    let end = later ?? script.source.bytes.count
    let piece = SourceText(name: script.source.name, bytes: Array(script.source.bytes[start..<end]))
    let isWithin = { (span: SourceSpan) in Int(span.lower) >= start && Int(span.upper) <= end }
    guard diagnostics.allSatisfy({ $0.fixes.allSatisfy { isWithin($0.span) } }) else { return diagnostics }
    let checked = guarded(
      diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.fixes = diagnostic.fixes.map { $0.moved(by: -start) }
        return diagnostic
      }, in: piece, folder: script.folder)
    return checked.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.fixes = diagnostic.fixes.map { $0.moved(by: start) }
      return diagnostic
    }
  }

  private func guarded(_ diagnostic: Diagnostic, in source: SourceText, _ folder: String) -> Diagnostic {
    var diagnostic = diagnostic
    // What is typed to the end wants more in any case.
    let isAtEnd = diagnostic.fixes.contains { fix in
      source.bytes[Int(fix.span.upper)...].allSatisfy { $0 <= UInt8(ascii: " ") }
    }
    func problems(of source: SourceText) -> [Diagnostic] {
      self.problems(of: source, folder).filter { !isAtEnd || $0.code != .unexpectedEnd }
    }
    var trial = MendTrial(source, diagnostic.fixes)
    let isGuess =
      diagnostic.fixes.map(\.replacement) == [","]
      || diagnostic.labels.contains { $0.text.en.hasPrefix("did you mean") }
    var isBetter = true
    if isGuess, case let left = problems(of: trial.source).filter(\.isSyntax) {
      // A near name that only leads to the next error was not meant.
      isBetter = left.isEmpty || left.count < problems(of: source).count
    }
    for _ in 0..<(isBetter ? Self.roundsMost : 0) {
      let errors = problems(of: trial.source).filter { trial.touches($0) }
      guard !errors.isEmpty else {
        if diagnostic.fixes.count == 1, trial.isContained { diagnostic.becomeFix(trial.replacement) }
        return diagnostic
      }
      guard let next = errors.first(where: { !$0.fixes.isEmpty }) else { break }
      trial.apply(next.fixes)
    }
    diagnostic.fixes = []
    // A near name that does not fit is no hint either.
    guard diagnostic.code == .unknownStage || diagnostic.code == .unknownFunction else { return diagnostic }
    for place in diagnostic.labels.indices
    where diagnostic.labels[place].text.en.hasPrefix("did you mean") {
      diagnostic.labels[place].text = Bilingual("", "")
    }
    return diagnostic
  }

  /// What is wrong with a text, as it stands in this session. Nothing is run, and nothing is kept.
  private func problems(of source: SourceText, _ folder: String) -> [Diagnostic] {
    let known = environment
    defer { environment = known }
    let (script, error) = parseWhatIsWhole(source, folder: folder)
    if let error { return error.diagnostics }
    return check(script).flatMap { $0.source == source ? $0.diagnostics : [] }
      .filter { $0.severity == .error }
  }
}

/// A text with edits made, and where they were made.
private struct MendTrial {
  private(set) var source: SourceText
  private var spots: [SourceSpan] = []
  /// Whether all later edits were within the first's place.
  private(set) var isContained = true

  init(_ source: SourceText, _ fixes: [Diagnostic.Fix]) {
    self.source = source
    apply(fixes)
    isContained = true
  }

  var replacement: String { spots.first.map(source.text) ?? "" }

  /// Whether an error is at the place of an edit, or right beside it.
  func touches(_ error: Diagnostic) -> Bool {
    guard let span = error.span else { return false }
    return spots.contains { $0.lower <= span.upper && span.lower <= $0.upper }
  }

  mutating func apply(_ fixes: [Diagnostic.Fix]) {
    for fix in fixes.sorted(by: { ($0.span.lower, $0.span.upper) > ($1.span.lower, $1.span.upper) }) {
      let size = UInt32(fix.replacement.utf8.count)
      let within = spots.firstIndex { $0.lower <= fix.span.lower && fix.span.upper <= $0.upper }
      if within == nil { isContained = false }
      source = SourceText(name: source.name, bytes: Array(Mender.applying([fix], to: source).utf8))
      for place in spots.indices {
        spots[place] =
          place == within
          ? SourceSpan(lower: spots[place].lower, upper: spots[place].upper + size - fix.span.count)
          : spots[place].moved(after: fix.span, by: size)
      }
      if within == nil { spots.append(SourceSpan(lower: fix.span.lower, upper: fix.span.lower + size)) }
    }
  }
}

extension SourceSpan {
  fileprivate var count: UInt32 { upper - lower }

  /// Where this stands once a span before it has another size.
  fileprivate func moved(after span: SourceSpan, by size: UInt32) -> SourceSpan {
    guard span.upper <= lower else { return self }
    return SourceSpan(lower: lower + size - span.count, upper: upper + size - span.count)
  }
}

extension Diagnostic.Fix {
  fileprivate func moved(by offset: Int) -> Self {
    Self(SourceSpan(Int(span.lower) + offset, Int(span.upper) + offset), replacement)
  }
}

extension Diagnostic {
  /// Whether the parser said it.
  fileprivate var isSyntax: Bool { code.id.hasPrefix("T1") }

  /// Its only edit with another text, which its label shows too.
  fileprivate mutating func becomeFix(_ text: String) {
    let old = fixes[0].replacement
    guard old != text else { return }
    fixes[0].replacement = text
    for place in labels.indices {
      let (en, zh) = (labels[place].text.en, labels[place].text.zh)
      labels[place].text = Bilingual(
        en.replacing("\(old)`", with: "\(text)`"), zh.replacing("\(old)`", with: "\(text)`"))
    }
  }
}
