import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// Where a piece of source text stands: which text, which definitions and parameters it sees.
struct Frame {
  var source: SourceText
  /// Where its relative paths start from.
  var folder: String
  /// Set in what another source text defines: all that is said of it is said at the place of its use.
  var useSpan: SourceSpan?
  /// The definitions that it sees.
  var visible: Visibility
  var previous: TableSchema?
  /// The arguments of the function whose body this is, which sees nothing else but functions.
  var parameters: Parameters?

  func place(_ span: SourceSpan) -> SourceSpan { useSpan ?? span }

  /// In which the keyword at the start of a span was typed.
  func language(of span: SourceSpan) -> Language { Language(ofWord: source.text(of: span)) }

  /// The text as it was typed, as a column is called by it: on one line.
  func title(_ span: SourceSpan) -> String {
    let text = source.text(of: span)
    guard text.contains(where: \.isNewline) else { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A call's arguments by the names of its function's parameters. They are checked anew at each use, in the
/// place of the use: a parameter inside an aggregate reads the rows that the aggregate does.
final class Parameters {
  let argumentsByName: [String: ExpressionSyntax]
  let names: [String]
  let callers: Frame
  /// Which were used, for those that were not are checked at the end.
  var used: Set<String> = []

  init(names: [String], arguments: [ExpressionSyntax], callers: Frame) {
    self.names = names
    self.callers = callers
    argumentsByName = Dictionary(zip(names, arguments), uniquingKeysWith: { first, _ in first })
  }
}

/// Where an expression stands: which columns it sees, and what an aggregate in it is over.
struct Context {
  enum Aggregates {
    /// None are taken here; the reason ends a message.
    case refused(Bilingual)
    /// Over rows of the stage's group, added to every row.
    case window(partition: [ColumnID], order: [Step.SortKey], frame: WindowFrame = .group)
    /// Of `summarize`: their arguments see the columns that came in; the rows of a group share its keys.
    case summary(input: Scope, keys: [ColumnID])
  }

  var scope: Scope
  var frame: Frame
  var aggregates: Aggregates

  func place(_ span: SourceSpan) -> SourceSpan { frame.place(span) }

  /// What a column is called that holds the expression.
  func title(_ span: SourceSpan) -> String { frame.title(span) }
}
