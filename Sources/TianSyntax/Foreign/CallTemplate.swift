/// A call as Tian writes it, with marks for what another language gives: `($1 % $2)`.
package enum CallTemplate {
  package struct Argument {
    package let text: String
    /// Whether an operator beside it might take a part of it alone.
    let isOperation: Bool
    /// Whether it is true or false by its form.
    let isCondition: Bool

    package init(text: String, isOperation: Bool, isCondition: Bool = false) {
      self.text = text
      self.isOperation = isOperation
      self.isCondition = isCondition
    }

    var operand: String { isOperation ? "(\(text))" : text }
  }

  /// The call with arguments for its marks; nil where they are not as many as it takes.
  static func filled(_ template: String, _ arguments: [Argument]) -> String? {
    // Some languages write the condition first, some what is summed.
    let isOtherWay = arguments.count == 2 && arguments[0].isCondition && !arguments[1].isCondition
    let arguments = template.contains("if($2, $1") && isOtherWay ? arguments.reversed() : arguments
    let parts = template.split(separator: "$", omittingEmptySubsequences: false)
    var call = String(parts[0])
    var count = 0
    for part in parts.dropFirst() {
      let rest = part.dropFirst()
      switch part.first {
      case "*":
        call += arguments.map(\.text).joined(separator: ", ")
        count = arguments.count
      case "?":
        guard arguments.count > 1 else { return nil }
        call += arguments.map(\.operand).joined(separator: " ?? ")
        count = arguments.count
      case "=":
        guard let arms = arms(arguments, of: nil) else { return nil }
        call += arms
        count = arguments.count
      case "~":
        guard let subject = arguments.first, let arms = arms(Array(arguments.dropFirst()), of: subject) else {
          return nil
        }
        call += arms
        count = arguments.count
      default:
        guard let place = part.first?.wholeNumberValue, place <= arguments.count else { return nil }
        let isAlone = (call.hasSuffix("(") || call.hasSuffix(", ")) && [")", ","].contains(rest.first)
        call += isAlone ? arguments[place - 1].text : arguments[place - 1].operand
        count = max(count, place)
      }
      call += rest
    }
    return count == arguments.count ? call : nil
  }

  /// Conditions and values in turn as the arms of `case`, what stands alone at the end as its `else`; with a
  /// subject, the values that it is compared with. Nil where there is no arm.
  private static func arms(_ arguments: [Argument], of subject: Argument?) -> String? {
    guard arguments.count > 1 else { return nil }
    var arms: [String] = []
    for place in stride(from: 0, to: arguments.count - 1, by: 2) {
      let condition = subject.map { "\($0.operand) == \(arguments[place].operand)" } ?? arguments[place].text
      let isElse = subject == nil && condition.lowercased() == "true" && place + 2 == arguments.count
      arms.append("\(isElse ? "else" : condition) => \(arguments[place + 1].text)")
    }
    if arguments.count % 2 == 1, let last = arguments.last { arms.append("else => \(last.text)") }
    return arms.joined(separator: ", ")
  }
}
