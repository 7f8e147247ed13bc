import TianFormats

/// A count for people: `1,234,567`.
package enum CountText {
  package static func of(_ count: Int) -> String { Footer.count(count) }

  /// `1 row`, `1,065 rows`.
  package static func rows(_ count: Int) -> String { "\(of(count)) row\(count == 1 ? "" : "s")" }
}
