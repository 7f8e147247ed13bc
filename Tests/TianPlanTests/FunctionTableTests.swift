import Testing
import TianSource

@testable import TianPlan

@Suite struct FunctionTableTests {
  /// What operators and conversions become: nobody calls these by name.
  private static let unnamed: Set<ScalarFunction> = [
    .contains, .starts, .ends, .coalesce, .settled, .addDays, .addMonths, .addMicroseconds, .addPeriods,
    .daysBetween, .microsecondsBetween, .periodsBetween,
  ]

  @Test func everyFunctionHasADefinition() {
    for function in ScalarFunction.allCases {
      let isUnnamed = FunctionTable.definition(of: .scalar(function)) == nil
      #expect(isUnnamed == Self.unnamed.contains(function), "\(function)")
    }
    for function in AggregateFunction.allCases {
      #expect(FunctionTable.definition(of: .aggregate(function)) != nil, "\(function)")
    }
    for function in WindowName.allCases {
      #expect(FunctionTable.definition(of: .window(function)) != nil, "\(function)")
    }
    for form in SpecialForm.allCases { #expect(FunctionTable.definition(of: .form(form)) != nil, "\(form)") }
  }

  @Test func namesAreFoundInBothLanguagesAndDiffer() {
    #expect(Set(FunctionTable.names).count == FunctionTable.names.count)
    for definition in FunctionTable.all {
      #expect(FunctionTable.named(definition.names.en)?.identity == definition.identity)
      #expect(FunctionTable.named(definition.names.zh)?.identity == definition.identity)
    }
    #expect(FunctionTable.named("sun") == nil)
  }

  @Test func definitionsAreWholeSentences() {
    for definition in FunctionTable.all {
      #expect(
        definition.help.en.hasSuffix(".") && definition.help.zh.hasSuffix("。"), "\(definition.names.en)")
      #expect(definition.examples.count == 2, "\(definition.names.en)")
    }
  }

  @Test func signaturesShowWhatMayBeLeftOut() {
    let round = FunctionTable.named("四舍五入")
    #expect(
      round?.signature(.english) == "round(x: number, [digits: whole number]) → same as x, its unit too")
    #expect(round?.signature(.chinese) == "四舍五入(值: 数, [位数: 整数]) → 同 x，单位也同")
    #expect(FunctionTable.named("concat")?.argumentCounts.most == nil)
    #expect(FunctionTable.named("count")?.argumentCounts.least == 0)
  }
}
