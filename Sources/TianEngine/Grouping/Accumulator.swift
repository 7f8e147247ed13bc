import TianPlan
import TianSource

/// The state of one aggregate over all groups of a worker. What it holds does not depend on the order in
/// which rows or workers come, except through ordinals, so that any number of threads gives the same
/// result.
protocol Accumulator: AnyObject {
  /// Room for so many groups.
  func grow(to groupCount: Int) throws(Diagnostic)
  /// Takes a batch in; `groups` has the group of each row.
  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic)
  /// Takes another worker's state in; `mapping` has the group here of each group there.
  func merge(_ other: any Accumulator, mapping: [UInt32]) throws(Diagnostic)
  /// One value a group.
  func finish(groupCount: Int) throws(Diagnostic) -> Column
}

/// The aggregates of a step, from which each worker makes its accumulators.
struct AggregateItems: Sendable {
  private let items: [Step.AggregateItem]
  private let plan: Plan
  private let order: Buffer<UInt32>?
  /// Of arguments whose different values are told apart.
  private var valueLayouts: [ColumnID: KeyLayout] = [:]

  /// - Parameters:
  ///   - order: the place of every row of the source in the order that `first` and `last` see; nil for the
  ///     rows' own.
  ///   - column: the stored column of an argument, where it is stored.
  init(
    _ items: [Step.AggregateItem], _ plan: Plan, order: Buffer<UInt32>?, column: (ColumnID) -> Column?
  ) throws(Diagnostic) {
    self.items = items
    self.plan = plan
    self.order = order
    for item in items where item.function == .countDistinct || item.function == .mode {
      guard let argument = item.arguments.first else { continue }
      valueLayouts[argument] = try KeyLayout([argument], plan, column: column)
    }
  }

  subscript(place: Int) -> Step.AggregateItem { items[place] }

  /// The columns whose values an item hands on as they are.
  func sources(_ place: Int) -> [ColumnID] {
    switch items[place].function {
    case .first, .last, .mode, .argMax, .argMin: Array(items[place].arguments.prefix(1))
    case .count, .countIf, .countDistinct, .sum, .avg, .min, .max, .median, .quantile, .stddev, .variance,
      .any, .all, .joinText, .weightedAvg, .corr, .gini, .hhi, .shareTop:
      []
    }
  }

  func makeAccumulators() throws(Diagnostic) -> [any Accumulator] {
    var accumulators: [any Accumulator] = []
    for item in items { accumulators.append(try make(item)) }
    return accumulators
  }

  private func make(_ item: Step.AggregateItem) throws(Diagnostic) -> any Accumulator {
    let type = plan.type(of: item.id)
    guard let argument = item.arguments.first else { return CountAccumulator(nil, .valid) }
    let source = plan.type(of: argument)
    switch item.function {
    case .count: return CountAccumulator(argument, .valid)
    case .countIf: return CountAccumulator(argument, .isTrue)
    case .countDistinct:
      guard let layout = valueLayouts[argument] else { return CountAccumulator(argument, .valid) }
      return DistinctAccumulator(try GroupedValues(argument, layout))
    case .sum, .avg:
      let isAverage = item.function == .avg
      if source.isHedged {
        return HedgedSumAccumulator(argument, source, type, isAverage: isAverage, item.span)
      }
      if source.kind == .float { return FloatSumAccumulator(argument, type, isAverage: isAverage) }
      return ExactSumAccumulator(argument, source, type, isAverage: isAverage, item.span)
    case .min, .max:
      if source.isHedged {
        return HedgedExtremeAccumulator(argument, type, isLeast: item.function == .min)
      }
      return try ExtremeAccumulator(argument, type, isLeast: item.function == .min)
    case .first, .last:
      return try PickAccumulator(argument, type, isFirst: item.function == .first, order: order)
    case .median, .quantile:
      let share = Statistics.share(item.parameter)
      if source.isHedged {
        return CollectingAccumulator(argument, source, type, .quantile(share), order: nil)
      }
      return QuantileAccumulator(argument, source, type, share)
    case .stddev, .variance, .weightedAvg, .corr, .hhi:
      return MomentsAccumulator(
        Moments(item.function, item.arguments, scale: source.scale ?? 0), type)
    case .argMax, .argMin:
      return try ArgAccumulator(
        argument, key: item.arguments[1], type, plan.type(of: item.arguments[1]),
        isLeast: item.function == .argMin)
    case .mode:
      guard let layout = valueLayouts[argument], !source.isHedged else {
        return CollectingAccumulator(argument, source, type, .mode, order: nil)
      }
      return ModeAccumulator(try GroupedValues(argument, layout))
    case .gini: return CollectingAccumulator(argument, source, type, .gini, order: nil)
    case .shareTop:
      return CollectingAccumulator(
        argument, source, type, .shareTop(Statistics.count(item.parameter)), order: nil)
    case .joinText:
      return CollectingAccumulator(
        argument, source, type, .joined(Statistics.separator(item.parameter)), order: order)
    case .any: return QuantifierAccumulator(argument, isAny: true)
    case .all: return QuantifierAccumulator(argument, isAny: false)
    }
  }
}

/// `count`, of rows, of values, or of conditions that are true.
final class CountAccumulator: Accumulator {
  enum Counted {
    case valid, isTrue
  }

  private let argument: ColumnID?
  private let counted: Counted
  private var counts = GroupArray<Int64>()

  init(_ argument: ColumnID?, _ counted: Counted) {
    self.argument = argument
    self.counted = counted
  }

  func grow(to groupCount: Int) throws(Diagnostic) { try counts.grow(to: groupCount) }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    var words: UnsafeMutablePointer<UInt64>?
    if let argument {
      let vector = try batch.vector(argument)
      words = vector.validity
      if counted == .isTrue, case .bits(let bits) = vector.values {
        words = try Bits.both(bits, vector.validity, count: batch.count, batch.arena)
      }
    }
    if counts.count == 1 {
      counts[0] += Int64(words.map { Bits.setCount($0, count: batch.count) } ?? batch.count)
    } else {
      counts.add(words, groups, batch.count)
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? CountAccumulator else { return }
    counts.add(other.counts, mapping: mapping)
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(.int)
    try builder.append(integers: groupCount) { counts[$0] }
    return try builder.finish()
  }
}

/// `any`, `all`: null where no condition was true or false.
final class QuantifierAccumulator: Accumulator {
  private let argument: ColumnID
  private let isAny: Bool
  private var sawTrue = GroupArray(false)
  private var sawFalse = GroupArray(false)

  init(_ argument: ColumnID, isAny: Bool) {
    self.argument = argument
    self.isAny = isAny
  }

  func grow(to groupCount: Int) throws(Diagnostic) {
    try sawTrue.grow(to: groupCount)
    try sawFalse.grow(to: groupCount)
  }

  func update(_ batch: Batch, _ groups: UnsafePointer<UInt32>) throws(Diagnostic) {
    let vector = try batch.vector(argument)
    guard case .bits(let bits) = vector.values else { return }
    for row in 0..<batch.count where vector.isValid(row) {
      if bits[row >> 6] >> UInt64(row & 63) & 1 != 0 {
        sawTrue[Int(groups[row])] = true
      } else {
        sawFalse[Int(groups[row])] = true
      }
    }
  }

  func merge(_ other: any Accumulator, mapping: [UInt32]) {
    guard let other = other as? QuantifierAccumulator else { return }
    for group in 0..<other.sawTrue.count {
      if other.sawTrue[group] { sawTrue[Int(mapping[group])] = true }
      if other.sawFalse[group] { sawFalse[Int(mapping[group])] = true }
    }
  }

  func finish(groupCount: Int) throws(Diagnostic) -> Column {
    let values = try Bitmap(count: groupCount)
    let validity = try Bitmap(count: groupCount)
    for group in 0..<groupCount where sawTrue[group] || sawFalse[group] {
      validity.set(group)
      if isAny ? sawTrue[group] : !sawFalse[group] { values.set(group) }
    }
    return Column(type: .bool, count: groupCount, storage: .bits(values), validity: validity)
  }
}
