import TianFigures
import TianPlan

/// What the texts of a column are: the formats that a Table Schema gives to strings and points, and ours for
/// official codes.
enum TextForm: String, Sendable, CaseIterable {
  case email, uri, uuid, binary
  case array, object
  case adminCode = "admin-code"
  case industryCode = "industry-code"
  case creditCode = "credit-code"

  var code: CodeKind? {
    switch self {
    case .adminCode: .admin
    case .industryCode: .industry
    case .creditCode: .credit
    case .email, .uri, .uuid, .binary, .array, .object: nil
    }
  }
}

extension TableDescription {
  /// The columns of a table that hold codes with levels, by their names in it.
  func codes(of table: TableSchema) -> [String: CodeKind] {
    var codes: [String: CodeKind] = [:]
    for column in table.fields where column.type == .text {
      let field = fields.first { $0.name == column.name || $0.nameWithoutUnit == column.name }
      if let kind = field?.form?.code, kind.levelCount > 0 { codes[column.name] = kind }
    }
    return codes
  }
}
