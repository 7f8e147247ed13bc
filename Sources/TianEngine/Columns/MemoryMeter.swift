import Synchronization
import TianSource

/// How much memory the columns and tables of this process hold, and the most they may. One for the process:
/// memory is the machine's, whichever workspace asks.
package enum MemoryMeter {
  private static let usedBytes = Atomic<Int>(0)
  private static let limitBytes = Atomic<Int>(.max)

  package static var bytesInUse: Int { usedBytes.load(ordering: .relaxed) }

  /// `--memory`: an allocation that would pass it fails, and its query with it.
  package static func setLimit(bytes: Int) { limitBytes.store(bytes, ordering: .relaxed) }

  /// False, and nothing taken, where the limit would be passed.
  static func take(_ bytes: Int) -> Bool {
    let used = usedBytes.add(bytes, ordering: .relaxed).newValue
    if used <= limitBytes.load(ordering: .relaxed) { return true }
    usedBytes.subtract(bytes, ordering: .relaxed)
    return false
  }

  /// Whether so much could be taken now.
  static func hasRoom(for bytes: Int) -> Bool {
    bytes <= limitBytes.load(ordering: .relaxed) - usedBytes.load(ordering: .relaxed)
  }

  static func giveBack(_ bytes: Int) { usedBytes.subtract(bytes, ordering: .relaxed) }

  static func exhausted(_ bytes: Int) -> Diagnostic {
    let mebibytes = max(1, bytes >> 20)
    return Diagnostic(
      .outOfMemory,
      Bilingual(
        "not enough memory: \(mebibytes) MiB more were needed, \(bytesInUse >> 20) MiB are in use",
        "内存不足：还需要 \(mebibytes) MiB，已用 \(bytesInUse >> 20) MiB"),
      notes: [
        Bilingual(
          "raise --memory, or keep fewer rows or columns before this stage",
          "可调高 --memory，或在此之前少留行列")
      ])
  }
}
