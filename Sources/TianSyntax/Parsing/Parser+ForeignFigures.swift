import TianFigures
import TianSource

// Figures and lists of values without their brackets.
extension Parser {
  /// `in "a", "b"`: the brackets of a list are missing.
  mutating func skipBareList(_ first: ExpressionSyntax, _ value: SourceSpan) -> ExpressionSyntax {
    let start = SourceSpan(lower: value.lower, upper: value.lower)
    let place = reportForeign(Bilingual("in (a, b)", "在 (a, b)"), fixes: [.init(start, "(")])
    while take(.comma) { _ = parseExpression() }
    if let place { errors.addFix(.init(gap, ")"), to: place) }
    return first
  }

  /// `1,500亩` where no list can stand: told, and read as one figure. Nil where it is none.
  mutating func takeThousands() -> ExpressionSyntax? {
    guard !contexts.contains(.commas) else { return nil }
    var last = index
    while isThousands(after: last) { last += 2 }
    guard last > index else { return nil }
    let whole = span(index, last)
    let mended = source.text(of: whole).filter { $0 != "," }
    // What begins with 0 the lexer has told.
    if !(index..<last).contains(where: { bytes[tokens[$0 + 1].span.range].first == 0x30 }) {
      reportForeign(Bilingual(mended, mended), at: whole, fixes: [.init(whole, mended)])
    }
    index = last + 1
    return LiteralReader.figure(Array(mended.utf8)[...], units).map { .literal(.figure($0), whole) }
      ?? .missing(whole)
  }

  /// Whether a comma and three digits stand close behind a figure.
  private func isThousands(after place: Int) -> Bool {
    let (comma, rest) = (token(place + 1), token(place + 2))
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    return comma.is(.comma) && rest.kind == .figure && bytes[token(place).span.range].allSatisfy(isDigit)
      && bytes[rest.span.range].prefix(while: isDigit).count == 3
      && token(place).span.upper == comma.span.lower && comma.span.upper == rest.span.lower
  }
}
