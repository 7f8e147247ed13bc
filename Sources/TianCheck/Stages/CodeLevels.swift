import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// A column of official codes, and the columns of tables that its codes come from.
struct CodeColumn {
  struct Source {
    var table: String
    var name: String
  }

  var kind: CodeKind
  var sources: [Source]
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
  /// `rollup(区划)` is `rollup(省, 市, 县)` of the codes. In `cube` it stands for the same beside the other keys:
  /// `cube(区划, 产业)` is `rollup(省, 市, 县), cube(产业)`. One that is given a name stays as it is.
  mutating func walkingCodes(
    _ keys: [Scope.Column], _ tails: TailsSyntax, _ frame: Frame
  ) -> (keys: [Scope.Column], tails: TailsSyntax) {
    guard !tails.levels.isEmpty else { return (keys, tails) }
    var (walked, result) = ([Scope.Column](), tails)
    (result.by, result.levels) = ([], [])
    var isBehindCode = false
    for (place, item) in tails.by.enumerated() {
      let start = walked.count
      let part = tails.levels.first { $0.keys.contains(place) }
      var (columns, isWalked) = ([keys[place]], false)
      if let part, item.name == nil, let code = codes[keys[place].id] {
        columns = levels(
          of: keys[place].id, code, frame.language(of: part.span), at: frame.place(item.span))
        isWalked = true
      }
      walked += columns
      result.by += columns.map { _ in item }
      guard var part else { continue }
      // What a code divides of a cube are cubes of their own, crossed with its levels.
      let isSplit = part.kind == .cube && (isWalked || isBehindCode)
      let goesOn = part.keys.lowerBound < place && !isSplit
      if let last = result.levels.indices.last, goesOn {
        result.levels[last].keys = result.levels[last].keys.lowerBound..<walked.count
      } else {
        part.kind = isWalked ? .rollup : part.kind
        part.keys = start..<walked.count
        result.levels.append(part)
      }
      isBehindCode = isWalked
    }
    return (walked, result)
  }

  private mutating func levels(
    of id: ColumnID, _ code: CodeColumn, _ language: Language, at span: SourceSpan
  ) -> [Scope.Column] {
    let function: ScalarFunction = code.kind == .admin ? .adminCode : .industryCode
    let depth = code.sources.map { catalog.codeDepth(ofColumn: $0.name, in: $0.table, code.kind) }.max() ?? 0
    return (Self.levelNames[code.kind] ?? []).prefix(max(1, depth)).enumerated().map { place, names in
      let value = call(
        function,
        [Typed(.column(id), .text, at: span), Typed(.literal(.int(Int64(place + 1))), .int, at: span)], .text,
        at: span)
      return Scope.Column(names, in: language, id: column(of: value, named: names[language]))
    }
  }

  /// Columns that are each made of two, unchanged, are codes where both are of one kind.
  mutating func keepCodes(_ columns: [(id: ColumnID, left: ColumnID, right: ColumnID)]) {
    for column in columns {
      guard let left = codes[column.left], let right = codes[column.right], left.kind == right.kind else {
        continue
      }
      codes[column.id] = CodeColumn(kind: left.kind, sources: left.sources + right.sources)
    }
  }

  /// The columns of codes of a flow as those of the table that it makes.
  func codeKinds(of flow: Flow) -> [String: CodeKind] {
    var kinds: [String: CodeKind] = [:]
    for column in flow.scope.shown { kinds[column.title] = codes[column.id]?.kind }
    return kinds
  }
}
