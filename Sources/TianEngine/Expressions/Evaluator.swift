import TianSource

/// A compiled expression node. Called once a batch; its loops run over plain memory. A worker has its own
/// tree of them, so that they may keep scratch state between batches.
class Evaluator {
  let span: SourceSpan

  init(span: SourceSpan) { self.span = span }

  func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    try Vector.nulls(count: batch.count, batch.arena)
  }
}
