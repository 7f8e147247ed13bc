import TianPlan

/// Where the rows of a step come from: all that lineage must know of it.
enum StepOrigin {
  /// The rows of a table.
  case table(String)
  /// Nowhere: they were written in the query.
  case nothing
  /// Each is a row of the first input, whose columns all flow on.
  case row
  /// Each is a group of the first input's rows by some of its columns, groups by first appearance; all rows
  /// are one group where there is no column.
  case group([ColumnID])
  /// Each is a row of the left input and one of the right, either of which may be missing.
  case pair
  /// Each is a row of one of two inputs, whose columns become others.
  case either
  /// Each tells of all rows of the first input.
  case all
}

extension Step {
  /// What a bracketed query, the right side of a semi or anti join, or a window looks at beside the row
  /// itself is no origin: it decides or measures, and gives no row.
  var origin: StepOrigin {
    switch self {
    case .scan(let scan): .table(scan.table)
    case .values: .nothing
    case .filter, .compute, .window, .sort, .slice, .sample, .unpivot, .explode, .assertion, .save: .row
    // A row that was missing is none of the input's.
    case .complete: .row
    case .aggregate(let step): .group(step.keys)
    case .distinct(let step): .group(step.columns)
    case .pivot(let step): .group(step.keys)
    case .join(let step): step.kind.givesRight ? .pair : .row
    case .asof: .pair
    // A row that another led to is itself alone.
    case .union, .follow: .either
    case .describe: .all
    }
  }
}
