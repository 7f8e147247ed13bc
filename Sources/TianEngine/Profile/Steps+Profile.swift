import TianPlan
import TianSource

extension Steps {
  /// The rows of a step in memory, for one reader.
  func ownRelation(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Relation {
    guard let profile = run.profile else { return try makeRelation(id, wanted) }
    let outer = profile.enter(id)
    defer { _ = profile.enter(outer) }
    let relation = try makeRelation(id, wanted)
    // A table's columns are there anyway.
    profile.keep(relation, of: id, sharesColumns: run.plan.steps[id.index].isScan)
    return relation
  }

  /// The rows of a step on their way, for one reader.
  func ownPipeline(_ id: StepID, _ wanted: [ColumnID]) throws(Diagnostic) -> Pipeline {
    guard let profile = run.profile else { return try makePipeline(id, wanted) }
    let outer = profile.enter(id)
    defer { _ = profile.enter(outer) }
    var pipeline = try makePipeline(id, wanted)
    var fused = pipeline.fused ?? FusedSteps(profile)
    fused.add(id, of: pipeline)
    pipeline.fused = fused
    return pipeline
  }
}
