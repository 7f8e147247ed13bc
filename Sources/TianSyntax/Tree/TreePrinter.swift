import TianSource

/// Shows a tree as text, one node a line, or as JSON.
public struct TreePrinter {
  private let functionName: (String) -> String

  /// `functionName` may fold names of functions, so that `合计` is shown as `sum`.
  public init(functionName: @escaping (String) -> String = { $0 }) { self.functionName = functionName }

  /// The tree in round brackets, each node on a line of its own, indented by its depth; ends in a newline.
  public func text(_ script: ScriptSyntax) -> String {
    var out = ""
    write(SyntaxNode(script, functionName: functionName), indent: "", to: &out)
    return out + "\n"
  }

  private func write(_ node: SyntaxNode, indent: String, to out: inout String) {
    out += "\(indent)(\(node.kind)"
    if let value = node.value { out += " \(value)" }
    for child in node.children {
      out += "\n"
      write(child, indent: indent + "  ", to: &out)
    }
    out += ")"
  }

  /// `{"node": …, "value": …, "span": [from, to], "children": […]}`, spans in UTF-8 bytes; ends in a newline.
  public func json(_ script: ScriptSyntax) -> String {
    var out = ""
    writeJSON(SyntaxNode(script, functionName: functionName), indent: "", to: &out)
    return out + "\n"
  }

  private func writeJSON(_ node: SyntaxNode, indent: String, to out: inout String) {
    out += "\(indent){\"node\": \(Self.json(node.kind))"
    if let value = node.value { out += ", \"value\": \(Self.json(value))" }
    out += ", \"span\": [\(node.span.lower), \(node.span.upper)]"
    if !node.children.isEmpty {
      out += ", \"children\": ["
      for (index, child) in node.children.enumerated() {
        out += index == 0 ? "\n" : ",\n"
        writeJSON(child, indent: indent + "  ", to: &out)
      }
      out += "]"
    }
    out += "}"
  }

  private static func json(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
