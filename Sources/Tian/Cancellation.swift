import Synchronization
import TianEngine

/// Stops queries from another thread. One that is given to a query stops it within its next few thousand
/// rows; a query that it is given to later does not start.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var running: [ObjectIdentifier: Execution] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// From any thread, any number of times.
  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for execution in state.running.values { execution.cancel() }
    }
  }

  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// How much of the work at hand is done, in bytes of files and rows of tables; nil before that is known.
  package var progress: (done: Int, total: Int)? {
    state.withLock { state in
      let counts = state.running.values.map {
        (done: $0.done.load(ordering: .relaxed), total: $0.total.load(ordering: .relaxed))
      }
      let total = counts.reduce(0) { $0 + $1.total }
      return total > 0 ? (min(counts.reduce(0) { $0 + $1.done }, total), total) : nil
    }
  }

  /// Has an execution cancelled with this, until it is removed.
  func add(_ execution: Execution) {
    state.withLock { state in
      if state.isCancelled { execution.cancel() }
      state.running[ObjectIdentifier(execution)] = execution
    }
  }

  func remove(_ execution: Execution) {
    state.withLock { _ = $0.running.removeValue(forKey: ObjectIdentifier(execution)) }
  }
}
