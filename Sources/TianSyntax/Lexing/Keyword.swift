import TianSource

/// A word with a meaning of its own. Nearly all are keywords only where the grammar asks for one, and plain
/// names elsewhere; `isReserved` tells those that never are names. `grammar/keywords.csv` is recorded from
/// here.
public enum Keyword: String, CaseIterable, Hashable, Sendable {
  case from, `where`, derive, select, drop, rename, summarize, sort, take, skip, sample, distinct, join
  case union, except, intersect, pivot, unpivot, explode, fill, complete, follow, assert, save
  case describe, schema, chart
  case by, on, `as`, at, per, depth, down, rollup, cube, csv
  case and, or, not, `in`, to, contains, starts, ends
  case `let`, fn, load, use, unit, set, hedge, explain, profile, lineage
  case null, `true`, `false`, `case`, `else`
  case inner, left, right, full, semi, anti, cross, asof, one
  case bar, line, scatter, histogram, spark

  public enum Role: String, Sendable {
    case head, stage, tail, clause, `operator`, statement, literal
    case joinKind = "join kind"
    case chartKind = "chart kind"
  }

  public var english: String { rawValue }
  public var chinese: String { entry.chinese }
  public var role: Role { entry.role }

  /// Never a name, unless it is quoted.
  public var isReserved: Bool {
    switch self {
    case .null, .true, .false, .not, .and, .or, .in, .by, .sort, .case: true
    default: false
    }
  }

  /// A line that begins with it goes on from the line before.
  var continuesLine: Bool { self == .by || self == .sort || self == .and || self == .or || self == .in }

  /// The verb of a stage that it is, if it is one.
  public var verb: Verb? { Verb(rawValue: rawValue) }

  /// The statement about a query that it begins, if it begins one.
  var directive: DirectiveSyntax.Kind? { DirectiveSyntax.Kind(rawValue: rawValue) }

  /// Written between two operands, or after one.
  var followsOperand: Bool {
    switch self {
    case .as, .on, .at, .per, .depth, .by, .sort: true
    default: role == .operator
    }
  }
  var isTail: Bool { self == .by || self == .sort }

  private var entry: (chinese: String, role: Role) {
    switch self {
    case .from: ("从", .head)
    case .where: ("筛选", .stage)
    case .derive: ("新增", .stage)
    case .select: ("选列", .stage)
    case .drop: ("去列", .stage)
    case .rename: ("改名", .stage)
    case .summarize: ("汇总", .stage)
    case .sort: ("排序", .stage)
    case .take: ("取", .stage)
    case .skip: ("跳过", .stage)
    case .sample: ("抽样", .stage)
    case .distinct: ("去重", .stage)
    case .join: ("关联", .stage)
    case .union: ("并上", .stage)
    case .except: ("减去", .stage)
    case .intersect: ("交集", .stage)
    case .pivot: ("透视", .stage)
    case .unpivot: ("逆透视", .stage)
    case .explode: ("拆行", .stage)
    case .fill: ("填充", .stage)
    case .complete: ("补全", .stage)
    case .follow: ("追随", .stage)
    case .assert: ("断言", .stage)
    case .save: ("存为", .stage)
    case .describe: ("概览", .stage)
    case .schema: ("结构", .stage)
    case .chart: ("图表", .stage)
    case .by: ("按", .tail)
    case .on: ("依据", .clause)
    case .as: ("记作", .clause)
    case .at: ("于", .clause)
    case .per: ("逐", .clause)
    case .depth: ("深度", .clause)
    case .down: ("向下", .clause)
    case .rollup: ("逐级", .clause)
    case .cube: ("全组合", .clause)
    case .csv: ("数据", .clause)
    case .and: ("且", .operator)
    case .or: ("或", .operator)
    case .not: ("非", .operator)
    case .in: ("在", .operator)
    case .to: ("换算", .operator)
    case .contains: ("含", .operator)
    case .starts: ("始于", .operator)
    case .ends: ("止于", .operator)
    case .let: ("令", .statement)
    case .fn: ("函数", .statement)
    case .load: ("载入", .statement)
    case .use: ("引用", .statement)
    case .unit: ("单位", .statement)
    case .set: ("设定", .statement)
    case .hedge: ("约数", .clause)
    case .explain: ("解释", .statement)
    case .profile: ("剖析", .statement)
    case .lineage: ("溯源", .statement)
    case .null: ("空", .literal)
    case .true: ("真", .literal)
    case .false: ("假", .literal)
    case .case: ("分情况", .clause)
    case .else: ("其余", .clause)
    case .inner: ("内", .joinKind)
    case .left: ("左", .joinKind)
    case .right: ("右", .joinKind)
    case .full: ("全", .joinKind)
    case .semi: ("半", .joinKind)
    case .anti: ("反", .joinKind)
    case .cross: ("交叉", .joinKind)
    case .asof: ("就近", .joinKind)
    case .one: ("唯一", .joinKind)
    case .bar: ("柱状", .chartKind)
    case .line: ("折线", .chartKind)
    case .scatter: ("散点", .chartKind)
    case .histogram: ("直方", .chartKind)
    case .spark: ("走势", .chartKind)
    }
  }
}

/// The keywords that begin a stage.
public enum Verb: String, CaseIterable, Hashable, Sendable {
  case `where`, derive, select, drop, rename, summarize, sort, take, skip, sample, distinct, join, union
  case except, intersect, pivot, unpivot, explode, fill, complete, follow, assert, save, describe, schema
  case chart

  /// Its word in each language.
  public var name: Bilingual { Bilingual(rawValue, Keyword(rawValue: rawValue)?.chinese ?? rawValue) }

  /// May be followed by the tails `by` and `sort`.
  public var takesTails: Bool {
    switch self {
    case .where, .derive, .select, .summarize, .take, .skip, .sample, .pivot, .fill, .complete, .assert,
      .chart:
      true
    case .drop, .rename, .sort, .distinct, .join, .union, .except, .intersect, .unpivot, .explode, .follow,
      .save, .describe, .schema:
      false
    }
  }
}
