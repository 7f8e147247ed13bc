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
  /// The value that most rows have, the least of several. Hedged figures of one best count together, and the
  /// least of them stands for them.
  case mode
  /// Interpolated between the two values next to it (type 7 of Hyndman and Fan, "Sample quantiles in
  /// statistical packages", 1996); float.
  case quantile
  /// The value of the row where a key is greatest or least; of several such rows the least value. Rows whose
  /// value or key is null are passed over.
  case argMax = "arg_max"
  case argMin = "arg_min"
  /// Texts one after another in the stage's order, another between them.
  case joinText = "join_text"
  /// Σ wx / Σ w over the rows that have both; float, null where the weights add up to 0.
  case weightedAvg = "weighted_avg"
  /// Pearson's correlation of the rows that have both; float, null where either does not vary.
  case corr
  /// Σ (2i - n - 1) xᵢ / (n Σ x) over values in ascending order (C. Gini, "Variabilità e mutabilità", 1912,
  /// in the form of A. Sen, "On Economic Inequality", 1973): 0 where all are equal. Null where a value is
  /// negative or all are 0.
  case gini
  /// Σ (xᵢ / Σ x)², from 1/n to 1 (O. Herfindahl, 1950, after A. Hirschman, 1945). Null as `gini` is.
  case hhi
  /// What the n greatest values are of the sum, the concentration ratio CRₙ (J. Bain, "Barriers to New
  /// Competition", 1956). Null as `gini` is.
  case shareTop = "share_top"

  /// Whether it depends on which row comes before which.
  package var isOrdered: Bool {
    switch self {
    case .first, .last, .joinText: true
    case .count, .countIf, .countDistinct, .sum, .avg, .min, .max, .median, .stddev, .variance, .any, .all,
      .mode, .quantile, .argMax, .argMin, .weightedAvg, .corr, .gini, .hhi, .shareTop:
      false
    }
  }
}
