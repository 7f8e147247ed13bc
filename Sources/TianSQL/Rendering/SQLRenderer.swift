import TianFigures

/// A SQL tree as text: one clause a line, a column a line where there are several, indented by two.
/// Identifiers are always quoted, and texts escaped: nothing of a query or a table can end either.
struct SQLRenderer {
  let dialect: Dialect

  func text(of query: SQLQuery) -> String {
    var out = ""
    let isRecursive = query.tables.contains { if case .recursive = $0.body { true } else { false } }
    for (place, table) in query.tables.enumerated() {
      out += place > 0 ? ",\n" : isRecursive ? "WITH RECURSIVE\n" : "WITH\n"
      out += "  \(identifier(table.name)) AS (\n\(body(table.body, indent: 4))\n  )"
    }
    if !query.tables.isEmpty { out += "\n" }
    return out + select(query.result, indent: 0)
  }

  private func body(_ body: SQLBody, indent: Int) -> String {
    switch body {
    case .select(let select): self.select(select, indent: indent)
    case .unionAll(let selects):
      selects.map { select($0, indent: indent) }.joined(
        separator: "\n" + spaces(indent) + "UNION ALL\n")
    case .recursive(let first, let next):
      select(first, indent: indent) + "\n" + spaces(indent) + "UNION\n" + select(next, indent: indent)
    }
  }

  private func select(_ select: SQLSelect, indent: Int) -> String {
    clauses(select, indent: indent).map { spaces(indent) + $0 }.joined(separator: "\n")
  }

  /// A short one inside an expression, on one line.
  private func line(_ select: SQLSelect) -> String {
    clauses(select, indent: nil).joined(separator: " ")
  }

  /// - Parameter indent: nil where all stands on one line.
  private func clauses(_ select: SQLSelect, indent: Int?) -> [String] {
    var clauses: [String] = []
    let items = select.items.isEmpty ? ["1 AS \(identifier("row"))"] : select.items.map(item)
    let head = "SELECT" + (select.isDistinct ? " DISTINCT" : "")
    clauses.append(head + list(items, indent: indent))
    if let from = select.from { clauses.append("FROM " + source(from, indent: indent)) }
    for join in select.joins {
      let on = join.on.isEmpty ? "TRUE" : join.on.map(condition).joined(separator: " AND ")
      clauses.append("\(join.kind.rawValue) \(source(join.source, indent: indent)) ON \(on)")
    }
    if !select.conditions.isEmpty {
      let separator = (indent.map { "\n" + spaces($0 + 2) } ?? " ") + "AND "
      clauses.append("WHERE " + select.conditions.map(condition).joined(separator: separator))
    }
    if !select.groups.isEmpty { clauses.append("GROUP BY" + list(select.groups.map(text), indent: indent)) }
    if !select.order.isEmpty { clauses.append("ORDER BY" + list(select.order.map(order), indent: indent)) }
    if let limit = select.limit { clauses.append("LIMIT \(limit)") }
    if select.offset > 0 { clauses.append("OFFSET \(select.offset)") }
    return clauses
  }

  /// On the clause's line where it is short, else a line each.
  private func list(_ items: [String], indent: Int?) -> String {
    let line = " " + items.joined(separator: ", ")
    guard let indent, line.utf8.count > 72 else { return line }
    let margin = "\n" + spaces(indent + 2)
    return margin + items.joined(separator: "," + margin)
  }

  private func item(_ item: SQLSelect.Item) -> String {
    item.name.map { "\(text(item.value)) AS \(identifier($0))" } ?? text(item.value)
  }

  private func source(_ source: SQLSource, indent: Int?) -> String {
    let text =
      switch source.kind {
      case .table(let name): identifier(name)
      case .select(let select):
        indent.map { "(\n\(self.select(select, indent: $0 + 4))\n\(spaces($0 + 2)))" } ?? "(\(line(select)))"
      }
    return source.alias.map { "\(text) AS \(identifier($0))" } ?? text
  }

  func order(_ order: SQLOrder) -> String {
    text(order.key) + (order.isDescending ? " DESC" : " ASC") + " NULLS LAST"
  }

  // MARK: Expressions

  /// In brackets where something stands beside it.
  private func operand(_ expression: SQLExpression) -> String {
    let text = text(expression)
    return isWhole(expression) ? text : "(\(text))"
  }

  /// Beside `AND` or `OR`.
  private func condition(_ expression: SQLExpression) -> String {
    switch expression {
    case .pattern(let pattern, _): pattern.shape == .operation ? operand(expression) : text(expression)
    case .not, .isIn: text(expression)
    case .column, .literal, .cast, .tryCast, .conditional, .and, .or, .exists, .scalar, .filtered, .over,
      .keys:
      operand(expression)
    }
  }

  private func isWhole(_ expression: SQLExpression) -> Bool {
    switch expression {
    case .column, .cast, .tryCast, .scalar, .exists, .filtered, .over, .keys: true
    case .literal(let literal):
      switch literal {
      case .integer(let value): value >= 0
      case .decimal(let text): !text.hasPrefix("-")
      case .float(let value): value.sign == .plus
      case .null, .bool, .text, .date, .timestamp: true
      }
    case .pattern(let pattern, _): pattern.shape == .call
    case .conditional: true
    case .and, .or, .not, .isIn: false
    }
  }

  func text(_ expression: SQLExpression) -> String {
    switch expression {
    case .column(let name, let table): (table.map { identifier($0) + "." } ?? "") + identifier(name)
    case .literal(let literal): self.literal(literal)
    case .pattern(let pattern, let arguments): self.pattern(pattern, arguments)
    case .cast(let operand, let type): "CAST(\(text(operand)) AS \(self.type(type)))"
    case .tryCast(let operand, let type): "TRY_CAST(\(text(operand)) AS \(self.type(type)))"
    case .conditional(let arms, let otherwise):
      "CASE " + arms.map { "WHEN \(text($0.condition)) THEN \(text($0.value)) " }.joined()
        + (otherwise.map { "ELSE \(text($0)) " } ?? "") + "END"
    case .and(let operands): operands.map(condition).joined(separator: " AND ")
    case .or(let operands): operands.map(condition).joined(separator: " OR ")
    case .not(let operand): "NOT \(self.operand(operand))"
    case .isIn(let operand, let values):
      "\(self.operand(operand)) IN (\(values.map(text).joined(separator: ", ")))"
    case .exists(let select): "EXISTS (\(line(select)))"
    case .scalar(let select): "(\(line(select)))"
    case .filtered(let aggregate, let condition): "\(text(aggregate)) FILTER (WHERE \(text(condition)))"
    case .over(let function, let window): "\(text(function)) OVER (\(self.window(window)))"
    case .keys(let keys): keys.map(order).joined(separator: ", ")
    }
  }

  private func window(_ window: SQLWindow) -> String {
    var parts: [String] = []
    if !window.partition.isEmpty {
      parts.append("PARTITION BY " + window.partition.map(text).joined(separator: ", "))
    }
    if !window.order.isEmpty {
      parts.append("ORDER BY " + window.order.map(order).joined(separator: ", "))
    }
    if let frame = window.frame { parts.append(frame) }
    return parts.joined(separator: " ")
  }

  private func pattern(_ pattern: SQLPattern, _ arguments: [SQLExpression]) -> String {
    let texts = arguments.map { pattern.shape == .call ? text($0) : operand($0) }
    return Self.fill(pattern.text, texts)
  }

  static func fill(_ text: String, _ arguments: [String]) -> String {
    var out = ""
    var rest = Substring(text)
    while let mark = rest.firstIndex(of: "$") {
      out += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let next = rest.first else { break }
      if next == "*" {
        out += arguments.joined(separator: ", ")
      } else if let number = next.wholeNumberValue, arguments.indices.contains(number - 1) {
        out += arguments[number - 1]
      }
      rest = rest.dropFirst()
    }
    return out + rest
  }

  // MARK: Words

  func identifier(_ name: String) -> String {
    let quote = String(dialect.identifierQuote)
    return quote
      + name.split(separator: dialect.identifierQuote, omittingEmptySubsequences: false)
      .joined(separator: quote + quote) + quote
  }

  func type(_ type: SQLType) -> String {
    switch type {
    case .bool: dialect.types.bool
    case .int: dialect.types.int
    case .float: dialect.types.float
    case .text: dialect.types.text
    case .date: dialect.types.date
    case .timestamp: dialect.types.timestamp
    case .decimal(let precision, let scale):
      Self.fill(dialect.types.decimal, [String(precision), String(scale)])
    }
  }

  private func literal(_ literal: SQLLiteral) -> String {
    switch literal {
    case .null: "NULL"
    case .bool(let value): value ? "TRUE" : "FALSE"
    // The least number is no literal: its digits alone do not fit.
    case .integer(.min): "(-\(Int64.max) - 1)"
    case .integer(let value): String(value)
    case .decimal(let text): text
    case .float(let value): Self.float(value)
    case .text(let text):
      "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    case .date(let days): "DATE '\(TemporalText.string { TemporalText.write(days: Int64(days), to: $0) })'"
    case .timestamp(let microseconds):
      "TIMESTAMP '\(TemporalText.string { TemporalText.write(microseconds: microseconds, to: $0) })'"
    }
  }

  /// With an exponent, so that it is no decimal.
  private static func float(_ value: Double) -> String {
    let text = value.description
    return text.contains("e") ? text : text + "e0"
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
