import TianFigures
import TianPlan
import TianSource

/// Makes a column with a unit, hedged where any cell is, of texts such as `1800亩`, `近2000亩` and `7万余元`. The
/// unit is the header's, or the most frequent of the cells to which all others convert. A cell without a unit
/// fits where the header names the unit, where a count is bare (`35` beside `20户`), where it says 万 itself
/// (`50万` beside `100万元`), or where it is zero. Where the header's unit says 万 and such a cell does too, it
/// counts in the unit without it: `50万` under `人口（万人）` is 50万人.
struct FigureConversion {
  private let conversion: TextConversion
  private let declared: CSVOptions.DeclaredField?
  private let reading: CellReading

  init(_ conversion: TextConversion, _ declared: CSVOptions.DeclaredField?, _ reading: CellReading) {
    self.conversion = conversion
    self.declared = declared
    self.reading = reading
  }

  /// A cell's figure, and what it is multiplied by to be in the column's unit.
  private struct Reading {
    var figure: Figure
    var factor: Rational = .one

    /// Nil where no decimal holds it.
    func converted(to unit: Unit?) -> Figure? {
      if factor == .one { return figure }
      guard let low = figure.low.multiplied(by: factor), let best = figure.best.multiplied(by: factor),
        let high = figure.high.multiplied(by: factor)
      else { return nil }
      return Figure(
        low: low, best: best, high: high, ends: figure.ends, isHedged: figure.isHedged, unit: unit)
    }
  }

  /// Nil where the cells are of several dimensions: the column stays text. Where no unit of the cells takes
  /// all of them exactly, the first of them does, as floats.
  func convert() throws(Diagnostic) -> LoadedColumn? {
    var inexact: (readings: [Reading?], unit: Unit?)?
    for unit in candidates {
      guard let readings = readings(in: unit), areEnough(readings) else { continue }
      let figures = readings.map { $0?.converted(to: unit) }
      let isExact = readings.indices.allSatisfy { readings[$0] == nil || figures[$0] != nil }
      if isExact, let scale = scale(figures) {
        var column = try loaded(figures, unit: unit, scale: scale)
        column.ownMultiplier = ownMultiplier(readings)
        return column
      }
      if !isExact || figures.contains(where: { $0?.isHedged ?? false }) {
        inexact = inexact ?? (readings, unit)
      }
    }
    guard let (readings, unit) = inexact else { return nil }
    var column = try floats(readings, unit: unit)
    column.ownMultiplier = ownMultiplier(readings)
    return column
  }

  private func areEnough(_ readings: [Reading?]) -> Bool {
    if declared != nil { return true }
    var (cellCount, misfitCount) = (0, 0)
    for code in readings.indices where !conversion.meanings[code].isNothing {
      cellCount += conversion.weights[code]
      misfitCount += readings[code] == nil ? conversion.weights[code] : 0
    }
    return misfitCount <= cellCount / 100
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

  /// Every text as a figure of the unit's dimension, by code; an entry is nil where the text does not fit.
  /// Nil where some figure is of another dimension.
  private func readings(in unit: Unit?) -> [Reading?]? {
    var readings: [Reading?] = []
    for (code, meaning) in conversion.meanings.enumerated() {
      let figure: Figure
      switch meaning {
      case .number(let coefficient, let scale): figure = Figure(ExactDecimal(coefficient, scale: scale))
      case .figure(let read): figure = read
      case .empty, .missing, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period,
        .undecided,
        .bool, .text:
        readings.append(nil)
        continue
      }
      if figure.isHedged, declared?.isHedged == false {
        readings.append(nil)
      } else if let own = figure.unit ?? ownUnit(code) {
        guard let unit = conversion.rowUnits[code] ?? unit, let factor = own.conversion(to: unit) else {
          return nil
        }
        readings.append(Reading(figure: figure, factor: factor))
      } else {
        readings.append(acceptsBare(figure, code, in: unit) ? Reading(figure: figure) : nil)
      }
    }
    return withinUnit(readings)
  }

  /// `…` is more than nothing and less than one of the last digit that the others show.
  private func withinUnit(_ readings: [Reading?]) -> [Reading?] {
    let scale = readings.compactMap { $0?.figure.best.multiplied(by: $0?.factor ?? .one)?.scale }.max() ?? 0
    guard let small = Figure(below: ExactDecimal(1, scale: scale)) else { return readings }
    return readings.indices.map { code in
      if case .missing(.belowUnit) = conversion.meanings[code] {
        Reading(figure: small)
      } else {
        readings[code]
      }
    }
  }

  /// The unit of a cell without one that says 万 or the like itself.
  private func ownUnit(_ code: Int) -> Unit? {
    guard case .figure(let figure) = conversion.meanings[code], figure.unit == nil else { return nil }
    let unit = conversion.rowUnits[code] ?? conversion.unit
    return unit?.withoutPrefix(beside: conversion.coded.dictionary.utf8(code).span)
  }

  private func ownMultiplier(_ readings: [Reading?]) -> OwnMultiplier? {
    guard conversion.unit?.hasPrefix ?? !conversion.rowUnits.isEmpty else { return nil }
    var found: OwnMultiplier?
    for code in readings.indices where readings[code] != nil && conversion.weights[code] > 0 {
      guard let unit = ownUnit(code) else { continue }
      let own = found ?? OwnMultiplier(count: 0, text: conversion.coded.dictionary[code], unit: unit.text)
      found = OwnMultiplier(count: own.count + conversion.weights[code], text: own.text, unit: own.unit)
    }
    return found
  }

  private func acceptsBare(_ figure: Figure, _ code: Int, in unit: Unit?) -> Bool {
    guard let unit, conversion.unit == nil else { return true }
    return unit.dimension.isCount || (figure.best.coefficient == 0 && !figure.isHedged)
      || Multiplier.greatest(in: conversion.coded.dictionary.utf8(code).span) >= 10_000
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
    return try hedged(
      figures, .decimal(scale: scale), unit,
      low: .integers(try conversion.mapped(low.table, within: conversion.range(low.table, low.fits))),
      best: .integers(bestStorage),
      high: .integers(try conversion.mapped(high.table, within: conversion.range(high.table, high.fits))),
      best.fits)
  }

  /// A hedged column of three sides; each cell keeps its text.
  private func hedged(
    _ figures: [Figure?], _ kind: DataType.Kind, _ unit: Unit?, low: HedgedStorage.Numbers,
    best: HedgedStorage.Numbers, high: HedgedStorage.Numbers, _ fits: [Bool]
  ) throws(Diagnostic) -> LoadedColumn {
    let ends = try conversion.values(zero: UInt8(0)) { code in figures[code]?.ends.rawValue }
    let shown = try shown
    let storage = HedgedStorage(
      low: low, best: best, high: high, ends: try conversion.coded.mapped(ends.table),
      originalCodes: conversion.coded.codes, originals: shown ?? conversion.coded.dictionary,
      exactBlocks: exactBlocks(figures))
    return try conversion.loaded(
      type: DataType(kind, unit: unit, isHedged: true), storage: .hedged(storage), fits,
      originals: shown == nil ? nil : conversion.originals)
  }

  /// The texts as figures are shown: without marks of footnotes. Nil where none has one.
  private var shown: TextDictionary? {
    get throws(Diagnostic) {
      let dictionary = conversion.coded.dictionary
      var texts: [String]?
      for (code, meaning) in conversion.meanings.enumerated() {
        guard case .figure = meaning,
          let bare = CellClassifier.withoutFootnote(dictionary.utf8(code), reading)
        else { continue }
        texts = texts ?? (0..<dictionary.count).map { dictionary[$0] }
        texts?[code] = String(decoding: bare, as: UTF8.self)
      }
      return try texts.map { texts throws(Diagnostic) in try TextDictionary(texts, isUnique: false) }
    }
  }

  /// Figures that no one scale holds, as quotients saved with all their digits, or in another unit.
  private func floats(_ readings: [Reading?], unit: Unit?) throws(Diagnostic) -> LoadedColumn {
    let figures = readings.map { $0.map { FloatFigure($0.figure, times: $0.factor) } }
    func table(
      _ number: (FloatFigure) -> Double
    ) throws(Diagnostic) -> (table: Buffer<Double>, fits: [Bool]) {
      try conversion.values(zero: 0.0) { code in figures[code].map(number) }
    }
    let best = try table(\.best)
    guard readings.contains(where: { $0?.figure.isHedged ?? false }) else {
      return try conversion.loaded(
        type: DataType(.float, unit: unit), storage: .doubles(try conversion.coded.mapped(best.table)),
        best.fits, originals: conversion.originals)
    }
    let (low, high) = (try table(\.low), try table(\.high))
    return try hedged(
      readings.map { $0?.figure }, .float, unit, low: .doubles(try conversion.coded.mapped(low.table)),
      best: .doubles(try conversion.coded.mapped(best.table)),
      high: .doubles(try conversion.coded.mapped(high.table)), best.fits)
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
    case .number, .wideDecimal, .longInteger, .float, .code, .date, .timestamp, .period, .undecided, .bool,
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
}
