import TianFigures
import TianSource

/// A step of a plan, by its place in `Plan.steps`. A step reads only steps before it.
package struct StepID: Hashable, Sendable {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// What one step does to the tables that flow into it. Columns that a step does not name flow through it,
/// except where it says what it gives.
package enum Step: Hashable, Sendable {
  /// A table's rows; gives the columns it names.
  case scan(Scan)
  /// Literal rows; a calculator's query begins with one row of no columns.
  case values(Values)
  /// Keeps the rows for which a condition is true.
  case filter(Filter)
  /// Adds columns; later items may read earlier ones.
  case compute(Compute)
  /// One row a group, groups by first appearance; without keys exactly one row. Gives keys and items.
  case aggregate(Aggregate)
  /// Adds to every row what it makes of the rows around it.
  case window(Window)
  /// Stable, nulls last.
  case sort(Sort)
  /// Rows by number, of the table or of each group.
  case slice(Slice)
  /// The first row of each different tuple; gives only those columns.
  case distinct(Distinct)
  /// Rows of two steps that belong together.
  case join(Join)
  /// Every row beside the one of another step that is nearest to it.
  case asof(Asof)
  /// Rows of a table that can be reached from every row; gives its own columns.
  case follow(Follow)
  /// The left rows, then the right ones; gives its own columns.
  case union(Union)
  /// One row a column of the input, told about; gives its own columns.
  case describe(Describe)
  case sample(Sample)
  case pivot(Pivot)
  case unpivot(Unpivot)
  case explode(Explode)
  case complete(Complete)
  case assertion(Assertion)
  case save(Save)

  package struct Scan: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
      /// The place of the column in the table's schema.
      package var source: Int
      package var id: ColumnID

      package init(source: Int, id: ColumnID) {
        self.source = source
        self.id = id
      }
    }

    package var table: String
    package var columns: [Column]
    /// How wide the hedge words in the cells are.
    package var widths: HedgeWidths

    package init(table: String, columns: [Column], widths: HedgeWidths = .standard) {
      self.table = table
      self.columns = columns
      self.widths = widths
    }
  }

  package struct Values: Hashable, Sendable {
    package var columns: [ColumnID]
    /// Each as wide as `columns`.
    package var rows: [[Value]]

    package init(columns: [ColumnID], rows: [[Value]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  package struct Filter: Hashable, Sendable {
    package var input: StepID
    /// The certain reading.
    package var condition: Expression
    /// The possible reading, where the condition reads hedged figures: rows possible and not certain are
    /// counted as undecided.
    package var possible: Expression?

    package init(input: StepID, condition: Expression, possible: Expression? = nil) {
      self.input = input
      self.condition = condition
      self.possible = possible
    }
  }

  package struct Compute: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
      package var id: ColumnID
      package var value: Expression

      package init(id: ColumnID, value: Expression) {
        self.id = id
        self.value = value
      }
    }

    package var input: StepID
    package var items: [Item]

    package init(input: StepID, items: [Item]) {
      self.input = input
      self.items = items
    }
  }

  /// One aggregate of columns of the input, into a new column.
  package struct AggregateItem: Hashable, Sendable {
    package var id: ColumnID
    package var function: AggregateFunction
    package var arguments: [ColumnID]
    /// What is fixed before any row is read: `quantile`'s share (decimal), `join_text`'s separator (text),
    /// `share_top`'s number (int); null of the others.
    package var parameter: Value
    package var span: SourceSpan

    package init(
      id: ColumnID, function: AggregateFunction, arguments: [ColumnID], parameter: Value = .null,
      span: SourceSpan
    ) {
      self.id = id
      self.function = function
      self.arguments = arguments
      self.parameter = parameter
      self.span = span
    }
  }

  package struct Aggregate: Hashable, Sendable {
    package var input: StepID
    /// Columns of the input, which keep their ids.
    package var keys: [ColumnID]
    package var items: [AggregateItem]
    /// The order in which `first`, `last` and `join_text` see rows; empty: the table's.
    package var order: [SortKey]

    package init(input: StepID, keys: [ColumnID], items: [AggregateItem], order: [SortKey]) {
      self.input = input
      self.keys = keys
      self.items = items
      self.order = order
    }
  }

  package struct SortKey: Hashable, Sendable {
    package var column: ColumnID
    package var isDescending: Bool

    package init(_ column: ColumnID, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  package struct Sort: Hashable, Sendable {
    package var input: StepID
    package var keys: [SortKey]

    package init(input: StepID, keys: [SortKey]) {
      self.input = input
      self.keys = keys
    }
  }

  /// Where partition or order are given, the rows come group after group (by first appearance), each sorted;
  /// else in the table's order.
  package struct Slice: Hashable, Sendable {
    package var input: StepID
    package var partition: [ColumnID]
    package var order: [SortKey]
    /// How many rows are passed over, and how many kept at the most; nil: all the rest.
    package var offset: Int
    package var limit: Int?
    /// Where it was written.
    package var span: SourceSpan

    package init(
      input: StepID, partition: [ColumnID], order: [SortKey], offset: Int, limit: Int?,
      span: SourceSpan = SourceSpan(0, 0)
    ) {
      self.input = input
      self.partition = partition
      self.order = order
      self.offset = offset
      self.limit = limit
      self.span = span
    }

    /// How many rows from the first on hold all that is kept; nil: all of them.
    package var end: Int? {
      guard let limit else { return nil }
      let (sum, overflow) = offset.addingReportingOverflow(limit)
      return overflow ? nil : sum
    }
  }

  package struct Distinct: Hashable, Sendable {
    package var input: StepID
    package var columns: [ColumnID]

    package init(input: StepID, columns: [ColumnID]) {
      self.input = input
      self.columns = columns
    }
  }

  package struct Union: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
      package var id: ColumnID
      package var left: ColumnID
      package var right: ColumnID

      package init(id: ColumnID, left: ColumnID, right: ColumnID) {
        self.id = id
        self.left = left
        self.right = right
      }
    }

    package var left: StepID
    package var right: StepID
    package var columns: [Column]

    package init(left: StepID, right: StepID, columns: [Column]) {
      self.left = left
      self.right = right
      self.columns = columns
    }
  }

  package struct Describe: Hashable, Sendable {
    package var input: StepID
    package var columns: [ColumnID]
    /// The ids of what it gives, in the order of `Describe.fields`.
    package var outputs: [ColumnID]

    package init(input: StepID, columns: [ColumnID], outputs: [ColumnID]) {
      self.input = input
      self.columns = columns
      self.outputs = outputs
    }

    /// Minimum, quartiles and maximum are text, as the column's type writes them.
    package static let fields: [(names: Bilingual, type: DataType)] = [
      (Bilingual("column", "列"), .text), (Bilingual("type", "类型"), .text),
      (Bilingual("unit", "单位"), .text), (Bilingual("nulls", "空值"), .int),
      (Bilingual("distinct", "不同值"), .int), (Bilingual("min", "最小"), .text),
      (Bilingual("q1", "下四分位"), .text), (Bilingual("median", "中位数"), .text),
      (Bilingual("q3", "上四分位"), .text), (Bilingual("max", "最大"), .text),
      (Bilingual("histogram", "分布"), .text),
    ]
  }
}
