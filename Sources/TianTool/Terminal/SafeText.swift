import Tian
import TianSource

/// Text that may go to a terminal. It is made of literals and of what the sanitiser let through, so that
/// control characters of data, headers and file names are shown and never obeyed.
struct SafeText: Sendable, Equatable, CustomStringConvertible, ExpressibleByStringInterpolation {
  private(set) var text: String

  /// The one place where text becomes safe without being looked at: callers are literals and this file.
  private init(unchecked text: String) { self.text = text }

  /// Only a literal of the program is a `StaticString`.
  init(stringLiteral value: StaticString) { self.init(unchecked: value.description) }

  /// One line: newlines are shown as pictures, like every other control character.
  init(_ text: String) { self.init(unchecked: VisibleText.escaped(text)) }

  /// Several lines: newlines stay.
  init(lines text: String) { self.init(unchecked: Self.escapedLines(text)) }

  /// A drawn diagnostic; the renderer escapes all that it shows, and its colours stay.
  init(_ diagnostic: Diagnostic, in source: SourceText, by renderer: DiagnosticRenderer) {
    self.init(unchecked: renderer.render(diagnostic, in: source))
  }

  /// Lines of a drawn result, which escapes all that it shows; its colours stay.
  init(_ drawn: DrawnText) { self.init(unchecked: drawn.text) }

  var description: String { text }

  static func + (left: SafeText, right: SafeText) -> SafeText { SafeText(unchecked: left.text + right.text) }

  static func += (left: inout SafeText, right: SafeText) { left.text += right.text }

  /// The text in a style, or as it is where there is no colour.
  func styled(_ style: TextStyle, if isColored: Bool) -> SafeText {
    isColored ? SafeText(unchecked: "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m") : self
  }

  private static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.escaped(String($0)) }.joined(separator: "\n")
  }

  /// Literal parts stay as they are; values are escaped, as one line each.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
    mutating func appendInterpolation(_ value: SafeText) { text += value.text }
    mutating func appendInterpolation(_ value: String) { text += VisibleText.escaped(value) }
    mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
  }

  init(stringInterpolation: StringInterpolation) { self.init(unchecked: stringInterpolation.text) }
}

extension [SafeText] {
  func joined(separator: SafeText = "") -> SafeText {
    var whole: SafeText = ""
    for (index, part) in enumerated() {
      if index > 0 { whole += separator }
      whole += part
    }
    return whole
  }
}

/// The looks of a text, as the terminal's codes for them.
enum TextStyle: String, Sendable {
  case bold = "1"
  case dim = "2"
  case prompt = "1;32"
  case error = "1;31"
  case warning = "1;33"
  case selected = "7"

  // What the parts of a query are.
  case keyword = "1;34"
  case function = "34"
  case table = "1;36"
  case name = "36"
  case string = "33"
  case figure = "35"
  case unit = "95"
  case unknown = "31"
  case mistake = "4;31"
  case bracket = "1;4"
}
