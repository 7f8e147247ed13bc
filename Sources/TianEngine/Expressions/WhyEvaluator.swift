import TianPlan
import TianSource

/// `why`: the reason for which a cell of a column is null, as text; null where it is a value, and where
/// nobody knows.
final class WhyEvaluator: Evaluator {
  private let id: ColumnID
  private let language: Language
  /// Made once: the column stays the same in all batches of a run.
  private var answers: Answers?

  init(_ id: ColumnID, _ language: Language, span: SourceSpan) {
    self.id = id
    self.language = language
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let answers = try answers(batch)
    let codes = try batch.arena.allocate(Int64.self, batch.count)
    let validity = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    let vector = try batch.vector(id)
    Loops.bits(validity, batch.count) { row in
      codes[row] = 0
      guard !vector.isValid(row), let code = answers.code(batch, row) else { return false }
      codes[row] = code
      return true
    }
    return Vector(.text(codes, answers.texts), validity: validity)
  }

  private func answers(_ batch: Batch) throws(Diagnostic) -> Answers {
    if let answers { return answers }
    let made =
      if case .stored(let source, let column) = batch.bindings.all[id.index] {
        try Answers(column, source, language)
      } else {
        try Answers(nil, 0, language)
      }
    answers = made
    return made
  }

  /// The texts of a column's reasons: those that need no word of the file, and one for each entry's.
  private struct Answers {
    let texts: TextDictionary
    private let source: Int
    private let reasons: NullReasons?
    /// Of reasons without a word, by their raw values.
    private var plain: [Int64?] = []
    /// Of entries, by reason and code.
    private var worded: [UInt64: Int64] = [:]

    init(_ column: Column?, _ source: Int, _ language: Language) throws(Diagnostic) {
      self.source = source
      reasons = column?.reasons
      var texts: [String] = []
      for reason in NullReason.allCases {
        let text = reason.text("")?[language]
        plain.append(text == nil ? nil : Int64(texts.count))
        if let text { texts.append(text) }
      }
      if let entries = reasons?.entries {
        for place in 0..<entries.rows.count {
          let key = Self.key(entries, place)
          guard worded[key] == nil else { continue }
          let original = String(decoding: entries.texts.utf8(Int(entries.codes[place])), as: UTF8.self)
          guard let text = entries.reason(place).text(original) else { continue }
          worded[key] = Int64(texts.count)
          texts.append(text[language])
        }
      }
      // A word of the file may be one of ours.
      self.texts = try TextDictionary(texts, isUnique: false)
    }

    private static func key(_ entries: NullReasons.Entries, _ place: Int) -> UInt64 {
      UInt64(entries.codes[place]) << 8 | UInt64(entries.reasons[place])
    }

    /// Of a null row of the batch.
    func code(_ batch: Batch, _ row: Int) -> Int64? {
      let own: UInt32 =
        switch batch.sources[source] {
        case .range(let start): UInt32(truncatingIfNeeded: start + row)
        case .rows(let rows), .rowsOrMissing(let rows): rows[row]
        }
      if own == Batch.missingRow { return plain[Int(NullReason.unmatched.rawValue)] }
      guard let reasons else { return nil }
      guard let entries = reasons.entries, let place = entries.place(ofRow: own) else {
        return plain[Int(reasons.rest.rawValue)]
      }
      return worded[Self.key(entries, place)]
    }
  }
}
