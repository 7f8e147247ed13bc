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
  /// `1900..2000..2000`, where asked for. What is rounded when it is written goes the way that `number` is
  /// told.
  func appendRange(
    withBest: Bool, to out: inout ByteBuffer,
    number: (Number, FloatingPointRoundingRule, inout ByteBuffer) -> Void
  ) {
    if !ends.contains(.lowAbsent) {
      if ends.contains(.lowOpen) { out.append(UInt8(ascii: ">")) }
      number(low, .down, &out)
    }
    out.append("..")
    if withBest {
      number(best, .toNearestOrEven, &out)
      out.append("..")
    }
    if !ends.contains(.highAbsent) {
      if ends.contains(.highOpen) { out.append(UInt8(ascii: "<")) }
      number(high, .up, &out)
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

  /// With no more digits after the point than figures are read with.
  func appendReadable(_ rule: FloatingPointRoundingRule, to out: inout ByteBuffer) {
    switch self {
    case .decimal(let value): NumberText.append(value, to: &out)
    case .float(let value):
      if let decimal = ExactDecimal(shortening: value, rule) {
        NumberText.append(decimal, to: &out)
      } else {
        NumberText.append(value, to: &out)
      }
    }
  }
}

extension ExactDecimal {
  /// A small number whose shortest digits are too many for a decimal; nil of any other.
  fileprivate init?(shortening value: Double, _ rule: FloatingPointRoundingRule) {
    let text = value.description
    let decimals = text.firstIndex(of: ".").map { text[$0...].utf8.count - 1 } ?? 0
    guard value.magnitude < 0.1, decimals > Self.maximumScale || text.contains("e") else { return nil }
    // The product and what it was rounded by; a product that is not whole was rounded by less than it lies
    // beside a whole number.
    let power = Self.doublePower(Self.maximumScale)
    let product = value * power
    let rest = product == product.rounded() ? (-product).addingProduct(value, power).rounded(rule) : 0
    self =
      ExactDecimal(
        Int64(product.rounded(rule)) + Int64(rest), scale: Self.maximumScale
      ).reduced
  }
}
