import TianSource

/// What the cells of a column must be besides of its type. Bounds and choices are as written; the column's
/// type tells what they mean.
struct FieldConstraints: Sendable {
  var isRequired = false
  var isUnique = false
  var lengthMin: Int?
  var lengthMax: Int?
  var minimum: String?
  var maximum: String?
  var exclusiveMinimum: String?
  var exclusiveMaximum: String?
  /// A regular expression for the whole cell.
  var pattern: String?
  /// Empty where any value will do.
  var choices: [String] = []
  /// There is a JSON Schema for the cell, which is not held to.
  var hasJSONSchema = false

  init() {}

  init(_ place: JSONPlace) throws(Diagnostic) {
    let place = try place.object()
    isRequired = try place["required"]?.bool() ?? false
    isUnique = try place["unique"]?.bool() ?? false
    lengthMin = try place["minLength"]?.count()
    lengthMax = try place["maxLength"]?.count()
    minimum = try place["minimum"]?.scalar()
    maximum = try place["maximum"]?.scalar()
    exclusiveMinimum = try place["exclusiveMinimum"]?.scalar()
    exclusiveMaximum = try place["exclusiveMaximum"]?.scalar()
    pattern = try place["pattern"]?.text()
    for item in try place["enum"]?.items() ?? [] { choices.append(try item.scalar()) }
    hasJSONSchema = place["jsonSchema"] != nil
  }

  /// Takes in the values of `categories` (version 2), each by itself or with a label; an `enum` says more.
  mutating func restrict(to categories: JSONPlace) throws(Diagnostic) {
    guard choices.isEmpty else { return }
    for item in try categories.items() { choices.append(try (item["value"] ?? item).scalar()) }
  }
}
