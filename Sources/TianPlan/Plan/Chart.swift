import TianSource

/// How the rows of a result are drawn, by the places of its columns. The rows themselves are as they are.
package struct Chart: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case bar, line, scatter, histogram, spark

    /// How few and how many columns are drawn; a series' key is none of them.
    package var columnCounts: ClosedRange<Int> {
      switch self {
      case .bar, .line: 2...9
      case .scatter: 2...2
      case .histogram: 1...1
      case .spark: 1...2
      }
    }
  }

  package var kind: Kind
  /// Whether the last column tells which series a row belongs to.
  package var hasSeries: Bool
  package var title: String?
  /// Of a histogram; nil: as many as suit the data.
  package var binCount: Int?
  /// Of the words that are not in the data.
  package var language: Language

  package init(
    kind: Kind, hasSeries: Bool = false, title: String? = nil, binCount: Int? = nil,
    language: Language = .english
  ) {
    self.kind = kind
    self.hasSeries = hasSeries
    self.title = title
    self.binCount = binCount
    self.language = language
  }
}
