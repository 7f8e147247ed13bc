import TianFigures

/// What a cell looks like: digits, letters and other characters as one mark a run, so that cells of one kind
/// have one shape: `28/01/2018` is `9/9/9`, `MG-8769` is `a-9`, `1,234.5`, `-7` and `35%` are `9`.
struct CellShape: Hashable, Sendable {
  private let marks: [UInt8]

  /// Longer texts are prose, whatever they look like.
  private static let bytesMax = 40
  private static let digit = UInt8(ascii: "9")
  private static let letter = UInt8(ascii: "a")
  private static let other = UInt8(ascii: "u")
  init(_ cell: [UInt8]) {
    var marks: [UInt8] = []
    for byte in cell.prefix(Self.bytesMax + 1) {
      let mark: UInt8 =
        switch byte {
        case 0x30...0x39: Self.digit
        case 0x41...0x5A, 0x61...0x7A: Self.letter
        case 0x80...: Self.other
        default: byte
        }
      if mark == marks.last, mark != byte || mark == 0x20 { continue }
      if mark == marks.last, [Self.digit, Self.letter, Self.other].contains(mark) { continue }
      marks.append(mark)
    }
    while marks.last == 0x20 { marks.removeLast() }
    while marks.first == 0x20 { marks.removeFirst() }
    self.marks = cell.count > Self.bytesMax ? [Self.letter, 0x20] : Self.number(marks) ?? marks
  }

  /// A number however written, as one mark: signs, points, separators, currency and percent signs.
  private static func number(_ marks: [UInt8]) -> [UInt8]? {
    let decoration = Array("+-.,$%() \u{22}".utf8)
    guard marks.contains(digit), marks.allSatisfy({ $0 == digit || decoration.contains($0) }) else {
      return nil
    }
    // `2023-05` and `1 2` are not one number.
    let runs = marks.split { $0 == 0x2E || $0 == 0x2C }
    let inner = runs.joined().count { $0 == digit } == runs.count { $0.contains(digit) }
    let isSplit = marks.dropFirst().dropLast().contains { $0 == UInt8(ascii: "-") || $0 == 0x20 }
    return inner && !isSplit ? [digit] : nil
  }

  var isEmpty: Bool { marks.isEmpty }
  var hasDigits: Bool { marks.contains(Self.digit) }
  /// Without digits, or begun with letters: `Q1`.
  var isWord: Bool { !hasDigits || marks.first == Self.letter || marks.first == Self.other }
  /// A plain number.
  var isNumber: Bool { marks == [Self.digit] }

  /// A cell that says only that there is nothing to say.
  static func isMissing(_ cell: [UInt8]) -> Bool {
    MissingTable.meaning(of: cell.span) != nil
  }

  /// A date, a time or a period, in any way that tells it from a number.
  static func isMoment(_ cell: String) -> Bool {
    var cell = cell
    switch cell.withUTF8({ CellClassifier.meaning($0) }) {
    case .date, .timestamp, .period, .undecided(.date), .undecided(.zoned): return true
    case .empty, .missing, .number, .wideDecimal, .longInteger, .float, .code, .undecided(.bracketed),
      .bool, .figure, .text:
      return false
    }
  }

  /// `2019`, `2019年`: a point in time that heads a column as often as it stands in one.
  static func isYear(_ cell: [UInt8]) -> Bool {
    let digits = cell.prefix { (0x30...0x39).contains($0) }
    guard digits.count == 4, digits.starts(with: [0x31, 0x39]) || digits.starts(with: [0x32, 0x30]) else {
      return false
    }
    return cell.count == 4 || String(decoding: cell.dropFirst(4), as: UTF8.self) == "年"
  }
}
