import TianFigures
import TianPlan
import TianSource

/// `sample`: every row draws a number, and those of each group with the least stay, in the table's order.
struct SampleOperator {
  private let relation: Relation
  private let step: Step.Sample
  private let run: PlanRun

  init(_ relation: Relation, _ step: Step.Sample, _ run: PlanRun) {
    self.relation = relation
    self.step = step
    self.run = run
  }

  /// Cost: linear in the rows on average.
  func sampled() throws(Diagnostic) -> Relation {
    let draws = try draws()
    let groups = try RowNumbers(relation, by: step.partition, run)
    let sizes = try groups.sizes()
    // The draws group by group, so that each group's threshold is selected among its own.
    let ends = try Buffer<Int>(count: sizes.count + 1, zeroed: true)
    for (group, size) in sizes.elements.enumerated() {
      ends.pointer[group + 1] = ends.pointer[group] + Int(size)
    }
    let grouped = try Buffer<UInt64>(count: relation.rowCount)
    let numbers = groups.numbers
    try Execution.inPieces(0..<relation.rowCount) { range in
      for row in range {
        let group = Int(numbers[row])
        grouped.pointer[ends.pointer[group]] = draws.pointer[row]
        ends.pointer[group] += 1
      }
    }
    // Every group's end is now in its own place.
    let limits = try Buffer<UInt64>(count: sizes.count)
    let wanted = try Buffer<Bool>(count: sizes.count)
    for (group, size) in sizes.elements.enumerated() {
      if group & 0xFFFF == 0 { try Execution.check() }
      let count = keptCount(Int(size))
      let members = UnsafeMutableBufferPointer(
        start: grouped.pointer + ends.pointer[group] - Int(size), count: Int(size))
      wanted.pointer[group] = count > 0
      limits.pointer[group] = count > 0 ? Selection.element(count - 1, of: members) : 0
    }
    var rows = GrowingBuffer<UInt32>()
    try Execution.inPieces(0..<relation.rowCount) { range throws(Diagnostic) in
      for row in range {
        let group = Int(numbers[row])
        guard wanted.pointer[group], draws.pointer[row] <= limits.pointer[group] else { continue }
        try rows.append(UInt32(truncatingIfNeeded: row))
      }
    }
    return try relation.gather(try rows.finish(), run.execution)
  }

  private func keptCount(_ size: Int) -> Int {
    switch step.size {
    case .rows(let count): return min(count, size)
    case .share(let share):
      let (numerator, denominator) = (Int128(share.numerator), Int128(share.denominator))
      return min(size, Int((2 * Int128(size) * numerator + denominator) / (2 * denominator)))
    }
  }

  /// The number that each row draws: no two are the same.
  private func draws() throws(Diagnostic) -> Buffer<UInt64> {
    let draws = try Buffer<UInt64>(count: relation.rowCount)
    let seed = Self.mix(UInt64(bitPattern: step.seed))
    if step.order.isEmpty {
      try Execution.inPieces(0..<relation.rowCount) { range in
        for row in range { draws.pointer[row] = Self.draw(row, seed) }
      }
    } else {
      let order = try SortOperator(relation, step.order).permutation()
      try Execution.inPieces(0..<order.count) { range in
        for place in range { draws.pointer[Int(order[place])] = Self.draw(place, seed) }
      }
    }
    return draws
  }

  /// The place-th number of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom
  /// number generators, 2014), begun at the mixed seed.
  @inline(__always) private static func draw(_ place: Int, _ seed: UInt64) -> UInt64 {
    mix(seed &+ UInt64(place + 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// One-to-one.
  @inline(__always) private static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
