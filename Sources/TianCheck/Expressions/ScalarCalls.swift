import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// Digits after the point that `decimal` keeps of a text, where nothing else is said.
  static let readScale = 4

  /// Those that `number` keeps: of money as many as of `decimal`, of all else two more, and as many more as
  /// the unit's 万 or 亿 has zeros, so that 亿元 is as fine as 元.
  static func figureScale(in unit: Unit?) -> Int {
    guard let unit else { return readScale + 2 }
    var (zeros, rest) = (0, unit.prefix)
    while rest >= 10 { (zeros, rest) = (zeros + 1, rest / 10) }
    return min(12, (unit.dimension.isMoney ? readScale : readScale + 2) + zeros)
  }

  @inline(never)
  mutating func scalar(
    _ function: ScalarFunction, _ arguments: [ExpressionSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    let values = arguments.map { check($0, context) }
    guard !values.contains(where: \.isUnknown), let first = values.first else { return .unknown(at: span) }
    let name = function.rawValue
    switch function {
    case .abs, .floor, .ceil, .round: return rounded(function, values, at: span)
    case .sqrt, .exp, .ln, .log10, .pow: return mathematical(function, values, at: span)
    case .least, .greatest:
      if values.allSatisfy(\.isNull) { return .null(at: span) }
      guard let (type, values) = unify(values), isOrdered(type.kind, .less, at: span) else {
        return .unknown(at: span)
      }
      return call(function, values, type, at: span)
    case .matches, .extract, .replaceMatch:
      return patternCall(function, values, arguments, context, at: span)
    case .length: return text(function, values, [], .int, at: span)
    case .upper, .lower, .trim, .fold, .simplified, .traditional, .pinyin, .initials:
      return text(function, values, [], .text, at: span)
    case .left, .right, .repeat, .adminCode, .industryCode:
      return text(function, values, [1], .text, at: span)
    case .validCode: return text(function, values, [], .bool, at: span)
    case .slice: return text(function, values, [1, 2], .text, at: span)
    case .pad:
      let filler = values.count > 2 ? [] : [Typed(.literal(.text(" ")), .text, at: span)]
      return text(function, values + filler, [1], .text, at: span)
    case .splitPart: return text(function, values, [2], .text, at: span)
    case .replace: return text(function, values, [], .text, at: span)
    case .concat:
      let texts = values.map { asText($0, name) }
      return texts.contains(where: \.isUnknown) ? .unknown(at: span) : call(function, texts, .text, at: span)
    case .date, .timestamp, .period, .year, .quarter, .month, .week, .day, .weekday, .hour, .minute, .second,
      .formatDate, .parseDate, .truncate, .age:
      return temporal(function, values, at: span)
    case .int, .decimal, .float, .text, .number: return converted(function, values, at: span)
    case .lo, .hi, .best, .hedged, .original: return figurePart(function, first, at: span)
    case .why, .contains, .starts, .ends, .coalesce, .settled, .addDays, .addMonths, .addMicroseconds,
      .addPeriods, .daysBetween, .microsecondsBetween, .periodsBetween:
      return .unknown(at: span)
    }
  }

  func call(
    _ function: ScalarFunction, _ values: [Typed], _ type: DataType, at span: SourceSpan
  ) -> Typed {
    Typed(.call(function, values.map(\.expression)), type, at: span)
  }

  /// `sqrt exp ln log10`, and `pow`, whose exponent is exact.
  private mutating func mathematical(
    _ function: ScalarFunction, _ values: [Typed], at span: SourceSpan
  ) -> Typed {
    let name = function.rawValue
    guard all(values, { $0.isNumber($1, name) && $0.isPlain($1, name) }),
      areExact(Array(values.dropFirst()), name)
    else { return .unknown(at: span) }
    let isHedged = values.first?.type.isHedged ?? false
    let sides = values.map { value in
      Conversions.convert(value.asNull(of: .float), to: DataType(.float, isHedged: value.type.isHedged))
    }
    return call(function, sides, DataType(.float, isHedged: isHedged), at: span)
  }

  /// `abs`, and rounding: the unit stays.
  private mutating func rounded(
    _ function: ScalarFunction, _ values: [Typed], at span: SourceSpan
  ) -> Typed {
    let name = function.rawValue
    guard let first = values.first, isNumber(first, name) else { return .unknown(at: span) }
    let value = first.asNull(of: .int)
    var kind = value.type.kind
    var digits: Int64 = 0
    if let second = values.dropFirst().first {
      guard let number = wholeNumber(second, in: 0...18, Bilingual("how many digits", "位数")) else {
        return .unknown(at: span)
      }
      digits = number
    }
    if function != .abs, case .decimal(let scale) = kind {
      kind = .decimal(scale: min(scale, Int(digits)))
    }
    let type = DataType(kind, unit: value.type.unit, isHedged: value.type.isHedged)
    guard function == .round else { return call(function, [value], type, at: span) }
    return call(function, [value, Typed(.literal(.int(digits)), .int, at: span)], type, at: span)
  }

  /// A function whose first argument is a text, others too but for whole numbers at some places.
  private mutating func text(
    _ function: ScalarFunction, _ values: [Typed], _ wholeNumbers: Set<Int>, _ type: DataType,
    at span: SourceSpan
  ) -> Typed {
    var isRight = true
    var sides: [Typed] = []
    for (place, value) in values.enumerated() {
      if wholeNumbers.contains(place) {
        isRight = isWhole(value, function.rawValue) && isRight
        sides.append(value.asNull(of: .int))
      } else {
        isRight = isText(value, function.rawValue) && isRight
        sides.append(value.asNull(of: .text))
      }
    }
    return isRight ? call(function, sides, type, at: span) : .unknown(at: span)
  }

  /// A hedged figure as text has no hedge left, so that the text must be asked for by what it is of.
  mutating func asText(_ value: Typed, _ name: String) -> Typed {
    let value = value.asNull(of: .text)
    if value.type.kind == .text { return value }
    guard value.type.isHedged else { return call(.text, [value], .text, at: value.span) }
    reportHedgeLost(value, name, best: Bilingual("best", "最佳"))
    return .unknown(at: value.span)
  }

  /// - Parameter best: the calls that make of the figure what is wanted, once somebody gives the hedge up.
  mutating func reportHedgeLost(_ value: Typed, _ name: String, best: Bilingual) {
    let text = source.text(of: value.span)
    let hasOriginal = isOfFile(value)
    let brackets = String(repeating: ")", count: best.en.count { $0 == "(" } + 1)
    let plain = Bilingual("\(best.en)(\(text)\(brackets)", "\(best.zh)(\(text)\(brackets)")
    report(
      .hedgedNotTaken,
      Bilingual("`\(name)` would lose this figure's hedge", "`\(name)` 会丢掉这个约数的修饰"), at: value.span,
      hasOriginal
        ? Bilingual(
          "write `original(\(text))`, or `\(plain.en)` for the bare number",
          "请写 `原文(\(text))`；只要数值则写 `\(plain.zh)`")
        : Bilingual("write `\(plain.en)` for the bare number", "只要数值请写 `\(plain.zh)`"),
      fix: hasOriginal ? "original(\(text))" : plain.en)
  }

  private mutating func converted(
    _ function: ScalarFunction, _ values: [Typed], at span: SourceSpan
  ) -> Typed {
    guard let first = values.first else { return .unknown(at: span) }
    let name = function.rawValue
    let value = first.asNull(of: .text)
    let isReadable = value.type.isNumeric || value.type.kind == .text
    let kind: DataType.Kind
    switch function {
    case .text: return asText(value, name)
    case .number: return number(value, at: span)
    case .int: kind = .int
    case .float: kind = .float
    default:
      var digits = Int64(value.type.scale ?? Self.readScale)
      if let second = values.dropFirst().first {
        guard let number = wholeNumber(second, in: 0...18, Bilingual("how many digits", "位数")) else {
          return .unknown(at: span)
        }
        digits = number
      }
      kind = .decimal(scale: Int(digits))
    }
    guard isReadable else {
      let phrase = TypeNames.phrase(value.type)
      report(
        .wrongType, Bilingual("`\(name)` doesn't convert \(phrase.en)", "`\(name)` 不能转换\(phrase.zh)"),
        at: value.span)
      return .unknown(at: span)
    }
    guard areExact([value], name) else { return .unknown(at: span) }
    let type = DataType(kind, unit: value.type.unit)
    if value.type == type { return value }
    return call(function, [value], type, at: span)
  }

  /// A literal text is read at once, with its unit; a column gives plain figures, unless `to` names a unit.
  private mutating func number(_ value: Typed, at span: SourceSpan) -> Typed {
    guard isText(value, "number") else { return .unknown(at: span) }
    if case .text(let written) = value.literal,
      let figure = FigureReader.read(whole: written, environment.widths, in: environment.units)
    {
      return Literals.typed(figure, at: span)
    }
    return numberCall(
      value.expression, DataType(.decimal(scale: Self.figureScale(in: nil)), isHedged: true), at: span)
  }

  /// The text that `number` reads, where an expression is a call of it: `number(t) to 亩`.
  mutating func numberArgument(_ syntax: ExpressionSyntax, _ context: Context) -> Typed? {
    switch syntax {
    case .bracketed(let inner, _): return numberArgument(inner, context)
    case .call(let name, let arguments, _):
      guard functionPlace(of: name.text, context.frame) == nil, let only = arguments.first,
        arguments.count == 1, let definition = FunctionTable.named(name.text),
        definition.identity == .scalar(.number)
      else { return nil }
      let value = check(only.value, context)
      return isText(value, "number") ? value.asNull(of: .text) : .unknown(at: value.span)
    case .literal, .interpolated, .name, .negated, .not, .binary, .logical, .membership, .convert,
      .conditional, .range, .query,
      .missing:
      return nil
    }
  }

  private mutating func figurePart(_ function: ScalarFunction, _ first: Typed, at span: SourceSpan) -> Typed {
    if function == .original {
      if isOfFile(first) { return call(function, [first], .text, at: span) }
      report(
        .noOriginal, Bilingual("this was computed, and has no original text", "这是算出来的，没有原文"), at: first.span)
      return .unknown(at: span)
    }
    guard isNumber(first, function.rawValue) else { return .unknown(at: span) }
    let value = first.asNull(of: .int)
    if function == .hedged {
      return value.type.isHedged
        ? call(function, [value], .bool, at: span) : Typed(.literal(.bool(false)), .bool, at: span)
    }
    return value.type.isHedged
      ? call(function, [value], Self.exact(value.type), at: span) : value.placed(at: span)
  }

  // MARK: What arguments must be

  private mutating func all(_ values: [Typed], _ test: (inout Self, Typed) -> Bool) -> Bool {
    var isRight = true
    for value in values { isRight = test(&self, value) && isRight }
    return isRight
  }

  private mutating func isWhole(_ value: Typed, _ name: String) -> Bool {
    if value.isNull || (value.type.kind == .int && value.type.unit == nil) { return true }
    let phrase = TypeNames.phrase(value.type)
    report(
      .wrongType,
      Bilingual(
        "`\(name)` takes a whole number here, and this is \(phrase.en)", "`\(name)` 此处用整数，而这是\(phrase.zh)"),
      at: value.span, Bilingual("`int(…)` makes one", "可用 `整数(…)` 转换"))
    return false
  }

  /// The value of a whole number that is known before running, sums and products of such too; reported
  /// where it isn't one.
  mutating func wholeNumber(_ value: Typed, in range: ClosedRange<Int64>, _ what: Bilingual) -> Int64? {
    if value.isUnknown { return nil }
    if value.type.unit == nil || value.type.unit?.dimension.isCount == true,
      let number = Literals.whole(value.expression)
    {
      if range.contains(number) { return number }
      let isLow = number < range.lowerBound
      let end = isLow ? range.lowerBound : range.upperBound
      report(
        .notWholeNumber,
        Bilingual(
          "\(what.en) is \(isLow ? "at least" : "at most") \(end), and this is \(number)",
          "\(what.zh)\(isLow ? "至少" : "至多")是 \(end)，这里是 \(number)"), at: value.span)
      return nil
    }
    report(
      .notWholeNumber,
      Bilingual(
        "\(what.en) must be a whole number, written out or a `let`", "\(what.zh)必须是写明的整数，或 `令` 定义的整数"),
      at: value.span)
    return nil
  }
}
