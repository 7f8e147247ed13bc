import TianPlan
import TianSource

/// What a dialect cannot say, and where the query asks for it. It is said instead of any SQL.
package struct Unsupported: Error, Hashable, Sendable {
  /// The step that asks for it.
  package var step: StepID
  /// Nil where the step has no place of its own.
  package var span: SourceSpan?
  package var reason: Bilingual
}
