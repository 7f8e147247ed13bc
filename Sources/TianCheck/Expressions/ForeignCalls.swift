import TianPlan
import TianSource
import TianSyntax

// Calls that Tian has not, and what is said of them.
extension StatementChecker {
  /// That of the query, for the words that a mend writes into it.
  var language: Language { Language(ofQuery: source) }

  /// The arguments of a call that is wrong, for what else is wrong in them: an aggregate's are of the rows
  /// that come in, and whether it is one is not known.
  mutating func checkLoosely(_ arguments: [ArgumentSyntax], _ context: Context) {
    var inside = context
    if case .summary(let input, _) = context.aggregates {
      inside.scope = input
      inside.aggregates = .window(partition: [], order: [])
    }
    for argument in arguments { _ = check(argument.value, inside) }
  }

  /// A function of another language, reported with the call that Tian has for it.
  mutating func isForeignFunction(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context, at span: SourceSpan
  ) -> Bool {
    let message = Bilingual("no function `\(name.text)`", "没有函数 `\(name.text)`")
    if let advice = Self.advices.first(where: { $0.names.contains(name.text.lowercased()) })?.advice {
      report(.unknownFunction, message, at: context.place(name.span), advice)
      return true
    }
    let given = arguments.map { argument in
      CallTemplate.Argument(
        text: context.frame.source.text(of: argument.value.span), isOperation: argument.value.isOperation,
        isCondition: argument.value.isCondition)
    }
    let language = Language(ofWord: name.text) == .chinese ? Language.chinese : self.language
    let truncation = Self.truncation(name.text, given)
    let found = ForeignTable.function(name.text, given) { TianWords.translated($0, to: language) }
    guard let call = truncation ?? found?.call else {
      guard let found else { return false }
      let mend = TianWords.translated(found.form.mend.en, to: language)
      report(.unknownFunction, message, at: span, Bilingual("write `\(mend)`", "请写 `\(mend)`"))
      return true
    }
    report(
      .unknownFunction, message, at: span, Bilingual("write `\(call)`", "请写 `\(call)`"), fix: call)
    return true
  }

  /// `date_trunc("month", d)` as `truncate(d, 1月)`; nil for anything else.
  private static func truncation(_ name: String, _ arguments: [CallTemplate.Argument]) -> String? {
    let units = ["year": "1年", "quarter": "1季度", "month": "1月", "week": "1周", "day": "1天", "hour": "1小时"]
    guard name.lowercased() == "date_trunc", arguments.count == 2 else { return nil }
    let unit = arguments[0].text.lowercased().filter { $0 != "'" && $0 != "\"" }
    return units[unit].map { "truncate(\(arguments[1].text), \($0))" }
  }

  mutating func reportUnknownFunction(_ name: NameSyntax, _ count: Int, _ context: Context) {
    let own = environment.names(isFunction: true, in: context.frame.visible).sorted()
    var isSummary = false
    if case .summary = context.aggregates { isSummary = true }
    let fitting = FunctionTable.names.filter { name in
      guard let definition = FunctionTable.named(name) else { return false }
      if isSummary, case .window = definition.identity { return false }
      let counts = definition.argumentCounts
      return count >= counts.least && counts.most.map { count <= $0 } ?? true
    }
    let near = Suggestions.nearest(to: name.text, in: fitting + own)
    report(
      .unknownFunction, Bilingual("no function `\(name.text)`", "没有函数 `\(name.text)`"),
      at: context.place(name.span), Self.didYouMean(near), fix: near.map(WrittenName.of))
  }

  /// `rank(面积)`, which is reported with the stage's `sort` that it means. The highest is the first, as in
  /// Excel.
  mutating func isRankOfValue(
    _ definition: FunctionDefinition, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context,
    at span: SourceSpan
  ) -> Bool {
    switch definition.identity {
    case .window(.rank), .window(.denseRank), .window(.percentRank), .window(.rowNumber): break
    case .scalar, .aggregate, .window, .form: return false
    }
    guard let key = arguments.first?.value, let stage, context.frame.useSpan == nil,
      stage.tails.sort.isEmpty, case .window = context.aggregates
    else { return false }
    let text = context.frame.source.text(of: key.span)
    let written = SortKeyText.descending(text, isName: key.isName)
    let sort = "\(TianWords.keyword(.sort, in: language)) \(written)"
    let end = SourceSpan(lower: stage.span.upper, upper: stage.span.upper)
    let brackets = SourceSpan(lower: name.span.upper, upper: span.upper)
    report(
      Diagnostic(
        .wrongArguments, Bilingual("the arguments don't fit `\(name.text)`", "参数与 `\(name.text)` 不符"),
        at: [
          .init(
            span,
            Bilingual(
              "write `\(name.text)()`, and `\(sort)` at the stage's end",
              "请写 `\(name.text)()`，并在本步末尾写 `\(sort)`"))
        ], fixes: [.init(brackets, "()"), .init(end, " \(sort)")]))
    return true
  }

  /// `date(2023, 3, 1)`, which is reported with the day as it is written.
  mutating func isDateOfParts(
    _ definition: FunctionDefinition, _ arguments: [ArgumentSyntax], at span: SourceSpan
  ) -> Bool {
    guard case .scalar(.date) = definition.identity, arguments.count == 3 else { return false }
    let parts = arguments.map { source.text(of: $0.value.span) }
    guard parts.allSatisfy({ !$0.isEmpty && $0.count <= 4 && $0.allSatisfy(\.isNumber) }) else {
      return false
    }
    let padded = zip(parts, [4, 2, 2]).map { String(repeating: "0", count: max(0, $1 - $0.count)) + $0 }
    let day = padded.joined(separator: "-")
    report(
      .wrongArguments, Bilingual("a date is written, not called", "日期直接写出，不用函数"), at: span,
      Bilingual("write `\(day)`", "请写 `\(day)`"), fix: day)
    return true
  }

  private static let advices: [(names: Set<String>, advice: Bilingual)] = [
    (
      [
        "today", "now", "current_date", "getdate", "sysdate", "curdate", "current_timestamp", "今天", "当前日期",
        "今日",
      ],
      Bilingual(
        "nothing depends on the day of the run: write the date, `2024-03-20`",
        "结果不随运行的日子而变：请写明日期，如 `2024-03-20`")
    ),
    (
      ["format", "to_fixed", "number_format"],
      Bilingual(
        "`round(x, digits: 2)` for numbers, `format_date(d, \"yyyy-MM-dd\")` for dates",
        "数用 `四舍五入(x, 位数: 2)`，日期用 `日期格式(d, \"yyyy-MM-dd\")`")
    ),
    (
      ["find", "search", "instr", "charindex", "strpos", "position", "indexof"],
      Bilingual("`x contains \"…\"` tells whether it is there", "用 `x 含 \"…\"` 判断有无")
    ),
    (
      ["vlookup", "xlookup", "hlookup", "lookup", "dlookup"],
      Bilingual("`join one t on key` looks up in another table", "用 `关联 唯一 表 依据 键` 到另一个表中查找")
    ),
    (
      ["rand", "random", "runif", "randbetween", "newid", "uuid"],
      Bilingual("`sample 10` takes rows at random, the same in every run", "用 `抽样 10` 随机取行，每次结果相同")
    ),
    (["xor"], Bilingual("write `a != b`, each in brackets", "请写 `a != b`，两边各加括号")),
    (
      ["exists"],
      Bilingual(
        "write `key in (t | select key)`, or `join semi t on key`", "请写 `键 在 (表 | 选列 键)`，或 `关联 半 表 依据 键`")
    ),
  ]
}

/// A sort key as it is written, from the greatest down.
private enum SortKeyText {
  static func descending(_ text: String, isName: Bool) -> String { isName ? "-\(text)" : "-(\(text))" }
}

extension ExpressionSyntax {
  fileprivate var isName: Bool {
    if case .name = self { true } else { false }
  }

  /// Whether an operator beside it might take a part of it alone.
  fileprivate var isOperation: Bool {
    switch self {
    case .negated, .not, .binary, .logical, .membership, .convert, .range: true
    case .literal, .interpolated, .name, .call, .conditional, .bracketed, .query, .missing: false
    }
  }
}
