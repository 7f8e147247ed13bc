import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// What is said where numbers of several rows are mixed though the unit of each stands in another column.
extension StatementChecker {
  /// Says that the numbers are in several units, with the mends: to group by the units, or to convert to one,
  /// where `other` stands beside them to the other's.
  mutating func reportSeveralUnits(
    _ value: Typed, for name: String, _ frame: Frame, beside other: Typed? = nil, canGroup: Bool = true
  ) {
    guard let column = value.type.unit?.column else { return }
    let texts = presentTexts(column.number, of: column.texts)
    let wanted = other?.type.unit.flatMap { $0.column == nil ? $0.text : nil }
    let target = wanted ?? texts.compactMap { unitText(of: value, in: $0) }.first
    let converted =
      Self.takesColumns(name)
      ? nil
      : target.map { target in
        let text = "\(operandText(value.span)) to \(target)"
        return isInCall(value.span) || !Self.bindsTighter(name) ? text : "(\(text))"
      }
    let place = canGroup ? groupPlace(frame) : nil
    let shown = flow.scope.shown.first { $0.id.index == column.number }
    let key = WrittenName.of(shown?.title ?? column.name)
    var mends = groupMends(key, name, isHidden: canGroup && shown == nil, canGroup: place != nil)
    if let converted, let target {
      let bare = other.flatMap { isBareLiteral($0) ? quantityText($0, in: target) : nil }
      let en = bare.map { "`\(converted)` and `\($0)`" } ?? "`\(converted)`"
      let zh = bare.map { "`\(converted)` 与 `\($0)`" } ?? "`\(converted)`"
      mends.append(Bilingual("write \(en)", mends.isEmpty ? "请写 \(zh)" : "写 \(zh)"))
    }
    if mends.isEmpty, let text = texts.first {
      mends = [
        Bilingual("keep one unit: `where \(key) == \"\(text)\"`", "请只留一种单位：`筛选 \(key) == \"\(text)\"`")
      ]
    }
    let listed = { (separator: String, dots: String) in
      texts.prefix(3).joined(separator: separator) + (texts.count > 3 ? dots : "")
    }
    let text = source.text(of: value.span)
    // What a `where` left is known only now, and may be more when the query runs again.
    let left = texts.count == 1 ? Bilingual("now only ", "现在只有") : Bilingual("", "")
    let (en, zh) = (left.en + listed(", ", ", …"), left.zh + listed("、", "……"))
    let use =
      name == "…"
      ? Bilingual("values of", "所列的值有") : Bilingual("`\(name)` over", "`\(name)` 遇到")
    var edits: [[Diagnostic.Fix]] = []
    if let place, shown != nil { edits.append([.init(place.span, place.word + key)]) }
    if let converted, let target, frame.useSpan == nil {
      edits.append(conversion(of: value, to: converted, target, beside: other))
    }
    report(
      Diagnostic(
        .severalUnits,
        Bilingual(
          "\(use.en) several units: `\(text)` goes by the column `\(column.name)` (\(en))",
          "\(use.zh)多种单位：`\(text)` 的单位写在 `\(column.name)` 列（\(zh)）"),
        at: [
          .init(
            value.span,
            Bilingual(
              mends.map(\.en).joined(separator: ", or "), mends.map(\.zh).joined(separator: "，或")))
        ],
        fixes: edits.first ?? [], alternatives: Array(edits.dropFirst())))
  }

  /// What lets the rows that belong together share their unit.
  private func groupMends(_ key: String, _ name: String, isHidden: Bool, canGroup: Bool) -> [Bilingual] {
    if isHidden { return [Bilingual("keep `\(key)` in the stages before", "请在前面的步骤中保留 `\(key)`")] }
    if name == "sort" { return [Bilingual("sort by `\(key)` first", "请先按 `\(key)` 排序")] }
    guard canGroup else { return [] }
    if name == "distinct" { return [Bilingual("add `\(key)`", "请加上 `\(key)`")] }
    return [Bilingual("add `by \(key)`", "请加上 `按 \(key)`")]
  }

  /// The texts that a column of units has in the rows at hand, which are asked for; those of the whole table
  /// where that does not work.
  private func presentTexts(_ number: Int, of texts: [String]) -> [String] {
    guard !isBroken, !diagnostics.contains(where: { $0.severity == .error }),
      flow.scope.columns.contains(where: { $0.id.index == number })
    else { return texts }
    var asked = plan.withoutEffects
    let id = ColumnID(number)
    asked.result = asked.addStep(.distinct(.init(input: flow.step, columns: [id])))
    asked.outputs = [.init(name: "", id: id)]
    guard let values = try? catalog.values(of: asked) else { return texts }
    let present = texts.filter { values.contains(.text($0)) }
    return present.isEmpty ? texts : present
  }

  /// The edits that convert the number, and say the unit of a bare one beside it.
  private func conversion(
    of value: Typed, to converted: String, _ target: String, beside other: Typed?
  ) -> [Diagnostic.Fix] {
    var fixes = [Diagnostic.Fix(value.span, converted)]
    if let other, isBareLiteral(other) {
      fixes.append(.init(other.span, quantityText(other, in: target)))
    }
    return fixes
  }

  /// Whether an operator, or a key of a sort, takes its operands before `to` does.
  private static func bindsTighter(_ name: String) -> Bool {
    ["+", "-", "*", "/", "//", "%", "**", "sort"].contains(name)
  }

  /// Stages in which names stand, and nothing is converted.
  private static func takesColumns(_ name: String) -> Bool { ["distinct", "fill down"].contains(name) }

  private func isBareLiteral(_ value: Typed) -> Bool { value.literal != nil && value.type.unit == nil }

  /// The unit of a number in the rows whose unit has a name: `吨/亩` of 产量 / 面积 in those of `吨`.
  private func unitText(of value: Typed, in name: String) -> String? {
    guard let own = value.type.unit, let column = own.column,
      let unit = Unit(label: name, in: environment.units)
    else { return nil }
    return own.replacing(column: column.number, with: unit)?.unit?.text
  }

  /// Whether a span is all that stands between brackets or commas.
  func isInCall(_ span: SourceSpan) -> Bool {
    let bytes = source.bytes
    let next = Int(span.upper)
    return next < bytes.count && (bytes[next] == UInt8(ascii: ")") || bytes[next] == UInt8(ascii: ","))
  }

  /// Where a key is added to the stage's `by`, and the words before it; nil where the stage takes none.
  func groupPlace(_ frame: Frame) -> (span: SourceSpan, word: String)? {
    guard let stage, frame.useSpan == nil else { return nil }
    switch stage.kind {
    case .distinct:
      return (SourceSpan(lower: stage.span.upper, upper: stage.span.upper), ", ")
    case .filter, .derive, .select, .summarize, .take, .skip, .fill, .fillDown, .pivot, .assert, .sample,
      .chart:
      guard stage.tails.levels.isEmpty else { return nil }
      if let last = stage.tails.by.last {
        return (SourceSpan(lower: last.span.upper, upper: last.span.upper), ", ")
      }
      let isChinese = source.text(of: stage.verbSpan).unicodeScalars.first?.isASCII == false
      return (SourceSpan(lower: stage.span.upper, upper: stage.span.upper), isChinese ? " 按 " : " by ")
    case .drop, .rename, .sort, .join, .follow, .union, .except, .intersect, .unpivot, .explode,
      .complete, .save, .describe, .schema:
      return nil
    }
  }
}
