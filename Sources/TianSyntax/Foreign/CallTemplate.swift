/// A call as Tian writes it, with marks for what another language gives: `($1 % $2)`.
package enum CallTemplate {
  package struct Argument {
    let text: String
    /// Whether an operator beside it might take a part of it alone.
    let isOperation: Bool

    package init(text: String, isOperation: Bool) {
      self.text = text
      self.isOperation = isOperation
    }

    var operand: String { isOperation ? "(\(text))" : text }
  }

  /// The call with arguments for its marks; nil where they are not as many as it takes.
  static func filled(_ template: String, _ arguments: [Argument]) -> String? {
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
}
