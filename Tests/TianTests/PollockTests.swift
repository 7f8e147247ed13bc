import Foundation
import Testing

@testable import Tian

/// The benchmark of polluted files: each is loaded without hints, written as plain CSV, and compared with the
/// clean one. Skipped with a notice where the files are not beside the project. `TIAN_PEERS=1` scores other
/// readers beside it, as far as `python3` has their packages.
@Suite struct PollockTests {
  private static let folder = Project.root.appendingPathComponent("../shared/data/polluted").path

  @Test func polluted() throws {
    guard let score = try PollockScore(folder: Self.folder) else {
      print("skipped: no \(Self.folder)")
      return
    }
    let names = score.weights.keys.sorted()
    var sums = ["tian": [String: Double]()]
    for name in names {
      let parts = try score.parts(name, found: try Self.found(name))
      sums["tian"]?[name] = parts.reduce(0, +)
      if parts.reduce(0, +) < 9.9995 { print("\(name): \(parts.map { ($0 * 1000).rounded() / 1000 })") }
    }
    if ProcessInfo.processInfo.environment["TIAN_PEERS"] == "1" {
      for peer in PollockPeers.allCases {
        guard let records = try peer.records(folder: Self.folder + "/csv") else {
          print("skipped: python3 has no \(peer.rawValue)")
          continue
        }
        sums[peer.rawValue] = try Dictionary(
          uniqueKeysWithValues: names.map {
            ($0, try score.parts($0, found: records[$0]).reduce(0, +))
          })
      }
    }
    Self.printTable(names, sums, score)
    let total = score.total(sums["tian", default: [:]])
    #expect(total.weighted > 9.99 && total.simple > 9.85)
  }

  private static func found(_ name: String) throws -> [[String]] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/csv/\(name)"))
    // A file with nothing in it has no table, and says so.
    guard !bytes.isEmpty else { return [] }
    return PlainCSV.records(String(decoding: try FoundFile(bytes: Array(bytes)).csv, as: UTF8.self))
  }

  /// A line a file, a column a reader; of 10 each.
  private static func printTable(
    _ names: [String], _ sums: [String: [String: Double]], _ score: PollockScore
  ) {
    let readers = sums.keys.sorted { $0 == "tian" || ($1 != "tian" && $0 < $1) }
    func line(_ name: String, _ figures: [Double]) {
      print("| \(name) | " + figures.map { String(format: "%.3f", $0) }.joined(separator: " | ") + " |")
    }
    print("| of 10 | " + readers.joined(separator: " | ") + " |")
    for name in names { line(name, readers.map { sums[$0]?[name] ?? 0 }) }
    line("simple", readers.map { score.total(sums[$0] ?? [:]).simple })
    line("weighted", readers.map { score.total(sums[$0] ?? [:]).weighted })
  }
}
