// TianSource: source texts, places in them, and what is said about those places.
// It never reads a file, never writes to a terminal, and knows nothing of the language.

/// A named source text, held as UTF-8 bytes. The name is what messages show: a file's path, or `query`.
public struct SourceText: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String = "query", _ text: String) {
    self.name = name
    self.bytes = Array(text.utf8)
  }

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The text of a span; a span that reaches past the end is cut there.
  public func text(of span: SourceSpan) -> String {
    String(decoding: bytes[span.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
