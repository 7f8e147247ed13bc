import Glibc
import TianSource

/// Hands the state of the quotes from block to block: whoever holds a block waits for the state before it,
/// and leaves the state after it. Known states stay for later passes.
final class StructureRelay: @unchecked Sendable {
  private static let patienceNanoseconds = 20_000_000

  private let states: Buffer<UInt8>
  private var knownCount = 1
  private var failure: Diagnostic?
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  private let execution: Execution

  init(blockCount: Int, execution: Execution) throws(Diagnostic) {
    self.execution = execution
    states = try Buffer(count: blockCount + 1, zeroed: true)
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// The state before a block. Throws what another worker failed with, and `cancelled`: else its successors
  /// would wait for ever.
  func state(beforeBlock number: Int) throws(Diagnostic) -> UInt8 {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while knownCount <= number {
      if let failure { throw failure }
      // A worker that is cancelled between blocks says so to nobody.
      try execution.checkCancelled()
      var until = timespec()
      clock_gettime(CLOCK_REALTIME, &until)
      until.tv_nsec += Self.patienceNanoseconds
      if until.tv_nsec >= 1_000_000_000 {
        until.tv_sec += 1
        until.tv_nsec -= 1_000_000_000
      }
      pthread_cond_timedwait(condition, mutex, &until)
    }
    return states[number]
  }

  func pass(_ state: UInt8, afterBlock number: Int) {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard knownCount == number + 1 else { return }
    states.pointer[number + 1] = state
    knownCount += 1
    pthread_cond_broadcast(condition)
  }

  func stop(_ diagnostic: Diagnostic) {
    pthread_mutex_lock(mutex)
    failure = failure ?? diagnostic
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
