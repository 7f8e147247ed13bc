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

  /// How far the work at hand is.
  package struct Progress {
    /// In bytes of files and rows of tables; `total` grows as more is known of the work.
    package var (done, total) = (0, 0)
    /// Rows read or gone through.
    package var rowCount = 0

    package init(done: Int = 0, total: Int = 0, rowCount: Int = 0) {
      (self.done, self.total, self.rowCount) = (min(done, total), total, rowCount)
    }
  }

  package var progress: Progress {
    state.withLock { state in
      var (done, total, rowCount) = (0, 0, 0)
      for execution in state.running.values {
        done += execution.done.load(ordering: .relaxed)
        total += execution.total.load(ordering: .relaxed)
        rowCount += execution.rowsDone.load(ordering: .relaxed)
      }
      return Progress(done: done, total: total, rowCount: rowCount)
    }
  }

  /// Does a piece of work that hears of the cancellation, such as drawing a result of many rows.
  package func covering<Value, Failure: Error>(
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let execution = Execution(threadCount: 1)
    add(execution)
    defer { remove(execution) }
    return try execution.working(work)
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
