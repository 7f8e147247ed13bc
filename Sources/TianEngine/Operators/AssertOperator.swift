import TianPlan
import TianSource

extension Steps {
  /// The rows of a step, where a condition is true of all of them; else throws `assertionFailed` with some of
  /// those of which it is not. All rows are looked at, however few are read later.
  func asserted(_ step: Step.Assertion, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    try prepare(step.condition)
    if let message = step.message { try prepare(message.value) }
    let relation = try relation(step.input, wanted.union(step.columns))
    let faulty = try rowsAtFault(step, in: relation)
    guard faulty.rowCount > 0 else { return relation }
    throw failure(step, faulty, of: relation.rowCount)
  }

  private func rowsAtFault(_ step: Step.Assertion, in relation: Relation) throws(Diagnostic) -> Relation {
    func bool(_ value: Bool) -> Expression { Expression(.literal(.bool(value)), .bool, span: step.span) }
    // A condition that is null does not choose its arm.
    let arm = Expression.Arm(condition: step.condition, value: bool(false))
    let isFaulty = Expression(.conditional([arm], otherwise: bool(true)), .bool, span: step.span)
    var pipeline = Pipeline(relation)
    var shown = [ColumnID]().union(step.shown.map(\.id))
    if let message = step.message {
      pipeline.definitions[message.id] = .computed(message.value)
      shown.append(message.id)
    }
    let filter = Step.Filter(input: step.input, condition: isFaulty)
    pipeline.stages.append(.filter(Pipeline.Filter(step: filter, keep: shown)))
    return try collect(pipeline, shown)
  }

  private static let rowsShownMax = 5
  private static let columnsShownMax = 8

  private func failure(_ step: Step.Assertion, _ faulty: Relation, of rowCount: Int) -> Diagnostic {
    let message = step.message.flatMap { faulty[$0.id]?.text(0) } ?? ""
    let count = faulty.rowCount
    let counts = Bilingual("\(count) of \(rowCount) rows", "\(rowCount) 行中有 \(count) 行")
    let text =
      message.isEmpty
      ? Bilingual("the assertion does not hold for \(counts.en)", "断言不成立：\(counts.zh)")
      : Bilingual("\(message) (\(counts.en))", "\(message)（\(counts.zh)）")
    var notes = (0..<min(count, Self.rowsShownMax)).map { shown(step, faulty, row: $0) }
    if count > Self.rowsShownMax {
      let more = count - Self.rowsShownMax
      notes.append(Bilingual("and \(more) more", "另有 \(more) 行"))
    }
    return Diagnostic(.assertionFailed, text, at: [Diagnostic.Label(step.span)], notes: notes)
  }

  /// The cells of a row, null ones only where the condition reads them.
  private func shown(_ step: Step.Assertion, _ rows: Relation, row: Int) -> Bilingual {
    let read = step.condition.columns
    let cells = step.shown.compactMap { output -> Bilingual? in
      guard let column = rows[output.id] else { return nil }
      guard let text = column.text(row) else {
        return read.contains(output.id) ? Bilingual("\(output.name): null", "\(output.name)：空") : nil
      }
      let unit = column.type.isHedged ? "" : column.type.unit?.text ?? ""
      return Bilingual("\(output.name): \(text)\(unit)", "\(output.name)：\(text)\(unit)")
    }
    let shown = cells.prefix(Self.columnsShownMax)
    let end = cells.count > shown.count ? "…" : ""
    return Bilingual(
      shown.map(\.en).joined(separator: ", ") + end, shown.map(\.zh).joined(separator: "，") + end)
  }
}
