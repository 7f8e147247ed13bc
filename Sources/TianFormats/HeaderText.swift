import TianPlan

extension Field {
  /// `面积（亩）`: the name, and the unit in the brackets that the loader reads back.
  /// A unit that stands in another column of its row is no part of it.
  package var header: String {
    guard let unit = type.unit, unit.column == nil else { return name }
    return "\(name)（\(unit.text)）"
  }
}
