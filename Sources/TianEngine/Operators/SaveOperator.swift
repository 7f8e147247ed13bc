import TianPlan
import TianSource

extension Steps {
  /// All rows go into the file, however few are read later.
  func saved(_ step: Step.Save, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    let relation = try relation(step.input, wanted.union(step.outputs.map(\.id)))
    let fields = step.outputs.map { Field($0.name, run.plan.type(of: $0.id)) }
    let columns = step.outputs.compactMap { relation[$0.id] }
    let table = ResultTable(fields: fields, columns: columns, rowCount: relation.rowCount, chart: step.chart)
    do { try run.save?(step.target, table) } catch {
      var diagnostic = error
      if diagnostic.code == .unwritableFile, diagnostic.labels.isEmpty {
        diagnostic.labels = [.init(step.span)]
      }
      throw diagnostic
    }
    return relation
  }
}
