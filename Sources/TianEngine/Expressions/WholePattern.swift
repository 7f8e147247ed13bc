import TianSource
import TianText

/// A regular expression that a whole text must match: for what data packages say of cells.
package struct WholePattern {
  private let pattern: TextPattern

  /// Nil where the expression is none that all targets read alike, or outgrows what one may take.
  package init?(_ written: String) {
    guard let pattern = try? Pattern("^(?:\(written))$"), let ready = try? TextPattern(pattern.text) else {
      return nil
    }
    self.pattern = ready
  }

  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { pattern.matches($0) }
  }
}
