import TianFigures
import TianSource

// Brackets are in the tree, so that nothing here asks what binds tighter.
extension SyntaxWriter {
  func expression(_ value: ExpressionSyntax) -> Document {
    switch value {
    case .literal(let literal, let span): return .text(self.literal(literal, span))
    case .interpolated(let parts, let span): return .text(interpolated(parts, span))
    case .name(let path): return .text(self.path(path))
    case .negated(let operand, _): return .sequence(["-", expression(operand)])
    case .not(let operand, _): return .sequence(["\(word(.not)) ", expression(operand)])
    case .binary(let operation, _, _, _): return chain(of: operation, value)
    case .logical(let operation, let operands):
      return logical(word(operation == .and ? .and : .or), operands)
    case .membership(let operand, let set, let isNegated, _):
      return .sequence([expression(operand), " \(negation(isNegated))\(word(.in)) ", self.set(set)])
    case .convert(let operand, let unit):
      return .sequence([expression(operand), " \(word(.to)) \(self.unit(unit))"])
    case .call(let name, let arguments, _):
      let function = name.isQuoted ? self.name(name) : names.function(name.text, language)
      let parts = bracketed(arguments, \.span) { argument in
        self.argument(argument) { names.argument(name.text, $0, language) }
      }
      return .sequence([.text(function), parts])
    case .conditional(let arms, let otherwise, _): return conditional(arms, otherwise)
    case .range(let low, let high, _):
      return .sequence([low.map(expression) ?? "", "..", high.map(expression) ?? ""])
    case .bracketed(let inner, _): return .sequence(["(", expression(inner), ")"])
    case .query(let query, _): return bracketed(query)
    case .missing: return ""
    }
  }

  /// `a + b - c`, or each operand but the first on a line of its own: an operator ends the line before, for
  /// there more must come.
  private func chain(of operation: BinaryOperator, _ value: ExpressionSyntax) -> Document {
    var first = value
    var parts: [(operation: BinaryOperator, operand: ExpressionSyntax)] = []
    while case .binary(let next, let left, let right, _) = first,
      parts.isEmpty || next.chains(with: operation)
    {
      parts.append((next, right))
      first = left
    }
    var rest: [Document] = []
    for (place, part) in parts.reversed().enumerated() {
      let endsLine =
        part.operation.endsLine && !(place == 0 && part.operation == .multiply && first.beginsGlob)
      rest += [" \(self.operation(part.operation))", endsLine ? .line : " ", expression(part.operand)]
    }
    return .group([expression(first), .indented([.indented(rest)])])
  }

  /// `a and b`, or each operand but the first on a line of its own.
  private func logical(_ word: String, _ operands: [ExpressionSyntax]) -> Document {
    var rest: [Document] = []
    var first: Document = ""
    for (index, operand) in operands.enumerated() {
      let isLast = index == operands.count - 1
      if index == 0 {
        comments.raise(before: operand.span.lower)
        first = .sequence([expression(operand), trailing(operand.span)])
      } else {
        let document = element(operand.span, takesTrailing: !isLast) {
          .sequence(["\(word) ", expression(operand)])
        }
        rest += [.line, document]
      }
    }
    return .group([first, .indented([.indented(rest)])])
  }

  private func conditional(_ arms: [CaseArmSyntax], _ otherwise: ExpressionSyntax?) -> Document {
    let last = otherwise.map { [CaseArmSyntax(condition: .missing($0.span), value: $0)] } ?? []
    let parts = bracketed(arms + last, \.span) { arm in
      if case .missing = arm.condition {
        return .sequence(["\(word(.else)) => ", expression(arm.value)])
      }
      return .sequence([expression(arm.condition), " => ", expression(arm.value)])
    }
    return .sequence([.text(word(.case)), parts])
  }

  /// A unit as its names and signs, or quoted as one name where they need it: `[m²]`.
  private func unit(_ unit: UnitSyntax) -> String {
    let lexed = Lexer.lex(SourceText("x to \(unit.text)"))
    let isPlain = lexed.tokens.dropFirst(2).dropLast().allSatisfy { token in
      token.isName || token.is(.slash) || token.is(.star) || token.is(.percent)
    }
    return isPlain && lexed.diagnostics.isEmpty ? unit.text : WrittenName.bracketed(unit.text)
  }

  /// `digits: 2`, its label as it is called in the language.
  func argument(_ argument: ArgumentSyntax, _ label: (String) -> String) -> Document {
    let value = expression(argument.value)
    return argument.name.map { name in
      .sequence(["\(name.isQuoted ? self.name(name) : label(name.text)): ", value])
    } ?? value
  }

  func set(_ set: SetSyntax) -> Document {
    switch set {
    case .list(let values, _):
      // A bracketed query is an item with brackets of its own; alone it shares those of the list.
      if values.count == 1, case .query(let query, _) = values[0] { return bracketed(query) }
      return bracketed(values, \.span, expression)
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
      .power, .coalesce, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      operation.rawValue
    }
  }

  // MARK: Literals

  private func literal(_ literal: LiteralSyntax, _ span: SourceSpan) -> String {
    switch literal {
    case .null: word(.null)
    case .bool(let value): word(value ? .true : .false)
    case .figure, .float, .period: folded(source.text(of: span))
    case .text(let text): self.text(text, span)
    case .date(let days): Calendar.text(ofDays: Int64(days))
    case .timestamp(let microseconds): Calendar.text(ofMicroseconds: microseconds)
    }
  }

  /// A text in double quotes; one that was raw or of several lines stays as it was typed.
  func text(_ value: String, _ span: SourceSpan) -> String {
    let written = source.text(of: span)
    let isKept = ["r\"", "\"\"\""].contains { written.hasPrefix($0) }
    return isKept ? written : Literal.quoted(value)
  }

  /// The values are on one line each; what comments stand in them go to the part around.
  private func interpolated(_ parts: [InterpolationSyntax], _ span: SourceSpan) -> String {
    let isLong = source.text(of: span).hasPrefix("f\"\"\"")
    let wasSuspended = comments.isSuspended
    comments.isSuspended = true
    defer { comments.isSuspended = wasSuspended }
    let body = parts.map { part in
      switch part {
      case .text(let text, _): Literal.interpolated(text, isLong: isLong)
      case .value(let value): "{\(DocumentLayout.text(expression(value), width: .max))}"
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

extension CaseArmSyntax {
  fileprivate var span: SourceSpan { condition.span.joined(with: value.span) }
}

extension SetSyntax {
  var span: SourceSpan {
    switch self {
    case .list(_, let span): span
    case .expression(let value): value.span
    }
  }
}

extension ExpressionSyntax {
  /// Whether it ends in a range without an end.
  var endsOpen: Bool {
    switch self {
    case .range(_, let high, _): high == nil
    case .not(let operand, _): operand.endsOpen
    case .logical(_, let operands): operands.last?.endsOpen == true
    case .binary(_, _, let right, _): right.endsOpen
    case .membership(_, .expression(let range), _, _): range.endsOpen
    case .membership, .literal, .interpolated, .name, .negated, .convert, .call, .conditional, .bracketed,
      .query,
      .missing:
      false
    }
  }
}

extension BinaryOperator {
  /// Whether an operand of both may go over to the next line with them: `a + b - c`, `a * b / c`.
  fileprivate func chains(with other: BinaryOperator) -> Bool {
    level != nil && level == other.level
  }

  private var level: Int? {
    switch self {
    case .coalesce: 0
    case .add, .subtract: 1
    case .multiply, .divide, .floorDivide, .remainder: 2
    case .power, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .notContains,
      .starts, .notStarts, .ends, .notEnds, .matches, .notMatches, .equalFolded:
      nil
    }
  }

  /// Whether a line may end after it: `%` at a line's end would be a percent.
  fileprivate var endsLine: Bool {
    switch self {
    case .remainder, .power: false
    case .coalesce, .add, .subtract, .multiply, .divide, .floorDivide, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual, .contains, .notContains, .starts, .notStarts, .ends, .notEnds, .matches,
      .notMatches, .equalFolded:
      true
    }
  }
}

extension ExpressionSyntax {
  /// Before `*` at a line's end it would be a glob.
  fileprivate var beginsGlob: Bool {
    switch self {
    case .name, .literal: true
    case .interpolated, .negated, .not, .binary, .logical, .membership, .convert, .call, .conditional, .range,
      .bracketed, .query, .missing:
      false
    }
  }
}
