extension FigureReader {
  /// How a query writes a figure as prose has it: `最多300亩` as `至多300亩`, `十万元` as `100000元`. Nil where
  /// the text is no figure, or queries have no word for it.
  public static func query(for text: String, in units: UnitTable = .standard) -> String? {
    guard let figure = read(whole: text, in: units) else { return nil }
    let words = text.filter { $0 != " " }
    let bare = figure.best.text + (figure.unit?.text ?? "")
    let before = HedgeTable.before.filter { words.hasPrefix($0.word) }.flatMap { word in
      word.queryWords.map { $0 + words.dropFirst(word.word.count) }
    }
    let after = HedgeTable.after.filter { words.hasSuffix($0.word) }.flatMap { word in
      word.queryWords.map { $0 + words.dropLast(word.word.count) }
    }
    return ([words, bare] + before + after).first { read(token: $0, in: units) == figure }
  }
}

extension HedgeWord {
  /// The words before a figure that say the same in a query.
  fileprivate var queryWords: [String] {
    HedgeTable.before.filter { $0.isForQueries && $0.hedge == hedge && !$0.needsMultiplier }.map(\.word)
  }
}
