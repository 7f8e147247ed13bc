import TianFigures

/// One value, where a value stands alone: a literal, a bound `let`, a cell handed to a program.
/// Columns are never made of these.
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case decimal(ExactDecimal)
  case float(Double)
  case text(String)
  case date(days: Int32)
  case timestamp(microseconds: Int64)
  case period(Period)
  /// Hedged: low, best and high. Its unit is the type's.
  case figure(Figure)
}
