import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  private static let listedMost = 20

  static func didYouMean(_ name: String?) -> Bilingual {
    name.map { Bilingual("did you mean `\($0)`?", "是否想写 `\($0)`？") } ?? Bilingual("", "")
  }

  func unknownColumn(_ path: PathSyntax, _ context: Context, quoted: String?) -> Diagnostic {
    let text = path.names.map(\.text).joined(separator: ".")
    let place = context.place(path.span)
    if let parameters = context.frame.parameters {
      return Self.unknownParameter(path, parameters.names, place)
    }
    if let form = path.single.flatMap({ ForeignTable.value($0.text) }) {
      let language = Language(ofWord: text) == .chinese ? Language.chinese : self.language
      let mend = form.mend[language]
      return Diagnostic(
        .unknownColumn, Self.nothingCalled(text),
        at: [.init(place, Bilingual("write `\(mend)`", "请写 `\(mend)`"))], fixes: [.init(place, mend)])
    }
    if let told = listInBrackets(path, context) { return told }
    if let figure = path.single.flatMap({ FigureReader.query(for: $0.text, in: environment.units) }) {
      return Diagnostic(
        .unknownColumn, Self.nothingCalled(text),
        at: [.init(place, Bilingual("write the figure as `\(figure)`", "此数请写 `\(figure)`"))],
        fixes: [.init(place, figure)])
    }
    let scope = context.scope
    let titles = scope.shown.map(\.title)
    let lets = environment.names(isFunction: false, in: context.frame.visible).sorted()
    let known = titles.isEmpty ? catalog.tableNames + lets : titles
    if let told = Self.nameWithoutBrackets(path.span, context, among: known, Self.nothingCalled(text)) {
      return told
    }
    let bracketed = path.single.flatMap { Self.bracketed($0.text, in: scope) }
    let same = Self.sameOfOtherTable(path, scope)
    let near = same ?? bracketed?.title ?? Suggestions.nearest(to: text, in: titles + lets)
    let message: Bilingual
    if let table = scope.table {
      message = Bilingual("no column `\(text)` in \(table)", "\(table) 中没有列 `\(text)`")
    } else if titles.isEmpty {
      message = Self.nothingCalled(text)
    } else {
      message = Bilingual("no column `\(text)` here", "此处没有列 `\(text)`")
    }
    let call = path.single.flatMap { Self.call(of: $0.text) }
    var hints = near == nil ? [] : [Self.didYouMean(near)]
    if let call {
      hints.append(Bilingual("a function is called with brackets: `\(call)`", "调用函数要加括号：`\(call)`"))
    }
    if let quoted {
      hints.append(Bilingual("a text needs quotes: `\(quoted)`", "文字要加引号：`\(quoted)`"))
    }
    let label = Bilingual(hints.map(\.en).joined(separator: " "), hints.map(\.zh).joined())
    let fix = same ?? near.map(WrittenName.of) ?? call.flatMap { $0.hasSuffix("()") ? $0 : nil } ?? quoted
    return Diagnostic(
      .unknownColumn, message, at: [.init(place, label)],
      notes: textCause(of: bracketed) + Self.list(titles, Bilingual("columns", "列")),
      fixes: fix.map { [.init(place, $0)] } ?? [])
  }

  /// `[地点, 面积]`, columns in the brackets of a name: told without them. Nil where they are none.
  private func listInBrackets(_ path: PathSyntax, _ context: Context) -> Diagnostic? {
    guard let name = path.single, name.isQuoted, context.frame.useSpan == nil else { return nil }
    let parts = name.text.split(whereSeparator: { ",，、".contains($0) }).map { part in
      String(part.filter { !"\"'“” ".contains($0) })
    }
    guard parts.count > 1, parts.allSatisfy({ context.scope.find([$0]).count == 1 }) else { return nil }
    let list = parts.map(WrittenName.of).joined(separator: ", ")
    return Diagnostic(
      .unknownColumn, Self.nothingCalled(name.text),
      at: [.init(name.span, Bilingual("brackets quote one name: write `\(list)`", "方括号只括一个名称：请写 `\(list)`"))],
      fixes: [.init(name.span, list)])
  }

  private static func unknownParameter(
    _ path: PathSyntax, _ names: [String], _ place: SourceSpan
  ) -> Diagnostic {
    let text = path.names.map(\.text).joined(separator: ".")
    let near = Suggestions.nearest(to: text, in: names)
    if !path.rest.isEmpty, names.contains(path.first.text) {
      return Diagnostic(
        .notForeignKey,
        Bilingual(
          "`\(path.first.text)` is given no column here, and a dot leads on from one",
          "`\(path.first.text)` 在此得到的不是列，而点只从列通向其他表"),
        at: [.init(place)])
    }
    return Diagnostic(
      .unknownColumn,
      Bilingual("`\(text)` is no parameter, and a function sees nothing else", "`\(text)` 不是参数，而函数只看得到参数"),
      at: [.init(place, Self.didYouMean(near))],
      notes: Self.list(names, Bilingual("parameters", "参数")),
      fixes: near.map { [.init(place, WrittenName.of($0))] } ?? [])
  }

  private static func nothingCalled(_ name: String) -> Bilingual {
    Bilingual("nothing is called `\(name)` here", "没有名为 `\(name)` 的表或值")
  }

  /// Told where the text from the place on spells a known name that is not read as one: `产量-2023`. Nil where
  /// it does not.
  private static func nameWithoutBrackets(
    _ start: SourceSpan, _ context: Context, among names: [String], _ message: Bilingual
  ) -> Diagnostic? {
    guard context.frame.useSpan == nil else { return nil }
    let text = context.frame.source.bytes[Int(start.lower)...]
    let spelled = names.filter { WrittenName.of($0) != $0 && text.starts(with: Array($0.utf8)) }
    guard let name = spelled.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
    let place = SourceSpan(Int(start.lower), Int(start.lower) + name.utf8.count)
    let written = WrittenName.of(name)
    return Diagnostic(
      .unknownColumn, message,
      at: [.init(place, Bilingual("such a name needs brackets: `\(written)`", "这样的名称要加方括号：`\(written)`"))],
      fixes: [.init(place, written)])
  }

  /// `村庄.编码` where `t.编码` was typed, and no table is called `t`.
  private static func sameOfOtherTable(_ path: PathSyntax, _ scope: Scope) -> String? {
    guard path.rest.count == 1 else { return nil }
    let same = scope.columns.filter { $0.isQualified && $0.name == path.last.text }
    return same.count == 1 ? same[0].title : nil
  }

  /// How a function of that name is called; nil where there is none.
  private static func call(of name: String) -> String? {
    let function = FunctionTable.named(name).map { (name, $0) }
    let small = name.lowercased()
    return (function ?? FunctionTable.named(small).map { (small, $0) })
      .map { $0 + ($1.argumentCounts.least == 0 ? "()" : "(…)") }
  }

  /// `columns: 名称, 县, …`.
  static func list(_ names: [String], _ heading: Bilingual) -> [Bilingual] {
    guard !names.isEmpty else { return [] }
    let listed = names.prefix(listedMost)
    let rest = names.count - listed.count
    let (en, zh) = (listed.joined(separator: ", "), listed.joined(separator: "、"))
    return [
      Bilingual(
        "\(heading.en): \(en)" + (rest > 0 ? " and \(rest) more" : ""),
        "\(heading.zh)：\(zh)" + (rest > 0 ? " 等，另有 \(rest) 个" : ""))
    ]
  }

  mutating func reportLoose(_ path: PathSyntax, at place: SourceSpan) {
    let text = path.names.map(\.text).joined(separator: ".")
    report(
      .looseColumn, Bilingual("`\(text)` has many values in a group", "一组之中 `\(text)` 有许多值"), at: place,
      Bilingual(
        "put it in an aggregate, `first(\(text))`, or among the keys after `by`",
        "请放进聚合函数，如 `首个(\(text))`，或列入 `按` 的键"))
  }

  mutating func reportAmbiguous(_ path: PathSyntax, _ titles: [String], _ context: Context) {
    let text = path.names.map(\.text).joined(separator: ".")
    let (en, zh) = (titles.joined(separator: ", "), titles.joined(separator: "、"))
    report(
      .ambiguousName, Bilingual("`\(text)` may be \(en)", "`\(text)` 可能是 \(zh)"),
      at: context.place(path.span),
      Bilingual("write the one that is meant", "请写明是哪一个"))
  }

  mutating func reportColumnAndLet(
    _ path: PathSyntax, _ definition: Environment.Definition, _ context: Context
  ) {
    let span = context.place(path.span)
    var labels = [Diagnostic.Label(span, Bilingual("rename one of the two", "请改其中一个的名称"))]
    if definition.source == source, !definition.span.isEmpty {
      labels.append(.init(definition.span, Bilingual("the `let`", "`令` 在此")))
    }
    let text = path.first.text
    report(
      Diagnostic(
        .columnAndLet, Bilingual("`\(text)` is both a column and a `let`", "`\(text)` 既是列，又是 `令` 定义的名称"),
        at: labels))
  }
}
