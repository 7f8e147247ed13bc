import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianCheck

@Suite struct RuleTests {
  static let kinds: [DataType.Kind] = [
    .int, .decimal(scale: 0), .decimal(scale: 2), .decimal(scale: 12), .float,
  ]

  @Test func sumsTakeTheWiderKindWhicheverSideItIsOn() {
    for left in Self.kinds {
      for right in Self.kinds {
        #expect(TypeRules.common(left, right) == TypeRules.common(right, left))
        #expect(TypeRules.product(left, right) == TypeRules.product(right, left))
      }
    }
    #expect(TypeRules.common(.int, .decimal(scale: 2)) == .decimal(scale: 2))
    #expect(TypeRules.common(.decimal(scale: 1), .decimal(scale: 3)) == .decimal(scale: 3))
    #expect(TypeRules.common(.decimal(scale: 1), .float) == .float)
    #expect(TypeRules.product(.decimal(scale: 2), .decimal(scale: 12)) == .decimal(scale: 14))
    #expect(TypeRules.product(.decimal(scale: 12), .decimal(scale: 12)) == .float)
    #expect(TypeRules.product(.int, .int) == .int)
  }

  @Test func factorsThatNoDecimalWritesMakeFloats() {
    #expect(TypeRules.scaled(.int, by: Rational(15)) == .int)
    #expect(TypeRules.scaled(.decimal(scale: 2), by: Rational(1, 100) ?? .one) == .decimal(scale: 4))
    #expect(TypeRules.scaled(.int, by: Rational(1, 15) ?? .one) == .float)
    #expect(TypeRules.scaled(.decimal(scale: 17), by: Rational(1, 100) ?? .one) == .float)
  }

  /// left, right, is it a quotient, the unit, the factor.
  static let products: [(String, String, Bool, String?, Rational?)] = [
    ("元", "亩", true, "元/亩", .one), ("亩", "亩", true, nil, .one), ("元/亩", "公顷", false, "元", Rational(15)),
    ("万元", "亩", true, "万元/亩", .one), ("亩", "万元", true, "亩/元", Rational(1, 10000)),
    ("万元", "万元", true, nil, .one), ("元/年", "年", false, "元", .one),
    ("元/年", "月", false, "元", Rational(1, 12)), ("%", "亩", false, "亩", Rational(1, 100)),
    ("公斤", "吨", true, nil, Rational(1, 1000)), ("米", "米", false, "米*米", .one),
    ("万元", "元", false, "万元*元", .one),
  ]

  @Test(arguments: products) func unitsCombine(
    left: String, right: String, isQuotient: Bool, unit: String?, factor: Rational?
  ) {
    let product = Unit.product(of: Unit(left), and: Unit(right), isQuotient: isQuotient)
    #expect(product?.unit?.text == unit)
    #expect(product?.factor == factor)
  }

  @Test func plainNumbersCombineWithUnits() {
    #expect(Unit.product(of: nil, and: Unit("亩"))?.unit == Unit("亩"))
    #expect(Unit.product(of: Unit("亩"), and: nil, isQuotient: true)?.unit == Unit("亩"))
    #expect(Unit.product(of: nil, and: Unit("亩"), isQuotient: true)?.unit?.text == "1/亩")
    #expect(Unit.product(of: nil, and: nil)?.unit == nil)
  }

  @Test func literalsConvertExactlyOrNotAtAll() {
    let hectares = DataType(.decimal(scale: 2), unit: Unit("公顷"))
    let factor = Rational(1, 15) ?? .one
    #expect(
      Literals.converted(.int(1500), to: hectares, factor: factor) == .decimal(ExactDecimal(10000, scale: 2)))
    #expect(Literals.converted(.int(500), to: hectares, factor: factor) == nil)
    #expect(Literals.converted(.null, to: hectares, factor: factor) == .null)
    #expect(Literals.converted(.decimal(ExactDecimal(25, scale: 1)), to: .int, factor: .one) == nil)
    #expect(Literals.converted(.int(.max), to: hectares, factor: .one) == nil)
  }

  /// wanted, candidates, the nearest.
  @Test(arguments: [
    ("产量顿", ["产量吨", "产值"], "产量吨"), ("面织", ["面积", "名称"], "面积"), ("茶叶", ["产业", "名称"], nil),
    ("popluation", ["population", "area"], "population"), ("AREA_", ["area", "x"], "area"), ("年", ["县"], nil),
    ("", ["县"], nil), ("x", [], nil),
  ])
  func suggestionsAreNearForTheirLength(wanted: String, candidates: [String], nearest: String?) {
    #expect(Suggestions.nearest(to: wanted, in: candidates) == nearest)
  }

  @Test func namesFoldCaseAndWidth() {
    #expect(NameFolding.matches("ＩＤ", in: ["id", "name"]) == [0])
    #expect(NameFolding.matches("id", in: ["ID", "id"]) == [1])
    #expect(NameFolding.matches("Id", in: ["ID", "id"]) == [0, 1])
  }
}
