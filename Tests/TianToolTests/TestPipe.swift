import Glibc
import Synchronization

@testable import TianTool

/// A pipe whose writing end is given away.
struct TestPipe {
  let readEnd: Int32
  let writeEnd: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError.last }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// All bytes until the writing end is closed; closes the reading end.
  func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(readEnd, &block, block.count)
      if count <= 0 { break }
      bytes.append(contentsOf: block[..<count])
    }
    close(readEnd)
    return bytes
  }

  func readAllInBackground() -> Background<[UInt8]> { Background { readAll() } }
}

/// A value made on a thread of its own: waiting for a terminal would block the tests' shared threads.
struct Background<Value: Sendable>: Sendable {
  private let job: Job

  init(_ work: @escaping @Sendable () -> Value) {
    job = Job(work)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Runnable>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, Unmanaged<Runnable>.passRetained(job).toOpaque())
    pthread_detach(thread)
  }

  /// The value, within ten seconds.
  func wait() -> Value? {
    for _ in 0..<2_000 {
      if let done = job.value.withLock({ $0 }) { return done }
      usleep(5_000)
    }
    return nil
  }

  private final class Job: Runnable, @unchecked Sendable {
    let work: @Sendable () -> Value
    let value = Mutex<Value?>(nil)

    init(_ work: @escaping @Sendable () -> Value) { self.work = work }

    override func run() {
      let made = work()
      value.withLock { $0 = made }
    }
  }
}

/// What a thread's plain C function can call.
private class Runnable {
  func run() {}
}
