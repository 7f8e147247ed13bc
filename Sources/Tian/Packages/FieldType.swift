import TianPlan

/// The types of a Table Schema, of both versions.
enum FieldType: String, Sendable, CaseIterable {
  case string, number, integer, boolean, date, time, datetime, year, yearmonth, duration, geopoint, geojson
  case object, array, list, any

  /// How a column of it is read; nil where the file is to tell.
  var kind: DataType.Kind? {
    switch self {
    case .string, .time, .duration, .geopoint, .geojson, .object, .array, .list: .text
    case .number: .decimal(scale: 0)
    case .integer, .year: .int
    case .boolean: .bool
    case .date: .date
    case .datetime: .timestamp
    case .yearmonth: .period(.month)
    case .any: nil
    }
  }
}
