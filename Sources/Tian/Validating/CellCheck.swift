import TianEngine
import TianFigures
import TianPlan
import TianSource

/// Says of a cell's text what is wrong with it by its field: its type, and what is asked of it besides.
struct CellCheck {
  let field: FieldDescription
  private let missing: Set<String>
  private let pattern: WholePattern?
  private let bounds: [Bound]
  private let choices: Set<Value>

  private struct Bound {
    var text: String
    var value: Value
    var isLower: Bool
    var isExclusive: Bool
  }

  init(_ field: FieldDescription, missing: Set<String>) {
    self.field = field
    self.missing = missing.union(field.missingTexts.map(\.text))
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
  }

  /// A value that a descriptor names: as cells are written, or as everybody writes it.
  static func constant(_ text: String, _ field: FieldDescription) -> Value? {
    guard let kind = field.bareKind else { return .text(text) }
    return (field.format.value(of: text, kind) ?? DeclaredFormat().value(of: text, kind))?.plain
  }

  /// The value that keys and choices compare; null for what stands for null, nil for what is of another type.
  func value(of text: String) -> Value? {
    if missing.contains(text) { return .null }
    guard let kind = field.bareKind else { return .text(text) }
    return field.format.value(of: text, kind)?.plain
  }

  /// What is wrong with a text; empty where nothing is.
  func faults(of text: String) -> [(code: FindingCode, note: Bilingual)] {
    guard let read = value(of: text) else { return [(.typeError, mismatch)] }
    if let fault = typeFault(of: text, read) { return [(.typeError, fault)] }
    return read == .null ? [] : constraintFaults(of: text, read)
  }

  private static let truths: Set<String> = ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0"]

  /// Nil where the value is of the type that is declared.
  private func typeFault(of text: String, _ value: Value) -> Bilingual? {
    if value == .null { return nil }
    switch field.type {
    case .date where field.format.pattern == nil && !field.takesAnyDate:
      return TextShape.fits(text, "dddd-dd-dd") ? nil : mismatch
    case .datetime where field.format.pattern == nil && !field.takesAnyDate:
      return TextShape.isMoment(text) ? nil : mismatch
    case .boolean where field.format.trueTexts.isEmpty && field.format.falseTexts.isEmpty:
      return Self.truths.contains(text) ? nil : mismatch
    case .year: return TextShape.fits(text, "dddd") ? nil : mismatch
    case .yearmonth: return TextShape.fits(text, "dddd-dd") ? nil : mismatch
    case .string, .time, .duration, .geopoint, .geojson, .object, .array, .list:
      return TextFormCheck.fault(of: text, field)
    case .number, .integer, .boolean, .date, .datetime, .any, nil: return nil
    }
  }

  /// What the type asks for.
  private var mismatch: Bilingual {
    let type = field.type?.rawValue ?? "any"
    let wanted = TextFormCheck.example(of: field)
    return Bilingual("the type is `\(type)`, as in \(wanted)", "类型是 `\(type)`，如 \(wanted)")
  }

  private func constraintFaults(
    of text: String, _ value: Value
  ) -> [(code: FindingCode, note: Bilingual)] {
    let constraints = field.constraints
    var notes: [Bilingual] = []
    let length = text.unicodeScalars.count
    if let least = constraints.lengthMin, length < least {
      notes.append(
        Bilingual("at least \(least) characters, and it has \(length)", "至少 \(least) 个字符，实有 \(length) 个"))
    }
    if let most = constraints.lengthMax, length > most {
      notes.append(
        Bilingual("at most \(most) characters, and it has \(length)", "至多 \(most) 个字符，实有 \(length) 个"))
    }
    for bound in bounds {
      guard let order = value.order(bound.value) else { continue }
      let isRight = order == 0 ? !bound.isExclusive : (order > 0) == bound.isLower
      if isRight { continue }
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
    return notes.map { (.constraintError, $0) }
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
