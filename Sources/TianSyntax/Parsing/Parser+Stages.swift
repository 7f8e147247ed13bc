import TianSource

extension Parser {
  /// `stage = where / derive / select / …`, newlines before it stepped over.
  mutating func parseStage() -> StageSyntax {
    skipNewlines()
    let start = current.span
    guard let verb = parseVerb() else {
      skipToFollower()
      return StageSyntax(
        verbSpan: start, kind: .filter(.missing(start)), tails: TailsSyntax(), span: span(from: start))
    }
    let (kind, tails) = within(.tails) { parser in
      let kind = parser.parseStage(verb)
      return (kind, parser.parseTails(of: verb))
    }
    return StageSyntax(
      verbSpan: start, kind: kind, tails: verb.takesTails ? tails : TailsSyntax(), span: span(from: start))
  }

  private mutating func parseStage(_ verb: Verb) -> StageKindSyntax {
    switch verb {
    case .where: .filter(parseExpression())
    case .derive: .derive(commaList { $0.parseAssignment() })
    case .select: .select(commaList { $0.parsePick() })
    case .drop: .drop(commaList { $0.parsePath() })
    case .rename: .rename(commaList { $0.parseRename() })
    case .summarize: .summarize(commaList { $0.parseItem() })
    case .sort: .sort(commaList { $0.parseSortKey() })
    case .take: .take(parseExpression())
    case .skip: .skip(parseExpression())
    case .distinct: .distinct(current.isName ? commaList { $0.parsePath() } : [])
    case .join: .join(parseJoin())
    case .union: .union(parseTable())
    case .describe: .describe
    case .schema: .schema
    }
  }

  /// `tails = by [ ordered ] / ordered [ by ] / empty`, each at most once, in either order. Those of a stage
  /// that takes none are read and told.
  private mutating func parseTails(of verb: Verb) -> TailsSyntax {
    recover()
    var tails = TailsSyntax()
    while at(.by) || at(.sort) {
      let isBy = at(.by)
      if !verb.takesTails || !(isBy ? tails.by.isEmpty : tails.sort.isEmpty) {
        reportMisplacedTail(of: verb)
      }
      advance()
      if isBy {
        tails.by += commaList { $0.parseItem() }
      } else {
        tails.sort += commaList { $0.parseSortKey() }
      }
    }
    return tails
  }

  private mutating func reportMisplacedTail(of verb: Verb) {
    guard mayReport() else { return }
    let word = text(of: current)
    if verb.takesTails {
      errors.add(
        .misplacedTail, Bilingual("a second `\(word)`", "又一个 `\(word)`"), at: current.span,
        Bilingual("put all its keys after the first", "请把键都写在第一个之后"))
    } else {
      errors.add(
        .misplacedTail, Bilingual("`\(verb.name.en)` takes no `\(word)`", "`\(verb.name.zh)` 不能带 `\(word)`"),
        at: current.span,
        verb == .sort
          ? Bilingual("sort by the group's key first: `sort 县, -产值`", "先按分组的键排序：`排序 县, -产值`")
          : Bilingual("remove it, or make it a stage of its own", "请删去，或另写一个步骤"))
    }
  }

  /// `join = 'join' nl [ joinkind &( '(' / STRING / !( 'on' / 'as' ) name ) ] table nl 'on' nl on`
  private mutating func parseJoin() -> JoinSyntax {
    skipNewlines()
    var kind = JoinSyntax.Kind.inner
    if case .keyword(let word) = current.kind, let named = JoinSyntax.Kind(rawValue: word.english),
      startsTable(next), !next.is(.on), !next.is(.as)
    {
      kind = named
      advance()
    }
    let table = parseTable()
    expect(.on)
    return JoinSyntax(kind: kind, table: table, conditions: commaList { $0.parseExpression() })
  }
}
