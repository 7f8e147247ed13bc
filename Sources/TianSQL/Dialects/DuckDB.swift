import TianPlan

extension Dialect {
  /// DuckDB 1.1 and later.
  package static let duckDB = Dialect(
    name: "duckdb", identifierQuote: "\"",
    types: Types(
      bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE", text: "VARCHAR", date: "DATE",
      timestamp: "TIMESTAMP",
      decimal: "DECIMAL($1, $2)"),
    operations: [
      .add: .infix("$1 + $2"), .subtract: .infix("$1 - $2"), .multiply: .infix("$1 * $2"),
      .divide: .infix("$1 / $2"), .negate: .infix("-$1"), .quotient: .infix("$1 // $2"),
      .remainder: .infix("$1 % $2"), .equal: .comparison("$1 = $2"), .notEqual: .comparison("$1 <> $2"),
      .less: .comparison("$1 < $2"), .lessOrEqual: .comparison("$1 <= $2"), .greater: .comparison("$1 > $2"),
      .greaterOrEqual: .comparison("$1 >= $2"), .same: .comparison("$1 IS NOT DISTINCT FROM $2"),
      .different: .comparison("$1 IS DISTINCT FROM $2"), .isNull: .comparison("$1 IS NULL"),
      .isPresent: .comparison("$1 IS NOT NULL"),
      .between: .comparison("$1 BETWEEN $2 AND $3"),
      .finite: .call("nullif(nullif(nullif($1, 'Infinity'), '-Infinity'), 'NaN')"),
      .nonzero: .call("nullif($1, 0)"), .floor: .call("floor($1)"), .ceil: .call("ceil($1)"),
      .truncate: .call("trunc($1)"), .round: .call("round($1, $2)"), .sqrt: .call("sqrt($1)"),
      .exp: .call("exp($1)"), .ln: .call("ln($1)"), .log10: .call("log10($1)"), .pow: .call("pow($1, $2)"),
      .coalesce: .call("coalesce($*)"), .concat: .call("concat($*)"), .greatest: .call("greatest($*)"),
      .least: .call("least($*)"), .fail: .call("error($1)"), .substring: .call("substring($1, $2)"),
      .substringOf: .call("substring($1, $2, $3)"), .left: .call("left($1, $2)"),
      .right: .call("right($1, $2)"),
      // Of a null that it knows beforehand the part has no type.
      .part: .call("CAST(string_split($1, $2)[$3] AS VARCHAR)"),
      .padLeft: .call("lpad($1, $2, $3)"), .padRight: .call("rpad($1, $2, $3)"), .length: .call("length($1)"),
      .matches: .call("regexp_matches($1, $2)"), .extract: .call("regexp_extract($1, $2, $3)"),
      .addDays: .infix("$1 + CAST($2 AS INTEGER)"),
      .addMonths: .infix("$1 + to_months(CAST($2 AS INTEGER))"),
      .addMicroseconds: .infix("$1 + to_microseconds($2)"), .daysBetween: .infix("$1 - $2"),
      .pointsBetween: .call("date_diff($1, $2, $3)"), .truncatePoint: .call("date_trunc($1, $2)"),
      .year: .call("year($1)"), .quarter: .call("quarter($1)"), .month: .call("month($1)"),
      .makeDate: .call("make_date($1, $2, $3)"), .microseconds: .call("epoch_us($1)"),
      .pointText: .call("strftime($1, $2)"), .trimEnd: .call("rtrim($1, $2)"),
      .rowNumber: .call("row_number()"), .rank: .call("rank()"),
      .denseRank: .call("dense_rank()"), .percentRank: .call("percent_rank()"), .ntile: .call("ntile($1)"),
      .lag: .call("lag($*)"), .lead: .call("lead($*)"), .quantile: .call("quantile_cont($1, $2)"),
      .correlation: .call("corr($1, $2)"), .first: .call("first($1 ORDER BY $2)"),
      .last: .call("last($1 ORDER BY $2)"), .joinTexts: .call("string_agg($1, $2 ORDER BY $3)"),
      .countRows: .call("count(*)"),
      .minimum: .call("min($1)"), .anyValue: .call("any_value($1)"),
      .parts: .call("unnest(coalesce(string_split($1, $2), [CAST(NULL AS VARCHAR)]))"),
      .floatSum: .call("fsum($1)"), .floatMean: .call("favg($1)"),
      .firstValue: .call("first_value($1 IGNORE NULLS)"),
      .lastValue: .call("last_value($1 IGNORE NULLS)"), .rowValue: .call("first_value($1)"),
    ],
    functions: [
      .abs: .call("abs($1)"), .least: .call("least($*)"), .greatest: .call("greatest($*)"),
      .length: .call("length($1)"), .replace: .call("replace($1, $2, $3)"),
      .trim: .call("trim($1, \(whiteSpace))"),
      // Of a null without a type it would repeat bytes.
      .repeat: .call("repeat(CAST($1 AS VARCHAR), $2)"),
      // Its own capital of ß is ẞ, which is no simple mapping of Unicode's.
      .upper: .call("array_to_string([upper(part) FOR part IN string_split($1, 'ß')], 'ß')"),
      .lower: .call("lower($1)"), .matches: .call("regexp_matches($1, $2)"),
      .extract: .call("CASE WHEN regexp_matches($1, $2) THEN regexp_extract($1, $2, $3) END"),
      .replaceMatch: .call("regexp_replace($1, $2, $3, 'g')"),
      .year: .call("year($1)"), .quarter: .call("quarter($1)"), .month: .call("month($1)"),
      .week: .call("week($1)"), .day: .call("day($1)"), .weekday: .call("isodow($1)"),
      .hour: .call("hour($1)"), .minute: .call("minute($1)"), .second: .call("second($1)"),
      .contains: .call("contains($1, $2)"),
      .starts: .call("starts_with($1, $2)"), .ends: .call("ends_with($1, $2)"),
      .coalesce: .call("coalesce($*)"), .daysBetween: .infix("$1 - $2"),
    ],
    aggregates: [
      .count: .call("count($1)"), .countDistinct: .call("count(DISTINCT $1)"), .min: .call("min($1)"),
      .max: .call("max($1)"), .median: .call("median($1)"), .stddev: .call("stddev_samp($1)"),
      .variance: .call("var_samp($1)"), .any: .call("bool_or($1)"), .all: .call("bool_and($1)"),
      .sum: .call("sum($1)"), .avg: .call("avg($1)"),
    ])

  /// Every character of Unicode's white space.
  private static let whiteSpace = """
    array_to_string([chr(c) FOR c IN [9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, \
    8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288]], '')
    """
}
