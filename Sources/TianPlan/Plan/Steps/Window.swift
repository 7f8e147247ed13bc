import TianSource

extension Step {
  /// Adds columns to every row, of the rows of its group: aggregates of them all or of some of them, places
  /// in order, values of rows before and after. No row is moved.
  package struct Window: Hashable, Sendable {
    package var input: StepID
    package var partition: [ColumnID]
    /// How each group is ordered where that matters; empty: as the table is.
    package var order: [SortKey]
    package var items: [WindowItem]

    package init(input: StepID, partition: [ColumnID], order: [SortKey], items: [WindowItem]) {
      self.input = input
      self.partition = partition
      self.order = order
      self.items = items
    }
  }

  /// One window function of columns of the input, into a new column.
  package struct WindowItem: Hashable, Sendable {
    package var id: ColumnID
    package var function: WindowFunction
    /// Of `shift` the value, then what stands where there is no such row.
    package var arguments: [ColumnID]
    package var span: SourceSpan

    package init(id: ColumnID, function: WindowFunction, arguments: [ColumnID], span: SourceSpan) {
      self.id = id
      self.function = function
      self.arguments = arguments
      self.span = span
    }

    /// As an aggregate of the whole group that any order gives alike; nil where it is none.
    package var groupAggregate: AggregateItem? {
      guard case .aggregate(let aggregate, let parameter, over: .group) = function, !aggregate.isOrdered
      else {
        return nil
      }
      return AggregateItem(
        id: id, function: aggregate, arguments: arguments, parameter: parameter, span: span)
    }
  }
}

/// What is made of the rows around a row.
package enum WindowFunction: Hashable, Sendable {
  /// With the aggregate's parameter, as `AggregateItem` has it.
  case aggregate(AggregateFunction, parameter: Value, over: WindowFrame)
  /// From 1.
  case rowNumber
  /// 1 more than the rows before all that tie with this one; ties have one order.
  case rank
  /// 1 more than the different orders before.
  case denseRank
  /// (rank - 1) / (rows - 1); 0 of a single row.
  case percentRank
  /// Groups cut into so many parts, from 1, whose sizes differ by one at the most, the larger first.
  case ntile(Int)
  /// The value of another row; null where there is none.
  case shift(WindowDistance, isForward: Bool)

  /// Whether it needs the rows of each group in their order.
  package var isOrdered: Bool {
    switch self {
    case .aggregate(let function, parameter: _, over: .group): function.isOrdered
    case .aggregate, .rowNumber, .rank, .denseRank, .percentRank, .ntile, .shift: true
    }
  }

  /// Whether it says which row comes before which.
  package var isRank: Bool {
    switch self {
    case .rowNumber, .rank, .denseRank, .percentRank, .ntile: true
    case .aggregate, .shift: false
    }
  }

  /// Whether it looks at the values of the order's one key.
  package var readsKey: Bool {
    switch self {
    case .aggregate(_, parameter: _, over: .last(.key)), .shift(.key, isForward: _): true
    case .aggregate, .rowNumber, .rank, .denseRank, .percentRank, .ntile, .shift: false
    }
  }
}

/// Which rows of its group an aggregate beside a row is over.
package enum WindowFrame: Hashable, Sendable {
  case group
  /// From the group's first row to this one.
  case running
  /// So many rows, this one the last; or those whose keys are past this row's less a width, up to this row's.
  case last(WindowDistance)
}

/// How far off another row is: in rows, or in the values of the order's one key.
package enum WindowDistance: Hashable, Sendable {
  case rows(Int)
  case key(KeyWidth)
}

/// A distance between keys; positive.
package enum KeyWidth: Hashable, Sendable {
  /// In the whole numbers that the key is held in: days of a date, units of an int at its scale.
  case steps(Int64)
  /// Months of the calendar, which stop at a month's end.
  case months(Int64)
}
