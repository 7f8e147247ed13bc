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
    let target = wanted ?? texts.first { Unit(label: $0, in: environment.units) != nil }
    let converted = target.map { "\(operandText(value.span)) to \($0)" }
    let place = canGroup ? groupPlace(frame) : nil
    let isHidden = !flow.scope.shown.contains { $0.id.index == column.number }
    let key = Self.written(column.name)
    var mends: [Bilingual] = []
    if canGroup, isHidden {
      mends.append(Bilingual("keep `\(key)` in the stages before", "请在前面的步骤中保留 `\(key)`"))
    } else if name == "sort" {
      mends.append(Bilingual("sort by `\(key)` first", "请先按 `\(key)` 排序"))
    } else if place != nil {
      mends.append(Bilingual("add `by \(key)`", "请加上 `按 \(key)`"))
    }
    if let converted {
      mends.append(
        Bilingual("write `\(converted)`", mends.isEmpty ? "请写 `\(converted)`" : "写 `\(converted)`"))
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
    let (en, zh) = (listed(", ", ", …"), listed("、", "……"))
    var edits: [[Diagnostic.Fix]] = []
    if let place, !isHidden { edits.append([.init(place.span, place.word + key)]) }
    if let converted, let target, frame.useSpan == nil {
      edits.append(conversion(of: value, to: converted, target, beside: other))
    }
    report(
      Diagnostic(
        .severalUnits,
        Bilingual(
          "`\(name)` over several units: `\(text)` goes by the column `\(column.name)` (\(en))",
          "`\(name)` 遇到多种单位：`\(text)` 的单位写在 `\(column.name)` 列（\(zh)）"),
        at: [
          .init(
            value.span,
            Bilingual(
              mends.map(\.en).joined(separator: ", or "), mends.map(\.zh).joined(separator: "，或")))
        ],
        fixes: edits.first ?? [], alternatives: Array(edits.dropFirst())))
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
    var fixes = [Diagnostic.Fix(value.span, isInCall(value.span) ? converted : "(\(converted))")]
    if let other, other.literal != nil, other.type.unit == nil {
      fixes.append(.init(other.span, source.text(of: other.span) + target))
    }
    return fixes
  }

  /// Whether a span is all that stands between brackets or commas.
  private func isInCall(_ span: SourceSpan) -> Bool {
    let bytes = source.bytes
    let next = Int(span.upper)
    return next < bytes.count && (bytes[next] == UInt8(ascii: ")") || bytes[next] == UInt8(ascii: ","))
  }

  /// Where a key is added to the stage's `by`, and the words before it; nil where the stage takes none.
  private func groupPlace(_ frame: Frame) -> (span: SourceSpan, word: String)? {
    guard let stage, frame.useSpan == nil else { return nil }
    switch stage.kind {
    case .filter, .derive, .select, .summarize, .take, .skip, .fill, .fillDown, .pivot, .assert, .sample,
      .chart:
      if let last = stage.tails.by.last, stage.tails.levels.isEmpty {
        return (SourceSpan(lower: last.span.upper, upper: last.span.upper), ", ")
      }
      let isChinese = source.text(of: stage.verbSpan).unicodeScalars.first?.isASCII == false
      return (SourceSpan(lower: stage.span.upper, upper: stage.span.upper), isChinese ? " 按 " : " by ")
    case .drop, .rename, .sort, .distinct, .join, .follow, .union, .except, .intersect, .unpivot, .explode,
      .complete, .save, .describe, .schema:
      return nil
    }
  }
}
