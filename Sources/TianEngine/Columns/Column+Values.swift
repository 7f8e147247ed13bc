import TianFigures
import TianPlan
import TianSource

extension Column {
  /// A column of single values. For literal rows, not for data.
  package init(_ values: [Value], _ type: DataType) throws(Diagnostic) {
    var builder = ColumnBuilder(type)
    let arena = Arena()
    for value in values {
      try builder.append(try LiteralEvaluator.spread(value, type, over: 1, arena), count: 1)
      arena.reset()
    }
    self = try builder.finish()
  }

  /// One value, as a value alone.
  package func value(_ row: Int) -> Value {
    if isNull(row) { return .null }
    switch storage {
    case .integers(let values):
      switch type.kind {
      case .decimal(let scale): return .decimal(ExactDecimal(values[row], scale: scale))
      case .date: return .date(days: Int32(truncatingIfNeeded: values[row]))
      case .timestamp: return .timestamp(microseconds: values[row])
      case .period(let granularity): return .period(Period(granularity, ordinal: values[row]))
      case .int, .bool, .float, .text: return .int(values[row])
      }
    case .doubles(let values): return .float(values[row])
    case .bits(let bitmap): return .bool(bitmap[row])
    case .text(let codes, let dictionary): return .text(dictionary[Int(codes[row])])
    case .hedged(let storage): return storage.value(row, type)
    }
  }
}

extension HedgedStorage {
  /// A figure where its numbers are exact; else the best as a float.
  fileprivate func value(_ row: Int, _ type: DataType) -> Value {
    guard case .integers(let low) = low, case .integers(let best) = best, case .integers(let high) = high,
      let scale = type.scale
    else {
      if case .doubles(let best) = best { return .float(best[row]) }
      return .null
    }
    let flags = HedgeEnds(rawValue: ends[row])
    return .figure(
      Figure(
        low: ExactDecimal(low[row], scale: scale), best: ExactDecimal(best[row], scale: scale),
        high: ExactDecimal(high[row], scale: scale), ends: flags,
        isHedged: low[row] != high[row] || !flags.isEmpty, unit: type.unit))
  }
}
