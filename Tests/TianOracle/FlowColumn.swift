import TianPlan

/// A column that a query can read at some place.
struct FlowColumn {
  var name: String
  var type: DataType
  /// Made by functions of floats that two engines round in their own ways: it is shown, and decides nothing.
  var isInexact: Bool

  /// As a query writes it.
  var text: String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" }
    return isPlain
      ? name : "[\(name.split(separator: "]", omittingEmptySubsequences: false).joined(separator: "]]"))]"
  }

  /// What expressions are made of: kinds without units, and the few that have one.
  var isPlain: Bool { type.unit == nil && !type.isHedged }
}

/// An expression as text, and whether its last digits may differ between engines.
struct MadeExpression {
  var text: String
  var isInexact = false

  init(_ text: String, _ isInexact: Bool = false) {
    self.text = text
    self.isInexact = isInexact
  }
}
