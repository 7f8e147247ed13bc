// The unit of a number may stand in another column of its row: `quantity` beside `unit`. Such a number is in
// the unit "whatever column k says", a dimension of its own, so that all rules of units hold for it as for
// any other: two of one row add where both go by the same column, and their quotient is a plain number.

extension Unit {
  /// What a column says: its number, its name, and the texts that stand in it.
  public init(column: Int, named name: String, texts: [String]) {
    self.init(
      UnitDefinition(
        names: [name], dimension: Dimension([.column(column): 1]), factor: .one, texts: texts))
  }

  /// The column that tells a part of this unit, the first where there are several; nil where none does.
  public var column: (number: Int, name: String, texts: [String])? {
    for term in terms {
      if case .column(let number) = term.definition.dimension.base {
        return (number, term.definition.symbol, term.definition.texts)
      }
    }
    return nil
  }

  /// The same with other numbers for the columns that tell it, in which more texts may stand.
  public func mapColumns(_ number: (Int) -> Int, adding texts: [String] = []) -> Unit {
    guard column != nil else { return self }
    var copy = self
    for place in copy.terms.indices {
      let definition = copy.terms[place].definition
      if case .column(let old) = definition.dimension.base {
        copy.terms[place].definition = UnitDefinition(
          names: definition.names, dimension: Dimension([.column(number(old)): 1]), factor: .one,
          texts: definition.texts + texts.filter { !definition.texts.contains($0) })
      }
    }
    return copy
  }

  /// The unit of the rows in which a column names a certain unit.
  public func replacing(column number: Int, with unit: Unit) -> UnitProduct? {
    var rest = self
    rest.terms.removeAll { $0.definition.dimension.base == .column(number) }
    var product: UnitProduct? = UnitProduct(unit: rest.terms.isEmpty ? nil : rest, factor: .one)
    for term in terms where term.definition.dimension.base == .column(number) {
      for _ in 0..<abs(term.exponent) {
        guard let sofar = product,
          var next = Unit.product(of: sofar.unit, and: unit, isQuotient: term.exponent < 0),
          let factor = next.factor.multiplied(by: sofar.factor)
        else { return nil }
        next.factor = factor
        product = next
      }
    }
    return product
  }

  /// A unit that no table knows, as a count of its own: `箱` in a column of units.
  public init(unknown name: String) {
    self.init(UnitDefinition(names: [name], dimension: Dimension([.count(name): 1]), factor: .one))
  }
}
