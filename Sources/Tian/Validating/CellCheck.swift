import TianEngine
import TianFigures
import TianPlan
import TianSource

/// What is wrong with a cell.
struct CellFault {
  var code: FindingCode
  var note: Bilingual

  /// A cell is empty, or says that nothing is there, and may not.
  static let missing = CellFault(
    code: .constraintError, note: Bilingual("a value is required", "必须有值"))
}

/// Says of a cell's text what is wrong with it by its field: its type, and what is asked of it besides.
struct CellCheck {
  let field: FieldDescription
  private let missing: Set<String>
  private let pattern: WholePattern?
  private let bounds: [Bound]
  private let choices: Set<Value>
  /// Of the items of a list; none for what is no list.
  private let items: [CellCheck]

  private struct Bound {
    var text: String
    var value: Value
    var isLower: Bool
    var isExclusive: Bool
  }

  init(_ field: FieldDescription, missing: Set<String>) {
    self.field = field
    self.missing = field.missingTexts.map { Set($0.map(\.text)) } ?? missing
    pattern = field.constraints.pattern.flatMap { WholePattern($0) }
    let constraints = field.constraints
    bounds = [
      (constraints.minimum, true, false), (constraints.exclusiveMinimum, true, true),
      (constraints.maximum, false, false), (constraints.exclusiveMaximum, false, true),
    ].compactMap { text, isLower, isExclusive in
      guard let text, let value = Self.constant(text, field) else { return nil }
      return Bound(text: text, value: value, isLower: isLower, isExclusive: isExclusive)
    }
    choices = Set(constraints.choices.compactMap { Self.constant($0, field) })
    items =
      field.type == .list
      ? [CellCheck(FieldDescription(name: field.name, type: field.itemType), missing: [])] : []
  }

  /// Whether any text could be wrong.
  var asksOfCells: Bool {
    let constraints = field.constraints
    let isFree = field.type == nil || field.type == .any || field.type == .string && field.form == nil
    return !isFree || constraints.isRequired || constraints.lengthMin != nil || constraints.lengthMax != nil
      || pattern != nil || !bounds.isEmpty || !constraints.choices.isEmpty
  }

  /// A value that a descriptor names: as cells are written, or as everybody writes it.
  static func constant(_ text: String, _ field: FieldDescription) -> Value? {
    guard let kind = field.bareKind else { return .text(text) }
    return (field.format.value(of: text, kind) ?? DeclaredFormat().value(of: text, kind))?.plain
  }

  /// What keys compare: one text for all ways to write a value; nil for what stands for null, or is of
  /// another type.
  func key(of text: String) -> String? { value(of: text)?.key }

  /// The value that choices and bounds compare; null for what stands for null, nil for what is of another
  /// type.
  private func value(of text: String) -> Value? {
    if missing.contains(text) { return .null }
    guard let kind = field.bareKind else { return .text(text) }
    if let value = field.format.value(of: text, kind) { return value.plain }
    guard field.type == .datetime, let (moment, minutes) = TextShape.zone(of: text),
      case .timestamp(let local) = field.format.value(of: moment, kind)
    else { return nil }
    return .timestamp(microseconds: local - minutes * 60 * Calendar.microsecondsPerSecond)
  }

  /// What is wrong with a text; empty where nothing is.
  func faults(of text: String) -> [CellFault] {
    // No numbers to us, but to the standard.
    if field.type == .number, let odd = Self.oddNumbers[text] { return constraintFaults(of: text, odd) }
    guard let read = value(of: text) else { return [CellFault(code: .typeError, note: mismatch)] }
    if let fault = typeFault(of: text, read) { return [CellFault(code: .typeError, note: fault)] }
    guard read == .null else { return constraintFaults(of: text, read) }
    return field.constraints.isRequired ? [.missing] : []
  }

  private static let oddNumbers: [String: Value] = [
    "NaN": .float(.nan), "INF": .float(.infinity), "-INF": .float(-.infinity),
  ]
  private static let truths: Set<String> = ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"]

  /// Nil where the value is of the type that is declared.
  private func typeFault(of text: String, _ value: Value) -> Bilingual? {
    if value == .null || field.isUnreadPattern { return nil }
    switch field.type {
    case .date where field.format.pattern == nil && !field.takesAnyDate:
      return TextShape.fits(text, "dddd-dd-dd") ? nil : mismatch
    case .datetime where field.format.pattern == nil && !field.takesAnyDate:
      return TextShape.isMoment(text) ? nil : mismatch
    case .boolean where field.format.trueTexts.isEmpty && field.format.falseTexts.isEmpty:
      return Self.truths.contains(text) ? nil : mismatch
    case .year: return TextShape.fits(text, "dddd") ? nil : mismatch
    case .yearmonth: return TextShape.fits(text, "dddd-dd") ? nil : mismatch
    case .list: return listFault(of: text)
    case .string, .time, .duration, .geopoint, .geojson, .object, .array:
      return TextFormCheck.fault(of: text, field)
    case .number, .integer, .boolean, .date, .datetime, .any, nil: return nil
    }
  }

  private func listFault(of text: String) -> Bilingual? {
    let isRight = TextFormCheck.listItems(of: text, field).allSatisfy { item in
      items.allSatisfy { $0.faults(of: item).isEmpty }
    }
    let type = field.itemType.rawValue
    return isRight ? nil : Bilingual("the type is `list` of `\(type)`", "类型是 `\(type)` 的 `list`")
  }

  /// What the type asks for.
  private var mismatch: Bilingual {
    let type = field.type?.rawValue ?? "any"
    let wanted = TextFormCheck.example(of: field)
    return Bilingual("the type is `\(type)`, as in \(wanted)", "类型是 `\(type)`，如 \(wanted)")
  }

  private func constraintFaults(of text: String, _ value: Value) -> [CellFault] {
    let constraints = field.constraints
    var notes: [Bilingual] = []
    if constraints.lengthMin != nil || constraints.lengthMax != nil {
      notes += lengthFaults(TextFormCheck.length(of: text, field))
    }
    for bound in bounds {
      guard let order = value.order(bound.value) else { continue }
      let isRight = order == 0 ? !bound.isExclusive : (order > 0) == bound.isLower
      // Nothing is true of what is no number.
      if isRight, value == value { continue }
      let sign = (bound.isLower ? ">" : "<") + (bound.isExclusive ? "" : "=")
      notes.append(Bilingual("it must be \(sign) \(bound.text)", "应 \(sign) \(bound.text)"))
    }
    if let pattern, !pattern.matches(text), let written = constraints.pattern {
      notes.append(Bilingual("it must match `\(written)`", "应与 `\(written)` 匹配"))
    }
    if !constraints.choices.isEmpty, !choices.contains(value) {
      let listed = constraints.choices.prefix(10)
      let more = constraints.choices.count > 10 ? "…" : ""
      notes.append(
        Bilingual(
          "it must be one of \(listed.joined(separator: ", "))\(more)",
          "应是 \(listed.joined(separator: "、"))\(more) 之一"))
    }
    return notes.map { CellFault(code: .constraintError, note: $0) }
  }

  private func lengthFaults(_ length: (count: Int, unit: Bilingual)) -> [Bilingual] {
    let (count, unit) = length
    var notes: [Bilingual] = []
    if let least = field.constraints.lengthMin, count < least {
      notes.append(
        Bilingual(
          "at least \(least) \(unit.en), and it has \(count)", "至少 \(least) 个\(unit.zh)，实有 \(count) 个"))
    }
    if let most = field.constraints.lengthMax, count > most {
      notes.append(
        Bilingual("at most \(most) \(unit.en), and it has \(count)", "至多 \(most) 个\(unit.zh)，实有 \(count) 个"))
    }
    return notes
  }
}

extension Value {
  /// The same value in one form: exact numbers alike however many digits they are written with.
  fileprivate var plain: Value {
    switch self {
    case .int(let value): .decimal(ExactDecimal(value))
    case .decimal(let value): .decimal(value.reduced)
    case .null, .bool, .float, .text, .date, .timestamp, .period, .figure: self
    }
  }

  /// Of a plain value; nil for null.
  fileprivate var key: String? {
    switch self {
    case .null: nil
    case .bool(let value): ValueText.bool(value)
    case .int(let value): String(value)
    case .decimal(let value): value.text
    case .float(let value): ValueText.float(value)
    case .text(let text): text
    case .date(let days): String(days)
    case .timestamp(let microseconds): String(microseconds)
    case .period(let period): period.text
    case .figure(let figure): String(describing: figure)
    }
  }

  /// Less than 0 where it comes before another of its kind, 0 where they are equal; nil where they do not
  /// compare.
  fileprivate func order(_ other: Value) -> Int? {
    func sign<Number: Comparable>(_ one: Number, _ other: Number) -> Int {
      one < other ? -1 : one > other ? 1 : 0
    }
    switch (self, other) {
    case (.decimal(let one), .decimal(let other)): return sign(one, other)
    case (.decimal(let one), .float(let other)): return sign(one.double, other)
    case (.float(let one), .decimal(let other)): return sign(one, other.double)
    case (.float(let one), .float(let other)): return sign(one, other)
    case (.date(let one), .date(let other)): return sign(one, other)
    case (.timestamp(let one), .timestamp(let other)): return sign(one, other)
    case (.period(let one), .period(let other)): return sign(one.ordinal, other.ordinal)
    case (.text(let one), .text(let other)): return sign(one, other)
    case (_, _): return nil
    }
  }
}
