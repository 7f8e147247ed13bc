import TianPlan

extension Field {
  /// `面积（亩）`: the name, and the unit in the brackets that the loader reads back.
  package var header: String { type.unit.map { "\(name)（\($0.text)）" } ?? name }
}
