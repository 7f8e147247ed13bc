import TianFigures
import TianSource

extension SyntaxOutline {
  func expression(_ value: ExpressionSyntax) -> SyntaxNode {
    let span = value.span
    switch value {
    case .literal(let literal, _): return self.literal(literal, span)
    case .interpolated(let parts, _): return SyntaxNode("interpolated", span: span, parts.map(part))
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
      return SyntaxNode("call", WrittenName.of(functionName(name.text)), span: span, arguments.map(argument))
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

  private func part(_ part: InterpolationSyntax) -> SyntaxNode {
    switch part {
    case .text(let text, let span): SyntaxNode("text", Literal.quoted(text), span: span)
    case .value(let value): expression(value)
    }
  }

  func set(_ set: SetSyntax) -> SyntaxNode {
    switch set {
    case .list(let values, let span): SyntaxNode("list", span: span, values.map(expression))
    case .expression(let value): expression(value)
    }
  }

  /// The option of a stage or of `load`, by its English name.
  func option(_ option: ArgumentSyntax) -> SyntaxNode {
    var option = option
    if let name = option.name, let known = OptionName(name.text) { option.name?.text = known.names.en }
    return argument(option)
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
    case .date(let days): SyntaxNode("date", Calendar.text(ofDays: Int64(days)), span: span)
    case .timestamp(let microseconds):
      SyntaxNode("timestamp", Calendar.text(ofMicroseconds: microseconds), span: span)
    case .period(let period): SyntaxNode("period", period.text, span: span)
    }
  }
}
