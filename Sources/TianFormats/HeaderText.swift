import TianPlan

extension Field {
  /// `面积（亩）`: the name, and the unit in the brackets that the loader reads back.
  /// A unit that stands in another column of its row is no part of it.
  package var header: String {
    guard let unit = type.unit, unit.column == nil else { return name }
    return "\(name)（\(unit.text)）"
  }

  /// For people: a name that ends in the unit, as `产量 to 吨` does, says it already.
  var shownHeader: String {
    guard let unit = type.unit, name.hasSuffix(" \(unit.text)") else { return header }
    return name
  }
}
