/// A cell of the screen, counted from where the prompt begins.
struct ScreenPlace: Equatable {
  var row = 0
  var column = 0
}

/// Follows the text over the rows of a screen exactly as libedit lays it out, which tells nobody where it is.
struct ScreenLayout {
  let columns: Int
  /// The cells of a character, as libedit measures them.
  let cells: (UInt32) -> Int

  /// Where the next character goes after some text that begins at a place.
  func place(after scalars: some Sequence<UInt32>, from start: ScreenPlace = ScreenPlace()) -> ScreenPlace {
    var place = start
    for scalar in scalars { advance(&place, over: scalar) }
    return place
  }

  /// Where the cursor stands before a character: a wide one that does not fit in a row goes to the next.
  func cursor(at place: ScreenPlace, before scalar: UInt32?) -> ScreenPlace {
    guard let scalar, cells(scalar) == 2, !isControl(scalar), place.column + 2 > columns else { return place }
    return ScreenPlace(row: place.row + 1, column: 0)
  }

  func advance(_ place: inout ScreenPlace, over scalar: UInt32) {
    switch scalar {
    case 0x0A: place = ScreenPlace(row: place.row + 1, column: 0)
    case 0x09:
      repeat { step(&place, 1) } while place.column % 8 != 0
    default:
      let width = cells(scalar)
      if width > 2 || isControl(scalar) {
        for _ in 0..<width { step(&place, 1) }
      } else {
        step(&place, width)
      }
    }
  }

  private func step(_ place: inout ScreenPlace, _ width: Int) {
    if place.column + width > columns { place = ScreenPlace(row: place.row + 1, column: 0) }
    place.column += width
    if place.column >= columns { place = ScreenPlace(row: place.row + 1, column: 0) }
  }

  private func isControl(_ scalar: UInt32) -> Bool { scalar < 0x20 || (0x7F..<0xA0).contains(scalar) }
}
