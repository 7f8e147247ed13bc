import TianPlan
import TianSource

/// A worker's groups: the number of every key, where each group first appeared, and the state of its
/// aggregates.
final class GroupTable {
  private var encoder: KeyEncoder
  private let index: KeyIndex
  private let isGrouped: Bool
  let accumulators: [any Accumulator]
  /// The ordinal of the row that brought each group.
  private(set) var ordinals: [UInt32] = []

  /// - Parameter layout: of the keys; shared by the workers of a pipeline. Without keys there is one group,
  ///   whether rows come or not.
  init(_ layout: KeyLayout, _ accumulators: [any Accumulator]) throws(Diagnostic) {
    encoder = KeyEncoder(layout)
    index = try KeyIndex(layout)
    isGrouped = !layout.ids.isEmpty
    self.accumulators = accumulators
    if !isGrouped {
      ordinals = [0]
      for accumulator in accumulators { try accumulator.grow(to: 1) }
    }
  }

  var count: Int { ordinals.count }

  /// The group of every row of a batch, in the batch's arena; aggregates take the batch in.
  func add(_ batch: Batch) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    if isGrouped {
      let newRows = try batch.arena.allocate(UInt32.self, batch.count)
      let words = try encoder.encode(batch)
      let added = try index.assign(words, batch.count, numbers: numbers, newRows: newRows)
      if added > 0 {
        for new in 0..<added { ordinals.append(batch.ordinal(Int(newRows[new]))) }
        for accumulator in accumulators { try accumulator.grow(to: ordinals.count) }
      }
    } else {
      numbers.update(repeating: 0, count: batch.count)
    }
    for accumulator in accumulators { try accumulator.update(batch, numbers) }
    return numbers
  }

  /// Takes another worker's groups in. Returns the number here of each group there.
  func merge(_ other: GroupTable) throws(Diagnostic) -> [UInt32] {
    var mapping = [UInt32](repeating: 0, count: other.count)
    if isGrouped, let keys = other.index.keys.pointer {
      let newRows = try Buffer<UInt32>(count: other.count)
      let added = try mapping.withUnsafeMutableBufferPointer { buffer throws(Diagnostic) in
        guard let numbers = buffer.baseAddress else { return 0 }
        return try index.assign(keys, other.count, numbers: numbers, newRows: newRows.pointer)
      }
      for new in 0..<added { ordinals.append(other.ordinals[Int(newRows[new])]) }
      for (group, number) in mapping.enumerated() {
        ordinals[Int(number)] = min(ordinals[Int(number)], other.ordinals[group])
      }
      for accumulator in accumulators { try accumulator.grow(to: ordinals.count) }
    }
    for (mine, theirs) in zip(accumulators, other.accumulators) { try mine.merge(theirs, mapping: mapping) }
    return mapping
  }

  /// Group numbers by first appearance. Groups that one row brought keep the order in which it did: they
  /// are one worker's.
  var byAppearance: [UInt32] {
    (0..<UInt32(count)).sorted { (ordinals[Int($0)], $0) < (ordinals[Int($1)], $1) }
  }

  /// The key columns, by group number.
  func keyColumns() throws(Diagnostic) -> [Column] {
    guard isGrouped else { return [] }
    let empty = try Buffer<UInt64>(count: 0)
    return try KeyDecoder(layout: encoder.layout).decode(index.keys.pointer ?? empty.pointer, count: count)
  }
}
