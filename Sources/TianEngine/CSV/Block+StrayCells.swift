import CTian
import Glibc
import TianSource

extension Block {
  /// Takes note of the cells in which a quote stands where the standard has none. Cost: a look at each byte.
  func noteStrayCells(_ places: inout BlockPlaces, columnCount: Int) throws(Diagnostic) {
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        let entry = positions + (row * stride + column)
        let start = Int(entry[0]) + 1
        var end = Int(entry[1])
        if lastCellMayEndInReturn, column == columnCount - 1, end > start,
          bytes[end - 1] == UInt8(ascii: "\r")
        {
          end -= 1
        }
        guard end > start, let content = Self.strayContent(bytes + start, end - start) else { continue }
        places.strayCellCount += 1
        guard places.strayCells.count < RejectList.limit else { continue }
        places.strayCells.append(BlockPlaces.StrayCell(row: row, column: column, text: content))
      }
    }
  }

  /// What a cell says that has such a quote; nil for other cells, and for `="01"`.
  private static func strayContent(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8]? {
    guard memchr(start, Int32(QuotedCell.quote), count) != nil else { return nil }
    let cell = UnsafeBufferPointer(start: start, count: count)
    guard let inside = QuotedCell.inside(start, count) else {
      return QuotedCell.withoutFormula(cell).count < count ? nil : Array(cell)
    }
    var (at, isStray) = (inside.lowerBound, false)
    while at < inside.upperBound, !isStray {
      guard start[at] == QuotedCell.quote else {
        at += 1
        continue
      }
      isStray = at + 1 == inside.upperBound || start[at + 1] != QuotedCell.quote
      at += 2
    }
    guard isStray else { return nil }
    var content = Array(cell)
    let kept = content.withUnsafeMutableBufferPointer { bytes in
      bytes.baseAddress.map { QuotedCell.unquote($0, count) } ?? 0
    }
    return Array(content.prefix(kept))
  }
}
