import TianPlan
import TianSource
import TianSyntax
import TianText

/// Patterns, groups and replacements, which are known before anything runs.
extension StatementChecker {
  /// `matches extract replace_match`. `arguments` are the values as they were written.
  @inline(never)
  mutating func patternCall(
    _ function: ScalarFunction, _ values: [Typed], _ arguments: [ExpressionSyntax], _ context: Context,
    at span: SourceSpan
  ) -> Typed {
    guard isText(values[0], function.rawValue),
      let pattern = pattern(values[1], arguments[1], function.rawValue, context)
    else { return .unknown(at: span) }
    var operands = [
      values[0].asNull(of: .text), Typed(.literal(.text(pattern.text)), .text, at: values[1].span),
    ]
    switch function {
    case .extract:
      var group: Int64 = 0
      if values.count > 2 {
        let most = Int64(min(pattern.groupCount, PatternReplacement.groupMax))
        guard let number = wholeNumber(values[2], in: 0...most, Bilingual("the group", "组号")) else {
          return .unknown(at: span)
        }
        group = number
      }
      operands.append(Typed(.literal(.int(group)), .int, at: span))
    case .replaceMatch:
      guard let replacement = replacement(values[2], arguments[2], pattern, context) else {
        return .unknown(at: span)
      }
      operands.append(replacement)
    default: break
    }
    return call(function, operands, function == .matches ? .bool : .text, at: span)
  }

  /// `text ~ pattern`.
  mutating func patternTest(
    _ left: Typed, _ right: Typed, _ written: ExpressionSyntax, _ context: Context, at span: SourceSpan
  ) -> Typed {
    guard isText(left, "~"), let pattern = pattern(right, written, "~", context) else {
      return .unknown(at: span)
    }
    let literal = Typed(.literal(.text(pattern.text)), .text, at: right.span)
    return call(.matches, [left.asNull(of: .text), literal], .bool, at: span)
  }

  /// The pattern that a value is; reported where it is none, or where it isn't known yet.
  private mutating func pattern(
    _ value: Typed, _ syntax: ExpressionSyntax, _ name: String, _ context: Context
  ) -> Pattern? {
    guard let text = knownText(value, name, Bilingual("the pattern", "模式")) else { return nil }
    do {
      return try Pattern(text)
    } catch {
      let (message, hint) = PatternMessages.message(error.reason)
      let place = place(of: error.range, in: value, syntax, context)
      var notes: [Bilingual] = []
      if place == value.span { notes = [Bilingual("in the pattern `\(text)`", "在模式 `\(text)` 中")] }
      report(.badPattern, message, at: place, hint, notes: notes)
      return nil
    }
  }

  private mutating func replacement(
    _ value: Typed, _ syntax: ExpressionSyntax, _ pattern: Pattern, _ context: Context
  ) -> Typed? {
    guard let text = knownText(value, "replace_match", Bilingual("the replacement", "替换文字")) else {
      return nil
    }
    do {
      _ = try PatternReplacement(text, groupCount: pattern.groupCount)
      return value
    } catch {
      let place = place(of: error.range, in: value, syntax, context)
      switch error.reason {
      case .loneBackslash:
        report(
          .badReplacement,
          Bilingual("a backslash that names no group", "反斜杠后面不是组号"), at: place,
          Bilingual("`\\1` is a group, `\\\\` a backslash", "`\\1` 表示组，`\\\\` 表示反斜杠"))
      case .noSuchGroup:
        let count = pattern.groupCount
        report(
          .badReplacement,
          Bilingual(
            count == 0
              ? "the pattern has no group" : "the pattern has \(count) group\(count == 1 ? "" : "s")",
            count == 0 ? "模式中没有组" : "模式中只有 \(count) 个组"), at: place,
          Bilingual("`\\0` is the whole match; round brackets make a group", "`\\0` 是整个匹配；圆括号成组"))
      }
      return nil
    }
  }

  /// A text that is written out, or a `let` or bound value of one.
  private mutating func knownText(_ value: Typed, _ name: String, _ what: Bilingual) -> String? {
    guard isText(value, name) else { return nil }
    if case .text(let text) = value.literal { return text }
    let written = source.text(of: value.span)
    report(
      .openPattern, Bilingual("\(what.en) must be known before the run", "\(what.zh)须在运行之前确定"),
      at: value.span,
      Bilingual(
        "write it out, or name it with `let`; for the text of a column, `contains \(written)`",
        "请直接写明，或用 `令` 定义；查找某列中的文字可用 `含 \(written)`"))
    return nil
  }

  /// Where some bytes of a text are written: within its quotes where it stands there, else the whole.
  private func place(
    of range: Range<Int>, in value: Typed, _ syntax: ExpressionSyntax, _ context: Context
  ) -> SourceSpan {
    switch syntax {
    case .bracketed(let inner, _): return place(of: range, in: value, inner, context)
    case .literal(_, let span) where context.frame.useSpan == nil:
      return StringPlaces.span(of: range, in: span, context.frame.source) ?? value.span
    default: return value.span
    }
  }

  /// `~=`: both sides folded, and then equal as `==` has it.
  mutating func alike(_ left: Typed, _ right: Typed, at span: SourceSpan) -> Typed {
    var isRight = true
    for side in [left, right] { isRight = isText(side, "~=") && isRight }
    guard isRight else { return .unknown(at: span) }
    return comparison(.equal, folded(left), folded(right), at: span)
  }

  private func folded(_ value: Typed) -> Typed {
    let value = value.asNull(of: .text)
    if case .text(let text) = value.literal {
      return Typed(.literal(.text(TextFolding.fold(text))), .text, at: value.span)
    }
    if case .null = value.literal { return value }
    return call(.fold, [value], .text, at: value.span)
  }
}
