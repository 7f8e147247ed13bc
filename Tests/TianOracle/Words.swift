import TianPlan
import TianSyntax

/// Keywords and functions in one of the two languages.
struct Words {
  let isChinese: Bool

  subscript(keyword: Keyword) -> String { isChinese ? keyword.chinese : keyword.english }

  /// A function's name, by its English one.
  func function(_ name: String) -> String {
    guard isChinese, let definition = FunctionTable.named(name) else { return name }
    return definition.names.zh
  }

  func call(_ name: String, _ arguments: String...) -> String {
    function(name) + "(" + arguments.joined(separator: isChinese ? "，" : ", ") + ")"
  }
}
