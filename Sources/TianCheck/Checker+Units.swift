import TianFigures
import TianSource
import TianSyntax

extension Checker {
  /// `unit 箱 = 12公斤`: figures below may have it. Defining it again the same way changes nothing.
  mutating func checkUnit(_ syntax: UnitDefinitionSyntax) -> CheckedStatement {
    guard case .figure(let figure) = syntax.amount else { return .failed }
    let name = syntax.name.text
    let definition: UnitDefinition
    do throws(UnitDefinition.Fault) {
      definition = try UnitDefinition(name, as: figure)
    } catch {
      report(error, of: syntax)
      return .failed
    }
    guard let taken = environment.units.unit(named: name) else {
      environment.units.add(definition)
      return .defined(name: name)
    }
    if taken == Unit(definition) { return .defined(name: name) }
    let isStandard = UnitTable.standard.unit(named: name) != nil
    diagnostics.append(
      Diagnostic(
        .invalidUnit,
        isStandard
          ? Bilingual("`\(name)` is a unit already", "`\(name)` 本来就是单位")
          : Bilingual("`\(name)` was defined as another amount", "`\(name)` 已另有定义"),
        at: [.init(syntax.name.span, Bilingual("give this one another name", "请另取名称"))]))
    return .failed
  }

  private mutating func report(_ fault: UnitDefinition.Fault, of syntax: UnitDefinitionSyntax) {
    let name = syntax.name.text
    let (message, hint, span): (Bilingual, Bilingual, SourceSpan) =
      switch fault {
      case .name:
        (
          Bilingual("a unit cannot be called `\(name)`", "单位不能叫 `\(name)`"),
          Bilingual(
            "it begins as a number or a hedge does, or holds a sign", "它像数或约数那样开头，或含有符号"),
          syntax.name.span
        )
      case .hedged:
        (
          Bilingual("a unit is an exact amount, and this is hedged", "单位须是确数，而这是约数"), Bilingual("", ""),
          syntax.amountSpan
        )
      case .notPositive:
        (Bilingual("a unit is more than nothing", "单位须大于零"), Bilingual("", ""), syntax.amountSpan)
      case .tooLarge:
        (
          Bilingual("the unit's factor has too many digits", "单位的换算系数位数过多"), Bilingual("", ""),
          syntax.amountSpan
        )
      }
    diagnostics.append(Diagnostic(.invalidUnit, message, at: [.init(span, hint)]))
  }
}
