import TianFigures
import TianPlan
import TianSource

/// Makes a column with a unit, hedged where any cell is, of texts such as `1800亩`, `近2000亩` and `7万余元`. The
/// unit is the header's, or the most frequent of the cells to which all others convert exactly. A cell
/// without a unit fits where the header names the unit, where a count is bare (`35` beside `20户`), or where
/// it is zero. A cell without a unit that says 万 or the like itself, where the header's unit does, counts in
/// the unit without it: `50万` under `人口（万人）` is 50万人.
struct FigureConversion {
  private let conversion: TextConversion
  private let declared: CSVOptions.DeclaredField?

  init(_ conversion: TextConversion, _ declared: CSVOptions.DeclaredField?) {
    self.conversion = conversion
    self.declared = declared
  }

  /// Nil where the cells are of several dimensions, or do not fit one scale: the column stays text.
  func convert() throws(Diagnostic) -> LoadedColumn? {
    for unit in candidates {
      guard let figures = figures(in: unit) else { continue }
      let misfitCount = figures.indices.reduce(0) { count, code in
        if figures[code] != nil || conversion.meanings[code].isNothing { return count }
        return count + conversion.weights[code]
      }
      let cellCount = conversion.meanings.indices.reduce(0) {
        $0 + (conversion.meanings[$1].isNothing ? 0 : conversion.weights[$1])
      }
      guard declared != nil || misfitCount <= cellCount / 100 else { continue }
      guard let scale = scale(figures) else {
        if figures.contains(where: { $0?.isHedged ?? false }) { return try floats(figures, unit: unit) }
        continue
      }
      var column = try loaded(figures, unit: unit, scale: scale)
      column.ownMultiplier = ownMultiplier(figures)
      return column
    }
    return nil
  }

  /// The given unit alone, or those of the cells, the most frequent first; nil alone where no cell has one.
  private var candidates: [Unit?] {
    if let unit = conversion.unit { return [unit] }
    var counts: [(unit: Unit, count: Int)] = []
    for (code, meaning) in conversion.meanings.enumerated() {
      guard case .figure(let figure) = meaning, let unit = figure.unit else { continue }
      if let at = counts.firstIndex(where: { $0.unit == unit }) {
        counts[at].count += conversion.weights[code]
      } else {
        counts.append((unit, conversion.weights[code]))
      }
    }
    if counts.isEmpty { return [nil] }
    // Of equals the first to appear: the sort is stable, and codes are in the order of the file.
    return counts.sorted { $0.count > $1.count }.map(\.unit)
  }

  /// Every text as a figure in the unit, by code; an entry is nil where the text does not fit. Nil where some
  /// figure is of another dimension or does not convert exactly.
  private func figures(in unit: Unit?) -> [Figure?]? {
    var figures: [Figure?] = []
    for (code, meaning) in conversion.meanings.enumerated() {
      let figure: Figure
      switch meaning {
      case .number(let coefficient, let scale): figure = Figure(ExactDecimal(coefficient, scale: scale))
      case .figure(let read): figure = read
      case .empty, .missing, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period,
        .unordered,
        .bool, .text:
        figures.append(nil)
        continue
      }
      if figure.isHedged, declared?.isHedged == false {
        figures.append(nil)
      } else if let own = figure.unit ?? ownUnit(code) {
        guard let unit = conversion.rowUnits[code] ?? unit,
          let converted = figure.converted(from: own, to: unit)
        else { return nil }
        figures.append(converted)
      } else {
        figures.append(acceptsBare(figure, in: unit) ? figure : nil)
      }
    }
    return withinUnit(figures)
  }

  /// `…` is more than nothing and less than one of the last digit that the others show.
  private func withinUnit(_ figures: [Figure?]) -> [Figure?] {
    let scale = figures.compactMap { $0?.best.scale }.max() ?? 0
    guard let small = Figure(below: ExactDecimal(1, scale: scale)) else { return figures }
    return figures.indices.map { code in
      if case .missing(.belowUnit) = conversion.meanings[code] { small } else { figures[code] }
    }
  }

  /// The unit of a cell without one that says 万 or the like itself.
  private func ownUnit(_ code: Int) -> Unit? {
    guard case .figure(let figure) = conversion.meanings[code], figure.unit == nil else { return nil }
    let unit = conversion.rowUnits[code] ?? conversion.unit
    return unit?.withoutPrefix(beside: conversion.coded.dictionary.utf8(code).span)
  }

  private func ownMultiplier(_ figures: [Figure?]) -> OwnMultiplier? {
    guard conversion.unit?.hasPrefix ?? !conversion.rowUnits.isEmpty else { return nil }
    var found: OwnMultiplier?
    for code in figures.indices where figures[code] != nil && conversion.weights[code] > 0 {
      guard let unit = ownUnit(code) else { continue }
      let own = found ?? OwnMultiplier(count: 0, text: conversion.coded.dictionary[code], unit: unit.text)
      found = OwnMultiplier(count: own.count + conversion.weights[code], text: own.text, unit: own.unit)
    }
    return found
  }

  private func acceptsBare(_ figure: Figure, in unit: Unit?) -> Bool {
    guard let unit, conversion.unit == nil else { return true }
    return unit.dimension.isCount || (figure.best.coefficient == 0 && !figure.isHedged)
  }

  /// The least scale that holds every number; nil where 18 digits do not.
  private func scale(_ figures: [Figure?]) -> Int? {
    let numbers = figures.compactMap(\.self).flatMap { [$0.low, $0.best, $0.high] }
    let scale = numbers.map(\.scale).max() ?? 0
    let fits = numbers.allSatisfy {
      guard let value = $0.rescaled(to: scale) else { return false }
      return value.coefficient.magnitude < UInt64(ExactDecimal.power(ExactDecimal.maximumScale))
    }
    return fits ? scale : nil
  }

  private func loaded(_ figures: [Figure?], unit: Unit?, scale: Int) throws(Diagnostic) -> LoadedColumn {
    let isHedged = figures.contains { $0?.isHedged ?? false }
    func table(
      _ number: (Figure) -> ExactDecimal
    ) throws(Diagnostic) -> (table: Buffer<Int64>, fits: [Bool]) {
      try conversion.values(zero: Int64(0)) { code in
        figures[code].flatMap { number($0).rescaled(to: scale)?.coefficient }
      }
    }
    let best = try table(\.best)
    let bestRange = conversion.range(best.table, best.fits)
    let bestStorage = try conversion.mapped(best.table, within: bestRange)
    guard isHedged else {
      return try conversion.loaded(
        type: DataType(scale == 0 ? .int : .decimal(scale: scale), unit: unit),
        storage: .integers(bestStorage),
        best.fits, range: bestRange, originals: conversion.originals)
    }
    let low = try table(\.low)
    let high = try table(\.high)
    let ends = try conversion.values(zero: UInt8(0)) { code in figures[code]?.ends.rawValue }
    let storage = HedgedStorage(
      low: .integers(try conversion.mapped(low.table, within: conversion.range(low.table, low.fits))),
      best: .integers(bestStorage),
      high: .integers(try conversion.mapped(high.table, within: conversion.range(high.table, high.fits))),
      ends: try conversion.coded.mapped(ends.table), originalCodes: conversion.coded.codes,
      originals: conversion.coded.dictionary, exactBlocks: exactBlocks(figures))
    return try conversion.loaded(
      type: DataType(.decimal(scale: scale), unit: unit, isHedged: true), storage: .hedged(storage), best.fits
    )
  }

  /// Hedged figures that no one scale holds, as quotients saved with all their digits.
  private func floats(_ figures: [Figure?], unit: Unit?) throws(Diagnostic) -> LoadedColumn {
    func table(
      _ number: (Figure) -> ExactDecimal
    ) throws(Diagnostic) -> (table: Buffer<Double>, fits: [Bool]) {
      try conversion.values(zero: 0.0) { code in figures[code].flatMap { Double(number($0).text) } }
    }
    let (low, best, high) = (try table(\.low), try table(\.best), try table(\.high))
    let ends = try conversion.values(zero: UInt8(0)) { code in figures[code]?.ends.rawValue }
    let storage = HedgedStorage(
      low: .doubles(try conversion.coded.mapped(low.table)),
      best: .doubles(try conversion.coded.mapped(best.table)),
      high: .doubles(try conversion.coded.mapped(high.table)),
      ends: try conversion.coded.mapped(ends.table), originalCodes: conversion.coded.codes,
      originals: conversion.coded.dictionary)
    return try conversion.loaded(
      type: DataType(.float, unit: unit, isHedged: true), storage: .hedged(storage), best.fits)
  }

  private func exactBlocks(_ figures: [Figure?]) -> [Bool] {
    let isHedged = figures.map { $0?.isHedged ?? false }
    let (count, size) = (conversion.coded.count, HedgedStorage.blockRowCount)
    var blocks = [Bool](repeating: true, count: (count + size - 1) / size)
    for row in 0..<count where isHedged.indices.contains(Int(conversion.coded.codes[row])) {
      if isHedged[Int(conversion.coded.codes[row])] { blocks[row / size] = false }
    }
    return blocks
  }
}

extension CellMeaning {
  /// No cell that a column of figures has to take.
  fileprivate var isNothing: Bool {
    switch self {
    case .empty, .missing: true
    case .number, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period, .unordered, .bool,
      .figure, .text:
      false
    }
  }
}

extension Figure {
  /// From zero to less than a number.
  fileprivate init?(below limit: ExactDecimal) {
    let zero = ExactDecimal(0)
    self.init(low: zero, best: zero, high: limit, ends: .highOpen, isHedged: true, unit: nil)
    guard align() else { return nil }
  }

  /// The same figure counted in another unit; nil between dimensions, and where it is not exact.
  fileprivate func converted(from own: Unit, to unit: Unit) -> Figure? {
    guard let factor = own.conversion(to: unit), let low = low.multiplied(by: factor),
      let best = best.multiplied(by: factor), let high = high.multiplied(by: factor)
    else { return nil }
    var figure = self
    (figure.low, figure.best, figure.high, figure.unit) = (low, best, high, unit)
    return figure
  }
}
