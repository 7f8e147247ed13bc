import Foundation
import Tian

/// What hedged figures cost beside plain ones: `TianBenchmark hedges [ROWS]`. CPU seconds on one thread, the
/// median of five runs; each query over plain numbers, over figures of which a third are hedged, and over
/// figures of which only the last is.
struct HedgeCost {
  private let rowCount: Int
  private let workspace = Workspace(threadCount: 1)

  init(rowCount: Int) { self.rowCount = rowCount }

  /// The queries; `A` and `B` stand for two columns. The most that hedged figures may cost, in plain ones.
  private static let queries = [
    (name: "filter", text: "t | where A > 500 | summarize n = count()", most: 4.0),
    (name: "sum", text: "t | summarize s = sum(A)", most: 4.0),
    (name: "sum by group", text: "t | summarize s = sum(A) by 组", most: 4.0),
    (name: "product", text: "t | summarize s = sum(A * B)", most: 8.0),
    (name: "quotient", text: "t | summarize s = sum(A / B)", most: 8.0),
  ]

  func run() throws {
    try workspace.add(csv: table(), as: "t")
    print("\(rowCount) rows, CPU ms on one thread, median of 5")
    for (name, text, most) in Self.queries {
      let plain = try median(text, "a", "b")
      let hedged = try median(text, "ha", "hb")
      let exact = try median(text, "ea", "eb")
      print(
        String(
          format:
            "%@: plain %.1f; hedged %.1f, %.2fx of at most %.0fx; none but one %.1f, %.2fx of at most 1.2x",
          name, plain, hedged, hedged / plain, most, exact, exact / plain))
    }
  }

  private func median(_ query: String, _ first: String, _ second: String) throws -> Double {
    let text = query.replacing("A", with: first).replacing("B", with: second)
    var times: [Double] = []
    for _ in 0..<6 {
      let start = cpuSeconds()
      _ = try workspace.query(text)
      times.append((cpuSeconds() - start) * 1000)
    }
    // The first run warms up.
    return times.dropFirst().sorted()[2]
  }

  private func table() -> String {
    var text = "组,a,b,ha,hb,ea,eb\n"
    text.reserveCapacity(rowCount * 64)
    for row in 0..<rowCount {
      let (a, b) = (number(row &* 7919), number(row &* 104_729 &+ 13))
      let last = row == rowCount - 1 ? "约" : ""
      let (ha, hb) = row % 3 == 0 ? ("约\(a)", "\(b)余") : (a, b)
      text += "\(row % 100),\(a),\(b),\(ha),\(hb),\(last)\(a),\(last)\(b)\n"
    }
    return text
  }

  /// 1.00 to 1000.99.
  private func number(_ seed: Int) -> String {
    let hundredths = seed % 100_000
    return "\(hundredths / 100 + 1).\(hundredths % 100 / 10)\(hundredths % 10)"
  }
}
