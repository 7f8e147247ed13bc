import CTianEdit
import Glibc

/// Ctrl-C, as a flag that stays set until it is taken.
enum Interrupt {
  /// Makes Ctrl-C set the flag instead of ending the process. False when the system refuses.
  @discardableResult
  static func install() -> Bool { tian_interrupt_install() }

  /// Cheap enough to be asked in a loop, from any thread.
  static var isPending: Bool { tian_interrupt_is_pending() }

  /// Whether there was an interrupt since the last call.
  static func take() -> Bool { tian_interrupt_take() }

  /// Sets the flag, as Ctrl-C does.
  static func request() { tian_interrupt_request() }

  /// Runs a piece of work, and at Ctrl-C calls `cancel` once, on another thread. The flag stays set, so that
  /// `take()` tells afterwards whether the work was interrupted. Costs one thread, some 50 µs.
  /// - Parameter eachTick: called on that thread every tenth of a second with the milliseconds gone by, and
  ///   with nil at the end of the work.
  static func watching<Value, Failure: Error>(
    cancel: @escaping @Sendable () -> Void, eachTick: @escaping @Sendable (Int?) -> Void = { _ in },
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let watcher = InterruptWatcher(cancel: cancel, eachTick: eachTick)
    defer { watcher?.stop() }
    return try work()
  }
}

/// A thread that waits for Ctrl-C or for the end of the work, whichever is first.
private struct InterruptWatcher {
  private final class Job: Sendable {
    let cancel: @Sendable () -> Void
    let eachTick: @Sendable (Int?) -> Void
    let stopDescriptor: Int32

    init(
      cancel: @escaping @Sendable () -> Void, eachTick: @escaping @Sendable (Int?) -> Void,
      stopDescriptor: Int32
    ) {
      self.cancel = cancel
      self.eachTick = eachTick
      self.stopDescriptor = stopDescriptor
    }

    func run() {
      let start = ContinuousClock.now
      watch { eachTick(Int((ContinuousClock.now - start) / .milliseconds(1))) }
      eachTick(nil)
    }

    private func watch(tick: () -> Void) {
      var waiting = [
        pollfd(fd: tian_interrupt_descriptor(), events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      while true {
        let readyCount = poll(&waiting, 2, 100)
        guard readyCount > 0 else {
          if readyCount == 0 { tick() }
          continue
        }
        if waiting[1].revents != 0 { return }
        if Interrupt.isPending { return cancel() }
        if waiting[0].revents & Int16(POLLIN) == 0 { return }
        // A wake-up whose interrupt was taken meanwhile: it is used up, and the waiting goes on.
        if Interrupt.take() { Interrupt.request() }
      }
    }
  }

  private let thread: pthread_t
  /// The two ends of a pipe: closing the second ends the watcher's waiting.
  private let stopEnds: [Int32]

  /// Nil when the system has no thread or descriptor left; the work then runs unwatched.
  init?(cancel: @escaping @Sendable () -> Void, eachTick: @escaping @Sendable (Int?) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let job = Unmanaged.passRetained(Job(cancel: cancel, eachTick: eachTick, stopDescriptor: ends[0]))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, job.toOpaque())
    guard failure == 0 else {
      job.release()
      close(ends[0])
      close(ends[1])
      return nil
    }
    self.thread = thread
    stopEnds = ends
  }

  func stop() {
    close(stopEnds[1])
    pthread_join(thread, nil)
    close(stopEnds[0])
  }
}
