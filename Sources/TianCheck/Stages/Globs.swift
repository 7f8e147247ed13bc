import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// The columns that patterns name, each once, with the place of its pattern; what is not there is reported.
  mutating func columns(
    of patterns: [PatternSyntax], _ frame: Frame
  ) -> [(column: Scope.Column, span: SourceSpan)] {
    var found: [(column: Scope.Column, span: SourceSpan)] = []
    for pattern in patterns {
      switch pattern {
      case .path(let path):
        if let column = self.found(path, frame) { found.append((column, frame.place(path.span))) }
      case .glob(let glob):
        for column in matches(of: glob, frame)
        where !found.contains(where: { $0.column.title == column.title }) {
          found.append((column, frame.place(glob.span)))
        }
      }
    }
    return found
  }

  /// The shown columns whose names fit a glob: exactly, else by fold. None is reported.
  mutating func matches(of glob: GlobSyntax, _ frame: Frame) -> [Scope.Column] {
    guard !flow.scope.isUnknown else { return [] }
    guard let name = glob.name else { return flow.scope.shown }
    let exact = flow.scope.shown.filter { glob.matches($0.title) { $0 } }
    let found = exact.isEmpty ? flow.scope.shown.filter { glob.matches($0.title, NameFolding.fold) } : exact
    if found.isEmpty { reportNoMatch(glob, name, frame) }
    return found
  }

  private mutating func reportNoMatch(_ glob: GlobSyntax, _ name: NameSyntax, _ frame: Frame) {
    let titles = flow.scope.shown.map(\.title)
    // The pattern may be right but for a star: its name is that of a column, or a part of one.
    let near =
      Suggestions.nearest(to: name.text, in: titles).map(WrittenName.of)
      ?? (titles.contains { $0.contains(name.text) } ? "*\(WrittenName.of(name.text))*" : nil)
    let text = frame.source.text(of: glob.span)
    report(
      .unknownColumn, Bilingual("no column's name fits `\(text)`", "没有列名符合 `\(text)`"),
      at: frame.place(glob.span), Self.didYouMean(near), notes: Self.list(titles, Bilingual("columns", "列")),
      fix: near)
  }
}

extension GlobSyntax {
  /// Whether a name fits, both folded alike.
  fileprivate func matches(_ title: String, _ fold: (String) -> String) -> Bool {
    guard let text = name?.text else { return true }
    let (title, name) = (fold(title), fold(text))
    switch (opensWithStar, endsWithStar) {
    case (true, true): return title.contains(name)
    case (true, false): return title.hasSuffix(name)
    case (false, true): return title.hasPrefix(name)
    case (false, false): return title == name
    }
  }
}
