/// A drawing of dots, two columns and four rows of them in each cell of a terminal.
struct Canvas {
  let columns: Int
  let rows: Int
  private var bits: [UInt8]
  /// The series that drew in a cell last.
  private var owners: [Int]

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (max(1, columns), max(1, rows))
    bits = Array(repeating: 0, count: self.columns * self.rows)
    owners = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// The dot at a place, in shares from the lower left corner; what lies outside is drawn nowhere.
  func dot(_ place: ChartGeometry.Place) -> (x: Int, y: Int) {
    let x = (place.x * Double(columns * 2 - 1)).rounded()
    let y = ((1 - place.y) * Double(rows * 4 - 1)).rounded()
    return (Int(x.clamped(-1e6, 1e6)), Int(y.clamped(-1e6, 1e6)))
  }

  /// The number of the cell that a dot lies in, row by row; nil outside.
  func index(_ x: Int, _ y: Int) -> Int? {
    guard (0..<columns * 2).contains(x), (0..<rows * 4).contains(y) else { return nil }
    return y / 4 * columns + x / 2
  }

  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard let cell = index(x, y) else { return }
    let bit: [UInt8] = x % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
    bits[cell] |= bit[y % 4]
    owners[cell] = series
  }

  /// The dots between two places.
  mutating func line(from start: ChartGeometry.Place, to end: ChartGeometry.Place, series: Int) {
    let (from, to) = (dot(start), dot(end))
    let steps = max(abs(to.x - from.x), abs(to.y - from.y))
    guard steps > 0, steps < 100_000 else { return set(from.x, from.y, series: series) }
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let x = Double(from.x) + share * Double(to.x - from.x)
      let y = Double(from.y) + share * Double(to.y - from.y)
      set(Int(x.rounded()), Int(y.rounded()), series: series)
    }
  }

  /// A cell's character, and the series that it belongs to; a space where nothing was drawn.
  func cell(_ column: Int, _ row: Int) -> (character: Character, series: Int) {
    let at = row * columns + column
    guard bits[at] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits[at])) else {
      return (" ", 0)
    }
    return (Character(scalar), owners[at])
  }
}

extension Double {
  fileprivate func clamped(_ low: Double, _ high: Double) -> Double {
    isNaN ? low : Swift.min(Swift.max(self, low), high)
  }
}
