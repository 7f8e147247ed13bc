import TianSource

/// Sets the labels of a file beside the fields of its schema.
struct LabelCheck {
  /// The field of each column; nil where none is declared.
  let fields: [FieldDescription?]
  private let labels: [String]
  private let names: [String]
  private let schema: TableDescription

  /// - Parameters:
  ///   - labels: as they stand in the file; none where it has no header.
  ///   - names: what the columns are called in Tian, without their units.
  init(_ labels: [String], _ names: [String], _ schema: TableDescription) {
    self.labels = labels
    self.names = names
    self.schema = schema
    fields = names.indices.map { place in
      let label = labels.indices.contains(place) ? labels[place] : names[place]
      if let named = schema.fields.first(where: { Self.isNamed($0, label, names[place]) }) { return named }
      // Without a header the fields stand in the order of the columns.
      return labels.isEmpty && schema.fields.indices.contains(place) ? schema.fields[place] : nil
    }
  }

  private static func isNamed(_ field: FieldDescription, _ label: String, _ name: String) -> Bool {
    field.name == label || field.name == name || field.nameWithoutUnit == name
  }

  func findings(line: Int) -> [Finding] {
    labels.isEmpty ? [] : own(line: line) + (schema.fields.isEmpty ? [] : besideFields(line: line))
  }

  /// What is wrong with the labels by themselves.
  private func own(line: Int) -> [Finding] {
    var findings: [Finding] = []
    var firsts: [String: Int] = [:]
    for (place, label) in labels.enumerated() {
      if label.allSatisfy(\.isWhitespace) {
        findings.append(
          Finding(
            .blankLabel, line: line, field: names[place], place: place,
            Bilingual("column \(place + 1) has no name", "第 \(place + 1) 列没有名称")))
      } else if let first = firsts[label] {
        findings.append(
          Finding(
            .duplicateLabel, line: line, field: names[place], place: place, value: label,
            Bilingual("column \(first + 1) is called so too", "与第 \(first + 1) 列同名")))
      } else {
        firsts[label] = place
      }
    }
    return findings
  }

  private func besideFields(line: Int) -> [Finding] {
    let match = schema.fieldsMatch
    var findings: [Finding] = []
    let found = fields.compactMap { $0?.name }
    let missing = schema.fields.enumerated().filter { !found.contains($0.element.name) }
    let mayLack = match == .superset || match == .partial
    let mayHaveMore = match == .subset || match == .partial
    let extra = fields.indices.filter { fields[$0] == nil }
    if match == .partial, found.isEmpty || !mayLack && !missing.isEmpty {
      findings.append(
        Finding(.missingLabel, line: line, Bilingual("none of the fields is in the file", "文件中没有任何所列字段")))
    }
    for place in extra where !mayHaveMore {
      // A field stands in the same place under another name.
      let expected = missing.first { $0.offset == place }?.element.name
      let note =
        expected.map { Bilingual("the field here is `\($0)`", "此处的字段是 `\($0)`") }
        ?? Bilingual("no field is called so", "没有这个字段")
      findings.append(
        Finding(
          expected == nil ? .extraLabel : .incorrectLabel, line: line, field: names[place], place: place,
          value: labels.indices.contains(place) ? labels[place] : nil, note))
    }
    for (place, field) in missing where !mayLack && !(extra.contains(place) && !mayHaveMore) {
      findings.append(
        Finding(
          .missingLabel, line: line, field: field.name, place: place,
          Bilingual("no column is called so", "没有这一列")))
    }
    if match == .exact, missing.isEmpty, extra.isEmpty, found.count == schema.fields.count,
      found != schema.fields.map(\.name)
    {
      findings += misplaced(line: line)
    }
    return findings
  }

  /// The first column that stands where another is expected.
  private func misplaced(line: Int) -> [Finding] {
    guard let place = fields.indices.first(where: { fields[$0]?.name != schema.fields[$0].name }) else {
      return []
    }
    let expected = schema.fields[place].name
    return [
      Finding(
        .incorrectLabel, line: line, field: names[place], place: place,
        value: labels.indices.contains(place) ? labels[place] : nil,
        Bilingual(
          "the field here is `\(expected)`; the order differs", "此处的字段是 `\(expected)`；顺序不同"))
    ]
  }
}
