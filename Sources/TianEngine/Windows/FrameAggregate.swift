import TianFigures
import TianPlan
import TianSource

/// Aggregates of frames that move through a group. Places come in at the front and go out at the back, each
/// once; what an aggregate holds depends on the places in it alone, not on those that were there.
///
/// Cost a row: constant for `count sum avg any all first last stddev variance weighted_avg corr hhi
/// count_distinct`, on average for `min max arg_max arg_min`; the logarithm of the group's different values
/// for `median quantile mode gini share_top`; the frame's length for `join_text`, which is as long.
protocol FrameState: Sendable {
  /// Forgets everything; the places to come are these.
  mutating func begin(_ places: Range<Int>) throws(Diagnostic)
  mutating func add(_ place: Int)
  mutating func remove(_ place: Int)
  /// The result of the places there now, into a row. A state of many bytes has to say `mutating` too, or it
  /// is copied for every row.
  mutating func emit(_ frame: Range<Int>, to row: Int) throws(Diagnostic)
  /// The column of all that was emitted, by this one or its copies.
  func finish() throws(Diagnostic) -> Column
}

struct FrameWork<State: FrameState>: WindowWork {
  private let rows: WindowRows
  private let bounds: FrameBounds
  private let state: State

  init(_ rows: WindowRows, _ bounds: FrameBounds, _ state: State) {
    self.rows = rows
    self.bounds = bounds
    self.state = state
  }

  func add(_ groups: Range<Int>, _ execution: Execution) throws(Diagnostic) {
    var state = state
    for group in groups {
      let places = rows.places(group)
      try state.begin(places)
      var walk = FrameWalk(bounds, places)
      var (start, end) = (places.lowerBound, places.lowerBound)
      for place in places {
        if place & 4095 == 0 { try execution.checkCancelled() }
        let frame = walk.frame(place)
        while end < frame.upperBound {
          state.add(end)
          end += 1
        }
        while start < frame.lowerBound {
          state.remove(start)
          start += 1
        }
        try state.emit(frame, to: Int(rows.rows[place]))
      }
    }
  }

  func finish() throws(Diagnostic) -> Column { try state.finish() }
}

enum FrameAggregate {
  struct Call: Sendable {
    var function: AggregateFunction
    var parameter: Value
    var columns: [Column]
    /// The types of the columns.
    var sources: [DataType]
    var type: DataType
    var span: SourceSpan
  }

  static func work(
    _ call: Call, _ rows: WindowRows, _ bounds: FrameBounds
  ) throws(Diagnostic) -> any WindowWork {
    func frames(_ state: some FrameState) -> any WindowWork { FrameWork(rows, bounds, state) }
    guard let column = call.columns.first, let source = call.sources.first else {
      return frames(try CountState(rows, nil, isTruth: false))
    }
    switch call.function {
    case .count: return frames(try CountState(rows, column, isTruth: false))
    case .countIf: return frames(try CountState(rows, column, isTruth: true))
    case .any, .all: return frames(try QuantifierState(rows, column, isAny: call.function == .any))
    case .sum, .avg:
      if source.isHedged { return frames(try HedgedSumState(rows, call, column, source)) }
      if source.kind == .float { return frames(try FloatSumState(rows, call, column)) }
      if call.function == .avg { return frames(try ExactAverageState(rows, call, column, source)) }
      return frames(try ExactSumState(rows, call, column))
    case .min, .max:
      if source.isHedged { return frames(try HedgedExtremeState(rows, call, column)) }
      return frames(try ExtremeState(rows, column, isLeast: call.function == .min))
    case .argMax, .argMin:
      return frames(try ExtremeState(rows, column, key: call.columns[1], isLeast: call.function == .argMin))
    case .first, .last: return frames(try EdgeState(rows, column, isFirst: call.function == .first))
    case .joinText: return frames(try JoinState(rows, column, Statistics.separator(call.parameter)))
    case .stddev, .variance, .weightedAvg, .corr, .hhi: return frames(try MomentsState(rows, call, source))
    case .countDistinct: return frames(try DistinctState(rows, column))
    case .mode: return frames(try ModeState(rows, column))
    case .median, .quantile:
      let share = Statistics.share(call.parameter)
      if source.isHedged { return frames(try HedgedQuantileState(rows, call, source, share)) }
      return frames(try QuantileState(rows, call, source, share))
    case .gini: return frames(try InequalityState(rows, call, nil))
    case .shareTop: return frames(try InequalityState(rows, call, Statistics.count(call.parameter)))
    }
  }
}

/// Doubles written by row, null where not finite. Never -0.
struct DoubleOutput: Sendable {
  private let values: Buffer<Double>

  init(_ count: Int) throws(Diagnostic) { values = try Buffer(count: count) }

  func set(_ row: Int, _ value: Double?) { values.pointer[row] = (value ?? .nan) + 0 }

  func column(_ type: DataType) throws(Diagnostic) -> Column {
    let validity = try Bitmap(count: values.count)
    for row in 0..<values.count {
      if values[row].isFinite { validity.set(row) } else { values.pointer[row] = 0 }
    }
    return Column(
      type: type, count: values.count, storage: .doubles(values),
      validity: validity.setCount == values.count ? nil : validity)
  }
}

/// Rows of a column picked for rows.
struct PickOutput: Sendable {
  private let rows: WindowRows
  private let column: Column
  private let picks: Buffer<UInt32>

  init(_ rows: WindowRows, _ column: Column) throws(Diagnostic) {
    self.rows = rows
    self.column = column
    picks = try Buffer(count: rows.rowCount)
  }

  /// What stands at a place; null for none.
  @inline(__always) func set(_ row: Int, _ place: Int?) {
    picks.pointer[row] = place.map { rows.rows[$0] } ?? Batch.missingRow
  }

  func finish() throws(Diagnostic) -> Column {
    let picked = try column.gather(picks, mayMiss: true)
    guard case .doubles(let values) = picked.storage else { return picked }
    // Of 0 and -0, which are equal, either may have been picked.
    for row in 0..<values.count { values.pointer[row] += 0 }
    return picked
  }
}
