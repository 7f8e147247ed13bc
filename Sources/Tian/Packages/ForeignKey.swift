/// Columns of a table that name rows of another, as the data package declares.
public struct ForeignKey: Hashable, Sendable {
  public let columns: [String]
  /// The table's name; empty for the table itself.
  public let table: String
  public let referencedColumns: [String]
}
