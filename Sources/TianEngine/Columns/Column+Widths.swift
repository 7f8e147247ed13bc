import TianFigures
import TianPlan
import TianSource

extension Column {
  /// A column of a file with its bounds as other widths of 近 and 约 have them, rounded outward to its scale;
  /// columns that are not hedged, or were computed, as they are. Cost: a look at each distinct text, then
  /// linear in the rows.
  /// - Parameter units: those that its texts were read with.
  func reread(_ widths: HedgeWidths, in units: UnitTable) throws(Diagnostic) -> Column {
    guard case .hedged(let storage) = self.storage, let codes = storage.originalCodes,
      let texts = storage.originals, let scale = type.scale, case .integers(let low) = storage.low,
      case .integers(let best) = storage.best, case .integers(let high) = storage.high
    else { return self }
    // By code; an inner nil is a text whose bounds stay.
    var read = [(low: Int64, high: Int64)??](repeating: nil, count: texts.count)
    let (lows, highs) = (try Buffer<Int64>(count: count), try Buffer<Int64>(count: count))
    for row in 0..<count {
      let code = Int(codes[row])
      (lows.pointer[row], highs.pointer[row]) = (low[row], high[row])
      guard validity?[row] ?? true, read.indices.contains(code) else { continue }
      if read[code] == nil {
        let figure = FigureReader.read(cell: TextKernels.trimmed(texts.utf8(code)).span, widths, in: units)
        read[code] = .some(figure.flatMap { Self.bounds($0, best: best[row], scale) })
      }
      guard let bounds = read[code] ?? nil else { continue }
      (lows.pointer[row], highs.pointer[row]) = bounds
    }
    let reread = HedgedStorage(
      low: .integers(.int64(lows)), best: storage.best, high: .integers(.int64(highs)), ends: storage.ends,
      originalCodes: codes, originals: texts, exactBlocks: storage.exactBlocks)
    return Column(
      type: type, count: count, storage: .hedged(reread), validity: validity, range: range,
      originals: originals, reasons: reasons)
  }

  /// What the number was multiplied by when it was loaded, for its unit's sake and the column's, the bounds
  /// are too. Nil where they do not fit, and of zero, which no width moves.
  private static func bounds(
    _ figure: Figure, best: Int64, _ scale: Int
  ) -> (low: Int64, high: Int64)? {
    guard figure.isHedged,
      let loaded = Rational(Int128(best), Int128(ExactDecimal.power(scale))),
      let stated = Rational(
        Int128(figure.best.coefficient), Int128(ExactDecimal.power(figure.best.scale))),
      let factor = loaded.divided(by: stated),
      let low = figure.low.multiplied(by: factor), let high = figure.high.multiplied(by: factor),
      let least = coefficient(low, scale, isLow: true), let most = coefficient(high, scale, isLow: false)
    else { return nil }
    return (least, most)
  }

  private static func coefficient(_ number: ExactDecimal, _ scale: Int, isLow: Bool) -> Int64? {
    if number.scale <= scale { return number.rescaled(to: scale)?.coefficient }
    return Int64(
      exactly: Int128.quotient(
        Int128(number.coefficient), Int128(ExactDecimal.power(number.scale - scale)), isLow: isLow))
  }
}
