import TianSource

/// A head and the stages it flows through.
public struct QuerySyntax: Hashable, Sendable {
  public var head: HeadSyntax
  public var stages: [StageSyntax]
  public var span: SourceSpan

  public init(head: HeadSyntax, stages: [StageSyntax], span: SourceSpan) {
    self.head = head
    self.stages = stages
    self.span = span
  }
}

public indirect enum HeadSyntax: Hashable, Sendable {
  /// The query starts with `|`: it goes on from the last result. The span is the pipe's.
  case previous(SourceSpan)
  /// `from table`.
  case table(TableSyntax)
  /// A bare expression. A name is a table, or a `let`, or a calculator's value: the checker tells.
  case expression(ExpressionSyntax, alias: NameSyntax?)
}

/// Where a table comes from, in `from`, `join`, `union`, …
public struct TableSyntax: Hashable, Sendable {
  public indirect enum Source: Hashable, Sendable {
    case name(NameSyntax)
    /// A quoted path of a file.
    case file(StringSyntax)
    /// A bracketed query.
    case query(QuerySyntax)
    /// `csv """…"""`: the rows themselves, read as a file of them would be.
    case inline(StringSyntax)
  }

  public var source: Source
  public var alias: NameSyntax?
  public var span: SourceSpan

  public init(source: Source, alias: NameSyntax?, span: SourceSpan) {
    self.source = source
    self.alias = alias
    self.span = span
  }
}

/// One stage: its verb, what it says, and the tails `by` and `sort`.
public struct StageSyntax: Hashable, Sendable {
  public var verbSpan: SourceSpan
  public var kind: StageKindSyntax
  public var tails: TailsSyntax
  public var span: SourceSpan

  public init(verbSpan: SourceSpan, kind: StageKindSyntax, tails: TailsSyntax, span: SourceSpan) {
    self.verbSpan = verbSpan
    self.kind = kind
    self.tails = tails
    self.span = span
  }
}

public enum StageKindSyntax: Hashable, Sendable {
  case filter(ExpressionSyntax)
  case derive([ItemSyntax])
  case select([PickSyntax])
  case drop([PatternSyntax])
  case rename([RenameSyntax])
  case summarize([ItemSyntax])
  case sort([SortKeySyntax])
  /// `take n` or `take m..n`.
  case take(ExpressionSyntax)
  case skip(ExpressionSyntax)
  /// `sample n`, `sample 5%`, with an option: `seed: 7`.
  case sample(ExpressionSyntax, ArgumentSyntax?)
  /// Whole rows where no columns are named.
  case distinct([PatternSyntax])
  case join(JoinSyntax)
  case union(TableSyntax)
  case except(TableSyntax)
  case intersect(TableSyntax)
  case pivot(PivotSyntax)
  case unpivot(UnpivotSyntax)
  /// `explode column at separator`.
  case explode(PathSyntax, at: ExpressionSyntax)
  /// `fill name = value, …`: every item has a name.
  case fill([ItemSyntax])
  /// `fill down a, b`.
  case fillDown([PathSyntax])
  case complete([CompletionSyntax])
  case follow(FollowSyntax)
  /// The message is a text, interpolated or not.
  case assert(ExpressionSyntax, message: ExpressionSyntax?)
  /// `save "out.csv"`, with options.
  case save(StringSyntax, [ArgumentSyntax])
  case describe
  case schema
  case chart(ChartSyntax)
}

/// `by` keys and `sort` keys of a stage, in whichever order they were written; empty where absent.
public struct TailsSyntax: Hashable, Sendable {
  public var by: [ItemSyntax]
  /// The parts of `by` in `rollup(…)` or `cube(…)`, in order; of `summarize` alone.
  public var levels: [LevelsSyntax]
  public var sort: [SortKeySyntax]

  public init(by: [ItemSyntax] = [], levels: [LevelsSyntax] = [], sort: [SortKeySyntax] = []) {
    self.by = by
    self.levels = levels
    self.sort = sort
  }
}

/// `rollup(省, 县)` or `cube(…)` among the keys of `by`: which subtotals `summarize` adds.
public struct LevelsSyntax: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case rollup, cube
  }

  public var kind: Kind
  /// Which of the tail's keys stand in the brackets.
  public var keys: Range<Int>
  /// From the word to the closing bracket.
  public var span: SourceSpan

  public init(kind: Kind, keys: Range<Int>, span: SourceSpan) {
    self.kind = kind
    self.keys = keys
    self.span = span
  }
}

/// `name = value`, or a value without a name.
public struct ItemSyntax: Hashable, Sendable {
  public var name: NameSyntax?
  public var value: ExpressionSyntax

  public init(name: NameSyntax?, value: ExpressionSyntax) {
    self.name = name
    self.value = value
  }

  public var span: SourceSpan { name.map { $0.span.joined(with: value.span) } ?? value.span }
}

/// An item of `select`.
public enum PickSyntax: Hashable, Sendable {
  case item(ItemSyntax)
  /// `-name`, `-产*`: every column but these; the span begins at the sign.
  case exclude(PatternSyntax, SourceSpan)
  /// `*`, `产*`, `*年`, `*户*`.
  case glob(GlobSyntax)
}

public struct RenameSyntax: Hashable, Sendable {
  public var new: NameSyntax
  public var old: PathSyntax

  public init(new: NameSyntax, old: PathSyntax) {
    self.new = new
    self.old = old
  }
}

public struct SortKeySyntax: Hashable, Sendable {
  public var value: ExpressionSyntax
  public var isDescending: Bool
  public var span: SourceSpan

  public init(value: ExpressionSyntax, isDescending: Bool, span: SourceSpan) {
    self.value = value
    self.isDescending = isDescending
    self.span = span
  }
}

/// `chart bar 县, 产值, title: "…"`: what is drawn, and how.
public struct ChartSyntax: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case bar, line, scatter, histogram, spark
  }

  public var kind: Kind
  public var items: [ItemSyntax]
  public var options: [ArgumentSyntax]

  public init(kind: Kind, items: [ItemSyntax], options: [ArgumentSyntax]) {
    self.kind = kind
    self.items = items
    self.options = options
  }
}

public struct JoinSyntax: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case inner, left, right, full, semi, anti, cross, asof, one
  }

  public var kind: Kind
  public var table: TableSyntax
  /// Each a bare column name that both sides share, or a condition. None for `cross`, one or more otherwise.
  public var conditions: [ExpressionSyntax]

  public init(kind: Kind, table: TableSyntax, conditions: [ExpressionSyntax]) {
    self.kind = kind
    self.table = table
    self.conditions = conditions
  }
}
