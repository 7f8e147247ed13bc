import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `unpivot a, b as name, value`: the columns become rows of their names and values, the others stay.
  mutating func unpivot(_ unpivot: UnpivotSyntax, _ frame: Frame, at verb: SourceSpan) {
    let sources = columns(of: unpivot.columns, frame)
    guard !flow.scope.isUnknown, !sources.isEmpty, !sources.contains(where: \.column.isUnknown) else {
      return unknown()
    }
    checkNames(sources, mend: Bilingual("leave one out", "请去掉一个"))
    let titles = Set(sources.map(\.column.title))
    let rest = flow.scope.shown.filter { !titles.contains($0.title) }
    guard let (type, values) = oneType(sources) else { return unknown() }
    var steps: [Step.Unpivot.Source] = []
    for (value, source) in zip(values, sources) {
      let id = column(of: value, named: source.column.title)
      if !steps.contains(where: { $0.name == source.column.title }) {
        steps.append(.init(column: id, name: source.column.title))
      }
    }
    let (name, value) = (plan.addColumn(unpivot.name.text, .text), plan.addColumn(unpivot.value.text, type))
    append { .unpivot(.init(input: $0, sources: steps, name: name, value: value)) }
    var scope = Scope(columns: rest)
    scope.columns.append(.init(name: unpivot.name.text, qualifier: nil, id: name))
    scope.columns.append(.init(name: unpivot.value.text, qualifier: nil, id: value))
    checkNames(
      rest.map { ($0, frame.place(verb)) }
        + zip(scope.columns.suffix(2), [unpivot.name.span, unpivot.value.span]).map { ($0, frame.place($1)) },
      mend: Bilingual("choose another name", "请另选名称"))
    flow.scope = scope
  }

  /// Columns that become one, as one type; nil where two are of different types or dimensions, which is
  /// reported at the later one.
  private mutating func oneType(
    _ sources: [(column: Scope.Column, span: SourceSpan)]
  ) -> (type: DataType, values: [Typed])? {
    let values = sources.map { Typed(.column($0.column.id), plan.type(of: $0.column.id), at: $0.span) }
    let first = values[0].type
    for (value, source) in zip(values, sources).dropFirst() {
      let type = value.type
      guard
        type.isNumeric != first.isNumeric || (!type.isNumeric && type.kind != first.kind)
          || UnitRules.dimension(type.unit) != UnitRules.dimension(first.unit)
      else { continue }
      reportOdd(sources[0], source, (first, type))
      return nil
    }
    return unify(values)
  }

  private mutating func reportOdd(
    _ first: (column: Scope.Column, span: SourceSpan), _ odd: (column: Scope.Column, span: SourceSpan),
    _ types: (DataType, DataType)
  ) {
    let phrases = (TypeNames.phrase(types.0), TypeNames.phrase(types.1))
    let names = (first.column.title, odd.column.title)
    let written = WrittenName.of(names.1)
    let mend =
      types.0.isNumeric && types.1.isNumeric
      ? Bilingual("leave it out: one column has one kind of unit", "请去掉它：一列只有一类单位")
      : Bilingual(
        "leave it out, or make both text before: `derive \(written) = text(\(written))`",
        "请去掉它，或先都转为文本：`新增 \(written) = 文本(\(written))`")
    report(
      Diagnostic(
        .mixedTypes,
        Bilingual(
          "`\(names.0)` is \(phrases.0.en) and `\(names.1)` is \(phrases.1.en): they can't be one column",
          "`\(names.0)` 是\(phrases.0.zh)，`\(names.1)` 是\(phrases.1.zh)，不能并为一列"),
        at: [.init(odd.span, mend), .init(first.span)]))
  }

  /// `explode col at "；"`: a row a part, in the column's place.
  mutating func explode(_ path: PathSyntax, at separator: ExpressionSyntax, _ frame: Frame) {
    let column = found(path, frame)
    let refused = Context.Aggregates.refused(Bilingual("as a separator", "作为分隔符"))
    let value = check(separator, Context(scope: flow.scope, frame: frame, aggregates: refused))
    guard let column, !column.isUnknown else { return }
    let type = plan.type(of: column.id)
    guard type == .text else {
      let phrase = TypeNames.phrase(type)
      report(
        .wrongType,
        Bilingual(
          "`explode` takes a text apart, and `\(column.title)` is \(phrase.en)",
          "`拆行` 拆开文本，而 `\(column.title)` 是\(phrase.zh)"), at: frame.place(path.span),
        Bilingual("make it text before: `derive n = text(n)`", "请先转为文本：`新增 n = 文本(n)`"))
      return
    }
    guard !value.isUnknown else { return }
    guard case .text(let text)? = value.literal, !text.isEmpty else {
      report(
        .notFixed, Bilingual("the separator is a text that is not empty, written out", "分隔符须是写明的、非空的文本"),
        at: value.span, Bilingual("like `at \"；\"`", "例如 `于 \"；\"`"))
      return
    }
    let part = plan.addColumn(column.name, .text)
    append { .explode(.init(input: $0, column: column.id, separator: text, part: part)) }
    var exploded = column
    exploded.id = part
    flow.scope.put(exploded)
  }
}
