import TianSource

/// Applies the edits that messages offer.
package enum Mender {
  /// The text with edits made, from the last to the first; of two that overlap the later is made.
  package static func applying(_ fixes: [Diagnostic.Fix], to source: SourceText) -> String {
    var bytes = source.bytes
    var end = bytes.count
    let ordered = fixes.enumerated().sorted { left, right in
      let (from, to) = (left.element.span, right.element.span)
      return (from.lower, from.upper, left.offset) > (to.lower, to.upper, right.offset)
    }
    for fix in ordered.map(\.element) where Int(fix.span.upper) <= end {
      bytes.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
      end = Int(fix.span.lower)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// So many queries of another language in one another are mended.
  private static let depthMost = 8

  /// The text with all that the parser would mend in it mended, as far as that goes. Cost: some parses.
  static func mended(_ text: String) -> String {
    var text = text
    for _ in 0..<depthMost {
      let source = SourceText(text)
      let fixes = Parser.parse(source, isMending: true).diagnostics.flatMap(\.fixes)
      if fixes.isEmpty { break }
      text = applying(fixes, to: source)
    }
    return text
  }
}
