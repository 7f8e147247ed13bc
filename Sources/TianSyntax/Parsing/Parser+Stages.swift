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
    let end = max(previousEnd, removedEnd)
    for tail in pendingTails {
      errors.addFix(.init(SourceSpan(lower: end, upper: end), tail.text), to: tail.place)
    }
    pendingTails = []
    return StageSyntax(
      verbSpan: start, kind: kind, tails: verb.takesTails ? tails : TailsSyntax(), span: span(from: start))
  }

  private mutating func parseStage(_ verb: Verb) -> StageKindSyntax {
    switch verb {
    case .where: .filter(parseForeignConditions(parseExpression()))
    case .derive: .derive(commaList { $0.parseAssignment() })
    case .select: .select(commaList { $0.parsePick() })
    case .drop: .drop(commaList { $0.parsePattern() })
    case .rename: .rename(commaList { $0.parseRename() })
    case .summarize: .summarize(commaList { $0.parseItem() })
    case .sort: .sort(commaList { $0.parseSortKey() })
    case .take: .take(parseRowCount())
    case .skip: .skip(parseRowCount())
    case .sample: .sample(parseExpression(), take(.comma) ? parseOption() : nil)
    case .distinct: .distinct(startsPattern ? commaList { $0.parsePattern() } : [])
    case .join: .join(parseJoin())
    case .union: .union(parseTable())
    case .except: .except(parseTable())
    case .intersect: .intersect(parseTable())
    case .pivot: .pivot(parsePivot())
    case .unpivot: .unpivot(parseUnpivot())
    case .explode: parseExplode()
    case .fill: parseFill()
    case .complete: .complete(commaList { $0.parseCompletion() })
    case .follow: .follow(parseFollow())
    case .assert: parseAssert()
    case .save: parseSave()
    case .describe: .describe
    case .schema: .schema
    case .chart: .chart(parseChart())
    }
  }

  /// `tails = by [ sorted ] / sorted [ by ] / none`, each at most once, in either order. Those of a stage
  /// that takes none are read and told. Only the groups of `summarize` have levels.
  private mutating func parseTails(of verb: Verb) -> TailsSyntax {
    recover()
    var tails = TailsSyntax()
    while at(.by) || at(.sort) || isByWord(current) || (isWord(current, "group") && isFolded(next, .by)) {
      takeForeignGroup()
      let isBy = isFolded(current, .by)
      if !verb.takesTails || !(isBy ? tails.by.isEmpty : tails.sort.isEmpty) {
        reportMisplacedTail(of: verb)
      }
      advance()
      if isBy {
        if verb == .summarize { parseGroups(into: &tails) } else { tails.by += commaList { $0.parseItem() } }
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

  /// `grouped = 'by' nl group { ',' nl group }`
  private mutating func parseGroups(into tails: inout TailsSyntax) {
    for group in commaList({ $0.parseGroup() }) {
      if let (kind, span) = group.levels {
        let start = tails.by.count
        tails.levels.append(
          LevelsSyntax(kind: kind, keys: start..<start + group.items.count, span: span))
      }
      tails.by += group.items
    }
  }

  private typealias Group = (levels: (kind: LevelsSyntax.Kind, span: SourceSpan)?, items: [ItemSyntax])

  /// `group = ( 'rollup' / 'cube' ) '(' item { ',' item } ')' / item`
  private mutating func parseGroup() -> Group {
    skipNewlines()
    guard case .keyword(let keyword) = current.kind, next.is(.open),
      let kind = LevelsSyntax.Kind(rawValue: keyword.english)
    else { return (nil, [parseItem()]) }
    let word = advance().span
    let items = bracketed { parser in parser.commaList { $0.parseItem() } }?.content ?? []
    return ((kind, span(from: word)), items)
  }
}
