import Testing

@testable import TianFigures

@Suite struct FigureReaderTests {
  /// A figure as low, best, high and ends, in interval notation: `[1900..2000..2000)亩`.
  private static func shown(_ text: String) -> String? {
    guard let figure = FigureReader.read(whole: text) else { return nil }
    let unit = figure.unit?.text ?? ""
    guard figure.isHedged else { return figure.best.text + unit }
    let low = figure.ends.contains(.lowAbsent) ? "" : figure.low.text
    let high = figure.ends.contains(.highAbsent) ? "" : figure.high.text
    let opening = figure.ends.contains(.lowOpen) ? "(" : "["
    let closing = figure.ends.contains(.highOpen) ? ")" : "]"
    return "\(opening)\(low)..\(figure.best.text)..\(high)\(closing)\(unit)"
  }

  @Test(arguments: [
    ("2000", "2000"), ("3.50", "3.50"), ("1800亩", "1800亩"), ("76.52万头", "765200头"),
    ("1.2亿", "120000000"), ("15%", "15%"), ("2000立方米", "2000立方米"), ("17个行政村", "17村"),
    ("近2000亩", "[1900..2000..2000)亩"), ("约2000", "[1900..2000..2100]"), ("2000亩左右", "[1900..2000..2100]亩"),
    ("300余亩", "[300..300..400)亩"), ("150余人次", "[150..150..160)人次"), ("7万余元", "[70000..70000..80000)元"),
    ("60万余亩", "[600000..600000..610000)亩"), ("60余万", "[600000..600000..700000)"),
    ("35.65万余人次", "[356500..356500..356600)人次"), ("超过1000万元", "(10000000..10000000..]元"),
    ("至少2个", "[2..2..]个"), ("3户以上", "[3..3..]户"), ("不足500", "[0..500..500)"), ("500以下", "[0..500..500]"),
    ("4万元/年", "40000元/年"), ("近千万元", "[9500000..10000000..10000000)元"), ("450公斤/亩", "450公斤/亩"),
    ("５００亩", "500亩"), ("-3.5", "-3.5"), ("约1.5万余", "[14250..15000..16000)"),
    ("1900..2100", "[1900..2000..2100]"), ("1900 .. 2100亩", "[1900..2000..2100]亩"), ("7..", "[7..7..]"),
    ("..500亩", "[..500..500]亩"), ("-2..1.5", "[-2.00..-0.25..1.50]"), ("5亩..6亩", "[5.0..5.5..6.0]亩"),
  ])
  func reads(_ text: String, _ expected: String) { #expect(Self.shown(text) == expected) }

  @Test(arguments: [
    "", "亩", "近", "1e6", "2000亩地", "12345678901234567890", "1.2.3", "近年来", "--3", "3 4", "..", "2..1",
    "1..2..3..4",
    "近1..2", "1亩..2元", "1..a",
  ])
  func isNoFigure(_ text: String) { #expect(Self.shown(text) == nil) }

  @Test(arguments: [
    ("三万五千", "35000"), ("三万五千亩", "35000亩"), ("两百", "200"), ("一百零五户", "105户"), ("三千五", "3500"),
    ("十二", "12"), ("二十", "20"), ("一亿三千万", "130000000"), ("三点五万亩", "35000亩"), ("二〇二三", "2023"),
    ("三", "3"), ("零", "0"), ("叁佰元", "300元"), ("三两", "3两"), ("两两", "2两"), ("三千两百两", "3200两"),
    ("五千克", "5公斤"), ("三成", "30%"), ("三成五", "35%"), ("百分之二十", "20%"), ("百分之20", "20%"),
    ("千分之五", "0.5%"), ("百余", "[100..100..200)"), ("百余户", "[100..100..200)户"),
    ("十余人", "[10..10..20)人"), ("三百余亩", "[300..300..400)亩"), ("三万余元", "[30000..30000..40000)元"),
    ("六十万余亩", "[600000..600000..610000)亩"), ("三十余万", "[300000..300000..400000)"),
    ("近三千亩", "[2850..3000..3000)亩"), ("三万亿元", "3000000000000元"), ("二百五十万头", "2500000头"),
    ("约百分之三十", "[28.5..30.0..31.5]%"), ("一万二", "12000"), ("三萬五千", "35000"),
  ])
  func readsNumerals(_ text: String, _ expected: String) { #expect(Self.shown(text) == expected) }

  @Test(arguments: ["五六十一百", "三农", "一二三产业", "十百", "百", "万", "二〇二三年", "一百百", "成", "十二成", "三点", "百分之"])
  func isNoNumeral(_ text: String) { #expect(Self.shown(text) == nil) }

  @Test func bareNumeralsInACellAreText() {
    for text in ["三", "二〇二三", "一"] { #expect(FigureReader.read(cell: Array(text.utf8).span) == nil) }
    for text in ["三亩", "十二", "三成", "3", "近三"] {
      #expect(FigureReader.read(cell: Array(text.utf8).span) != nil, "\(text)")
    }
  }

  /// Any bytes are read or refused, and never read past their end.
  @Test func anyBytesAreSafe() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("0123456789.近约余万亿亩元/年%_-e余左右一两〇十百千点成分之".utf8) + [0xFF, 0x80, 0xE4]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      if let (_, end) = FigureReader.read(bytes.span) { #expect(end <= bytes.count) }
      _ = FigureReader.read(whole: bytes.span)
    }
  }
}

@Suite struct UnitTests {
  @Test(arguments: [
    ("亩", "公顷", 1, 15), ("公顷", "亩", 15, 1), ("万元", "元", 10_000, 1), ("吨", "公斤", 1000, 1),
    ("元/亩", "元/公顷", 15, 1), ("年", "月", 12, 1), ("平方公里", "亩", 1500, 1), ("斤", "公斤", 1, 2),
  ])
  func converts(_ from: String, _ to: String, _ numerator: Int64, _ denominator: Int64) throws {
    let unit = try #require(Unit(from))
    let target = try #require(Unit(to))
    let factor = try #require(unit.conversion(to: target))
    #expect(factor == Rational(Int128(numerator), Int128(denominator)))
    let back = try #require(target.conversion(to: unit))
    #expect(factor.multiplied(by: back) == .one)
  }

  @Test(arguments: [("亩", "元"), ("户", "头"), ("年", "天"), ("人", "人次")])
  func keepsDimensionsApart(_ from: String, _ to: String) throws {
    #expect(try #require(Unit(from)).conversion(to: #require(Unit(to))) == nil)
  }

  @Test func everyNameIsReadWhole() {
    for unit in UnitTable.standard.all {
      for name in unit.names { #expect(Unit(name)?.text == unit.symbol, "\(name)") }
      for name in unit.latinNames { #expect(Unit(name)?.text == unit.latinNames.first, "\(name)") }
    }
  }

  @Test func namesAndCodesAreUnique() {
    let names = UnitTable.standard.all.flatMap(\.allNames)
    #expect(names.count == Set(names).count)
    let codes = UnitTable.standard.all.compactMap(\.code)
    #expect(codes.count == Set(codes).count)
  }

  /// Between all pairs of units of one dimension, alone and with 万 before them: whole numbers and decimals
  /// come back as they were wherever a finite decimal holds them, ratios always.
  @Test func convertingThereAndBackIsTheIdentity() throws {
    let units = UnitTable.standard.all.flatMap { definition in
      [Unit(definition), Unit("万\(definition.symbol)")].compactMap(\.self)
    }
    let numbers = [0, 1, -1, 7, 300, 12_345_678].flatMap { [ExactDecimal($0), ExactDecimal($0, scale: 3)] }
    var pairCount = 0
    for from in units {
      for to in units where from.dimension == to.dimension {
        let (there, back) = (try #require(from.conversion(to: to)), try #require(to.conversion(to: from)))
        #expect(there.multiplied(by: back) == .one, "\(from.text) \(to.text)")
        pairCount += 1
        for number in numbers {
          if let converted = number.multiplied(by: there) {
            #expect(converted.multiplied(by: back)?.reduced == number.reduced, "\(from.text) \(to.text)")
          }
          let float = number.double * there.double * back.double
          #expect(abs(float - number.double) <= 2 * number.double.ulp, "\(from.text) \(to.text)")
        }
      }
    }
    #expect(pairCount > 800)
  }
}
