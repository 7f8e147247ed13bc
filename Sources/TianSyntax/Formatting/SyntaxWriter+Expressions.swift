import TianSource

// Brackets are in the tree, so that nothing here asks what binds tighter.
extension SyntaxWriter {
  func expression(_ value: ExpressionSyntax) -> String {
    switch value {
    case .literal(let literal, let span): return self.literal(literal, span)
    case .interpolated(let parts, let span): return interpolated(parts, span)
    case .name(let path): return self.path(path)
    case .negated(let operand, _): return "-" + expression(operand)
    case .not(let operand, _): return "\(word(.not)) \(expression(operand))"
    case .binary(let operation, let left, let right, _):
      return "\(expression(left)) \(self.operation(operation)) \(expression(right))"
    case .logical(let operation, let operands):
      let word = word(operation == .and ? .and : .or)
      return operands.map(expression).joined(separator: " \(word) ")
    case .membership(let operand, let set, let isNegated, _):
      return "\(expression(operand)) \(negation(isNegated))\(word(.in)) \(self.set(set))"
    case .convert(let operand, let unit): return "\(expression(operand)) \(word(.to)) \(self.unit(unit))"
    case .call(let name, let arguments, _):
      return "\(self.name(name))(\(arguments.map(argument).joined(separator: ", ")))"
    case .conditional(let arms, let otherwise, _):
      let last = otherwise.map { ["\(word(.else)) => \(expression($0))"] } ?? []
      let parts = arms.map { "\(expression($0.condition)) => \(expression($0.value))" } + last
      return "\(word(.case))(\(parts.joined(separator: ", ")))"
    case .range(let low, let high, _):
      return "\(low.map(expression) ?? "")..\(high.map(expression) ?? "")"
    case .bracketed(let inner, _): return "(\(expression(inner)))"
    case .query(let query, _): return "(\(self.query(query)))"
    case .missing: return ""
    }
  }

  /// A unit as its names and signs, or quoted as one name where they need it: `[m²]`.
  private func unit(_ unit: UnitSyntax) -> String {
    let lexed = Lexer.lex(SourceText(unit.text))
    let isPlain = lexed.tokens.dropLast().allSatisfy { token in
      token.isName || token.is(.slash) || token.is(.star) || token.is(.percent)
    }
    return isPlain && lexed.diagnostics.isEmpty ? unit.text : Literal.bracketed(unit.text)
  }

  func argument(_ argument: ArgumentSyntax) -> String {
    let value = expression(argument.value)
    return argument.name.map { "\(name($0)): \(value)" } ?? value
  }

  func set(_ set: SetSyntax) -> String {
    switch set {
    case .list(let values, _):
      // A bracketed query is an item with brackets of its own; alone it shares those of the list.
      if values.count == 1, case .query(let query, _) = values[0] { return "(\(self.query(query)))" }
      return "(\(values.map(expression).joined(separator: ", ")))"
    case .expression(let value): return expression(value)
    }
  }

  private func negation(_ isNegated: Bool) -> String { isNegated ? word(.not) + " " : "" }

  private func operation(_ operation: BinaryOperator) -> String {
    switch operation {
    case .contains: word(.contains)
    case .notContains: negation(true) + word(.contains)
    case .starts: word(.starts)
    case .notStarts: negation(true) + word(.starts)
    case .ends: word(.ends)
    case .notEnds: negation(true) + word(.ends)
    case .matches, .notMatches, .equalFolded, .add, .subtract, .multiply, .divide, .floorDivide, .remainder,
      .power, .coalesce, .equal, .notEqual,
      .less, .lessOrEqual, .greater, .greaterOrEqual:
      operation.rawValue
    }
  }

  private func literal(_ literal: LiteralSyntax, _ span: SourceSpan) -> String {
    switch literal {
    case .null: word(.null)
    case .bool(let value): word(value ? .true : .false)
    case .figure, .float, .period: folded(source.text(of: span))
    case .text(let text): self.text(text, span)
    case .date(let days): CivilDate(days: days).text
    case .timestamp(let microseconds): ClockTime.text(microseconds: microseconds)
    }
  }

  /// A text in double quotes; one that was raw or of several lines stays as it was typed.
  func text(_ value: String, _ span: SourceSpan) -> String {
    let written = source.text(of: span)
    let isKept = ["r\"", "\"\"\""].contains { written.hasPrefix($0) }
    return isKept ? written : Literal.quoted(value)
  }

  private func interpolated(_ parts: [InterpolationSyntax], _ span: SourceSpan) -> String {
    let isLong = source.text(of: span).hasPrefix("f\"\"\"")
    let body = parts.map { part in
      switch part {
      case .text(let text, _): Literal.interpolated(text, isLong: isLong)
      case .value(let value): "{\(expression(value))}"
      }
    }.joined()
    return isLong ? "f\"\"\"\n\(body)\"\"\"" : "f\"\(body)\""
  }

  /// A number as typed, in ASCII.
  private func folded(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      Punctuation.folded(scalar).map { String(decoding: $0, as: UTF8.self) } ?? String(scalar)
    }.joined()
  }
}
