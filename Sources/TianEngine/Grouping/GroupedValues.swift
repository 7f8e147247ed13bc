import TianPlan
import TianSource

/// The different values of every group, each under a number from 0: what `count_distinct` and `mode` count.
final class GroupedValues {
  /// How a group and the words of its value are a key of the index.
  private enum Form {
    /// There is one group: the value's words alone.
    case single
    /// Both fit into one word.
    case packed
    /// The group's number in front of the value's words.
    case wide
  }

  let layout: KeyLayout
  private let argument: ColumnID
  private var encoder: KeyEncoder
  private var index: KeyIndex
  private var form = Form.single

  /// - Parameter layout: of the argument alone; the workers of a pipeline share it, for they must agree on
  ///   the codes of computed texts.
  init(_ argument: ColumnID, _ layout: KeyLayout) throws(Diagnostic) {
    self.argument = argument
    self.layout = layout
    encoder = KeyEncoder(layout)
    index = try KeyIndex(layout)
  }

  /// How many different values all groups have.
  var count: Int { index.count }

  /// With a second group the keys of the first get its number; theirs stay what they are.
  func grow(to groupCount: Int) throws(Diagnostic) {
    guard form == .single, groupCount > 1 else { return }
    let before = index
    form = layout.usedBits <= 32 ? .packed : .wide
    index = try KeyIndex(wordCount: form == .packed ? 1 : layout.wordCount + 1)
    guard before.count > 0, let values = before.keys.pointer else { return }
    let keys = try Buffer<UInt64>(count: before.count * index.wordCount)
    for number in 0..<before.count {
      store(0, values + number * layout.wordCount, in: keys.pointer + number * index.wordCount)
    }
    _ = try assign(keys.pointer, before.count)
  }

  @inline(__always) private func store(
    _ group: UInt32, _ value: UnsafePointer<UInt64>, in key: UnsafeMutablePointer<UInt64>
  ) {
    switch form {
    case .single: for word in 0..<layout.wordCount { key[word] = value[word] }
    case .packed: key[0] = UInt64(group) << layout.usedBits | value[0]
    case .wide:
      key[0] = UInt64(group)
      for word in 0..<layout.wordCount { key[1 + word] = value[word] }
    }
  }

  private func assign(_ keys: UnsafePointer<UInt64>, _ count: Int) throws(Diagnostic) -> Buffer<UInt32> {
    let numbers = try Buffer<UInt32>(count: count)
    let newRows = try Buffer<UInt32>(count: count)
    try index.assignAll(keys, count, numbers: numbers.pointer, newRows: newRows.pointer)
    return numbers
  }

  /// Takes a batch in. Returns the numbers of the values that are there, in the batch's arena, and how many.
  func add(
    _ batch: Batch, _ groups: UnsafePointer<UInt32>
  ) throws(Diagnostic) -> (numbers: UnsafeMutablePointer<UInt32>, count: Int) {
    let vector = try batch.vector(argument)
    let words = try encoder.encode(batch)
    var (keys, count) = (words, batch.count)
    if form != .single || vector.validity != nil {
      keys = try batch.arena.allocate(UInt64.self, batch.count * index.wordCount)
      count = 0
      for row in 0..<batch.count where vector.isValid(row) {
        store(groups[row], words + row * layout.wordCount, in: keys + count * index.wordCount)
        count += 1
      }
    }
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    let newRows = try batch.arena.allocate(UInt32.self, batch.count)
    _ = try index.assign(keys, count, numbers: numbers, newRows: newRows)
    return (numbers, count)
  }

  /// Takes another worker's values in. Returns the number here of each number there.
  func merge(_ other: GroupedValues, mapping: [UInt32]) throws(Diagnostic) -> Buffer<UInt32> {
    let keys = try Buffer<UInt64>(count: other.count * index.wordCount)
    let values = try other.values()
    try Execution.inPieces(0..<other.count) { range in
      for number in range {
        store(
          mapping[other.group(of: number)], values.pointer + number * layout.wordCount,
          in: keys.pointer + number * index.wordCount)
      }
    }
    return try assign(keys.pointer, other.count)
  }

  func group(of number: Int) -> Int {
    switch form {
    case .single: 0
    case .packed: Int(index.keys[number] >> layout.usedBits)
    case .wide: Int(index.keys[number * index.wordCount])
    }
  }

  /// The words of the values, by number.
  func values() throws(Diagnostic) -> Buffer<UInt64> {
    let width = layout.wordCount
    let values = try Buffer<UInt64>(count: count * width)
    guard let keys = index.keys.pointer else { return values }
    try Execution.inPieces(0..<count) { range in
      for number in range {
        for word in 0..<width {
          switch form {
          case .single: values.pointer[number * width + word] = keys[number * width + word]
          case .packed: values.pointer[number] = keys[number] & (1 << layout.usedBits - 1)
          case .wide: values.pointer[number * width + word] = keys[number * (width + 1) + 1 + word]
          }
        }
      }
    }
    return values
  }
}
