import TianFigures
import TianPlan
import TianSource

/// A column once its unit is known from elsewhere than its header and cells: its numbers as they are, or its
/// cells read anew, where some say 万 themselves as the unit does, or are texts for want of it.
extension LoadedColumn {
  /// The same numbers, said to be in a unit.
  func inUnit(_ unit: Unit) -> LoadedColumn {
    let type = DataType(type.kind, unit: unit, isHedged: type.isHedged)
    return with(
      Column(
        type: type, count: column.count, storage: column.storage, validity: column.validity,
        range: column.range, originals: column.originals, reasons: column.reasons))
  }

  /// The cells read anew in one unit for all of them; nil where none says 万 itself. Those that are null stay
  /// so.
  func read(
    in unit: Unit, _ declared: CSVOptions.DeclaredField?, _ reading: CellReading
  ) throws(Diagnostic) -> LoadedColumn? {
    guard unit.hasPrefix, let coded = codedCells else { return nil }
    return try read(TextDecision(coded: coded, declared: declared, unit: unit, reading: reading))
  }

  /// The cells read anew beside the texts of a column of units, each a number in the unit of its row; nil
  /// where none says 万 itself beside a unit that does. Those that are null stay so. Cost: the rows, where
  /// some say 万.
  func read(
    beside units: Column, _ declared: CSVOptions.DeclaredField?, _ reading: CellReading
  ) throws(Diagnostic) -> LoadedColumn? {
    guard let coded = codedCells, let pairs = try UnitPairs(coded, beside: units, reading.units) else {
      return nil
    }
    return try read(
      TextDecision(
        coded: pairs.coded, declared: declared, unit: nil, reading: reading, rowUnits: pairs.units))
  }

  /// Texts read anew as figures in a unit; nil where they are still texts.
  func read(asTextsIn unit: Unit, _ reading: CellReading) throws(Diagnostic) -> LoadedColumn? {
    guard case .text(let codes, let dictionary) = column.storage else { return nil }
    let coded = CodedColumn(
      codes: codes, validity: column.validity, dictionary: dictionary, count: column.count)
    let again = try TextDecision(
      coded: coded, declared: nil, unit: unit, reading: reading, isMeasured: false
    ).decide()
    return again.type.isNumeric ? again : nil
  }

  private var codedCells: CodedColumn? {
    column.cellTexts.map {
      CodedColumn(codes: $0.codes, validity: column.validity, dictionary: $0.dictionary, count: column.count)
    }
  }

  private func read(_ decision: TextDecision) throws(Diagnostic) -> LoadedColumn? {
    let again = try decision.decide()
    guard again.ownMultiplier != nil, again.type.isNumeric, again.type.isHedged == type.isHedged else {
      return nil
    }
    var copy = with(
      Column(
        type: again.type, count: column.count, storage: again.column.storage,
        validity: again.column.validity, range: again.column.range, originals: again.column.originals,
        reasons: column.reasons))
    copy.ownMultiplier = again.ownMultiplier
    return copy
  }
}

/// Texts that say 万 or the like, apart by the unit with 万 that stands in the same row of another column.
private struct UnitPairs {
  /// The cells, with further codes for such texts.
  let coded: CodedColumn
  /// The unit of each such code.
  let units: [Int: Unit]

  /// Nil where no row has both.
  init?(_ coded: CodedColumn, beside column: Column, _ table: UnitTable) throws(Diagnostic) {
    guard case .text(let unitCodes, let unitTexts) = column.storage else { return nil }
    let units = (0..<unitTexts.count).map { Unit(label: unitTexts[$0], in: table) }
    func saysItself(_ code: Int, beside unit: Unit?) -> Bool {
      unit?.withoutPrefix(beside: coded.dictionary.utf8(code).span) != nil
    }
    guard let least = units.compactMap(\.self).filter(\.hasPrefix).min(by: { $0.prefix < $1.prefix }) else {
      return nil
    }
    let maySayItself = (0..<coded.dictionary.count).map { saysItself($0, beside: least) }
    guard maySayItself.contains(true) else { return nil }
    let codes = try Buffer<Int32>(count: coded.count)
    var texts = (0..<coded.dictionary.count).map { coded.dictionary[$0] }
    var added: [Int: Int] = [:]
    var rowUnits: [Int: Unit] = [:]
    for row in 0..<coded.count {
      let (code, unit) = (Int(coded.codes[row]), Int(unitCodes[row]))
      let pair = code * units.count + unit
      codes.pointer[row] = Int32(truncatingIfNeeded: code)
      guard maySayItself[code], coded.validity?[row] ?? true, !column.isNull(row),
        saysItself(code, beside: units[unit])
      else { continue }
      let place = added[pair] ?? texts.count
      if place == texts.count {
        added[pair] = place
        texts.append(coded.dictionary[code])
        rowUnits[place] = units[unit]
      }
      codes.pointer[row] = Int32(truncatingIfNeeded: place)
    }
    guard !rowUnits.isEmpty else { return nil }
    self.coded = CodedColumn(
      codes: .int32(codes), validity: coded.validity, dictionary: try TextDictionary(texts, isUnique: false),
      count: coded.count)
    self.units = rowUnits
  }
}
