/// The functions that make one value of many rows. Null arguments are passed over.
package enum AggregateFunction: String, Hashable, Sendable, CaseIterable {
  /// Rows without an argument; non-null values with one.
  case count
  case countIf = "count_if"
  case countDistinct = "count_distinct"
  /// Exact kinds accumulate in 128 bits; 0 of nothing.
  case sum
  /// From the exact sum; float.
  case avg
  case min
  case max
  /// Interpolated; float.
  case median
  /// Of the sample; float, null of fewer than two.
  case stddev
  case variance
  /// The first and last value that is not null.
  case first
  case last
  case any
  case all
}
