import TianFigures

/// Values as text.
package enum Literal {
  /// A string as Tian writes it: `"…"` with escapes.
  package static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// What stands between the values of an interpolated text; in a long one lines stay lines.
  static func interpolated(_ text: String, isLong: Bool) -> String {
    escaped(text, keepingLines: isLong, doublingBraces: true)
  }

  /// The text between the quotes.
  package static func escaped(_ text: String) -> String {
    escaped(text, keepingLines: false, doublingBraces: false)
  }

  private static func escaped(_ text: String, keepingLines: Bool, doublingBraces: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": out += keepingLines ? "\n" : "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case "\"", "\\": out += "\\\(scalar)"
      case "{", "}": out += doublingBraces ? "\(scalar)\(scalar)" : "\(scalar)"
      default:
        let isControl = scalar.properties.generalCategory == .control
        out += isControl ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
      }
    }
    return out
  }

  /// A figure in one form, however it was written: `2000亩`, and where it is hedged its bounds as an interval,
  /// `2000亩 [1900, 2000)`.
  static func figure(_ figure: Figure) -> String {
    let unit = figure.unit?.text ?? ""
    guard figure.isHedged else { return figure.best.text + unit }
    let best = figure.best.reduced.text + unit
    let low = figure.ends.contains(.lowAbsent) ? "" : figure.low.reduced.text
    let high = figure.ends.contains(.highAbsent) ? "" : figure.high.reduced.text
    let open = figure.ends.contains(.lowOpen) || low.isEmpty ? "(" : "["
    let close = figure.ends.contains(.highOpen) || high.isEmpty ? ")" : "]"
    return "\(best) \(open)\(low)..\(high)\(close)"
  }
}
