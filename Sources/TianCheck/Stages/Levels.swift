import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The levels of `by rollup(省, 县)` and `by cube(…)`: which keys each keeps, by their places among all keys.
/// Finest first; those that keep as many keys in the order of the keys.
struct Levels {
  let kept: [[Int]]
  let language: Language

  /// A cube of eight keys.
  static let levelsMost = 256

  /// Nil where there would be more levels than that.
  init?(_ levels: [LevelsSyntax], keyCount: Int, in language: Language) {
    self.language = language
    let grouped = Set(levels.flatMap(\.keys))
    var kept = [(0..<keyCount).filter { !grouped.contains($0) }]
    for part in levels {
      let sets = Self.sets(part)
      guard let sets, kept.count * sets.count <= Self.levelsMost else { return nil }
      kept = kept.flatMap { start in sets.map { start + $0 } }
    }
    var seen: Set<[Int]> = []
    self.kept = kept.map { $0.sorted() }.filter { seen.insert($0).inserted }.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// The keys that each level of one part keeps.
  private static func sets(_ part: LevelsSyntax) -> [[Int]]? {
    let keys = Array(part.keys)
    switch part.kind {
    case .rollup: return (0...keys.count).reversed().map { Array(keys.prefix($0)) }
    case .cube:
      guard keys.count < 16 else { return nil }
      let all = 1 << keys.count
      // The first key is the highest bit, so that it is kept longest.
      return (0..<all).reversed().map { bits in
        keys.enumerated().filter { bits >> (keys.count - 1 - $0.offset) & 1 != 0 }.map(\.element)
      }
    }
  }

  static let columnNames = Bilingual("level", "层级")
  var columnName: String { Self.columnNames[language] }
  var totalText: String { Bilingual("total", "合计")[language] }
}

extension StatementChecker {
  /// The aggregates of every level under one another, each level of the rows that came in; gives the ids that
  /// keys and aggregates have now, and the column of levels.
  mutating func appendLevels(
    _ levels: Levels, _ keys: [Scope.Column], _ aggregates: [Step.AggregateItem], _ order: [Step.SortKey]
  ) -> (copies: [ColumnID: ColumnID], level: ColumnID) {
    flush()
    let input = flow.step
    let columns = unique(keys.map(\.id)) + aggregates.map(\.id)
    var parts: [LevelPart] = []
    for kept in levels.kept {
      let ids = unique(kept.map { keys[$0].id })
      let items = aggregates.map { item in
        var item = item
        item.id = plan.addColumn(plan.columns[item.id.index].name, plan.type(of: item.id))
        return item
      }
      flow.step = plan.addStep(.aggregate(.init(input: input, keys: ids, items: items, order: order)))
      var own = columns.prefix(columns.count - aggregates.count).map { id in
        ids.contains(id) ? id : literal(.null, plan.type(of: id), named: plan.columns[id.index].name)
      }
      own += items.map(\.id)
      own.append(literal(.text(Self.levelText(kept, keys)), .text, named: levels.columnName))
      flush()
      parts.append(LevelPart(step: flow.step, columns: own))
    }
    let whole = stacked(parts[...])
    flow.step = whole.step
    let copies = Dictionary(zip(columns, whole.columns), uniquingKeysWith: { first, _ in first })
    let level = whole.columns[whole.columns.count - 1]
    for (place, key) in keys.enumerated() {
      plan.subtotals.append(
        Subtotals(
          key: copies[key.id] ?? key.id, level: level,
          keptIn: Set(levels.kept.filter { $0.contains(place) }.map { Self.levelText($0, keys) }),
          text: levels.totalText))
    }
    return (copies, level)
  }

  /// The names of the keys that a level keeps; empty of the grand total.
  private static func levelText(_ kept: [Int], _ keys: [Scope.Column]) -> String {
    kept.map { keys[$0].title }.joined(separator: ", ")
  }

  private struct LevelPart {
    var step: StepID
    var columns: [ColumnID]
  }

  private mutating func literal(_ value: Value, _ type: DataType, named name: String) -> ColumnID {
    let id = plan.addColumn(name, type)
    flow.pending.append(.init(id: id, value: Expression(.literal(value), type, span: SourceSpan(0, 0))))
    return id
  }

  /// Rows under rows, in a tree of unions, so that no row is copied more often than the tree is high.
  private mutating func stacked(_ parts: ArraySlice<LevelPart>) -> LevelPart {
    guard parts.count > 1 else { return parts[parts.startIndex] }
    let middle = parts.startIndex + (parts.count + 1) / 2
    let (left, right) = (stacked(parts[..<middle]), stacked(parts[middle...]))
    let columns = zip(left.columns, right.columns).map { first, second in
      let field = plan.columns[first.index]
      return Step.Union.Column(id: plan.addColumn(field.name, field.type), left: first, right: second)
    }
    let step = plan.addStep(.union(.init(left: left.step, right: right.step, columns: columns)))
    return LevelPart(step: step, columns: columns.map(\.id))
  }
}
