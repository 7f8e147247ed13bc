import TianSource

/// Errors that a row can cause.
enum Failures {
  /// `row` counts from 0 in the table that the pipeline reads.
  static func overflow(_ span: SourceSpan, row: UInt32) -> Diagnostic {
    Diagnostic(
      .overflow,
      Bilingual(
        "the result does not fit in 64 bits, first at row \(row + 1)", "结果超出 64 位，首见于第 \(row + 1) 行"),
      at: [Diagnostic.Label(span, Bilingual("float(…) gives an approximate number", "用 浮点(…) 得近似值"))])
  }

  /// Of a date and a length of time; `row` as above.
  static func noSuchDate(_ span: SourceSpan, row: UInt32) -> Diagnostic {
    Diagnostic(
      .overflow,
      Bilingual(
        "the result is outside the years 1 to 9999, first at row \(row + 1)",
        "结果超出 1 年至 9999 年，首见于第 \(row + 1) 行"),
      at: [Diagnostic.Label(span, Bilingual("a shorter length of time keeps inside", "请用较短的时间长度"))])
  }

  static func sumOverflow(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .overflow, Bilingual("the sum does not fit in 64 bits", "合计超出 64 位"),
      at: [Diagnostic.Label(span, Bilingual("sum(float(…)) gives an approximate number", "用 合计(浮点(…)) 得近似值"))]
    )
  }

  /// The first row that a check says fails and that is not null, as an overflow; nothing where only null
  /// rows do.
  static func throwOverflow(
    _ span: SourceSpan, in batch: Batch, validity: UnsafeMutablePointer<UInt64>?, where fails: (Int) -> Bool
  ) throws(Diagnostic) {
    for row in 0..<batch.count where fails(row) {
      if validity.map({ $0[row >> 6] >> UInt64(row & 63) & 1 != 0 }) ?? true {
        throw overflow(span, row: batch.ordinal(row))
      }
    }
  }
}
