import TianSource

/// Columns by name, or by a pattern of their names.
public enum PatternSyntax: Hashable, Sendable {
  case path(PathSyntax)
  case glob(GlobSyntax)

  public var span: SourceSpan {
    switch self {
    case .path(let path): path.span
    case .glob(let glob): glob.span
    }
  }
}

/// `*`, `产*`, `*年`, `*户*`.
public struct GlobSyntax: Hashable, Sendable {
  /// Nil for `*` alone, which is every name.
  public var name: NameSyntax?
  /// More may stand before the name.
  public var opensWithStar: Bool
  /// More may stand after the name.
  public var endsWithStar: Bool
  public var span: SourceSpan

  public init(name: NameSyntax?, opensWithStar: Bool, endsWithStar: Bool, span: SourceSpan) {
    self.name = name
    self.opensWithStar = opensWithStar
    self.endsWithStar = endsWithStar
    self.span = span
  }
}

/// `pivot 产值 = sum(产值) per 年 in (2021, 2022)`; the keys of its rows are in the stage's tail `by`.
public struct PivotSyntax: Hashable, Sendable {
  /// Aggregates, one or more.
  public var items: [ItemSyntax]
  /// What the new columns are named by: a column, a call or a bracketed expression.
  public var per: ExpressionSyntax
  /// The values that become columns; nil where the data tells.
  public var values: SetSyntax?

  public init(items: [ItemSyntax], per: ExpressionSyntax, values: SetSyntax?) {
    self.items = items
    self.per = per
    self.values = values
  }
}

/// `unpivot [2021年], [2022年] as 年, 产值`.
public struct UnpivotSyntax: Hashable, Sendable {
  public var columns: [PatternSyntax]
  /// The new column that holds the columns' names.
  public var name: NameSyntax
  /// The new column that holds their values.
  public var value: NameSyntax

  public init(columns: [PatternSyntax], name: NameSyntax, value: NameSyntax) {
    self.columns = columns
    self.name = name
    self.value = value
  }
}

/// A column of `complete`, with the values that it must have: those seen where `values` is nil.
public struct CompletionSyntax: Hashable, Sendable {
  public var column: PathSyntax
  public var values: SetSyntax?

  public init(column: PathSyntax, values: SetSyntax?) {
    self.column = column
    self.values = values
  }
}

/// `follow T as t on name == t.led_by depth 1..5`.
public struct FollowSyntax: Hashable, Sendable {
  public var table: TableSyntax
  /// One or more.
  public var conditions: [ExpressionSyntax]
  /// A number, or a range whose high end may be absent.
  public var depth: ExpressionSyntax?

  public init(table: TableSyntax, conditions: [ExpressionSyntax], depth: ExpressionSyntax?) {
    self.table = table
    self.conditions = conditions
    self.depth = depth
  }
}
