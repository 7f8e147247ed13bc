import TianPlan
import TianSource

/// `row_number`, `rank`, `dense_rank`, `ntile`.
struct NumberingWork: WindowWork {
  enum Numbering {
    case rowNumber, rank, denseRank
    case ntile(Int)
  }

  private let rows: WindowRows
  private let numbering: Numbering
  private let out: Buffer<Int64>

  init(_ rows: WindowRows, _ numbering: Numbering) throws(Diagnostic) {
    self.rows = rows
    self.numbering = numbering
    out = try Buffer(count: rows.rowCount)
  }

  func add(_ groups: Range<Int>, _ execution: Execution) throws(Diagnostic) {
    for group in groups {
      try add(rows.places(group))
    }
  }

  private func add(_ places: Range<Int>) throws(Diagnostic) {
    let first = places.lowerBound
    switch numbering {
    case .rowNumber:
      try Execution.inPieces(places) { piece in
        for place in piece { out.pointer[Int(rows.rows[place])] = Int64(place - first + 1) }
      }
    case .rank, .denseRank:
      var isDense = false
      if case .denseRank = numbering { isDense = true }
      var (rank, dense) = (Int64(1), Int64(1))
      try Execution.inPieces(places) { piece in
        for place in piece {
          if place > first, !rows.tie(place, place - 1) {
            rank = Int64(place - first + 1)
            dense += 1
          }
          out.pointer[Int(rows.rows[place])] = isDense ? dense : rank
        }
      }
    case .ntile(let count):
      let (size, larger) = places.count.quotientAndRemainder(dividingBy: count)
      let split = larger * (size + 1)
      try Execution.inPieces(places) { piece in
        for place in piece {
          let at = place - first
          let part = at < split ? at / (size + 1) : larger + (at - split) / max(1, size)
          out.pointer[Int(rows.rows[place])] = Int64(part + 1)
        }
      }
    }
  }

  func finish() throws(Diagnostic) -> Column { try .integers(out, .int) }
}

/// `percent_rank`.
struct PercentRankWork: WindowWork {
  private let rows: WindowRows
  private let out: Buffer<Double>

  init(_ rows: WindowRows) throws(Diagnostic) {
    self.rows = rows
    out = try Buffer(count: rows.rowCount)
  }

  func add(_ groups: Range<Int>, _ execution: Execution) throws(Diagnostic) {
    for group in groups {
      try add(rows.places(group))
    }
  }

  private func add(_ places: Range<Int>) throws(Diagnostic) {
    var before = 0
    try Execution.inPieces(places) { piece in
      for place in piece {
        if place > places.lowerBound, !rows.tie(place, place - 1) { before = place - places.lowerBound }
        out.pointer[Int(rows.rows[place])] = places.count == 1 ? 0 : Double(before) / Double(places.count - 1)
      }
    }
  }

  func finish() throws(Diagnostic) -> Column {
    Column(type: .float, count: out.count, storage: .doubles(out), validity: nil)
  }
}

extension Column {
  /// Whole numbers in as few bytes as hold them.
  static func integers(
    _ values: Buffer<Int64>, _ type: DataType, validity: Bitmap? = nil
  ) throws(Diagnostic) -> Column {
    var builder = ColumnBuilder(type)
    try builder.append(
      Vector(.integers(values.pointer), validity: validity?.words.pointer), count: values.count)
    return try builder.finish()
  }
}

extension Bitmap {
  /// A bit for every byte that is not 0; nil where all are.
  static func values(_ bytes: Buffer<UInt8>) throws(Diagnostic) -> Bitmap? {
    let bitmap = try Bitmap(count: bytes.count)
    for row in 0..<bytes.count where bytes[row] != 0 { bitmap.set(row) }
    return bitmap.setCount == bytes.count ? nil : bitmap
  }
}
