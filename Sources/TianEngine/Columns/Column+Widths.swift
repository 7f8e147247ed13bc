import TianFigures
import TianPlan
import TianSource

extension Column {
  /// A column of a file with its bounds as other widths of 近 and 约 have them, rounded outward to its scale;
  /// columns that are not hedged, or were computed, as they are. Cost: a look at each distinct text, then
  /// linear in the rows.
  func reread(_ widths: HedgeWidths) throws(Diagnostic) -> Column {
    guard case .hedged(let storage) = self.storage, let codes = storage.originalCodes,
      let texts = storage.originals, let scale = type.scale, case .integers(let low) = storage.low,
      case .integers(let high) = storage.high
    else { return self }
    let read = (0..<texts.count).map { bounds(texts.utf8($0), widths, scale) }
    let (lows, highs) = (try Buffer<Int64>(count: count), try Buffer<Int64>(count: count))
    for row in 0..<count {
      let code = Int(codes[row])
      let bounds = read.indices.contains(code) ? read[code] : nil
      lows.pointer[row] = bounds?.low ?? low[row]
      highs.pointer[row] = bounds?.high ?? high[row]
    }
    let reread = HedgedStorage(
      low: .integers(.int64(lows)), best: storage.best, high: .integers(.int64(highs)), ends: storage.ends,
      originalCodes: codes, originals: texts, exactBlocks: storage.exactBlocks)
    return Column(
      type: type, count: count, storage: .hedged(reread), validity: validity, range: range,
      originals: originals, reasons: reasons)
  }

  /// Nil where the text is no hedged figure, or does not fit: then its bounds stay.
  private func bounds(
    _ text: UnsafeBufferPointer<UInt8>, _ widths: HedgeWidths, _ scale: Int
  ) -> (low: Int64, high: Int64)? {
    guard let figure = FigureReader.read(cell: TextKernels.trimmed(text).span, widths), figure.isHedged else {
      return nil
    }
    var factor = Rational.one
    if let own = figure.unit, let unit = type.unit {
      guard let ratio = own.conversion(to: unit) else { return nil }
      factor = ratio
    }
    guard let low = figure.low.multiplied(by: factor), let high = figure.high.multiplied(by: factor),
      let least = Self.coefficient(low, scale, isLow: true),
      let most = Self.coefficient(high, scale, isLow: false)
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
