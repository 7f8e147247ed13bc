import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `sample n` or `sample 5%`, with `seed: 7`.
  mutating func sample(
    _ amount: ExpressionSyntax, _ option: ArgumentSyntax?, _ tails: TailsSyntax, _ frame: Frame
  ) {
    let size = sampleSize(amount, frame)
    let seed = seed(option, frame)
    let partition = unique(groupKeys(tails.by, frame).map(\.id))
    let order = sortKeys(tails.sort, frame)
    guard let size, let seed else { return }
    append { .sample(.init(input: $0, partition: partition, order: order, size: size, seed: seed)) }
  }

  private mutating func sampleSize(_ syntax: ExpressionSyntax, _ frame: Frame) -> Step.Sample.Size? {
    let refused = Context.Aggregates.refused(Bilingual("as the size of a sample", "作为抽样的大小"))
    let value = check(syntax, Context(scope: flow.scope, frame: frame, aggregates: refused))
    guard value.type.unit == .percent || isShare(value) else {
      return wholeNumber(value, in: 0...Int64(UInt32.max), Bilingual("how many rows", "行数"))
        .map { .rows(Int($0)) }
    }
    if value.type.unit == .percent, let share = share(value) { return .share(share) }
    let text = frame.source.text(of: syntax.span)
    let mend =
      value.type.unit == .percent
      ? Bilingual("from 0% to 100%, written out", "请写 0% 到 100% 之间的百分数")
      : Bilingual("a part of the rows is a percent: `5%`", "要抽其中一部分，请写百分数：`5%`")
    report(
      .notWholeNumber,
      Bilingual("`\(text)` is no size of a sample", "`\(text)` 不能作为抽样的大小"), at: value.span, mend)
    return nil
  }

  /// `0.05`, which is meant as a part.
  private func isShare(_ value: Typed) -> Bool {
    guard value.type.unit == nil, let literal = value.literal else { return false }
    switch literal {
    case .decimal(let number): return number.reduced.scale > 0
    case .float: return true
    case .null, .bool, .int, .text, .date, .timestamp, .period, .figure: return false
    }
  }

  private func share(_ value: Typed) -> Rational? {
    guard let number = value.literal.flatMap(Literals.exact) else { return nil }
    var denominator: Int128 = 100
    for _ in 0..<number.scale { denominator *= 10 }
    guard number.coefficient >= 0, Int128(number.coefficient) <= denominator else { return nil }
    return Rational(Int128(number.coefficient), denominator)
  }

  /// 0 where none is given.
  private mutating func seed(_ option: ArgumentSyntax?, _ frame: Frame) -> Int64? {
    guard let option else { return 0 }
    guard let name = option.name else {
      isBroken = true
      return nil
    }
    guard OptionName(NameFolding.fold(name.text)) == .seed else {
      report(
        .wrongArguments,
        Bilingual("`sample` has no option `\(name.text)`", "`抽样` 没有选项 `\(name.text)`"),
        at: frame.place(name.span), Bilingual("its option is `seed: 7`", "它的选项是 `种子: 7`"))
      return nil
    }
    let refused = Context.Aggregates.refused(Bilingual("in an option", "在选项中"))
    let value = check(option.value, Context(scope: .empty, frame: frame, aggregates: refused))
    return wholeNumber(value, in: .min ... .max, Bilingual("the seed", "种子"))
  }
}
