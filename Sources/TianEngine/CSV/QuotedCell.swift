import Glibc

/// The text inside a quoted cell.
enum QuotedCell {
  static let quote = UInt8(ascii: "\"")

  /// Takes the quotes off a cell in place, where it has them, and makes doubled ones one. Returns the new
  /// length; a cell that is not wholly quoted stays as it is.
  static func unquote(_ cell: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    guard let inside = inside(cell, count) else { return count }
    var (from, to) = (inside.lowerBound, 0)
    while from < inside.upperBound {
      cell[to] = cell[from]
      to += 1
      from += cell[from] == quote && from + 1 < inside.upperBound && cell[from + 1] == quote ? 2 : 1
    }
    return to
  }

  /// What stands between the quotes of a quoted cell, spaces after the closing one allowed.
  static func inside(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Range<Int>? {
    guard count >= 2, cell[0] == quote else { return nil }
    var end = count - 1
    while end > 0, cell[end] == UInt8(ascii: " ") || cell[end] == UInt8(ascii: "\t") { end -= 1 }
    guard end > 0, cell[end] == quote else { return nil }
    return 1..<end
  }

  /// `01` of `="01"`; other texts as they are.
  static func withoutFormula(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard text.count >= 3, text[0] == UInt8(ascii: "="), text[1] == quote, text[text.count - 1] == quote
    else {
      return text
    }
    let inside = text[2..<(text.count - 1)]
    return inside.contains(quote) ? text : UnsafeBufferPointer(rebasing: inside)
  }

  /// What a cell says that has a quote where RFC 4180 has none; nil for other cells, and for `="01"`.
  static func strayContent(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8]? {
    guard memchr(start, Int32(quote), count) != nil else { return nil }
    let cell = UnsafeBufferPointer(start: start, count: count)
    guard let inside = inside(start, count) else {
      return withoutFormula(cell).count < count ? nil : Array(cell)
    }
    var (at, isStray) = (inside.lowerBound, false)
    while at < inside.upperBound, !isStray {
      guard start[at] == quote else {
        at += 1
        continue
      }
      isStray = at + 1 == inside.upperBound || start[at + 1] != quote
      at += 2
    }
    guard isStray else { return nil }
    var content = Array(cell)
    let kept = content.withUnsafeMutableBufferPointer { bytes in
      bytes.baseAddress.map { unquote($0, count) } ?? 0
    }
    return Array(content.prefix(kept))
  }
}
