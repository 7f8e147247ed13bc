import Foundation

/// The scoring of the benchmark of polluted files (Vitagliano et al., "Pollock: A Data Loading Benchmark",
/// VLDB 2023).
struct PollockScore {
  private let folder: String
  /// How much each file counts.
  let weights: [String: Double]

  /// Nil where the files are not beside the project.
  init?(folder: String) throws {
    guard let data = FileManager.default.contents(atPath: folder + "/weights.json") else { return nil }
    self.folder = folder
    weights = try JSONDecoder().decode([String: Double].self, from: data)
  }

  /// Success; then precision, recall and their harmonic mean of header cells, records and cells; all 0 where
  /// the file was refused.
  func parts(_ name: String, found: [[String]]?) throws -> [Double] {
    guard let found else { return Array(repeating: 0, count: 10) }
    let clean = PlainCSV.records(
      try String(contentsOfFile: "\(folder)/clean/\(name)", encoding: .utf8))
    let headerCount = try headerCount(name)
    let (cleanHeader, foundHeader) = (clean.prefix(headerCount), found.prefix(headerCount))
    let (cleanRows, foundRows) = (clean.dropFirst(headerCount), found.dropFirst(headerCount))
    return [1] + Self.measure(Array(foundHeader.joined()), Array(cleanHeader.joined()))
      + Self.measure(Array(foundRows), Array(cleanRows))
      + Self.measure(Array(foundRows.joined()), Array(cleanRows.joined()))
  }

  /// The mean of the files' sums, of 10, plain and by weight.
  func total(_ sums: [String: Double]) -> (simple: Double, weighted: Double) {
    let weighted = sums.map { $0.value * weights[$0.key, default: 0] }.reduce(0, +)
    return (
      sums.values.reduce(0, +) / Double(sums.count), weighted / weights.values.reduce(0, +)
    )
  }

  /// However many rows the header has, it is written as one.
  private func headerCount(_ name: String) throws -> Int {
    struct Parameters: Decodable { var header_lines: Int }
    let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/parameters/\(name)_parameters.json"))
    return min(1, try JSONDecoder().decode(Parameters.self, from: json).header_lines)
  }

  /// As multisets; a clean side with nothing on it scores 1.
  private static func measure<Item: Hashable>(_ found: [Item], _ clean: [Item]) -> [Double] {
    guard !clean.isEmpty else { return [1, 1, 1] }
    var left = Dictionary(clean.map { ($0, 1) }, uniquingKeysWith: +)
    var common = 0.0
    for item in found where left[item, default: 0] > 0 {
      left[item, default: 0] -= 1
      common += 1
    }
    guard common > 0 else { return [0, 0, 0] }
    let (precision, recall) = (common / Double(found.count), common / Double(clean.count))
    return [precision, recall, 2 * precision * recall / (precision + recall)]
  }
}
