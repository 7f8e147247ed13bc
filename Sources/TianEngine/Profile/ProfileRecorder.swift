import Glibc
import Synchronization
import TianPlan

/// What each step of one run did, gathered where somebody asks for it: a run without a recorder counts and
/// times nothing. Steps whose rows only pass through run together, batch by batch; each is timed by itself
/// on every thread, while the clock on the wall goes to the step that keeps the rows at their end.
package final class ProfileRecorder: Sendable {
  /// One step's account.
  package struct Account: Sendable {
    /// Rows that left the step.
    package var rowCount = 0
    /// Of the rows that it kept in memory; nil where they only passed through. Texts are not in it: columns
    /// share them.
    package var byteCount: Int?
    /// The step at whose end its rows were kept: itself, or the one that it ran together with.
    package var collector: StepID?
    /// While no other step had the calling thread: for a step that kept rows all that it took, for a join the
    /// making of its table.
    package var wallNanoseconds = 0
    /// In passing rows on, of all threads together.
    package var threadNanoseconds = 0
  }

  private struct State {
    var accounts: [Int: Account] = [:]
    var keptRowCounts: [Int: Int] = [:]
    var current: StepID?
    var since = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// After the run.
  package func account(of step: StepID) -> Account {
    state.withLock { state in
      var account = state.accounts[step.index] ?? Account()
      if let kept = state.keptRowCounts[step.index] { account.rowCount = kept }
      return account
    }
  }

  // MARK: The calling thread

  /// The step that has the calling thread; nil before the first.
  var current: StepID? { state.withLock(\.current) }

  /// Gives the calling thread to a step; returns the one that had it.
  func enter(_ step: StepID?) -> StepID? {
    let now = Self.now
    return state.withLock { state in
      if let current = state.current {
        state.accounts[current.index, default: Account()].wallNanoseconds += now - state.since
      }
      defer { (state.current, state.since) = (step, now) }
      return state.current
    }
  }

  /// The rows of a step, as it leaves them in memory.
  func keep(_ relation: Relation, of step: StepID, sharesColumns: Bool) {
    state.withLock { state in
      state.keptRowCounts[step.index, default: 0] += relation.rowCount
      guard !sharesColumns else { return }
      let bytes = relation.columns.reduce(0) { $0 + $1.byteCount }
      state.accounts[step.index, default: Account()].byteCount = bytes
      state.accounts[step.index, default: Account()].collector = step
    }
  }

  // MARK: Pipelines

  /// Adds what one thread counted and timed, by the indices of steps; the collector is the step at hand.
  func add(rowCounts: [(step: StepID, count: Int)], nanoseconds: [Int: Int]) {
    state.withLock { state in
      let collector = state.current
      for (step, count) in rowCounts {
        state.accounts[step.index, default: Account()].rowCount += count
        if state.accounts[step.index]?.collector == nil {
          state.accounts[step.index, default: Account()].collector = collector
        }
      }
      for (step, time) in nanoseconds {
        state.accounts[step, default: Account()].threadNanoseconds += time
      }
    }
  }

  /// Of a clock that only goes forward.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

extension Column {
  /// Of its own cells; a dictionary of texts is shared with other columns, and not counted.
  fileprivate var byteCount: Int {
    let cells =
      switch storage {
      case .integers(let values), .text(let values, _): values.byteCount
      case .doubles(let values): values.count * 8
      case .bits(let bits): bits.words.count * 8
      case .hedged(let hedged):
        hedged.low.byteCount + hedged.best.byteCount + hedged.high.byteCount + hedged.ends.count
          + (hedged.originalCodes?.byteCount ?? 0)
      }
    return cells + (originals?.codes.byteCount ?? 0) + (reasons?.byteCount ?? 0)
      + (validity.map { $0.words.count * 8 } ?? 0)
  }
}

extension IntegerStorage {
  fileprivate var byteCount: Int {
    switch self {
    case .int8: count
    case .int16: count * 2
    case .int32: count * 4
    case .int64: count * 8
    }
  }
}

extension HedgedStorage.Numbers {
  fileprivate var byteCount: Int {
    switch self {
    case .integers(let values): values.byteCount
    case .doubles(let values): values.count * 8
    }
  }
}
