import TianEngine
import TianFigures
import TianPlan

/// One cell of a hedged column.
struct HedgedCell {
  enum Number {
    case decimal(ExactDecimal)
    case float(Double)
  }

  let low: Number
  let best: Number
  let high: Number
  let ends: HedgeEnds
  /// As published; nil once computed.
  let original: UnsafeBufferPointer<UInt8>?

  init(_ storage: HedgedStorage, scale: Int, row: Int) {
    low = Number(storage.low, scale: scale, row: row)
    best = Number(storage.best, scale: scale, row: row)
    high = Number(storage.high, scale: scale, row: row)
    ends = HedgeEnds(rawValue: storage.ends[row])
    original = storage.originals.flatMap { originals in
      storage.originalCodes.map { originals.utf8(Int($0[row])) }
    }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A plain number among hedged ones.
  var isExact: Bool { ends.isEmpty && low.isEqual(to: best) && best.isEqual(to: high) }

  /// `1900..2000`, an absent end left out; an open end says so: `>1900..<2000`. With the best between them,
  /// `1900..2000..2000`, where asked for.
  func appendRange(
    withBest: Bool, to out: inout ByteBuffer, number: (Number, inout ByteBuffer) -> Void
  ) {
    if !ends.contains(.lowAbsent) {
      if ends.contains(.lowOpen) { out.append(UInt8(ascii: ">")) }
      number(low, &out)
    }
    out.append("..")
    if withBest {
      number(best, &out)
      out.append("..")
    }
    if !ends.contains(.highAbsent) {
      if ends.contains(.highOpen) { out.append(UInt8(ascii: "<")) }
      number(high, &out)
    }
  }

  /// The best is what `lo..hi` is read with: halfway, or the end that there is.
  var isBestImplied: Bool {
    if ends.contains(.lowAbsent) { return best.isEqual(to: high) && !ends.contains(.highAbsent) }
    if ends.contains(.highAbsent) { return best.isEqual(to: low) }
    switch (low, best, high) {
    case (.decimal(let low), .decimal(let best), .decimal(let high)):
      guard let sum = low.adding(high), let twice = best.adding(best) else { return false }
      return sum.reduced == twice.reduced
    case (.float(let low), .float(let best), .float(let high)): return low + high == 2 * best
    case (_, _, _): return false
    }
  }
}

extension HedgedCell.Number {
  /// Without zeros at the end: the scale of a hedged column comes of its bounds, not of what was written.
  init(_ numbers: HedgedStorage.Numbers, scale: Int, row: Int) {
    switch numbers {
    case .integers(let storage): self = .decimal(ExactDecimal(storage[row], scale: scale).reduced)
    case .doubles(let buffer): self = .float(buffer[row])
    }
  }

  func isEqual(to other: Self) -> Bool {
    switch (self, other) {
    case (.decimal(let left), .decimal(let right)): left == right
    case (.float(let left), .float(let right)): left == right
    case (.decimal, .float), (.float, .decimal): false
    }
  }

  func append(to out: inout ByteBuffer) {
    switch self {
    case .decimal(let value): NumberText.append(value, to: &out)
    case .float(let value): NumberText.append(value, to: &out)
    }
  }
}
