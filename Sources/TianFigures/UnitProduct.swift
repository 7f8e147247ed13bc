/// What units make when values are multiplied or divided.
public struct UnitProduct: Hashable, Sendable {
  /// Nil where everything cancels: a plain number.
  public var unit: Unit?
  /// What the product of the two numbers is multiplied by to be in `unit`.
  public var factor: Rational
}

extension Unit {
  /// The product of two units, or their quotient; nil is a plain number, and the result is nil where a factor
  /// outgrows 64 bits. Terms of one dimension merge (元/亩 × 公顷 is 元, factor 15), shares become plain numbers,
  /// and 万 or 亿 stays where only one unit has it and does not divide.
  public static func product(
    of left: Unit?, and right: Unit?, isQuotient: Bool = false
  ) -> UnitProduct? {
    guard let right else { return UnitProduct(unit: left, factor: .one) }
    guard left != nil || isQuotient else { return UnitProduct(unit: right, factor: .one) }
    var product = Builder(left)
    product.append(right, exponent: isQuotient ? -1 : 1)
    return product.result
  }

  /// The same with parts of one dimension in one unit: 公里*米 is 公里*公里; nil where a factor outgrows 64 bits.
  public var merged: Unit? { Builder(self).result?.unit }

  private struct Builder {
    private var terms: [Term] = []
    private var prefix: Int64
    private var factor: Rational? = .one

    init(_ unit: Unit?) {
      prefix = unit?.prefix ?? 1
      for term in unit?.terms ?? [] { append(term, 1) }
    }

    mutating func append(_ unit: Unit, exponent: Int) {
      if exponent > 0, prefix == 1 {
        prefix = unit.prefix
      } else {
        scale(by: Rational(unit.prefix), exponent)
      }
      for term in unit.terms { append(term, exponent) }
    }

    private mutating func append(_ term: Term, _ sign: Int) {
      let exponent = term.exponent * sign
      let unit = term.definition
      if unit.dimension.isNone {
        scale(by: unit.factor, exponent)
      } else if let at = terms.firstIndex(where: { $0.definition.dimension == unit.dimension }) {
        if let ratio = unit.factor.divided(by: terms[at].definition.factor) {
          scale(by: ratio, exponent)
        } else {
          factor = nil
        }
        terms[at].exponent += exponent
        if terms[at].exponent == 0 { terms.remove(at: at) }
      } else {
        var added = term
        added.exponent = exponent
        terms.append(added)
      }
    }

    private mutating func scale(by ratio: Rational, _ exponent: Int) {
      for _ in 0..<abs(exponent) {
        factor = exponent > 0 ? factor?.multiplied(by: ratio) : factor?.divided(by: ratio)
      }
    }

    var result: UnitProduct? {
      guard let factor else { return nil }
      if !terms.isEmpty {
        let unit = Unit(terms: terms, prefix: prefix)
        return unit.factor == nil ? nil : UnitProduct(unit: unit, factor: factor)
      }
      return factor.multiplied(by: Rational(prefix)).map { UnitProduct(unit: nil, factor: $0) }
    }
  }
}
