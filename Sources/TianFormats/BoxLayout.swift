import TianSource

/// Which columns a box shows, and how wide each is.
struct BoxLayout {
  struct Slot {
    /// Nil: the place of the hidden columns.
    var column: Int?
    var width: Int
  }

  let slots: [Slot]
  /// The columns that are not shown, in order.
  let hidden: [Int]

  /// An elastic column gives way down to this many cells before a column is hidden.
  private static let elasticWidthMin = 12
  /// Space and bar around a cell.
  private static let gap = 3

  /// First the widest elastic columns are narrowed; then columns are hidden, from the middle.
  init(_ columns: [BoxColumn], width: Int?) {
    guard let width else {
      slots = columns.indices.map { Slot(column: $0, width: columns[$0].width) }
      hidden = []
      return
    }
    let kept = Self.kept(columns, width: width)
    hidden = columns.indices.filter { !kept.contains($0) }
    let room = width - 1 - (hidden.isEmpty ? 0 : DisplayWidth.of("…") + Self.gap) - kept.count * Self.gap
    var widths = Self.narrowed(kept.map { columns[$0] }, room: room)
    // A single column too wide for the terminal is cut, whatever it holds.
    if kept.count == 1, widths[0] > room { widths[0] = max(1, room) }
    var slots = zip(kept, widths).map { Slot(column: $0, width: $1) }
    if let first = hidden.first {
      slots.insert(Slot(column: nil, width: DisplayWidth.of("…")), at: kept.count { $0 < first })
    }
    self.slots = slots
  }

  private static func leastWidth(_ column: BoxColumn) -> Int {
    column.isElastic ? min(column.width, elasticWidthMin) : column.width
  }

  /// The columns that fit at their least widths: all, else from both ends towards the middle.
  private static func kept(_ columns: [BoxColumn], width: Int) -> [Int] {
    let needs = columns.map { leastWidth($0) + gap }
    if 1 + needs.reduce(0, +) <= width { return Array(columns.indices) }
    var left: [Int] = []
    var right: [Int] = []
    var used = 1 + DisplayWidth.of("…") + gap
    while left.count + right.count < columns.count {
      let isLeft = left.count <= right.count
      let next = isLeft ? left.count : columns.count - 1 - right.count
      used += needs[next]
      if used > width, !left.isEmpty { break }
      if isLeft { left.append(next) } else { right.insert(next, at: 0) }
    }
    return left + right
  }

  /// The widths of columns that share a room: the highest common limit for elastic ones that fits.
  private static func narrowed(_ columns: [BoxColumn], room: Int) -> [Int] {
    var widths = columns.map(\.width)
    var excess = widths.reduce(0, +) - room
    while excess > 0 {
      let open = columns.indices.filter { columns[$0].isElastic && widths[$0] > elasticWidthMin }
      guard let widest = open.map({ widths[$0] }).max() else { break }
      let among = open.filter { widths[$0] == widest }
      let next = max(elasticWidthMin, open.map { widths[$0] }.filter { $0 < widest }.max() ?? 0)
      let step = min(widest - next, (excess + among.count - 1) / among.count)
      for index in among { widths[index] -= step }
      excess -= step * among.count
    }
    return widths
  }
}
