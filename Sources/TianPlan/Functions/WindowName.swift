/// The functions of the rows around a row, as they are called. `WindowFunction` is what they mean.
package enum WindowName: String, Hashable, Sendable, CaseIterable {
  case rowNumber = "row_number"
  case rank
  case denseRank = "dense_rank"
  case percentRank = "percent_rank"
  case ntile
  case lag, lead
  /// An aggregate from the group's first row to this one.
  case running
  /// An aggregate of the last rows.
  case rolling
  /// `x / sum(x)`.
  case share
}
