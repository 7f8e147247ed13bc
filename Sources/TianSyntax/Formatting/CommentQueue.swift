import TianSource

/// A comment: the tree has none, so that it is kept beside the tokens, by its place.
public struct CommentSyntax: Hashable, Sendable {
  /// From its mark to the last of it that is no space.
  public var span: SourceSpan
  /// Nothing but spaces stands before it on its line.
  public var isOwnLine: Bool
}

/// Comments in the order of their places, each given out once, to the part of a text that it is nearest to.
final class CommentQueue {
  private let source: SourceText
  private let comments: [CommentSyntax]
  private var next = 0
  /// Comments that go above the part in hand, for they stand where it has no room.
  private var raised: [CommentSyntax] = []
  /// Within a text with values there is no room for comments.
  var isSuspended = false

  init(_ parsed: Parsed) {
    source = parsed.source
    comments = parsed.comments
  }

  /// Whether a comment waits that stands before an offset.
  func hasComment(before offset: UInt32) -> Bool {
    !isSuspended && next < comments.count && comments[next].span.lower < offset
  }

  func take(before offset: UInt32 = .max) -> [CommentSyntax] {
    var taken: [CommentSyntax] = []
    while hasComment(before: offset) {
      taken.append(comments[next])
      next += 1
    }
    return taken
  }

  /// Leaves the comments before an offset to the part around.
  func raise(before offset: UInt32) { raised += take(before: offset) }

  /// Writes a part that ends at an offset, and gives the comments within it that no part of it took.
  func collecting(before offset: UInt32, _ write: () -> Document) -> (Document, [CommentSyntax]) {
    let outer = raised
    raised = []
    defer { raised = outer }
    let document = write()
    return (document, raised + take(before: offset))
  }

  /// The comment that follows a part on its line, with nothing between but what ends the part.
  func take(after offset: UInt32) -> CommentSyntax? {
    guard !isSuspended, next < comments.count, !comments[next].isOwnLine,
      offset <= comments[next].span.lower
    else { return nil }
    let between = source.text(of: SourceSpan(lower: offset, upper: comments[next].span.lower))
    guard between.unicodeScalars.allSatisfy({ " \t　,，、;；".unicodeScalars.contains($0) }) else { return nil }
    next += 1
    return comments[next - 1]
  }

  /// As it was typed, but for the mark.
  func text(of comment: CommentSyntax) -> String {
    let text = source.text(of: comment.span)
    return text.hasPrefix("＃") ? "#" + text.dropFirst() : text
  }
}
