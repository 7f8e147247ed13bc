import TianPlan
import TianSource

/// A column drawn in a few characters, of its values in order.
enum Histogram {
  private static let bins = 8
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let valuesMost = 3
  private static let lettersMost = 12

  /// Numbers and points in time: a bar for each eighth of the way from least to greatest, as high as its
  /// count beside the largest; `▁` where nothing lies, one bar where all are equal. Truth values and texts:
  /// the commonest and their counts. Nil without values.
  /// - Parameter order: the rows in order, the first `count` of which are values.
  static func text(_ column: Column, _ order: Buffer<UInt32>, count: Int) throws(Diagnostic) -> String? {
    guard count > 0 else { return nil }
    switch column.storage {
    case .integers(let values): return try bars(order, count) { Double(values[$0]) }
    case .doubles(let values): return try bars(order, count) { values[$0] }
    case .hedged(let storage):
      switch storage.best {
      case .integers(let values): return try bars(order, count) { Double(values[$0]) }
      case .doubles(let values): return try bars(order, count) { values[$0] }
      }
    case .bits, .text: return try commonest(column, order, count)
    }
  }

  private static func bars(
    _ order: Buffer<UInt32>, _ count: Int, _ value: (Int) -> Double
  ) throws(Diagnostic) -> String {
    // Halves, for the whole width may be past the largest double.
    let least = value(Int(order[0])) / 2
    let width = value(Int(order[count - 1])) / 2 - least
    guard width > 0 else { return String(bars[bars.count - 1]) }
    var counts = [Int](repeating: 0, count: bins)
    try Execution.inPieces(0..<count) { range in
      for place in range {
        let part = (value(Int(order[place])) / 2 - least) / width
        counts[min(bins - 1, Int(part * Double(bins)))] += 1
      }
    }
    let largest = counts.max() ?? 1
    return String(counts.map { $0 == 0 ? bars[0] : bars[1 + ($0 * (bars.count - 1) - 1) / largest] })
  }

  /// `安岳县 2, 乐至县 1, …`; of equally common ones the first in order first.
  private static func commonest(
    _ column: Column, _ order: Buffer<UInt32>, _ count: Int
  ) throws(Diagnostic) -> String? {
    var found: [(row: Int, count: Int)] = []
    var start = 0
    var kinds = 0
    while start < count {
      var end = start + 1
      while end < count, isSame(column, Int(order[start]), Int(order[end])) { end += 1 }
      kinds += 1
      if kinds & 0xFFFF == 0 { try Execution.check() }
      let place = found.firstIndex { $0.count < end - start } ?? found.count
      if place < valuesMost { found.insert((Int(order[start]), end - start), at: place) }
      if found.count > valuesMost { found.removeLast() }
      start = end
    }
    let texts = found.map { row, count in
      let text = column.text(row) ?? ""
      return "\(text.count > lettersMost ? text.prefix(lettersMost - 1) + "…" : text[...]) \(count)"
    }
    return texts.joined(separator: ", ") + (kinds > found.count ? ", …" : "")
  }

  private static func isSame(_ column: Column, _ first: Int, _ second: Int) -> Bool {
    switch column.storage {
    case .text(let codes, let dictionary):
      codes[first] == codes[second]
        || TextOrder.compare(dictionary.utf8(Int(codes[first])), dictionary.utf8(Int(codes[second]))) == 0
    case .bits(let bits): bits[first] == bits[second]
    case .integers, .doubles, .hedged: false
    }
  }
}
