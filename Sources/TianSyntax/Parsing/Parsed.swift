import TianFigures
import TianSource

/// What the parser made of a source text. There always is a tree; where the text is wrong the tree has gaps,
/// and `diagnostics` says why.
public struct Parsed: Sendable {
  public enum Status: Sendable {
    /// A whole script, without an error.
    case complete
    /// A script so far: only its end is missing. A prompt goes on to the next line.
    case incomplete
    case error
  }

  public var source: SourceText
  public var script: ScriptSyntax
  /// All tokens, the last of them `end`. A keyword that was read as a name is a name here.
  public var tokens: [Token]
  /// In the order of their places.
  public var comments: [CommentSyntax]
  /// In the order of their places; at most 100.
  public var diagnostics: [Diagnostic]
  public var status: Status
  /// Those that figures could have: the ones given, and the ones that the text defines.
  public var units: UnitTable
}
