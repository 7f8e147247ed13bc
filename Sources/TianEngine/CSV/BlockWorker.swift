import Synchronization
import TianPlan
import TianFigures
import TianSource

/// A column while it is loaded.
final class LoadingColumn: Sendable {
  let header: ColumnHeader
  let declared: CSVOptions.DeclaredField?
  let reading: CellReading
  /// The mode that a worker found the column to need, as its raw value, 0 for none: the others leave it out.
  private let widened = Atomic<UInt8>(0)

  init(_ header: ColumnHeader, declared: CSVOptions.DeclaredField?, reading: CellReading) {
    self.reading = reading
    self.header = header
    self.declared = declared
  }

  var widenedMode: ParseMode? {
    let raw = widened.load(ordering: .relaxed)
    return raw == 0 ? nil : ParseMode(rawValue: raw)
  }

  func widen(to mode: ParseMode) { _ = widened.max(mode.rawValue, ordering: .relaxed) }
  func settle() { widened.store(0, ordering: .relaxed) }

  var numberRules: ColumnParser.NumberRules {
    var rules = ColumnParser.NumberRules()
    switch declared?.kind {
    case .int: (rules.isDeclared, rules.mayBeFloat, rules.scaleMax) = (true, false, 0)
    case .decimal, .float: rules.isDeclared = true
    case .bool, .date, .timestamp, .period, .text, nil: break
    }
    rules.plainScaleMax = reading.hasDecimalComma ? 0 : rules.scaleMax
    return rules
  }
}

/// A column that a pass over the text reads, and how.
struct PassColumn: Sendable {
  let index: Int
  let column: LoadingColumn
  let mode: ParseMode
}

/// Reads blocks and parses columns of them; one a thread. What it read of a column stays in memory until
/// that is put together.
final class BlockWorker {
  struct Result {
    let number: Int
    let places: BlockPlaces
    /// In the order of the pass's columns; nil where the column is left out, or no record begins in the
    /// block.
    let segments: [Segment?]
  }

  private let reader: BlockReader
  private let columns: [PassColumn]
  private let layout: BlockLayout
  private let relay: StructureRelay
  private var scratch: ColumnParser.Scratch
  /// In the order of the pass's columns, as the next three.
  let arenas: [SegmentArena]
  private(set) var dictionaries: [DictionaryBox?]
  let notes: [CellNotes]
  private(set) var censuses: [ColumnCensus]
  private(set) var results: [Result] = []

  /// A dictionary is not copied; a box lets an array hold it.
  final class DictionaryBox {
    var builder: DictionaryBuilder
    init() throws(Diagnostic) { builder = try DictionaryBuilder() }
  }

  init(
    _ layout: BlockLayout, columns: [PassColumn], relay: StructureRelay, signals: LoadSignals
  ) throws(Diagnostic) {
    self.layout = layout
    self.columns = columns
    self.relay = relay
    reader = try BlockReader(layout, relay: relay, signals: signals)
    scratch = try ColumnParser.Scratch()
    arenas = columns.map { _ in SegmentArena() }
    censuses = Array(repeating: ColumnCensus(), count: columns.count)
    notes = columns.map { _ in CellNotes() }
    dictionaries = []
    for column in columns {
      let box: DictionaryBox? = if column.mode == .text { try DictionaryBox() } else { nil }
      dictionaries.append(box)
    }
  }

  /// Reads a block. On failure the others stop waiting for it.
  func work(_ number: Int, execution: Execution) throws(Diagnostic) {
    do throws(Diagnostic) {
      let (block, places) = try reader.read(number)
      var segments: [Segment?] = []
      if let block {
        segments.reserveCapacity(columns.count)
        for index in columns.indices { segments.append(try parse(index, block)) }
      }
      results.append(Result(number: number, places: places, segments: segments))
      execution.done.add(layout.range(ofBlock: number).count, ordering: .relaxed)
      execution.rowsDone.add(places.rowCount, ordering: .relaxed)
    } catch {
      relay.stop(error)
      throw error
    }
  }

  private func parse(_ index: Int, _ block: Block) throws(Diagnostic) -> Segment? {
    let pass = columns[index]
    if pass.column.widenedMode != nil { return nil }
    let parser = ColumnParser(
      block, column: pass.index, columnCount: layout.columnCount,
      reading: pass.column.reading)
    let outcome: ColumnParser.Outcome
    switch pass.mode {
    case .number:
      outcome = try parser.parseNumbers(
        &censuses[index], &scratch, arenas[index], notes[index], rules: pass.column.numberRules)
    case .float:
      outcome = try parser.parseFloats(
        &censuses[index], &scratch, arenas[index], notes[index], rules: pass.column.numberRules)
    case .text:
      guard let box = dictionaries[index] else { return nil }
      outcome = try parser.parseText(&box.builder, &scratch, arenas[index])
    }
    switch outcome {
    case .segment(let segment): return segment
    case .widened(let mode):
      pass.column.widen(to: mode)
      return nil
    case .wrongBytes: try reader.rejectBytes(block)
    }
  }
}
