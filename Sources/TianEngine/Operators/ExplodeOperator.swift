import TianPlan
import TianSource

/// `explode`: a row for every part of a text. Each different text is taken apart once.
struct ExplodeOperator {
  private let relation: Relation
  private let step: Step.Explode
  private let run: PlanRun

  init(_ relation: Relation, _ step: Step.Explode, _ run: PlanRun) {
    self.relation = relation
    self.step = step
    self.run = run
  }

  /// Cost: linear in the texts and the rows that come out.
  func exploded(wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    guard let column = relation[step.column], case .text(let codes, let dictionary) = column.storage else {
      return Relation(rowCount: 0, [])
    }
    var texts = try TextParts(dictionary, separator: step.separator)
    var rows = GrowingBuffer<UInt32>()
    var parts = GrowingBuffer<Int64>()
    for row in 0..<relation.rowCount {
      if row & 0xFFFF == 0 { try run.execution.checkCancelled() }
      if column.isNull(row) {
        try rows.append(UInt32(truncatingIfNeeded: row))
        try parts.append(-1)
      } else {
        let range = try texts.parts(of: Int(codes[row]))
        try rows.append(repeating: UInt32(truncatingIfNeeded: row), count: range.count)
        if let found = texts.found.pointer {
          try parts.append(found + range.lowerBound, count: range.count)
        }
      }
      try Diagnostic.check(rowCount: rows.count)
    }
    let exploded = try partColumn(parts, try texts.finish())
    let relation = try Relation(
      rowCount: self.relation.rowCount,
      wanted.compactMap { id in self.relation[id].map { (id, $0) } }
    ).gather(try rows.finish(), run.execution)
    return Relation(
      rowCount: rows.count,
      wanted.compactMap { id in
        id == step.part ? (id, exploded) : relation[id].map { (id, $0) }
      })
  }

  /// -1 stands for null.
  private func partColumn(
    _ parts: GrowingBuffer<Int64>, _ dictionary: TextDictionary
  ) throws(Diagnostic) -> Column {
    let codes = try IntegerStorage.allocate(
      count: parts.count, width: IntegerStorage.width(holding: -1...Int64(dictionary.count)))
    let validity = try Bitmap(count: parts.count)
    if let values = parts.pointer {
      for row in 0..<parts.count {
        if values[row] < 0 { values[row] = 0 } else { validity.set(row) }
      }
      codes.store(values, count: parts.count, at: 0)
    }
    return Column(
      type: .text, count: parts.count, storage: .text(codes, dictionary),
      validity: validity.setCount == parts.count ? nil : validity)
  }
}

/// The parts of a dictionary's texts, found when first asked for.
private struct TextParts {
  private let dictionary: TextDictionary
  private let separator: [UInt8]
  private var interner: TextInterner
  /// The codes of all parts found so far.
  private(set) var found = GrowingBuffer<Int64>()
  /// Where the parts of each text begin and end in `found`; -1 where it was not asked for yet.
  private let begins: Buffer<Int>
  private let ends: Buffer<Int>

  init(_ dictionary: TextDictionary, separator: String) throws(Diagnostic) {
    self.dictionary = dictionary
    self.separator = Array(separator.utf8)
    interner = try TextInterner()
    begins = try Buffer(count: dictionary.count)
    begins.pointer.update(repeating: -1, count: dictionary.count)
    ends = try Buffer(count: dictionary.count)
  }

  mutating func parts(of code: Int) throws(Diagnostic) -> Range<Int> {
    if begins[code] < 0 { try split(code) }
    return begins[code]..<ends[code]
  }

  func finish() throws(Diagnostic) -> TextDictionary { try interner.finish() }

  private mutating func split(_ code: Int) throws(Diagnostic) {
    let text = dictionary.utf8(code)
    begins.pointer[code] = found.count
    var start = 0
    var at = 0
    while at + separator.count <= text.count {
      if text[at] == separator[0], matches(text, at) {
        try add(text, start..<at)
        at += separator.count
        start = at
      } else {
        at += 1
      }
    }
    try add(text, start..<text.count)
    ends.pointer[code] = found.count
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    for (offset, byte) in separator.enumerated() where text[at + offset] != byte { return false }
    return true
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(Diagnostic) {
    try found.append(Int64(try interner.intern(UnsafeBufferPointer(rebasing: text[range]))))
  }
}
