import Glibc
import Synchronization
import TianSource

/// Work cut into numbered parts, taken in order by as many threads as the execution allows. The calling
/// thread is one of them; a single part, or a single thread, starts none. A thread costs some 50 µs to
/// start, so parts should be worth a few times that together.
enum Scheduler {
  /// Runs `work` on each worker until the parts run out. The error of the lowest part wins, whichever thread
  /// met one first, so that a failing query fails alike on any number of threads.
  /// - Parameter makeWorker: called once on each thread; what it returns handles that thread's parts in
  ///   ascending order, and is given back, in no particular order.
  static func run<Worker>(
    partCount: Int, execution: Execution,
    makeWorker: @Sendable () throws(Diagnostic) -> Worker,
    work: @Sendable (inout Worker, Int) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Worker] {
    let next = Atomic<Int>(0)
    let failure = Mutex<(part: Int, diagnostic: Diagnostic)?>(nil)
    let results = Mutex<[Transfer<Worker>]>([])
    withoutActuallyEscaping(makeWorker) { makeWorker in
      withoutActuallyEscaping(work) { work in
        fork(min(execution.threadCount, partCount)) {
          var part = -1
          do throws(Diagnostic) {
            try execution.working { () throws(Diagnostic) in
              var worker = try makeWorker()
              while true {
                part = next.add(1, ordering: .relaxed).oldValue
                if part >= partCount || failure.withLock({ $0.map { $0.part < part } ?? false }) { break }
                try execution.checkCancelled()
                try work(&worker, part)
              }
              let transfer = Transfer(worker)
              results.withLock { $0.append(transfer) }
            }
          } catch {
            failure.withLock { if $0.map({ part < $0.part }) ?? true { $0 = (part, error) } }
          }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.diagnostic }
    return results.withLock { $0.map(\.value) }
  }

  /// The result of every part, in their order.
  static func map<Value: Sendable>(
    _ partCount: Int, _ execution: Execution, _ transform: @Sendable (Int) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> [Value] {
    let workers = try run(partCount: partCount, execution: execution) {
      () throws(Diagnostic) -> [(Int, Value)] in
      []
    } work: { results, part throws(Diagnostic) in
      results.append((part, try transform(part)))
    }
    return workers.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// A worker handed from its thread to the caller: the thread has ended by then.
  private struct Transfer<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  /// The body on `count` threads, the caller's among them; returns when all have ended.
  private static func fork(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    final class Task: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      let task = Unmanaged.passRetained(Task(body))
      let status = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, task.toOpaque())
      // Where no thread can be had the others do its share.
      if status == 0 { threads.append(thread) } else { task.release() }
    }
    if count > 0 { body() }
    for thread in threads { pthread_join(thread, nil) }
  }
}
