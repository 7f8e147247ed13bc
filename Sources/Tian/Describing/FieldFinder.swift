import TianEngine
import TianFigures
import TianPlan

/// A column as a Table Schema's field: the type and format that read its cells as they were read.
struct FieldFinder {
  private let described: DescribedTable
  private let place: Int
  private let column: Column
  private let examples: [(row: Int, text: String)]

  init(_ described: DescribedTable, _ place: Int) {
    self.described = described
    self.place = place
    column = described.table.columns[place]
    examples = described.examples(place)
  }

  /// Its members after the name.
  var members: [(key: String, value: JSONLayout)] { typeMembers + missing }

  /// Whether a descriptor means it by a name.
  func isNamed(_ name: String) -> Bool {
    name == described.names[place] || name == described.table.schema.fields[place].name
      || described.source.schema.fields.first { $0.name == name }?.nameWithoutUnit
        == described.table.schema.fields[place].name
  }

  /// What a descriptor does not say already: of a type that is told the format is told too.
  func members(besides said: JSONValue) -> [(key: String, value: JSONLayout)] {
    let units = Set(["unit", "unitFrom"])
    let tellsUnit = units.union(["unitCode"]).contains { said[$0] != nil }
    return members.filter { key, _ in
      if units.contains(key) { return !tellsUnit }
      return key == "missingValues" || said["type"] == nil
    }
  }

  /// The words that count as null in this column, for whoever does not know them.
  private var missing: [(key: String, value: JSONLayout)] {
    let name = described.table.schema.fields[place].name
    let rejected = Set(described.origin.rejects.filter { $0.column == name }.map(\.text))
    let known = described.source.schema.missingTexts.map(\.text)
    let words = examples.filter { column.isNull($0.row) && !$0.text.isEmpty && !rejected.contains($0.text) }
      .map(\.text).filter { !known.contains($0) }
    return words.isEmpty ? [] : [("missingValues", .texts([""] + known + words))]
  }

  private var typeMembers: [(key: String, value: JSONLayout)] {
    let unit = unitMembers
    switch column.type.kind {
    case .text: return [type(.string)]
    case .bool: return [type(.boolean)] + words
    case .date:
      return [type(.date)] + (areAll { TextShape.fits($0, "dddd-dd-dd") } ? [] : pattern(Self.dates))
    case .timestamp: return [type(.datetime)] + (areAll(TextShape.isMoment) ? [] : pattern(Self.moments))
    case .period(.month) where areAll({ TextShape.fits($0, "dddd-dd") }): return [type(.yearmonth)]
    case .period: return [type(.any)]
    case .int, .decimal, .float:
      // Figures with units or hedges are texts to whoever does not know Tian.
      guard !column.type.isHedged, let format else { return [type(unit.isEmpty ? .any : .string)] + unit }
      return [type(column.type.kind == .int ? .integer : .number)] + Self.members(of: format) + unit
    }
  }

  private func type(_ type: FieldType) -> (key: String, value: JSONLayout) { ("type", .text(type.rawValue)) }

  private func areAll(_ isUsual: (String) -> Bool) -> Bool { examples.allSatisfy { isUsual($0.text) } }

  // MARK: points in time

  private static let dates = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y",
    "%d-%m-%Y", "%m-%d-%Y",
  ]
  private static let moments = [" %H:%M:%S", " %H:%M", "T%H:%M:%S", "T%H:%M", " %H:%M:%S.%f"].flatMap {
    time in
    dates.map { $0 + time }
  }

  /// The first of some patterns that reads all cells as what they were read as; else `any`, which leaves it
  /// to the reader.
  private func pattern(_ patterns: [String]) -> [(key: String, value: JSONLayout)] {
    let first = patterns.first { text in
      guard let pattern = StrftimePattern.datePattern(of: text) else { return false }
      return examples.allSatisfy { row, text in
        switch column.value(row) {
        case .null: true
        case .date(let days): pattern.moment(of: text[...])?.days == Int64(days)
        case .timestamp(let microseconds):
          pattern.moment(of: text[...]).map {
            $0.days * Calendar.microsecondsPerDay + $0.microseconds == microseconds
          } ?? false
        case .bool, .int, .decimal, .float, .text, .period, .figure: false
        }
      }
    }
    return [("format", .text(first ?? "any"))]
  }

  // MARK: numbers

  private static let formats: [DeclaredFormat] = {
    func format(_ decimal: String?, _ group: String?) -> DeclaredFormat {
      var format = DeclaredFormat()
      (format.decimalMark, format.groupMark) = (decimal, group)
      return format
    }
    return [
      format(nil, nil), format(nil, ","), format(nil, " "), format(",", nil), format(",", "."),
      format(",", " "),
    ]
  }()

  /// The first that reads all cells as what they were read as.
  private var format: DeclaredFormat? {
    let kind: DataType.Kind = column.type.kind == .int ? .int : .decimal(scale: 0)
    return Self.formats.first { format in
      examples.allSatisfy { row, text in
        if column.isNull(row) { return true }
        return format.value(of: text, kind)?.number == column.value(row).number
      }
    }
  }

  private static func members(of format: DeclaredFormat) -> [(key: String, value: JSONLayout)] {
    [("decimalChar", format.decimalMark), ("groupChar", format.groupMark)].compactMap { key, mark in
      mark.map { (key, .text($0)) }
    }
  }

  private var unitMembers: [(key: String, value: JSONLayout)] {
    guard let unit = column.type.unit else { return [] }
    guard let other = unit.column else { return [("unit", .text(unit.text))] }
    return [("unitFrom", .text(described.names[other.number]))]
  }

  // MARK: the rest

  /// The words of true and false, where they are not those that everybody reads.
  private var words: [(key: String, value: JSONLayout)] {
    var words: [Bool: [String]] = [:]
    for (row, text) in examples {
      if case .bool(let bool) = column.value(row) { words[bool, default: []].append(text) }
    }
    return [
      (true, "trueValues", ["true", "True", "TRUE", "1"]),
      (false, "falseValues", ["false", "False", "FALSE", "0"]),
    ]
    .compactMap { value, key, usual in
      let found = words[value] ?? []
      return found.allSatisfy(usual.contains) ? nil : (key, .texts(found))
    }
  }
}

extension Value {
  /// A number however it is held; nil for what is none.
  fileprivate var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .decimal(let value): value.double
    case .float(let value): value
    case .figure(let figure): figure.isHedged ? nil : figure.best.double
    case .null, .bool, .text, .date, .timestamp, .period: nil
    }
  }
}
