/// Reads figures as they are written: hedge, number, 余 or 多 before or after the multiplier, unit, ending —
/// `近2000亩`, `60余万`, `7万余元`, `4万元/年`, `2000亩左右`, `30—50亩`, `15%`. One reader serves queries, cells
/// and `number`. What could be read in two ways is no figure: a wrong reading is worse than a text.
public enum FigureReader {
  /// The longest figure that begins at an offset of a query, and where it ends; nil where none does, or where
  /// its number is past 18 digits. `1e6` is no figure. It holds no space, no English word, and of Chinese
  /// numerals those alone that are hedged: `几十`, `近三千`. Cost: linear in the figure.
  public static func read(
    _ bytes: Span<UInt8>, from start: Int = 0, _ widths: HedgeWidths = .standard,
    in units: UnitTable = .standard
  ) -> (figure: Figure, end: Int)? {
    var scan = FigureScan(at: start, .query, widths, units)
    guard let figure = scan.figure(bytes) else { return nil }
    return (figure, scan.at)
  }

  /// A token of a query, read again.
  public static func read(
    token text: String, _ widths: HedgeWidths = .standard, in units: UnitTable = .standard
  ) -> Figure? {
    let bytes = Array(text.utf8)
    guard let (figure, end) = read(bytes.span, from: 0, widths, in: units), end == bytes.count else {
      return nil
    }
    return figure
  }

  /// A whole text as a figure, or a range of two; spaces are allowed, and so are Chinese numerals, English
  /// hedges and digits in groups: `三万五千亩`, `百余户`, `三成`, `百分之二十`, `about 1,200 ha`.
  public static func read(
    whole text: String, _ widths: HedgeWidths = .standard, in units: UnitTable = .standard
  ) -> Figure? {
    read(whole: Array(text.utf8).span, widths, in: units)
  }

  public static func read(
    whole bytes: Span<UInt8>, _ widths: HedgeWidths = .standard, in units: UnitTable = .standard
  ) -> Figure? {
    read(bytes, .text, widths, units)
  }

  /// The same of a cell, in which numerals alone (`三`, `二〇二三`) are a text: a grade, a name.
  public static func read(
    cell bytes: Span<UInt8>, _ widths: HedgeWidths = .standard, in units: UnitTable = .standard
  ) -> Figure? {
    read(bytes, .cell, widths, units)
  }

  /// The same of a cell whose column is known to measure something, so that `50-80`, `三` and `五六` are no
  /// codes, grades or names there.
  public static func read(
    measured bytes: Span<UInt8>, _ widths: HedgeWidths = .standard, in units: UnitTable = .standard
  ) -> Figure? {
    read(bytes, .measured, widths, units)
  }

  /// `(3)`, `（¥1,200）`: the number in brackets, as accountants write a negative one; nil where digits do not
  /// begin it at once, and where it is hedged.
  public static func read(bracketed bytes: Span<UInt8>, in units: UnitTable = .standard) -> Figure? {
    guard let open = openers.first(where: { bytes.starts(with: $0, at: 0) }),
      let close = closers.first(where: { close in
        open.count + close.count <= bytes.count && bytes.starts(with: close, at: bytes.count - close.count)
      })
    else { return nil }
    let inside = bytes.extracting(open.count..<(bytes.count - close.count))
    var scan = FigureScan(at: 0, .cell, .standard, units)
    scan.skipSpaces(inside)
    _ = scan.currency(inside)
    guard scan.at < inside.count, DigitScan.digit(inside, scan.at) != nil,
      let figure = read(cell: inside, in: units), !figure.isHedged
    else { return nil }
    return figure
  }

  private static let openers = ["(", "（"].map { Array($0.utf8) }
  private static let closers = [")", "）"].map { Array($0.utf8) }

  private static func read(
    _ bytes: Span<UInt8>, _ place: FigureScan.Place, _ widths: HedgeWidths, _ units: UnitTable
  ) -> Figure? {
    read(simple: bytes, place, widths, units) ?? Figure(range: bytes, place, units)
  }

  /// The same but for `low..high`.
  static func read(
    simple bytes: Span<UInt8>, _ place: FigureScan.Place, _ widths: HedgeWidths = .standard,
    _ units: UnitTable
  ) -> Figure? {
    var scan = FigureScan(at: 0, place, widths, units)
    scan.skipSpaces(bytes)
    guard let figure = scan.figure(bytes) else { return nil }
    scan.skipSpaces(bytes)
    return scan.at == bytes.count ? figure : nil
  }
}

extension Span where Element == UInt8 {
  /// Whether small letters, or other bytes, stand at an offset, in letters of either size.
  package func startsFolded(with bytes: [UInt8], at start: Int) -> Bool {
    guard start + bytes.count <= count else { return false }
    for offset in bytes.indices {
      let byte = self[start + offset]
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      if (isCapital ? byte | 0x20 : byte) != bytes[offset] { return false }
    }
    return true
  }
}
