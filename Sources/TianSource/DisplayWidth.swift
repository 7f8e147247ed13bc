/// How many terminal cells a text takes: two for wide and full-width characters and emoji, none for
/// combining marks, one for the rest.
public enum DisplayWidth {
  public static func of(_ text: String) -> Int {
    var cells = 0
    var isASCII = true
    for byte in text.utf8 {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      cells += 1
    }
    return isASCII ? cells : text.reduce(0) { $0 + of($1) }
  }

  /// A character is as wide as its widest scalar; a presentation selector or a joiner makes an emoji wide.
  public static func of(_ character: Character) -> Int {
    var cells = 0
    for scalar in character.unicodeScalars {
      cells = max(cells, scalar.value == 0xFE0F && cells > 0 ? 2 : of(scalar))
    }
    return cells
  }

  public static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if contains(zero, scalar.value) { return 0 }
    return contains(wide, scalar.value) ? 2 : 1
  }

  /// The longest head of a text that fits in a number of cells.
  public static func prefix(of text: String, cells: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    for index in text.indices {
      used += of(text[index])
      if used > cells { break }
      end = text.index(after: index)
    }
    return text[..<end]
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value {
        low = middle + 1
      } else if ranges[middle].lowerBound > value {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}
