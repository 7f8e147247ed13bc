/// The first cell that keeps a column of numbers from being one.
package struct TextColumnCause: Hashable, Sendable {
  /// Nil where the table has but one.
  package var file: String?
  /// Of the file.
  package var line: Int
  package var text: String

  package init(file: String? = nil, line: Int, text: String) {
    self.file = file
    self.line = line
    self.text = text
  }
}
