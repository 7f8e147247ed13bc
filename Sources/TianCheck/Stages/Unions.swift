import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// A column of the flow and the one of its name in another table, as one type.
  struct StackedColumn {
    var name: String
    var type: DataType
    var left: ColumnID
    var right: ColumnID
  }

  /// Rows under rows, by name; types and units are those of the flow, or wider.
  mutating func union(_ syntax: TableSyntax, _ frame: Frame, at verb: SourceSpan) {
    var right = table(syntax, frame)
    guard let pairs = stacked(&right, at: frame.place(syntax.span)) else { return unknown() }
    swap(&flow, &right)
    flush()
    let rightStep = flow.step
    swap(&flow, &right)
    let columns = pairs.map {
      Step.Union.Column(id: plan.addColumn($0.name, $0.type), left: $0.left, right: $0.right)
    }
    for column in columns {
      // A unit that stands in another column of the flow stands in that column of the union.
      plan.columns[column.id.index].type.unit = plan.type(of: column.id).unit?.mapColumns { number in
        columns.first { $0.left.index == number }?.id.index ?? number
      }
    }
    append { .union(.init(left: $0, right: rightStep, columns: columns)) }
    keepKeys(columns.map { ($0.id, $0.left, $0.right) })
    keepCodes(columns.map { ($0.id, $0.left, $0.right) })
    flow.scope = Scope(
      columns: zip(pairs, columns).map { .init(name: $0.name, qualifier: nil, id: $1.id) })
  }

  /// The columns of the flow and of another one, by their names; what must be converted waits in its flow.
  /// Nil where the two don't go together, which is reported.
  mutating func stacked(_ right: inout Flow, at place: SourceSpan) -> [StackedColumn]? {
    guard !flow.scope.isUnknown, !right.scope.isUnknown else { return nil }
    let (left, other) = (flow.scope.shown, right.scope.shown)
    let missing = left.filter { column in !other.contains { $0.title == column.title } }
    let extra = other.filter { column in !left.contains { $0.title == column.title } }
    guard missing.isEmpty, extra.isEmpty else {
      reportDifference(missing.map(\.title), extra.map(\.title), at: place)
      return nil
    }
    var pairs: [StackedColumn] = []
    for column in left {
      guard let twin = other.first(where: { $0.title == column.title }), !column.isUnknown, !twin.isUnknown
      else { continue }
      var values = [column, twin].map { Typed(.column($0.id), plan.type(of: $0.id), at: place) }
      values[1] = linked(values[1], to: values[0], left, other)
      guard let (type, values) = stacked(values, column.title, at: place) else { continue }
      let leftID = self.column(of: values[0], named: column.title)
      swap(&flow, &right)
      let rightID = self.column(of: values[1], named: column.title)
      swap(&flow, &right)
      pairs.append(StackedColumn(name: column.title, type: type, left: leftID, right: rightID))
    }
    return pairs.count == left.count ? pairs : nil
  }

  /// Two columns as one type; nil, reported with the column's name, where they don't go together.
  mutating func stacked(
    _ values: [Typed], _ name: String, at span: SourceSpan
  ) -> (type: DataType, values: [Typed])? {
    let types = values.map(\.type)
    let dimensions = types.map { UnitRules.dimension($0.unit) }
    guard types[0].isNumeric == types[1].isNumeric, types[0].isNumeric || types[0].kind == types[1].kind,
      dimensions[0] == dimensions[1]
    else {
      let names = types.map(TypeNames.phrase)
      report(
        .unionColumns,
        Bilingual(
          "`\(name)` is \(names[0].en) in the flow and \(names[1].en) in the other table",
          "`\(name)` 在流中是\(names[0].zh)，在另一个表中是\(names[1].zh)"), at: span,
        Self.stackingHint(types.map(\.kind), WrittenName.of(name)))
      return nil
    }
    return unify(values)
  }

  /// How two columns of different types are made one; nothing where that takes more than a call.
  private static func stackingHint(_ kinds: [DataType.Kind], _ name: String) -> Bilingual {
    func hint(_ call: String, _ chinese: String, _ which: Bilingual) -> Bilingual {
      Bilingual(
        "write `derive \(name) = \(call)(\(name))` where it is \(which.en)",
        "请在它为\(which.zh)的一边先写 `新增 \(name) = \(chinese)(\(name))`")
    }
    if kinds.contains(.timestamp), kinds.contains(.date) {
      return hint("date", "日期", Bilingual("a timestamp", "时刻"))
    }
    guard kinds.contains(.text) else { return Bilingual("", "") }
    return hint("text", "文本", Bilingual("no text", "非文本"))
  }

  private mutating func reportDifference(_ missing: [String], _ extra: [String], at span: SourceSpan) {
    func list(_ names: [String], _ separator: String) -> String {
      names.prefix(5).joined(separator: separator) + (names.count > 5 ? "…" : "")
    }
    var notes: [Bilingual] = []
    if !missing.isEmpty {
      notes.append(Bilingual("only in the flow: \(list(missing, ", "))", "只在流中：\(list(missing, "、"))"))
    }
    if !extra.isEmpty {
      notes.append(
        Bilingual("only in the other table: \(list(extra, ", "))", "只在另一个表中：\(list(extra, "、"))"))
    }
    report(
      .unionColumns, Bilingual("the two tables have different columns", "两个表的列不同"), at: span,
      Bilingual("`select` the same columns of both", "请先用 `选列` 选出相同的列"), notes: notes)
  }
}
