import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// The widths with one set anew; nil, reported, where the word has none or the share is no share.
  mutating func widths(_ setting: SettingSyntax) -> HedgeWidths? {
    let refused = Context.Aggregates.refused(Bilingual("as the width of a hedge", "作为约数的宽度"))
    let value = check(setting.value, Context(scope: .empty, frame: root, aggregates: refused))
    guard let hedge = HedgeTable.hedge(named: setting.word.text) else {
      report(
        .noHedgeWidth,
        Bilingual("no hedge word `\(setting.word.text)`", "没有约数词 `\(setting.word.text)`"),
        at: setting.word.span, Bilingual("近 and 约 have widths", "可以设定宽度的是“近”和“约”"))
      return nil
    }
    if value.isUnknown { return nil }
    guard let share = literalShare(value),
      let ratio = Rational(Int128(share.coefficient), Int128(ExactDecimal.power(share.scale)))
    else { return nil }
    guard let widths = environment.widths.setting(hedge, to: ratio) else {
      report(
        .noHedgeWidth,
        Bilingual("`\(setting.word.text)` has no width to set", "`\(setting.word.text)` 没有可设定的宽度"),
        at: setting.word.span,
        Bilingual(
          "its bounds come of the digits that are written", "它的上下限由所写的数字决定"))
      return nil
    }
    return widths
  }

  /// A hedged literal in the widths that are set.
  func reread(_ figure: Figure, _ token: String) -> Figure {
    guard figure.isHedged, environment.widths != .standard else { return figure }
    let written = token.filter { $0 != " " && $0 != "\t" && $0 != "　" }
    return FigureReader.read(token: written, environment.widths, in: environment.units) ?? figure
  }

  /// A call of `number`, told of the widths that are set.
  func numberCall(_ text: Expression, _ type: DataType, at span: SourceSpan) -> Typed {
    let widths = environment.widths
    guard widths != .standard else { return Typed(.call(.number, [text]), type, at: span) }
    let shares = [widths.nearly, widths.about].map { share in
      let number = ExactDecimal(1).multiplied(by: share) ?? ExactDecimal(0)
      return Expression(
        .literal(.decimal(number)), DataType(.decimal(scale: number.scale)), span: span)
    }
    return Typed(.call(.number, [text] + shares), type, at: span)
  }
}
