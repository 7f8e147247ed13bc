import TianSource

/// How a loop over many rows hears that its run was cancelled, without being handed the run.
extension Execution {
  /// The run that this thread works for.
  @TaskLocal private static var current: Execution?

  /// So many rows take some milliseconds, whatever is done with each.
  private static let rowsBetweenChecks = 1 << 17

  /// Does a piece of work for this run, on this thread.
  package func working<Value, Failure: Error>(
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result = Self.$current.withValue(self) { Result { () throws(Failure) in try work() } }
    return try result.get()
  }

  /// Throws `cancelled` where the run was cancelled that this thread works for. Cost: some 20 ns.
  package static func check() throws(Diagnostic) { try current?.checkCancelled() }

  /// For what draws a result that nobody will see: it may leave off anywhere.
  package static var isStopped: Bool { current?.isCancelled ?? false }

  /// Goes over rows piece by piece, and looks between two whether to stop.
  @inline(__always)
  static func inPieces(
    _ rows: Range<Int>, _ work: (Range<Int>) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    var start = rows.lowerBound
    while start < rows.upperBound {
      try check()
      let end = min(rows.upperBound, start + rowsBetweenChecks)
      try work(start..<end)
      start = end
    }
  }

  /// Sorts, and looks now and then whether to stop.
  @inlinable
  package static func sort<Element>(
    _ elements: inout [Element], by isBefore: (Element, Element) -> Bool
  ) throws(Diagnostic) {
    var comparisonCount = 0
    do {
      try elements.sort { left, right in
        comparisonCount &+= 1
        if comparisonCount & 0xFFFF == 0 { try check() }
        return isBefore(left, right)
      }
    } catch {
      // The standard library's sort does not say what it throws.
      try check()
    }
  }
}
