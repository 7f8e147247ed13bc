import TianFigures
import TianPlan
import TianSource

/// `median`: the values of every group, kept, and their middle found at the end.
final class MedianAccumulator: Accumulator {
  private let argument: ColumnID
  private let source: DataType
  private let type: DataType
  private var groups = GrowingBuffer<UInt32>()
  private var integers = GrowingBuffer<Int64>()
  private var doubles = GrowingBuffer<Double>()

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType) {
    self.argument = argument
    self.source = source
    self.type = type
  }

  func grow(to groupCount: Int) {}

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    let rows = try batch.arena.allocate(UInt32.self, batch.count)
    var count = batch.count
    if let validity = vector.validity {
      count = Bits.indices(of: validity, count: batch.count, into: rows)
    } else {
      for row in 0..<batch.count { rows[row] = UInt32(truncatingIfNeeded: row) }
    }
    let room = try self.groups.reserve(count)
    for index in 0..<count { room[index] = groups[Int(rows[index])] }
    switch vector.values {
    case .integers(let values):
      let room = try integers.reserve(count)
      for index in 0..<count { room[index] = values[Int(rows[index])] }
    case .doubles(let values):
      let room = try doubles.reserve(count)
      for index in 0..<count { room[index] = values[Int(rows[index])] }
    case .bits, .text, .hedged: break
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? MedianAccumulator, let from = other.groups.pointer else { return }
    let room = try groups.reserve(other.groups.count)
    for index in 0..<other.groups.count { room[index] = mapping[Int(from[index])] }
    if let values = other.integers.pointer { try integers.append(values, count: other.integers.count) }
    if let values = other.doubles.pointer { try doubles.append(values, count: other.doubles.count) }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    if source.kind == .float {
      try builder.append(doubles: try medians(doubles, groupCount) { $0 })
    } else {
      let power = ExactDecimal.doublePower(source.scale ?? 0)
      try builder.append(doubles: try medians(integers, groupCount) { Double($0) / power })
    }
    return try builder.finish()
  }

  /// Values sorted by group in one pass, then the middle of each group selected.
  private func medians<Element: Comparable & BitwiseCopyable>(
    _ values: GrowingBuffer<Element>, _ groupCount: Int, _ double: (Element) -> Double
  ) throws(Diagnostic) -> [Double?] {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    guard let groups = groups.pointer, let values = values.pointer else {
      return Array(repeating: nil, count: groupCount)
    }
    let count = self.groups.count
    for index in 0..<count { starts[Int(groups[index]) + 1] += 1 }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    let sorted = try Buffer<Element>(count: count)
    var places = starts
    places.withUnsafeMutableBufferPointer { places in
      for index in 0..<count {
        let group = Int(groups[index])
        sorted.pointer[places[group]] = values[index]
        places[group] &+= 1
      }
    }
    return (0..<groupCount).map { group in
      let size = starts[group + 1] - starts[group]
      guard size > 0 else { return nil }
      let part = UnsafeMutableBufferPointer(start: sorted.pointer + starts[group], count: size)
      let upper = Selection.element(size / 2, of: part)
      guard size % 2 == 0 else { return double(upper) }
      // After the selection the lower half stands before the middle.
      let lower = part[..<(size / 2)].max() ?? upper
      return (double(lower) + double(upper)) / 2
    }
  }
}

/// The k-th least of some values, in linear time on average (C. A. R. Hoare, Find, 1961).
enum Selection {
  /// Afterwards no value before place `k` is greater than the one there, and none after it less.
  static func element<Element: Comparable>(_ k: Int, of values: UnsafeMutableBufferPointer<Element>)
    -> Element
  {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let pivot = median(values[low], values[low + (high - low) / 2], values[high])
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while pivot < values[right] { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if k <= right { high = right } else if k >= left { low = left } else { break }
    }
    return values[k]
  }

  private static func median<Element: Comparable>(_ a: Element, _ b: Element, _ c: Element) -> Element {
    max(min(a, b), min(max(a, b), c))
  }
}

/// `variance`, `stddev` of the sample: from exact sums of values and of squares, combined at twice a double's
/// precision, so that nothing cancels that a double could show.
final class VarianceAccumulator: Accumulator {
  private let argument: ColumnID
  private let type: DataType
  private let isDeviation: Bool
  private let power: Double
  private var sums = ExactFloatSum()
  private var squares = ExactFloatSum()
  private var counts: [Int64] = []

  init(_ argument: ColumnID, _ source: DataType, _ type: DataType, isDeviation: Bool) {
    self.argument = argument
    self.type = type
    self.isDeviation = isDeviation
    power = ExactDecimal.doublePower(source.scale ?? 0)
  }

  func grow(to groupCount: Int) {
    sums.grow(to: groupCount)
    squares.grow(to: groupCount)
    counts.append(contentsOf: repeatElement(0, count: max(0, groupCount - counts.count)))
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    for row in 0..<batch.count where vector.isValid(row) {
      let value: Double
      switch vector.values {
      case .integers(let values): value = Double(values[row]) / power
      case .doubles(let values): value = values[row]
      case .bits, .text, .hedged: continue
      }
      let group = Int(groups[row])
      let square = value * value
      let error = (-square).addingProduct(value, value)
      sums.add(value, to: group)
      if square.isFinite {
        squares.add(square, to: group)
        if error.isFinite { squares.add(error, to: group) }
      }
      counts[group] += 1
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? VarianceAccumulator else { return }
    sums.merge(other.sums, mapping: mapping)
    squares.merge(other.squares, mapping: mapping)
    for (group, count) in other.counts.enumerated() { counts[Int(mapping[group])] += count }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(
      doubles: (0..<groupCount).map { group in
        let count = Double(counts[group])
        guard count > 1 else { return nil }
        let sum = sums.sum(of: group)
        let spread = squares.sum(of: group).adding(sum.multiplied(by: sum).divided(by: count).negated)
        let variance = max(0, spread.double) / (count - 1)
        return isDeviation ? variance.squareRoot() : variance
      })
    return try builder.finish()
  }
}

/// `count_distinct`: every group's different values, each once.
final class DistinctAccumulator: Accumulator {
  private let argument: ColumnID
  private var encoder: KeyEncoder
  /// Keys are the group's number in front of the value's words; with one group, the value's alone.
  private let index: KeyIndex
  private let single: KeyIndex
  private var groupCount = 0

  /// - Parameter layout: of the argument alone; the workers of a pipeline share it, for they must agree on
  ///   the codes of computed texts.
  init(_ argument: ColumnID, _ layout: KeyLayout) throws(Diagnostic) {
    self.argument = argument
    encoder = KeyEncoder(layout)
    single = try KeyIndex(layout)
    index = try KeyIndex(wordCount: layout.wordCount + 1)
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    if self.groupCount <= 1, groupCount > 1 { try spread() }
    self.groupCount = groupCount
  }

  /// A second group has come: what the first one holds gets its number in front.
  private func spread() throws(Diagnostic) {
    guard single.count > 0, let keys = single.keys.pointer else { return }
    let zeros = [UInt32](repeating: 0, count: single.count)
    try insert(keys, single.count, groups: zeros, into: index)
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let validity = try batch.vector(argument).validity
    let words = try encoder.encode(batch)
    let width = encoder.layout.wordCount
    let target = groupCount > 1 ? index : single
    let keys = try batch.arena.allocate(UInt64.self, batch.count * target.wordCount)
    var count = 0
    for row in 0..<batch.count where validity.map({ $0[row >> 6] >> UInt64(row & 63) & 1 != 0 }) ?? true {
      let key = keys + count * target.wordCount
      if groupCount > 1 { key[0] = UInt64(groups[row]) }
      for word in 0..<width { key[target.wordCount - width + word] = words[row * width + word] }
      count += 1
    }
    let numbers = try batch.arena.allocate(UInt32.self, batch.count)
    let newRows = try batch.arena.allocate(UInt32.self, batch.count)
    _ = try target.assign(keys, count, numbers: numbers, newRows: newRows)
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic) {
    guard let other = other as? DistinctAccumulator else { return }
    let width = encoder.layout.wordCount
    if other.groupCount <= 1 {
      guard let keys = other.single.keys.pointer else { return }
      if groupCount <= 1 {
        try Self.insert(keys, other.single.count, into: single)
      } else {
        let groups = [UInt32](repeating: mapping.first ?? 0, count: other.single.count)
        try insert(keys, other.single.count, groups: groups, into: index)
      }
      return
    }
    guard let keys = other.index.keys.pointer else { return }
    var words: [UInt64] = []
    var groups: [UInt32] = []
    for number in 0..<other.index.count {
      let key = keys + number * (width + 1)
      groups.append(mapping[Int(key[0])])
      for word in 0..<width { words.append(key[1 + word]) }
    }
    try words.withUnsafeBufferPointer { buffer throws(Diagnostic) in
      if let base = buffer.baseAddress { try insert(base, groups.count, groups: groups, into: index) }
    }
  }

  private func insert(
    _ words: UnsafePointer<UInt64>, _ count: Int, groups: [UInt32], into index: KeyIndex
  ) throws(Diagnostic) {
    let width = encoder.layout.wordCount
    let keys = try Buffer<UInt64>(count: count * (width + 1))
    for row in 0..<count {
      keys.pointer[row * (width + 1)] = UInt64(groups[row])
      for word in 0..<width { keys.pointer[row * (width + 1) + 1 + word] = words[row * width + word] }
    }
    try Self.insert(keys.pointer, count, into: index)
  }

  private static func insert(
    _ keys: UnsafePointer<UInt64>, _ count: Int, into index: KeyIndex
  ) throws(Diagnostic) {
    let numbers = try Buffer<UInt32>(count: count)
    let newRows = try Buffer<UInt32>(count: count)
    _ = try index.assign(keys, count, numbers: numbers.pointer, newRows: newRows.pointer)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var counts = [Int64](repeating: 0, count: groupCount)
    if self.groupCount <= 1 {
      if groupCount > 0 { counts[0] = Int64(single.count) }
    } else if let keys = index.keys.pointer {
      for number in 0..<index.count { counts[Int(keys[number * index.wordCount])] += 1 }
    }
    var builder = ColumnBuilder(.int)
    try builder.append(integers: counts, count: groupCount)
    return try builder.finish()
  }
}
