import Foundation
import Testing

@testable import Tian

/// The benchmark of polluted files (Vitagliano et al., "Pollock: A Data Loading Benchmark", VLDB 2023): each
/// is loaded without hints, written as plain CSV, and compared with the clean one. Skipped with a notice
/// where the files are not beside the project.
@Suite struct PollockTests {
  private static let folder = Project.root.appendingPathComponent("../shared/data/polluted").path

  @Test func polluted() throws {
    guard let weights = try Self.weights() else {
      print("skipped: no \(Self.folder)")
      return
    }
    var (weighted, weightSum, simple) = (0.0, 0.0, 0.0)
    for (name, weight) in weights.sorted(by: { $0.key < $1.key }) {
      let scores = try Self.scores(name)
      let sum = scores.reduce(0, +)
      if sum < 9.9995 { print("\(name): \(scores.map { ($0 * 1000).rounded() / 1000 }), weight \(weight)") }
      weighted += sum * weight
      weightSum += weight
      simple += sum
    }
    let result = (simple: simple / Double(weights.count), weighted: weighted / weightSum)
    print("Pollock: simple \(result.simple), weighted \(result.weighted)")
    #expect(result.weighted > 9.9 && result.simple > 9.3)
  }

  private static func weights() throws -> [String: Double]? {
    guard let data = FileManager.default.contents(atPath: folder + "/weights.json") else { return nil }
    return try JSONDecoder().decode([String: Double].self, from: data)
  }

  /// Success; then precision, recall and their harmonic mean of header cells, records and cells.
  private static func scores(_ name: String) throws -> [Double] {
    let clean = PlainCSV.records(try text("clean/\(name)"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/csv/\(name)"))
    // A file with nothing in it has no table, and says so.
    let found =
      bytes.isEmpty
      ? []
      : PlainCSV.records(
        String(decoding: try FoundFile(bytes: Array(bytes)).csv, as: UTF8.self))
    let headerCount = try headerCount(name)
    let (cleanHeader, foundHeader) = (clean.prefix(headerCount), found.prefix(headerCount))
    let (cleanRows, foundRows) = (clean.dropFirst(headerCount), found.dropFirst(headerCount))
    return [1] + measure(Array(foundHeader.joined()), Array(cleanHeader.joined()))
      + measure(Array(foundRows), Array(cleanRows))
      + measure(Array(foundRows.joined()), Array(cleanRows.joined()))
  }

  /// However many rows the header has, it is written as one.
  private static func headerCount(_ name: String) throws -> Int {
    struct Parameters: Decodable { var header_lines: Int }
    let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/parameters/\(name)_parameters.json"))
    return min(1, try JSONDecoder().decode(Parameters.self, from: json).header_lines)
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")), as: UTF8.self)
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

/// RFC 4180, strictly, by a reader that shares nothing with the loader.
enum PlainCSV {
  static func records(_ text: String) -> [[String]] {
    var (records, record, cell) = ([[String]](), [String](), "")
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let next = characters.popFirst() {
      switch next {
      case "\"" where isQuoted && characters.first == "\"":
        characters.removeFirst()
        cell.unicodeScalars.append("\"")
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        records.append(record + [cell])
        (record, cell) = ([], "")
      case "\r" where !isQuoted && characters.first == "\n": break
      default: cell.unicodeScalars.append(next)
      }
    }
    return cell.isEmpty && record.isEmpty ? records : records + [record + [cell]]
  }
}
