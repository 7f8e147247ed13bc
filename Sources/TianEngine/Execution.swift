// TianEngine: columns, kernels, operators, the CSV loader. One module, so that generics specialise.
// It runs plans over tables; it never sees syntax, and never writes to a terminal.
import Synchronization
import TianFigures
import TianSource

/// One run of a query or a load: how many threads it may use and how it cuts its work, and whether somebody
/// asked it to stop.
package final class Execution: Sendable {
  package let threadCount: Int
  /// Rows that flow together, a multiple of 64 up to `Batch.capacity`. No result depends on it.
  package let batchRowCount: Int
  /// The units that texts may have.
  package let units: UnitTable
  /// A file with rejects is refused.
  package let isStrict: Bool
  private let cancelled = Atomic<Bool>(false)
  /// Rows or bytes done and in all, for a progress display; relaxed counts.
  package let done = Atomic<Int>(0)
  package let total = Atomic<Int>(0)
  /// Rows read of files or gone through, for a progress display, too.
  package let rowsDone = Atomic<Int>(0)

  package init(
    threadCount: Int, batchRowCount: Int? = nil, units: UnitTable = .standard, isStrict: Bool = false
  ) {
    self.isStrict = isStrict
    self.units = units
    self.threadCount = max(1, threadCount)
    self.batchRowCount = min(max(batchRowCount ?? Batch.capacity, 64), Batch.capacity) & ~63
  }

  /// From any thread; the run throws `cancelled` at its next batch.
  package func cancel() { cancelled.store(true, ordering: .relaxed) }

  package func checkCancelled() throws(Diagnostic) {
    guard cancelled.load(ordering: .relaxed) else { return }
    throw Diagnostic(.cancelled, Bilingual("cancelled", "已取消"))
  }

  package var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
}
