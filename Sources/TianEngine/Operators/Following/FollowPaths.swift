import TianPlan
import TianSource

/// The paths of rows reached: the keys from the starting row on, joined by arrows.
struct FollowPaths {
  /// Texts are handed on when so many bytes of them are together.
  private static let chunkBytes = 1 << 20

  private let reached: FollowReached
  private let keys: [Column]
  private let execution: Execution
  private let arrow: TextDictionary

  init(_ reached: FollowReached, _ keys: [Column], _ execution: Execution) throws(Diagnostic) {
    self.reached = reached
    self.keys = keys
    self.execution = execution
    arrow = try TextDictionary([" → "])
  }

  func column(_ places: Buffer<UInt32>) throws(Diagnostic) -> Column {
    let names = try self.names()
    try reserve(names, places)
    var builder = ColumnBuilder(.text)
    var texts = TextBuilder()
    var byteCount = 0
    let codes = try Buffer<Int64>.init(count: Batch.capacity)
    for code in 0..<Batch.capacity { codes.pointer[code] = Int64(code) }
    var steps: [UInt32] = []
    for (index, place) in places.elements.enumerated() {
      steps.removeAll(keepingCapacity: true)
      var next = place
      while next != FollowReached.noParent {
        steps.append(next)
        next = reached.parents[Int(next)]
      }
      for (count, step) in steps.reversed().enumerated() {
        if count > 0 { try texts.extend(arrow.utf8(0)) }
        let name = names.texts.utf8(Int(names.codes[Int(step)]))
        try texts.extend(name)
        byteCount += name.count + arrow.utf8(0).count
      }
      texts.end()
      if texts.count == Batch.capacity || byteCount > Self.chunkBytes || index == places.count - 1 {
        try execution.checkCancelled()
        try builder.append(Vector(.text(codes.pointer, try texts.finish())), count: texts.count)
        texts = TextBuilder()
        byteCount = 0
      }
    }
    return try builder.finish()
  }

  /// The key of every row reached, as text: each different row's once.
  private func names() throws(Diagnostic) -> (codes: Buffer<UInt32>, texts: TextDictionary) {
    let codes = try Buffer<UInt32>(count: reached.count)
    var known: [UInt32: UInt32] = [:]
    var texts = TextBuilder()
    for place in 0..<reached.count {
      let row = reached.rows[place]
      if let code = known[row] {
        codes.pointer[place] = code
      } else {
        codes.pointer[place] = UInt32(truncatingIfNeeded: texts.count)
        known[row] = codes.pointer[place]
        try texts.append(keys.map { $0.text(Int(row)) ?? "" }.joined(separator: ", "))
      }
    }
    return (codes, try texts.finish())
  }

  /// Paths of long chains are many times longer than the chains: whether there is room for all of them is
  /// asked before the first is made.
  private func reserve(
    _ names: (codes: Buffer<UInt32>, texts: TextDictionary), _ places: Buffer<UInt32>
  ) throws(Diagnostic) {
    let lengths = try Buffer<Int>(count: reached.count)
    for place in 0..<reached.count {
      let own = names.texts.utf8(Int(names.codes[place])).count
      let parent = reached.parents[place]
      lengths.pointer[place] =
        parent == FollowReached.noParent ? own : lengths.pointer[Int(parent)] + arrow.utf8(0).count + own
    }
    let total = places.elements.reduce(0) { $0 + lengths.pointer[Int($1)] }
    _ = try Buffer<UInt8>(count: total)
  }
}
