import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  @inline(never)
  mutating func call(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    if let column = columnCalled(context.title(span), context) {
      return Typed(.column(column.id), plan.type(of: column.id), at: span)
    }
    let arguments = inOrder(arguments, of: name, context)
    if let index = functionPlace(of: name.text, context.frame) {
      return functionCall(index, name, arguments, context, at: span)
    }
    let names = FunctionTable.names
    let matches = NameFolding.matches(name.text, in: names)
    guard let match = matches.first, let definition = FunctionTable.named(names[match]) else {
      if isColumnAndUnit(name, arguments, context, at: span) { return .unknown(at: span) }
      if isForeignFunction(name, arguments, context, at: span) { return .unknown(at: span) }
      reportUnknownFunction(name, arguments.count, context)
      checkLoosely(arguments, context)
      return .unknown(at: span)
    }
    if hasEqualSign(definition, name, arguments, context) { return .unknown(at: span) }
    if isRankOfValue(definition, name, arguments, context, at: span)
      || isDateOfParts(definition, arguments, at: span)
    {
      return .unknown(at: span)
    }
    guard let slots = slots(of: definition, name, arguments, context) else {
      checkLoosely(arguments, context)
      return .unknown(at: span)
    }
    switch definition.identity {
    case .scalar(.why): return reason(slots, Language(ofWord: name.text), context, at: span)
    case .scalar(let function): return scalar(function, slots, context, at: span)
    case .aggregate(let function): return aggregate(function, slots, context, at: span)
    case .window(let function): return window(function, slots, context, at: span)
    case .form(let form): return self.form(form, slots, context, at: span)
    }
  }

  /// The arguments, first those by place, then those by name; another order is reported.
  private mutating func inOrder(
    _ arguments: [ArgumentSyntax], of name: NameSyntax, _ context: Context
  ) -> [ArgumentSyntax] {
    let unnamed = arguments.filter { $0.name == nil }
    let named = arguments.filter { $0.name != nil }
    guard let label = named.first?.name, arguments.prefix(unnamed.count) != unnamed[...],
      let first = arguments.first, let last = arguments.last
    else { return arguments }
    let ordered = unnamed + named
    let list = ordered.map { context.frame.source.text(of: $0.span) }.joined(separator: ", ")
    let call = "\(name.text)(\(list))"
    report(
      Diagnostic(
        .wrongArguments,
        Bilingual(
          "`\(label.text):` stands before an argument without a name", "`\(label.text):` 写在了没有名称的参数之前"),
        at: [
          .init(
            context.place(label.span),
            Bilingual("named arguments come last: `\(call)`", "带名称的参数写在最后：`\(call)`"))
        ],
        fixes: context.place(label.span) == label.span
          ? [.init(first.span.joined(with: last.span), list)] : []))
    return ordered
  }

  /// The column that an unnamed item made, by the text that it was typed with: after `summarize count() by 县`
  /// the name `count()` is that column's. What groups rows anew counts anew.
  func columnCalled(_ text: String, _ context: Context) -> Scope.Column? {
    switch context.aggregates {
    case .refused, .window(partition: [], _, _):
      context.scope.shown.first { $0.name == text && !$0.isUnknown }
    case .window, .summary: nil
    }
  }

  private mutating func form(
    _ form: SpecialForm, _ arguments: [ExpressionSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    switch form {
    case .if:
      let arm = CaseArmSyntax(condition: arguments[0], value: arguments[1])
      return conditional([arm], arguments[2], context, at: span)
    case .clamp: return clamped(arguments, context, at: span)
    case .certain:
      var typed = condition(arguments[0], context)
      typed.possible = nil
      return typed
    case .possible:
      var typed = condition(arguments[0], context)
      typed.expression = typed.possibleReading
      typed.possible = nil
      return typed
    }
  }

  /// The arguments in the order of the parameters: first those by place, then those by name.
  private mutating func slots(
    of definition: FunctionDefinition, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context
  ) -> [ExpressionSyntax]? {
    var slots: [Int: ExpressionSyntax] = [:]
    var next = 0
    for argument in arguments {
      guard let label = argument.name else {
        slots[next] = argument.value
        next += 1
        continue
      }
      guard
        let at = definition.parameters.firstIndex(where: {
          $0.names.en == label.text || $0.names.zh == label.text
        }),
        slots[at] == nil
      else {
        reportArguments(definition, name, context, at: context.place(label.span))
        return nil
      }
      slots[at] = argument.value
    }
    let counts = definition.argumentCounts
    let count = slots.count
    guard count >= counts.least, counts.most.map({ count <= $0 }) ?? true,
      (0..<count).allSatisfy({ slots[$0] != nil })
    else {
      reportArguments(definition, name, context, at: context.place(name.span))
      return nil
    }
    return (0..<count).compactMap { slots[$0] }
  }

  private mutating func reportArguments(
    _ definition: FunctionDefinition, _ name: NameSyntax, _ context: Context, at span: SourceSpan
  ) {
    let signature = Bilingual(definition.signature(.english), definition.signature(.chinese))
    report(
      .wrongArguments, Bilingual("the arguments don't fit `\(name.text)`", "参数与 `\(name.text)` 不符"), at: span,
      notes: [signature])
  }

  /// `面积（亩）`, a column under a header's name without its quotes, which is reported with the column's name.
  private mutating func isColumnAndUnit(
    _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context, at span: SourceSpan
  ) -> Bool {
    guard arguments.count == 1,
      let unit = Unit(context.frame.source.text(of: arguments[0].value.span), in: environment.units),
      let column = columns(PathSyntax(name), in: context.scope).first, !column.isUnknown,
      let own = plan.type(of: column.id).unit, own.dimension == unit.dimension
    else { return false }
    let title = WrittenName.of(column.title)
    let mended = own == unit ? title : "\(title) to \(unit.text)"
    report(
      .unknownFunction, Bilingual("no function `\(name.text)`", "没有函数 `\(name.text)`"), at: span,
      Bilingual("the column is `\(mended)`", "此列请写 `\(mended)`"), fix: mended)
    return true
  }

  /// `digits = 2` among the arguments, which is a comparison with nothing, reported as the option that it is
  /// meant for.
  private mutating func hasEqualSign(
    _ definition: FunctionDefinition, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context
  ) -> Bool {
    for argument in arguments {
      guard argument.name == nil, case .binary(.equal, .name(let path), let value, _) = argument.value,
        let label = path.single, isLooseName(.name(path), context),
        definition.parameters.contains(where: { $0.names.en == label.text || $0.names.zh == label.text })
      else { continue }
      let mended = "\(label.text): \(context.frame.source.text(of: value.span))"
      report(
        .wrongArguments,
        Bilingual("an argument of `\(name.text)` is named with a colon", "`\(name.text)` 的参数名之后用冒号"),
        at: context.place(argument.value.span), Bilingual("write `\(mended)`", "请写 `\(mended)`"), fix: mended)
      return true
    }
    return false
  }
}
