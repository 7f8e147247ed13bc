import TianSource

/// Where in a source text the parts of a string's value are written.
public enum StringPlaces {
  /// The span of some bytes of a string's value; nil for a string over several lines or with values in it,
  /// whose value is no part of the text as it is. `span` is the whole token.
  public static func span(of range: Range<Int>, in span: SourceSpan, _ source: SourceText) -> SourceSpan? {
    let token = Array(source.text(of: span).utf8)
    let isRaw = token.first == UInt8(ascii: "r")
    var at = isRaw ? 1 : 0
    guard at < token.count else { return nil }
    let (open, width) = token.scalar(at: at)
    guard let closers = Punctuation.stringClosers(of: open) else { return nil }
    at += width
    if at < token.count, closers.contains(token.scalar(at: at).scalar), at + width < token.count {
      return nil
    }
    var offset = 0
    var (start, end): (Int?, Int?) = (nil, nil)
    while at < token.count {
      if offset >= range.lowerBound, start == nil { start = at }
      if offset >= range.upperBound { end = at }
      if end != nil { break }
      if token[at] == UInt8(ascii: "\\"), !isRaw {
        at += 1
        guard at < token.count, let scalar = StringReader.escape(token, at: &at) else { return nil }
        offset += String(scalar).utf8.count
      } else {
        let (scalar, width) = token.scalar(at: at)
        if closers.contains(scalar) { break }
        at += width
        offset += width
      }
    }
    guard let start = start ?? end ?? (offset >= range.lowerBound ? at : nil) else { return nil }
    let base = Int(span.lower)
    return SourceSpan(base + start, base + max(start, end ?? at))
  }
}
