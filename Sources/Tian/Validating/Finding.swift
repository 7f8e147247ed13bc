import TianSource

/// What may be wrong with a table, by the names that `frictionless validate` gives it.
package enum FindingCode: String, Sendable, CaseIterable {
  case sourceError = "source-error"
  case encodingError = "encoding-error"
  case schemaError = "schema-error"
  case blankLabel = "blank-label"
  case duplicateLabel = "duplicate-label"
  case missingLabel = "missing-label"
  case extraLabel = "extra-label"
  case incorrectLabel = "incorrect-label"
  case blankRow = "blank-row"
  case missingCell = "missing-cell"
  case extraCell = "extra-cell"
  case typeError = "type-error"
  case constraintError = "constraint-error"
  case uniqueError = "unique-error"
  case primaryKey = "primary-key"
  case foreignKey = "foreign-key"
}

/// One thing that is wrong, at its place.
package struct Finding: Sendable {
  package var code: FindingCode
  /// Which of several files it is in, from 0.
  package var part = 0
  /// Of the file, from 1; nil for what is wrong with the whole of it.
  package var line: Int?
  /// The column's name.
  package var field: String?
  /// The place of the column, from 0; what concerns a whole row comes first.
  package var place: Int
  /// The cell's text.
  package var value: String?
  package var note: Bilingual

  init(
    _ code: FindingCode, part: Int = 0, line: Int? = nil, field: String? = nil, place: Int = -1,
    value: String? = nil,
    _ note: Bilingual
  ) {
    self.code = code
    self.part = part
    self.line = line
    self.field = field
    self.place = place
    self.value = value
    self.note = note
  }
}

/// Findings as they come, of which the first are kept and all are counted.
struct FindingList {
  /// What is wrong where.
  struct Kind: Hashable {
    var code: FindingCode
    var field: String?
  }

  private(set) var findings: [Finding] = []
  private(set) var counts: [Kind: Int] = [:]

  var count: Int { counts.values.reduce(0, +) }

  static let limit = 1000

  mutating func append(_ finding: Finding) { append(finding.code, finding.field) { finding } }

  /// The same of one that is made only where it is kept.
  mutating func append(_ code: FindingCode, _ field: String?, _ finding: () -> Finding) {
    counts[Kind(code: code, field: field), default: 0] += 1
    if findings.count < Self.limit { findings.append(finding()) }
  }

  /// Takes in others; in the order of the file, the first are kept.
  mutating func merge(_ other: FindingList) {
    counts.merge(other.counts, uniquingKeysWith: +)
    if other.findings.isEmpty { return }
    findings = Array((findings + other.findings).sorted(by: Self.isBefore).prefix(Self.limit))
  }

  private static func isBefore(_ one: Finding, _ other: Finding) -> Bool {
    (one.part, one.line ?? 0, one.place) < (other.part, other.line ?? 0, other.place)
  }
}
