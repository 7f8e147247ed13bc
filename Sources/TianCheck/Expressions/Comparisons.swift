import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// Both sides of a comparison. A name that is not found beside a text may be a text without its quotes.
  mutating func comparands(
    _ left: ExpressionSyntax, _ right: ExpressionSyntax, _ context: Context
  ) -> (Typed, Typed) {
    if isLooseName(left, context), !isLooseName(right, context) {
      let right = check(right, context)
      return (member(left, beside: right, context), right)
    }
    if case .literal = left, case .literal = right {
      warnOfQuotedColumn(left, context.scope, context.frame)
    }
    let left = check(left, context)
    return (left, member(right, beside: left, context))
  }

  /// A value that stands beside another, in a comparison or in the list after `in`.
  mutating func member(_ syntax: ExpressionSyntax, beside other: Typed, _ context: Context) -> Typed {
    guard other.type.kind == .text, !other.isUnknown, !other.isNull, case .name(let path) = syntax,
      let name = path.single, isLooseName(syntax, context), !context.scope.isUnknown
    else { return check(syntax, context) }
    let place = context.place(name.span)
    let quoted = "\"\(name.text)\""
    if isValue(name.text, of: other) {
      report(
        .unknownColumn, Bilingual("`\(name.text)` is a value, not a column", "`\(name.text)` 是值，不是列"),
        at: place,
        Bilingual("a text needs quotes: `\(quoted)`", "文字要加引号：`\(quoted)`"), fix: quoted)
    } else {
      report(unknownColumn(path, context, quoted: quoted))
    }
    return .unknown(at: place)
  }

  /// Whether a column of a file holds a text.
  private func isValue(_ text: String, of other: Typed) -> Bool {
    guard case .column(let id) = other.expression.form, let (table, column) = stored(id) else { return false }
    return catalog.holds(text, inColumn: column, of: table)
  }

  mutating func comparison(
    _ symbol: Comparison, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    guard !left.isUnknown, !right.isUnknown else { return .unknown(at: span) }
    let (leftType, rightType) = (left.type, right.type)
    let sides = (left.asNull(of: Self.exact(rightType)), right.asNull(of: Self.exact(leftType)))
    if let years = yearNumbers(sides.0, sides.1, takesLiterals: true) {
      return reading(symbol, years.left.expression, years.right.expression, at: span)
    }
    if let points = temporalComparison(symbol, sides.0, sides.1) {
      return reading(points.symbol, points.left.expression, points.right.expression, at: span)
    }
    if sides.0.type.isNumeric, sides.1.type.isNumeric {
      guard
        let pair = pair(sides.0, sides.1, symbol: symbol.rawValue, for: .comparison, at: span)
      else { return .unknown(at: span) }
      return reading(symbol, pair.left.expression, pair.right.expression, at: span)
    }
    guard sides.0.type.kind == sides.1.type.kind, isOrdered(sides.0.type.kind, symbol, at: span) else {
      if sides.0.type.kind != sides.1.type.kind { reportMixedTypes(left, right, at: span) }
      return .unknown(at: span)
    }
    if sides.0.possible != nil || sides.1.possible != nil {
      return conditions(symbol, sides.0, sides.1, at: span)
    }
    return reading(symbol, sides.0.expression, sides.1.expression, at: span)
  }

  /// A condition over hedged figures beside `true` or `false` keeps its readings; beside another condition it
  /// is a value.
  private func conditions(
    _ symbol: Comparison, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    let (condition, other) = left.possible == nil ? (right, left) : (left, right)
    guard case .bool(let wanted)? = other.literal else {
      return Typed(.compare(symbol, left.settled, right.settled, .certain), .bool, at: span)
    }
    func test(_ reading: Expression) -> Expression {
      Expression(.compare(symbol, reading, other.expression, .certain), .bool, span: span)
    }
    // What must not hold is certain where what it is of is not even possible.
    return wanted == (symbol == .equal)
      ? Typed(test(condition.expression), possible: test(condition.possibleReading))
      : Typed(test(condition.possibleReading), possible: test(condition.expression))
  }

  /// The comparison, in two readings where a side is hedged.
  private func reading(
    _ symbol: Comparison, _ left: Expression, _ right: Expression, at span: SourceSpan
  ) -> Typed {
    func compare(_ reading: Reading) -> Expression {
      Expression(.compare(symbol, left, right, reading), .bool, span: span)
    }
    let isHedged = left.type.isHedged || right.type.isHedged
    return Typed(compare(.certain), possible: isHedged ? compare(.possible) : nil)
  }

  static func exact(_ type: DataType) -> DataType { DataType(type.kind, unit: type.unit) }

  /// Whether values of a kind can be compared so; reported where they can't.
  mutating func isOrdered(_ kind: DataType.Kind, _ symbol: Comparison, at span: SourceSpan) -> Bool {
    switch symbol {
    case .equal, .notEqual: return true
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      if kind != .bool { return true }
      report(
        .wrongType, Bilingual("conditions are equal or not, neither is less", "条件只能比较相等，不分大小"), at: span)
      return false
    }
  }

  mutating func reportMixedTypes(_ left: Typed, _ right: Typed, at span: SourceSpan) {
    let names = (TypeNames.phrase(left.type), TypeNames.phrase(right.type))
    var hint = Bilingual("", "")
    var place = span
    var fixes: [Diagnostic.Fix] = []
    var notes: [Bilingual] = []
    for (point, other) in [(left, right), (right, left)] where point.type.isTemporal {
      if let year = year(of: point, beside: other) {
        hint = Bilingual("compare the years: `\(year.en)`", "请比较年份：`\(year.zh)`")
        place = point.span
        fixes = [.init(point.span, year.en)]
      }
      guard case .int(let number) = other.literal, other.type.unit == nil,
        let call = TemporalOrder.part(of: source.text(of: point.span), point.type.kind, like: number)
      else { continue }
      hint = Bilingual("compare a part of it: `\(call.en)`", "请比较其中一部分：`\(call.zh)`")
      fixes = [.init(point.span, call.en)]
    }
    for (text, other) in [(left, right), (right, left)] where text.type.kind == .text {
      let written = source.text(of: text.span)
      if case .text(let value) = text.literal, other.type.isTemporal || other.type.isNumeric {
        let isFigure = FigureReader.read(whole: value) != nil
        let bare = other.type.isTemporal ? TemporalOrder.literal(value) : isFigure ? value : nil
        if let bare {
          hint = Bilingual("without quotes: `\(bare)`", "不加引号：`\(bare)`")
          fixes = [.init(text.span, bare)]
        } else if value.isEmpty {
          let null = TianWords.keyword(.null, in: language)
          hint = Bilingual("an empty cell is `\(null)`", "空单元格写作 `\(null)`")
          place = text.span
          fixes = [.init(text.span, null)]
        }
      } else if other.type.isNumeric {
        hint = Bilingual("`number(\(written))` reads a figure", "可用 `数值(\(written))` 读出数")
        notes = textCause(of: text)
      } else if other.type.isTemporal {
        let call = TemporalOrder.call(reading: written, as: other.type.kind)
        let phrase = TypeNames.phrase(other.type)
        hint = Bilingual("`\(call.en)` reads \(phrase.en)", "可用 `\(call.zh)` 读出\(phrase.zh)")
      }
    }
    report(
      Diagnostic(
        .mixedTypes,
        Bilingual(
          "\(names.0.en) and \(names.1.en) don't go together", "\(names.0.zh)与\(names.1.zh)不能放在一起"),
        at: [.init(place, hint)], notes: notes, fixes: fixes))
  }

  /// Beside a column of numbers that its name calls years: how to write the year of a point. Nil elsewhere.
  private func year(of point: Typed, beside number: Typed) -> Bilingual? {
    guard number.type == .int, number.literal == nil,
      TemporalOrder.isFiner(point.type.kind, .period(.year))
    else { return nil }
    let name = source.text(of: number.span).lowercased().filter { $0 != "]" }
    guard ["年", "年份", "年度", "year"].contains(where: { name.hasSuffix($0) }) else { return nil }
    guard let value = point.literal else {
      return TemporalOrder.part(of: source.text(of: point.span), point.type.kind, like: 2000)
    }
    guard case .period(let year)? = value.point(as: .period(.year)) else { return nil }
    return Bilingual("\(year.year)", "\(year.year)")
  }

  mutating func textTest(
    _ function: ScalarFunction, _ left: Typed, _ right: Typed, at span: SourceSpan
  ) -> Typed {
    let sides = [left, right]
    var isRight = true
    for side in sides { isRight = isText(side, function.rawValue) && isRight }
    guard isRight else { return .unknown(at: span) }
    return Typed(.call(function, sides.map { $0.asNull(of: .text).expression }), .bool, at: span)
  }

  mutating func isText(_ value: Typed, _ name: String) -> Bool {
    if value.isUnknown { return false }
    if value.isNull || value.type.kind == .text { return true }
    if value.type.isHedged {
      reportHedgeLost(value, name, best: Bilingual("text(best", "文本(最佳"))
      return false
    }
    let kind = TypeNames.phrase(value.type)
    let text = source.text(of: value.span)
    report(
      .wrongType, Bilingual("`\(name)` takes text, and this is \(kind.en)", "`\(name)` 用于文本，而这是\(kind.zh)"),
      at: value.span, Bilingual("write `text(\(text))`", "请写 `文本(\(text))`"), fix: "text(\(text))")
    return false
  }
}
