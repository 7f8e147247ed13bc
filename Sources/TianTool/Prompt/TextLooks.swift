import TianEditor

/// How each character of an input is to look: one style a scalar, nil for plain.
struct TextLooks: Equatable {
  private(set) var styles: [TextStyle?]

  static let plain = TextLooks(styles: [])

  private init(styles: [TextStyle?]) { self.styles = styles }

  /// What is wrong is underlined, whatever it is.
  init(_ highlighted: Highlighter.Result, of text: EditedText) {
    styles = Array(repeating: nil, count: text.scalars.count)
    for piece in highlighted.pieces { paint(piece.range, TextStyle(piece.role), text) }
    for range in highlighted.errors { paint(range, .mistake, text) }
  }

  subscript(scalar: Int) -> TextStyle? { styles.indices.contains(scalar) ? styles[scalar] : nil }

  private mutating func paint(_ range: Range<Int>, _ style: TextStyle, _ text: EditedText) {
    guard let from = text.position(ofTextOffset: range.lowerBound),
      let to = text.position(ofTextOffset: range.upperBound)
    else { return }
    for index in from..<max(from, to) where styles.indices.contains(index) { styles[index] = style }
  }
}

extension TextStyle {
  fileprivate init(_ role: Highlighter.Role) {
    self =
      switch role {
      case .keyword: .keyword
      case .function: .function
      case .table: .table
      case .name: .name
      case .string: .string
      case .figure: .figure
      case .unit: .unit
      case .comment: .dim
      case .unknown: .unknown
      case .bracket: .bracket
      }
  }
}
