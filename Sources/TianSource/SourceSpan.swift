/// A half-open range of UTF-8 byte offsets in one source text.
public struct SourceSpan: Hashable, Sendable {
  public var lower: UInt32
  public var upper: UInt32

  public init(lower: UInt32, upper: UInt32) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  public init(_ lower: Int, _ upper: Int) {
    self.init(lower: UInt32(clamping: lower), upper: UInt32(clamping: upper))
  }

  public var isEmpty: Bool { lower == upper }
  public var range: Range<Int> { Int(lower)..<Int(upper) }

  /// The smallest span that covers both.
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
