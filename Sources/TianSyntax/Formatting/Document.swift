import TianSource

/// A text with places where lines may end, to be laid out within a width (after Philip Wadler, "A prettier
/// printer", 2003).
struct Document: Sendable {
  indirect enum Kind: Sendable {
    case text(String)
    /// A line end where the group around it is broken, else a space, or nothing if it is soft.
    case line(isSoft: Bool)
    /// A line end in any case.
    case lineEnd
    /// Held back to the end of the line that it comes to stand in.
    case comment(String)
    case sequence([Document])
    case indented(Document)
    /// Laid out on one line where that fits, else broken at all its own lines.
    case group(Document)
  }

  let kind: Kind
  /// It has a line end or a comment, so that no group around it fits on one line.
  let breaks: Bool
  /// It has a text of several lines.
  let spansLines: Bool

  static let line = Document(kind: .line(isSoft: false), breaks: false, spansLines: false)
  static let softLine = Document(kind: .line(isSoft: true), breaks: false, spansLines: false)
  static let lineEnd = Document(kind: .lineEnd, breaks: true, spansLines: false)

  static func text(_ text: String) -> Document {
    Document(kind: .text(text), breaks: false, spansLines: text.utf8.contains(UInt8(ascii: "\n")))
  }

  static func comment(_ text: String) -> Document {
    Document(kind: .comment(text), breaks: true, spansLines: false)
  }

  static func sequence(_ parts: [Document]) -> Document {
    Document(
      kind: .sequence(parts), breaks: parts.contains(where: \.breaks),
      spansLines: parts.contains(where: \.spansLines))
  }

  static func indented(_ parts: [Document]) -> Document {
    let inner = sequence(parts)
    return Document(kind: .indented(inner), breaks: inner.breaks, spansLines: inner.spansLines)
  }

  /// `isBroken` breaks it in any case.
  static func group(_ parts: [Document], isBroken: Bool = false) -> Document {
    let inner = sequence(parts)
    return Document(kind: .group(inner), breaks: inner.breaks || isBroken, spansLines: inner.spansLines)
  }

  static func joined(_ parts: [Document], by separator: [Document]) -> Document {
    sequence(parts.enumerated().flatMap { $0.offset == 0 ? [$0.element] : separator + [$0.element] })
  }
}

extension Document: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}

/// Lays a document out. Cost: linear in the document times the width.
struct DocumentLayout {
  private struct Piece {
    var document: Document
    var indentation: Int
    var isFlat: Bool
  }

  static let indentationStep = 2

  private let width: Int
  private var out = ""
  private var column = 0
  private var comments: [String] = []

  static func text(_ document: Document, width: Int) -> String {
    var layout = DocumentLayout(width: width)
    layout.write(document)
    return layout.out
  }

  private init(width: Int) { self.width = width }

  private mutating func write(_ document: Document) {
    var pieces = [Piece(document: document, indentation: 0, isFlat: false)]
    while let piece = pieces.popLast() {
      switch piece.document.kind {
      case .text(let text): write(text)
      case .line(let isSoft):
        if piece.isFlat { write(isSoft ? "" : " ") } else { endLine(piece.indentation) }
      case .lineEnd: endLine(piece.indentation)
      case .comment(let text): comments.append(text)
      case .sequence(let parts):
        for part in parts.reversed() {
          pieces.append(Piece(document: part, indentation: piece.indentation, isFlat: piece.isFlat))
        }
      case .indented(let inner):
        let indentation = piece.indentation + Self.indentationStep
        pieces.append(Piece(document: inner, indentation: indentation, isFlat: piece.isFlat))
      case .group(let inner):
        let flat = Piece(document: inner, indentation: piece.indentation, isFlat: true)
        let isFlat = piece.isFlat || (!piece.document.breaks && fits(flat, before: pieces))
        pieces.append(Piece(document: inner, indentation: piece.indentation, isFlat: isFlat))
      }
    }
    flushComments()
  }

  private mutating func write(_ text: String) {
    out += text
    guard let lineEnd = text.lastIndex(of: "\n") else {
      column += DisplayWidth.of(text)
      return
    }
    column = DisplayWidth.of(String(text[text.index(after: lineEnd)...]))
  }

  private mutating func endLine(_ indentation: Int) {
    flushComments()
    out += "\n" + String(repeating: " ", count: indentation)
    column = indentation
  }

  private mutating func flushComments() {
    for comment in comments { out += out.isEmpty || out.hasSuffix("\n") ? comment : " " + comment }
    comments = []
  }

  /// Whether all up to the next line end fits on the line.
  private func fits(_ piece: Piece, before rest: [Piece]) -> Bool {
    var room = width - column
    var pieces = [piece]
    var waiting = rest.count
    while room >= 0 {
      guard let next = pieces.popLast() else {
        if waiting == 0 { return true }
        waiting -= 1
        pieces.append(rest[waiting])
        continue
      }
      switch next.document.kind {
      case .text(let text):
        let first = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        room -= DisplayWidth.of(String(first.first ?? ""))
        if first.count > 1 { return room >= 0 }
      case .line(let isSoft):
        if !next.isFlat { return true }
        room -= isSoft ? 0 : 1
      case .lineEnd: return true
      case .comment: break
      case .sequence(let parts):
        for part in parts.reversed() {
          pieces.append(Piece(document: part, indentation: 0, isFlat: next.isFlat))
        }
      case .indented(let inner): pieces.append(Piece(document: inner, indentation: 0, isFlat: next.isFlat))
      case .group(let inner):
        pieces.append(
          Piece(document: inner, indentation: 0, isFlat: next.isFlat || !next.document.breaks))
      }
    }
    return false
  }
}
