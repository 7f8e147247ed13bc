import TianEngine
import TianFigures
import TianPlan
import TianSource

/// What a query came to, in one engine.
enum Outcome {
  case rows([[Cell]])
  /// What the data caused: an overflow, a look-up that found several.
  case dataError(String)
  /// Anything else: no query should come to it.
  case failure(String)
}

/// One value, so that those of two engines can be compared. Texts by their bytes: a letter and an accent are
/// not the letter with that accent.
enum Cell: Hashable {
  case null
  case exact(String)
  case float(Double)

  /// Within 1e-9 of the larger, or 1e-12 of nothing, for floats; else the same.
  func matches(_ other: Cell) -> Bool {
    switch (self, other) {
    case (.float(let left), .float(let right)):
      return abs(left - right) <= Swift.max(abs(left), abs(right)) * 1e-9 + 1e-12
    case (.null, _), (.exact, _), (.float, _): return self == other
    }
  }
}

extension Cell: Comparable {
  static func == (left: Cell, right: Cell) -> Bool {
    switch (left, right) {
    case (.float(let left), .float(let right)): left == right
    case (.exact(let left), .exact(let right)): left.utf8.elementsEqual(right.utf8)
    case (.null, .null): true
    case (.null, _), (.exact, _), (.float, _): false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .exact(let text): hasher.combine(Array(text.utf8))
    case .float(let value): hasher.combine(value)
    }
  }

  static func < (left: Cell, right: Cell) -> Bool {
    switch (left, right) {
    case (.float(let left), .float(let right)): left < right
    case (.exact(let left), .exact(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.null, .null): false
    case (.null, _): true
    case (_, .null): false
    case (.exact, .float): true
    case (.float, .exact): false
    }
  }
}

enum Rows {
  /// A result of Tian.
  static func of(_ table: ResultTable) -> [[Cell]] {
    (0..<table.rowCount).map { row in
      table.columns.map { column in
        switch column.value(row) {
        case .null: .null
        case .bool(let value): .exact(String(value))
        case .int(let value): .exact(String(value))
        case .decimal(let value): .exact(value.reduced.text)
        case .float(let value): .float(value)
        case .text(let text): .exact(text)
        case .date(let days): .exact(Calendar.text(ofDays: Int64(days)))
        case .timestamp(let microseconds): .exact(Calendar.text(ofMicroseconds: microseconds))
        // Its first day stands for it in databases.
        case .period(let period):
          .exact(Calendar.text(ofDays: Calendar.firstDay(of: period.ordinal, period.granularity)))
        case .figure(let figure): .exact("\(figure)")
        }
      }
    }
  }

  /// What DuckDB said: comma-separated values, or an error.
  static func parse(_ text: String, _ fields: [Field]) -> Outcome {
    if let at = text.range(of: " Error: ") ?? text.range(of: "Error: ") {
      let line = String(text[..<at.lowerBound].split(separator: "\n").last ?? "")
      let message = String(text.prefix(400))
      let isData = ["Out of Range", "Conversion", "Invalid Input"].contains { line.hasSuffix($0) }
      return isData ? .dataError(message) : .failure(message)
    }
    var rows: [[Cell]] = []
    for record in records(text) {
      guard record.count == fields.count else { return .failure("a row of \(record.count): \(record)") }
      rows.append(zip(record, fields).map { cell($0, $1.type) })
    }
    return .rows(rows)
  }

  private static func cell(_ text: String, _ type: DataType) -> Cell {
    if text == "@null@" { return .null }
    switch type.kind {
    case .float: return Double(text).map { .float($0) } ?? .exact(text)
    case .decimal, .int: return .exact(reduced(text))
    case .date, .period: return .exact(date(text))
    case .timestamp: return .exact(text.replacing(" ", with: "T"))
    default: return .exact(text)
    }
  }

  private static func reduced(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : String(text)
  }

  /// `0002-01-01 (BC)` is of the year -1.
  private static func date(_ text: String) -> String {
    guard text.hasSuffix(" (BC)"), let year = Int(text.prefix(4)) else { return text }
    let rest = text.dropLast(5).dropFirst(4)
    let digits = String(year - 1)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year == 1 ? "" : "-") + padded + rest
  }

  /// RFC 4180, a row a line.
  private static func records(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if isQuoted {
        if byte == UInt8(ascii: "\""), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
          cell.append(byte)
          at += 1
        } else if byte == UInt8(ascii: "\"") {
          isQuoted = false
        } else {
          cell.append(byte)
        }
      } else if byte == UInt8(ascii: "\"") {
        isQuoted = true
      } else if byte == UInt8(ascii: ",") || byte == 10 {
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 10 {
          rows.append(row)
          row = []
        }
      } else if byte != 13 {
        cell.append(byte)
      }
      at += 1
    }
    return rows
  }
}

extension Cell: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "null"
    case .exact(let text): "`\(text)`"
    case .float(let value): "\(value)"
    }
  }
}
