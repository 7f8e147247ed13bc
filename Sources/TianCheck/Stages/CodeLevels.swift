import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// A column of official codes, as it stands in its table.
struct CodeColumn {
  var kind: CodeKind
  var table: String
  var name: String
}

extension StatementChecker {
  private static let levelNames: [CodeKind: [Bilingual]] = [
    .admin: [
      Bilingual("province", "省"), Bilingual("city", "市"), Bilingual("county", "县"),
      Bilingual("township", "乡"),
      Bilingual("village", "村"),
    ],
    .industry: [
      Bilingual("section", "门类"), Bilingual("division", "大类"), Bilingual("group", "中类"),
      Bilingual("class", "小类"),
    ],
  ]

  /// A column of official codes in `rollup` stands for the levels of its codes, as deep as the table goes:
  /// `rollup(区划)` is `rollup(省, 市, 县)` of the codes. One that is given a name stays as it is.
  mutating func walkingCodes(
    _ keys: [Scope.Column], _ tails: TailsSyntax, _ frame: Frame
  ) -> (keys: [Scope.Column], tails: TailsSyntax) {
    guard tails.levels.contains(where: { $0.kind == .rollup }) else { return (keys, tails) }
    var (walked, result) = ([Scope.Column](), tails)
    result.by = []
    /// Where the levels of each key begin among all.
    var starts: [Int] = []
    for (place, item) in tails.by.enumerated() {
      starts.append(walked.count)
      let levels = tails.levels.first { $0.kind == .rollup && $0.keys.contains(place) }
      var columns = [keys[place]]
      if let levels, item.name == nil, let code = codes[keys[place].id] {
        columns = self.levels(
          of: keys[place].id, code, frame.language(of: levels.span), at: frame.place(item.span))
      }
      walked += columns
      result.by += columns.map { _ in item }
    }
    starts.append(walked.count)
    for place in result.levels.indices {
      let old = tails.levels[place].keys
      result.levels[place].keys = starts[old.lowerBound]..<starts[old.upperBound]
    }
    return (walked, result)
  }

  private mutating func levels(
    of id: ColumnID, _ code: CodeColumn, _ language: Language, at span: SourceSpan
  ) -> [Scope.Column] {
    let function: ScalarFunction = code.kind == .admin ? .adminCode : .industryCode
    let depth = catalog.codeDepth(ofColumn: code.name, in: code.table, code.kind)
    return (Self.levelNames[code.kind] ?? []).prefix(max(1, depth)).enumerated().map { place, names in
      let value = call(
        function,
        [Typed(.column(id), .text, at: span), Typed(.literal(.int(Int64(place + 1))), .int, at: span)], .text,
        at: span)
      return Scope.Column(names, in: language, id: column(of: value, named: names[language]))
    }
  }
}
