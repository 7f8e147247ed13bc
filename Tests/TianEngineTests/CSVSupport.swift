import Testing
import TianFigures
import TianPlan
import TianSource

@testable import TianEngine

/// Loads texts and shows tables, for the tests of the CSV loader.
enum CSVSupport {
  static func load(
    _ text: String, options: CSVOptions = CSVOptions(), threads: Int = 1, blockBytes: Int? = nil
  ) throws -> Table {
    try load(bytes: Array(text.utf8), options: options, threads: threads, blockBytes: blockBytes)
  }

  static func load(
    bytes: [UInt8], options: CSVOptions = CSVOptions(), threads: Int = 1, blockBytes: Int? = nil
  ) throws -> Table {
    var options = options
    if let blockBytes { options.blockBytes = blockBytes }
    return try CSVLoader.load(
      bytes: bytes, name: "t", options: options, execution: Execution(threadCount: threads))
  }

  /// The diagnostic that loading ends in.
  static func failure(bytes: [UInt8], options: CSVOptions = CSVOptions(), blockBytes: Int? = nil)
    -> Diagnostic?
  {
    do {
      _ = try load(bytes: bytes, options: options, threads: 2, blockBytes: blockBytes)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  static func failure(_ text: String, blockBytes: Int? = nil) -> Diagnostic? {
    failure(bytes: Array(text.utf8), blockBytes: blockBytes)
  }

  /// Every column as `name: type` and its cells; a null is `∅`.
  static func shown(_ table: Table) -> [String] {
    zip(table.schema.fields, table.columns).map { field, column in
      "\(field.name): \(field.type.text) = "
        + (0..<table.rowCount).map { cell(column, $0) }.joined(separator: " | ")
    }
  }

  static func cells(_ table: Table, _ column: Int) -> [String] {
    (0..<table.rowCount).map { cell(table.columns[column], $0) }
  }

  static func cell(_ column: Column, _ row: Int) -> String {
    if column.isNull(row) { return "∅" }
    switch column.storage {
    case .integers(let storage):
      return ValueText.integer(storage[row], column.type.kind)
    case .doubles(let buffer): return "\(buffer[row])"
    case .bits(let bits): return "\(bits[row])"
    case .text(let codes, let dictionary): return dictionary[Int(codes[row])]
    case .hedged(let hedged): return hedgedText(hedged, row, scale: column.type.scale ?? 0)
    }
  }

  private static func hedgedText(_ hedged: HedgedStorage, _ row: Int, scale: Int) -> String {
    func number(_ numbers: HedgedStorage.Numbers) -> String {
      switch numbers {
      case .integers(let storage): ExactDecimal(storage[row], scale: scale).reduced.text
      case .doubles(let buffer): "\(buffer[row])"
      }
    }
    let ends = HedgeEnds(rawValue: hedged.ends[row])
    let original = hedged.originalCodes.flatMap { hedged.originals?[Int($0[row])] } ?? "?"
    let low = ends.contains(.lowAbsent) ? "" : number(hedged.low)
    let high = ends.contains(.highAbsent) ? "" : number(hedged.high)
    return "\(original)=\(low)..\(number(hedged.best))..\(high)"
  }

  /// Why each null row is null.
  static func reasons(_ column: Column) -> String {
    let rows = (0..<column.count).filter { column.isNull($0) }
    return rows.map { row in
      guard let (reason, text) = column.reasons?.reason(ofRow: row) else { return "?" }
      return "\(row) \(reason) \(text.map { String(decoding: $0, as: UTF8.self) } ?? "")"
    }.joined(separator: "|")
  }

  /// All that a table is, for comparing loads: schema, cells, ranges, codes, rejects, lines.
  static func fingerprint(_ table: Table) -> [String] {
    var out = shown(table)
    for column in table.columns {
      out.append("\(column.range.map { "\($0)" } ?? "-") \(column.validity == nil)")
      if case .text(let codes, let dictionary) = column.storage {
        out.append((0..<dictionary.count).map { dictionary[$0] }.joined(separator: "\u{1}"))
        out.append(
          (0..<table.rowCount).map { column.isNull($0) ? "-" : "\(codes[$0])" }.joined(separator: " "))
      }
    }
    out += table.columns.map(reasons)
    for reject in table.origin?.rejects ?? [] {
      out.append("\(reject.line) \(reject.column) \(reject.text) \(reject.reason.en)")
    }
    out.append("\(table.origin?.rejectCount ?? -1)")
    out.append(
      (0..<table.rowCount).map { "\(table.origin?.places?.line(ofRow: $0) ?? -1)" }.joined(separator: " "))
    return out
  }
}
