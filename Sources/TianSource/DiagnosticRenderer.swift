/// Draws diagnostics as text: the line, carets placed by display width, notes.
public struct DiagnosticRenderer: Sendable {
  public var language: Language
  public var isColored: Bool
  /// The cells of a row, which lines of the source are cut to; nil where nothing limits them.
  public var columns: Int?

  public init(language: Language = .english, isColored: Bool = false, columns: Int? = nil) {
    self.language = language
    self.isColored = isColored
    self.columns = columns
  }

  /// The drawing of one diagnostic, ending in a newline. Control characters of the source are shown as
  /// pictures.
  public func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    let index = LineIndex(source)
    var out = headline(diagnostic)
    let groups = labelsByLine(diagnostic, index)
    guard let first = diagnostic.span, !groups.isEmpty else {
      return out + notes(diagnostic, gutter: 1)
    }
    let gutter = String((groups.map(\.line).max() ?? 0) + 1).count
    let place = index.position(at: Int(first.lower))
    out += pad(gutter) + paint(DisplayWidth.drawing("┌─ "), .frame)
    out += "\(VisibleText.escaped(source.name)):\(place.line):\(place.column)\n"
    for (line, labels) in groups {
      let number = String(line + 1)
      let head = paint(pad(gutter - number.count) + number + DisplayWidth.drawing(" │ "), .frame)
      let start = index.range(ofLine: line).lowerBound
      let bytes = Array(index.text(ofLine: line).utf8)
      var shown: LineExcerpt?
      for label in labels {
        let place = Int(label.span.lower) - start
        var excerpt = LineExcerpt(bytes, around: place, cellsMax: columns.map { $0 - gutter - 3 })
        if let shown, shown.shows(place) {
          excerpt = shown
        } else {
          out += head + excerpt.text + "\n"
        }
        shown = excerpt
        out +=
          pad(gutter + 3) + carets(label, in: excerpt, from: start, isPrimary: label.span == first) + "\n"
      }
    }
    return out + notes(diagnostic, gutter: gutter)
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let word: Bilingual
    switch diagnostic.severity {
    case .error: word = Bilingual("error", "错误")
    case .warning: word = Bilingual("warning", "警告")
    case .note: word = Bilingual("note", "提示")
    }
    let style: Style = diagnostic.severity == .error ? .error : .emphasis
    return paint("\(word[language])[\(diagnostic.code.id)]", style)
      + ": \(VisibleText.escaped(diagnostic.message[language]))\n"
  }

  private func notes(_ diagnostic: Diagnostic, gutter: Int) -> String {
    diagnostic.notes.map {
      pad(gutter + 1) + paint("= ", .frame) + VisibleText.escaped($0[language]) + "\n"
    }.joined()
  }

  private func labelsByLine(
    _ diagnostic: Diagnostic, _ index: LineIndex
  ) -> [(line: Int, labels: [Diagnostic.Label])] {
    var groups: [(line: Int, labels: [Diagnostic.Label])] = []
    for label in diagnostic.labels {
      let line = index.line(at: Int(label.span.lower))
      if let at = groups.firstIndex(where: { $0.line == line }) {
        groups[at].labels.append(label)
      } else {
        groups.append((line, [label]))
      }
    }
    return groups.sorted { $0.line < $1.line }
  }

  /// Spaces up to the span and carets under it, both by display width; a span of several lines is drawn on
  /// its first.
  private func carets(
    _ label: Diagnostic.Label, in excerpt: LineExcerpt, from lineStart: Int, isPrimary: Bool
  ) -> String {
    let (lower, upper) = (Int(label.span.lower) - lineStart, Int(label.span.upper) - lineStart)
    let (before, under) = (excerpt.width(to: lower), excerpt.width(lower, upper))
    let marks = String(repeating: isPrimary ? "^" : "-", count: max(1, under))
    let words = label.text[language]
    return pad(before) + paint(words.isEmpty ? marks : "\(marks) \(VisibleText.escaped(words))", .error)
  }

  private enum Style: String {
    case error = "1;31"
    case emphasis = "1;33"
    case frame = "34"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func pad(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
