import Glibc

/// Work that goes down as deep as a query is long, on a thread with a stack for the longest: a host's own
/// may have half a megabyte. Only the memory that is reached is used. Cost: some 50 µs.
enum LargeStack {
  private static let byteCount = 512 << 20

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  static func run<Value, Failure: Error>(
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    var result: Result<Value, Failure>?
    withoutActuallyEscaping(work) { work in
      start { result = Result { () throws(Failure) -> Value in try work() } }
    }
    // Where no such thread can be had, the caller's own has to do.
    guard let result else { return try work() }
    return try result.get()
  }

  /// Runs the body to its end on another thread; not at all where none can be had.
  private static func start(_ body: @escaping () -> Void) {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, byteCount) == 0 else { return }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let status = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if status == 0 { pthread_join(thread, nil) } else { work.release() }
  }
}
