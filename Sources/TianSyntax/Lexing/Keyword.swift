import TianSource

/// A word with a meaning of its own. Nearly all are keywords only where the grammar asks for one, and plain
/// names elsewhere; `isReserved` tells those that never are names. `grammar/keywords.csv` is recorded from
/// here.
public enum Keyword: String, CaseIterable, Hashable, Sendable {
  case from, `where`, derive, select, drop, rename, summarize, sort, take, skip, distinct, join, union
  case describe, schema
  case by, on, `as`, and, or, not, `in`, to, contains, starts, ends
  case `let`, fn, load
  case null, `true`, `false`, `case`, `else`
  case inner, left, semi, anti, one

  public enum Role: String, Sendable {
    case head, stage, tail, clause, `operator`, statement, literal
    case joinKind = "join kind"
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

  /// Written between two operands, or after one.
  var followsOperand: Bool { role == .operator || self == .as || self == .on || isTail }
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
    case .distinct: ("去重", .stage)
    case .join: ("关联", .stage)
    case .union: ("并上", .stage)
    case .describe: ("概览", .stage)
    case .schema: ("结构", .stage)
    case .by: ("按", .tail)
    case .on: ("依据", .clause)
    case .as: ("记作", .clause)
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
    case .null: ("空", .literal)
    case .true: ("真", .literal)
    case .false: ("假", .literal)
    case .case: ("分情况", .clause)
    case .else: ("其余", .clause)
    case .inner: ("内", .joinKind)
    case .left: ("左", .joinKind)
    case .semi: ("半", .joinKind)
    case .anti: ("反", .joinKind)
    case .one: ("唯一", .joinKind)
    }
  }
}

/// The keywords that begin a stage.
public enum Verb: String, CaseIterable, Hashable, Sendable {
  case `where`, derive, select, drop, rename, summarize, sort, take, skip, distinct, join, union
  case describe, schema

  /// Its word in each language.
  public var name: Bilingual { Bilingual(rawValue, Keyword(rawValue: rawValue)?.chinese ?? rawValue) }

  /// May be followed by the tails `by` and `sort`.
  public var takesTails: Bool {
    switch self {
    case .where, .derive, .select, .summarize, .take, .skip: true
    case .drop, .rename, .sort, .distinct, .join, .union, .describe, .schema: false
    }
  }
}
