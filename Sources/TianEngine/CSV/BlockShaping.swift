import TianSource

/// Makes rows of boundaries. Where every record has as many cells as the table has columns, the boundaries
/// serve as they are; else they are copied to a row of `columnCount + 1` each: short records end in empty
/// cells, long ones are cut, blank lines left out.
enum BlockShaping {
  /// - Parameters:
  ///   - found: the boundaries from the newline before the first record to that after the last.
  ///   - recordCount: how many of them, but the first, are newlines.
  static func shape(
    _ number: Int, bytes: UnsafeMutablePointer<UInt8>, found: UnsafeMutablePointer<UInt32>, count: Int,
    recordCount: Int, blockBytes: Int, layout: BlockLayout, squared: inout Buffer<UInt32>?,
    places: inout BlockPlaces
  ) throws(Diagnostic) -> Block {
    let text = Text(bytes: bytes, found: found, count: count, recordCount: recordCount, layout: layout)
    let first = Int(found[0]) + 1
    places.firstRowOffset = first - 1
    let linesBefore = (bytes + 1).newlineCount(first - 1, layout.dialect.newline)
    places.anchors = [BlockPlaces.Anchor(row: 0, line: UInt32(linesBefore))]
    if text.isRegular {
      places.rowCount = recordCount
      let end = Int(found[count - 1])
      // Only the block's own bytes were counted; what its last record has past them is added.
      let reach =
        end > blockBytes
        ? (bytes + blockBytes + 1).newlineCount(end - blockBytes - 1, layout.dialect.newline) + 1 : 0
      if places.newlineCount - linesBefore + reach != recordCount { text.anchorRows(&places) }
      return Block(
        number: number, bytes: UnsafePointer(bytes), positions: UnsafePointer(found),
        stride: layout.columnCount,
        rowCount: recordCount, lastCellMayEndInReturn: true, places: places)
    }
    let target = try text.square(&squared, linesBefore: linesBefore, &places)
    return Block(
      number: number, bytes: UnsafePointer(bytes), positions: UnsafePointer(target),
      stride: layout.columnCount + 1, rowCount: places.rowCount, lastCellMayEndInReturn: false, places: places
    )
  }

  private struct Text {
    let bytes: UnsafeMutablePointer<UInt8>
    let found: UnsafeMutablePointer<UInt32>
    let count: Int
    let recordCount: Int
    let layout: BlockLayout

    private var newline: UInt8 { layout.dialect.newline }
    private func isNewline(_ entry: Int) -> Bool { bytes[Int(found[entry])] == newline }

    /// Every record has as many cells as the table has columns.
    var isRegular: Bool {
      guard count - 1 == recordCount * layout.columnCount else { return false }
      for record in 1..<(recordCount + 1) where !isNewline(record * layout.columnCount) { return false }
      return true
    }

    /// Notes the rows before which lines are passed over: those after cells with line ends in them.
    func anchorRows(_ places: inout BlockPlaces) {
      var line = places.anchors[0].line
      for row in 0..<recordCount {
        let from = Int(found[row * layout.columnCount]) + 1
        let lineCount = (bytes + from).newlineCount(
          Int(found[(row + 1) * layout.columnCount]) - from, newline)
        line += UInt32(lineCount) + 1
        if lineCount > 0 { places.anchors.append(BlockPlaces.Anchor(row: UInt32(row) + 1, line: line)) }
      }
    }

    /// Copies the boundaries, and takes note of lines and of records that are too long or too short.
    func square(
      _ squared: inout Buffer<UInt32>?, linesBefore: Int, _ places: inout BlockPlaces
    ) throws(Diagnostic) -> UnsafeMutablePointer<UInt32> {
      let width = layout.columnCount + 1
      let (room, overflow) = recordCount.multipliedReportingOverflow(by: width)
      guard !overflow else { throw MemoryMeter.exhausted(.max) }
      let buffer = if let squared, squared.count >= room { squared } else { try Buffer<UInt32>(count: room) }
      squared = buffer
      var line = linesBefore
      var expectedLine = linesBefore
      var entry = 0
      places.rowCount = 0
      while entry + 1 < count {
        var last = entry + 1
        while !isNewline(last) { last += 1 }
        let record = Record(
          start: Int(found[entry]) + 1, end: Int(found[last]), cellCount: last - entry,
          bytes: bytes, isReturnNewline: newline == UInt8(ascii: "\r"))
        if layout.columnCount == 1 || !record.isBlank {
          if line != expectedLine {
            places.anchors.append(BlockPlaces.Anchor(row: UInt32(places.rowCount), line: UInt32(line)))
          }
          expectedLine = line + 1
          if places.endsInBlank { places.hasGap = true }
          places.endsInBlank = false
          write(record, entry, to: buffer.pointer + places.rowCount * width, &places)
          places.rowCount += 1
        } else {
          places.endsInBlank = true
        }
        line += 1 + (bytes + record.start).newlineCount(Int(found[last]) - record.start, newline)
        entry = last
      }
      return buffer.pointer
    }

    private func write(
      _ record: Record, _ entry: Int, to row: UnsafeMutablePointer<UInt32>, _ places: inout BlockPlaces
    ) {
      let columnCount = layout.columnCount
      let kept = min(record.cellCount, columnCount)
      for cell in 0...kept { row[cell] = found[entry + cell] }
      if kept == record.cellCount { row[kept] = UInt32(record.end) }
      // Cells that are missing are empty: each begins where it ends.
      if kept < columnCount {
        for cell in (kept + 1)...columnCount { row[cell] = row[cell - 1] + 1 }
      }
      if record.cellCount != columnCount { note(record, entry, &places) }
    }

    /// Empty cells past the last column are no loss.
    private func note(_ record: Record, _ entry: Int, _ places: inout BlockPlaces) {
      let isLong = record.cellCount > layout.columnCount
      let from = isLong ? Int(found[entry + layout.columnCount]) + 1 : record.start
      if isLong {
        guard from < record.end,
          (from..<record.end).contains(where: { bytes[$0] != layout.dialect.delimiter })
        else { return }
      }
      places.unevenRowCount += 1
      guard places.unevenRows.count < RejectList.limit else { return }
      guard let text = RejectList.text(bytes + from, record.end - from) else {
        places.hasWrongBytes = true
        return
      }
      places.unevenRows.append(
        BlockPlaces.UnevenRow(row: places.rowCount, cellCount: record.cellCount, text: text))
    }
  }

  private struct Record {
    let start: Int
    /// Without a CR before the newline.
    let end: Int
    let cellCount: Int

    init(
      start: Int, end: Int, cellCount: Int, bytes: UnsafeMutablePointer<UInt8>, isReturnNewline: Bool
    ) {
      self.start = start
      self.cellCount = cellCount
      let endsInReturn = !isReturnNewline && end > start && bytes[end - 1] == UInt8(ascii: "\r")
      self.end = endsInReturn ? end - 1 : end
    }

    var isBlank: Bool { cellCount == 1 && start == end }
  }
}
