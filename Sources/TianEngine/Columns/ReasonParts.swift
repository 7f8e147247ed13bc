import TianSource

/// Why rows are null in a column that is made of several.
struct ReasonParts {
  /// Nulls came of which nothing is known.
  var hasOthers = false
  private var parts: [(start: Int, validity: Bitmap, reasons: NullReasons)] = []

  mutating func append(_ column: Column, at start: Int) {
    guard let validity = column.validity else { return }
    if let reasons = column.reasons {
      parts.append((start, validity, reasons))
    } else {
      hasOthers = true
    }
  }

  /// Nil where nothing is known.
  func finish() throws(Diagnostic) -> NullReasons? {
    guard let first = parts.first else { return nil }
    let rest = hasOthers ? NullReason.unknown : first.reasons.rest
    var builder = NullReasonsBuilder()
    for (start, validity, reasons) in parts where reasons.entries != nil || reasons.rest != rest {
      try validity.forEachNull { row throws(Diagnostic) in
        let (reason, text) = reasons.reason(ofRow: row)
        if reason != rest { try builder.add(row: start + row, reason, text) }
      }
    }
    return try builder.finish(rest: rest)
  }
}
