import TianFigures
import TianSource

extension SyntaxOutline {
  func expression(_ value: ExpressionSyntax) -> SyntaxNode {
    let span = value.span
    switch value {
    case .literal(let literal, _): return self.literal(literal, span)
    case .name(let path): return self.path(path)
    case .negated(let operand, _): return SyntaxNode("negate", span: span, [expression(operand)])
    case .not(let operand, _): return SyntaxNode("not", span: span, [expression(operand)])
    case .binary(let operation, let left, let right, _):
      return SyntaxNode(operation.rawValue, span: span, [expression(left), expression(right)])
    case .logical(let operation, let operands):
      return SyntaxNode(operation.rawValue, span: span, operands.map(expression))
    case .membership(let operand, let set, let isNegated, _):
      return SyntaxNode(isNegated ? "not in" : "in", span: span, [expression(operand), self.set(set)])
    case .convert(let operand, let unit):
      return SyntaxNode("to", unit.text, span: span, [expression(operand)])
    case .call(let name, let arguments, _):
      return SyntaxNode("call", Literal.name(functionName(name.text)), span: span, arguments.map(argument))
    case .conditional(let arms, let otherwise, _):
      let last = otherwise.map { SyntaxNode("else", span: $0.span, [expression($0)]) }
      return SyntaxNode("case", span: span, arms.map(arm) + (last.map { [$0] } ?? []))
    case .range(let low, let high, _):
      let open = SyntaxNode("open", span: span)
      return SyntaxNode("..", span: span, [low.map(expression) ?? open, high.map(expression) ?? open])
    case .bracketed(let inner, _): return SyntaxNode("brackets", span: span, [expression(inner)])
    case .query(let query, _): return self.query(query)
    case .missing: return SyntaxNode("missing", span: span)
    }
  }

  private func set(_ set: SetSyntax) -> SyntaxNode {
    switch set {
    case .list(let values, let span): SyntaxNode("list", span: span, values.map(expression))
    case .expression(let value): expression(value)
    }
  }

  func argument(_ argument: ArgumentSyntax) -> SyntaxNode {
    guard let name = argument.name else { return expression(argument.value) }
    let span = name.span.joined(with: argument.value.span)
    return SyntaxNode("argument", shown(name), span: span, [expression(argument.value)])
  }

  private func arm(_ arm: CaseArmSyntax) -> SyntaxNode {
    let span = arm.condition.span.joined(with: arm.value.span)
    return SyntaxNode("arm", span: span, [expression(arm.condition), expression(arm.value)])
  }

  private func literal(_ literal: LiteralSyntax, _ span: SourceSpan) -> SyntaxNode {
    switch literal {
    case .null: SyntaxNode("null", span: span)
    case .bool(let value): SyntaxNode(value ? "true" : "false", span: span)
    case .figure(let figure): SyntaxNode("figure", Literal.figure(figure), span: span)
    case .float(let value): SyntaxNode("float", value.description, span: span)
    case .text(let text): SyntaxNode("text", Literal.quoted(text), span: span)
    case .date(let days): SyntaxNode("date", CivilDate(days: days).text, span: span)
    }
  }
}

/// Values as text.
enum Literal {
  /// A string as Tian writes it: `"…"` with escapes.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      case "\"", "\\": out += "\\\(scalar)"
      default:
        let isControl = scalar.properties.generalCategory == .control
        out += isControl ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
      }
    }
    return out + "\""
  }

  /// A name as it stands where it lexes as one plain name, else in brackets.
  static func name(_ name: String, keepingKeywords: Bool = false) -> String {
    let tokens = Lexer.lex(SourceText(name)).tokens
    let isWhole = tokens.count == 2 && Int(tokens[0].span.upper) == name.utf8.count
    let isPlain =
      isWhole
      && (tokens[0].kind == .name || (!keepingKeywords && tokens[0].isName && tokens[0].kind != .quotedName))
    return isPlain ? name : bracketed(name)
  }

  /// `[name]`, each `]` within it twice.
  static func bracketed(_ name: String) -> String {
    "[" + name.map { $0 == "]" ? "]]" : String($0) }.joined() + "]"
  }

  /// A figure in one form, however it was written: `2000亩`, and where it is hedged its bounds as an interval,
  /// `2000亩 [1900, 2000)`.
  static func figure(_ figure: Figure) -> String {
    let unit = figure.unit?.text ?? ""
    guard figure.isHedged else { return figure.best.text + unit }
    let best = figure.best.reduced.text + unit
    let low = figure.ends.contains(.lowAbsent) ? "" : figure.low.reduced.text
    let high = figure.ends.contains(.highAbsent) ? "" : figure.high.reduced.text
    let open = figure.ends.contains(.lowOpen) || low.isEmpty ? "(" : "["
    let close = figure.ends.contains(.highOpen) || high.isEmpty ? ")" : "]"
    return "\(best) \(open)\(low)..\(high)\(close)"
  }
}
