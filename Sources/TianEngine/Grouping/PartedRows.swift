import TianPlan
import TianSource

/// The rows of a pipeline, parted by the hashes of their keys: no two parts have a key in common, and what
/// one part groups stays in the caches. One a worker.
struct PartedRows {
  /// What is kept of every row: its key, its place, and what the aggregates read of it.
  struct Layout: Sendable {
    let keys: KeyLayout
    let arguments: RowCollector.Layout
    /// There are `1 << partBits` parts.
    let partBits: Int

    /// So many rows of a part, if all have keys of their own, make a table that the second cache holds.
    private static let rowsPerPart = 1 << 16
    private static let partBitsMost = 8

    init(_ keys: KeyLayout, _ arguments: [ColumnID], _ pipeline: Pipeline, _ plan: Plan) {
      self.keys = keys
      var layout = RowCollector.Layout(arguments, pipeline, plan)
      if !layout.sources.contains(0) { layout.sources.append(0) }
      self.arguments = layout
      var partBits = 4
      while partBits < Self.partBitsMost, pipeline.source.rowCount >> partBits > Self.rowsPerPart {
        partBits += 1
      }
      self.partBits = partBits
    }

    var partCount: Int { 1 << partBits }
  }

  /// What one morsel gave: part after part, each from a multiple of 64 on, so that a batch reads it in place.
  struct Chunk: Sendable {
    let morsel: Int
    let rowCount: Int
    let parts: [Range<Int>]
    /// Of the keys, `KeyLayout.wordCount` a row.
    let words: Buffer<UInt64>
    /// Which of the morsel's rows each is.
    let places: Buffer<UInt32>
    /// The row of the pipeline's source that each stands on.
    let ordinals: Buffer<UInt32>
    /// By `RowCollector.Layout.ids`.
    let columns: [Column]
  }

  private let layout: Layout
  private var encoder: KeyEncoder
  private var collector: RowCollector
  private var words = GrowingBuffer<UInt64>()
  private(set) var chunks: [Chunk] = []

  init(_ layout: Layout) {
    self.layout = layout
    encoder = KeyEncoder(layout.keys)
    collector = RowCollector(layout.arguments)
  }

  mutating func begin(morsel: Int) {
    collector = RowCollector(layout.arguments)
    collector.begin(morsel: morsel)
    words.removeLast(words.count)
  }

  mutating func add(_ batch: Batch) throws(Diagnostic) {
    let encoded = try encoder.encode(batch)
    try words.append(encoded, count: batch.count * layout.keys.wordCount)
    try collector.add(batch)
  }

  /// Parts the rows that were added since the morsel's beginning.
  mutating func finishMorsel() throws(Diagnostic) {
    guard let collected = collector.chunks.last, let words = words.pointer, collected.rowCount > 0 else {
      return
    }
    let (parts, places) = try parted(words, collected.rowCount)
    let rows = try collected.rows.map { rows throws(Diagnostic) in
      try rows.finish().gather(places, false)
    }
    var columns: [Column] = []
    for (_, source, column) in layout.arguments.stored {
      let place = layout.arguments.sources.firstIndex(of: source) ?? 0
      columns.append(try column.gather(rows[place], mayMiss: source > 0))
    }
    for computed in collected.computed { columns.append(try computed.finish().gather(places)) }
    chunks.append(
      Chunk(
        morsel: collected.morsel, rowCount: collected.rowCount, parts: parts,
        words: try gathered(words, places), places: places,
        ordinals: rows[layout.arguments.sources.firstIndex(of: 0) ?? 0], columns: columns))
  }

  /// Where each part's rows will stand, and which row stands at each place; row 0 between the parts.
  private func parted(
    _ words: UnsafePointer<UInt64>, _ rowCount: Int
  ) throws(Diagnostic) -> ([Range<Int>], Buffer<UInt32>) {
    let (wordCount, shift, seed) = (layout.keys.wordCount, UInt64(64 - layout.partBits), HashSeed.value)
    let partOfRow = try Buffer<UInt8>(count: rowCount)
    var counts = InlineArray<256, Int>(repeating: 0)
    for row in 0..<rowCount {
      let hash =
        wordCount == 1
        ? Hashing.hash(words[row], seed: seed)
        : Hashing.hash(words + row * wordCount, count: wordCount, seed: seed)
      let part = Int(truncatingIfNeeded: hash >> shift)
      partOfRow.pointer[row] = UInt8(truncatingIfNeeded: part)
      counts[part] += 1
    }
    var parts: [Range<Int>] = []
    var ends = InlineArray<256, Int>(repeating: 0)
    for part in 0..<layout.partCount {
      let start = ((parts.last?.upperBound ?? 0) + 63) & ~63
      parts.append(start..<start + counts[part])
      ends[part] = start
    }
    let places = try Buffer<UInt32>(count: parts.last?.upperBound ?? 0, zeroed: true)
    for row in 0..<rowCount {
      let part = Int(partOfRow.pointer[row])
      places.pointer[ends[part]] = UInt32(truncatingIfNeeded: row)
      ends[part] += 1
    }
    return (parts, places)
  }

  private func gathered(
    _ words: UnsafePointer<UInt64>, _ places: Buffer<UInt32>
  ) throws(Diagnostic) -> Buffer<UInt64> {
    let wordCount = layout.keys.wordCount
    let out = try Buffer<UInt64>(count: places.count * wordCount)
    var to = out.pointer
    for place in places.elements {
      let from = words + Int(place) * wordCount
      for word in 0..<wordCount { to[word] = from[word] }
      to += wordCount
    }
    return out
  }
}
