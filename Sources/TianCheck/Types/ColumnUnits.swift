import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// Numbers whose unit stands in another column, `quantity` beside `unit`. The type of such a column is "the
/// unit in column k". Within a row all rules of units hold for it; numbers of several rows may be mixed only
/// where k is alike in them: it is a key of the group, or a filter left one unit, or all were converted.
extension StatementChecker {
  /// Gives a table's columns their types in this plan, where columns have other numbers than in the table.
  mutating func linkUnits(of ids: [ColumnID]) {
    for id in ids {
      guard let unit = plan.type(of: id).unit, unit.column != nil else { continue }
      // A unit that was left behind in another table is like no other.
      plan.columns[id.index].type.unit = unit.mapColumns { number in
        ids.indices.contains(number) ? ids[number].index : -1 - id.index
      }
    }
  }

  /// A column of another table beside the flow's of its name: where the units of both stand in columns of one
  /// name, they are in the same unit.
  func linked(_ value: Typed, to own: Typed, _ left: [Scope.Column], _ right: [Scope.Column]) -> Typed {
    guard let unit = own.type.unit, let told = unit.column, let other = value.type.unit?.column,
      let name = left.first(where: { $0.id.index == told.number })?.title,
      right.contains(where: { $0.title == name && $0.id.index == other.number })
    else { return value }
    let joined = unit.mapColumns({ $0 }, adding: other.texts)
    let type = DataType(value.type.kind, unit: joined, isHedged: value.type.isHedged)
    return Typed(.convert(value.expression, factor: .one), type, at: value.span)
  }

  // MARK: One unit left

  /// After `unit == "吨"` the numbers that go by that column are in 吨.
  mutating func settleUnits(by condition: Expression) {
    let conditions = if case .and(let parts) = condition.form { parts } else { [condition] }
    for part in conditions {
      guard let (id, text) = Self.namedUnit(part) else { continue }
      for place in flow.scope.columns.indices {
        let column = flow.scope.columns[place]
        flow.scope.columns[place] = settled(column, where: id, is: text, at: part.span)
      }
    }
  }

  /// A column of rows that all have one text in a column of units, in that unit where it goes by that.
  mutating func settled(
    _ column: Scope.Column, where units: ColumnID, is text: String, at span: SourceSpan
  ) -> Scope.Column {
    let type = plan.type(of: column.id)
    let unit = Unit(label: text, in: environment.units) ?? Unit(unknown: text)
    guard let own = type.unit, own.column?.number == units.index, !column.isUnknown,
      let product = own.replacing(column: units.index, with: unit)
    else { return column }
    let kind = TypeRules.scaled(type.kind, by: product.factor)
    let settled = DataType(kind, unit: product.unit, isHedged: type.isHedged)
    let value = Typed(.column(column.id), type, at: span)
    var copy = column
    copy.id = self.column(
      of: Conversions.convert(value, to: settled, factor: product.factor), named: column.title)
    return copy
  }

  /// The column and the text of `unit == "吨"`.
  private static func namedUnit(_ condition: Expression) -> (id: ColumnID, text: String)? {
    switch condition.form {
    case .compare(.equal, let left, let right, _):
      switch (left.form, right.form) {
      case (.column(let id), .literal(.text(let text))), (.literal(.text(let text)), .column(let id)):
        return (id, text)
      default: return nil
      }
    case .isIn(let operand, let values):
      guard case .column(let id) = operand.form, values.count == 1, case .text(let text) = values[0] else {
        return nil
      }
      return (id, text)
    default: return nil
    }
  }

  // MARK: Conversion

  /// `quantity to 吨`: by the unit of each row; null where that is of another dimension, or no unit. Nil where
  /// no row's unit converts.
  func convertedByColumn(_ value: Typed, to target: Unit, at span: SourceSpan) -> Typed? {
    guard let own = value.type.unit, let column = own.column, column.number >= 0 else { return nil }
    var textsByFactor: [(factor: Rational, texts: [Value])] = []
    for text in column.texts {
      guard let unit = Unit(label: text, in: environment.units),
        let row = own.replacing(column: column.number, with: unit),
        UnitRules.dimension(row.unit) == target.dimension,
        let factor = UnitRules.factor(row.unit).divided(by: UnitRules.factor(target))?
          .multiplied(by: row.factor)
      else { continue }
      if let same = textsByFactor.firstIndex(where: { $0.factor == factor }) {
        textsByFactor[same].texts.append(.text(text))
      } else {
        textsByFactor.append((factor, [.text(text)]))
      }
    }
    guard !textsByFactor.isEmpty else { return nil }
    let kind = textsByFactor.reduce(value.type.kind) {
      TypeRules.common($0, TypeRules.scaled(value.type.kind, by: $1.factor))
    }
    let type = DataType(kind, unit: target, isHedged: value.type.isHedged)
    let texts = Expression(.column(ColumnID(column.number)), .text, span: span)
    let arms = textsByFactor.map { factor, named in
      Expression.Arm(
        condition: Expression(.isIn(texts, named), .bool, span: span),
        value: Conversions.convert(value, to: type, factor: factor).expression)
    }
    let otherwise = Expression(.literal(.null), type, span: span)
    return Typed(.conditional(arms, otherwise: otherwise), type, at: span)
  }

  // MARK: Several units

  /// Whether numbers of several rows are in one unit, for the column that tells it is among the keys that the
  /// rows share; reported where they aren't.
  mutating func sharesUnit(_ value: Typed, among keys: [ColumnID], for name: String, _ frame: Frame) -> Bool {
    guard !value.isUnknown, let column = value.type.unit?.column,
      !keys.contains(where: { $0.index == column.number })
    else { return true }
    reportSeveralUnits(value, for: name, frame)
    return false
  }
}
