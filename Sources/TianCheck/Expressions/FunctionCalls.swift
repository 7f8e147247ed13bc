import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// A function that `fn` defined, by its exact name, else by fold where just one folds so.
  func functionPlace(of name: String, _ frame: Frame) -> Int? {
    if let place = environment.place(of: name, isFunction: true, in: frame.visible) { return place }
    let names = environment.names(isFunction: true, in: frame.visible)
    let matches = NameFolding.matches(name, in: names)
    guard matches.count == 1, let match = matches.first else { return nil }
    return environment.place(of: names[match], isFunction: true, in: frame.visible)
  }

  /// The body, put in with the arguments. It sees only what was defined above it, so that no call comes back.
  @inline(never)
  mutating func functionCall(
    _ index: Int, _ name: NameSyntax, _ arguments: [ArgumentSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    let definition = environment.definitions[index]
    guard case .function(let function) = definition.meaning else {
      isBroken = true
      return .unknown(at: span)
    }
    guard let values = ordered(arguments, for: function, name, context) else {
      for argument in arguments { _ = check(argument.value, context) }
      return .unknown(at: span)
    }
    let parameters = Parameters(
      names: function.parameters.map(\.text), arguments: values, callers: context.frame)
    var frame = inner(definition, index, used: span, context.frame)
    frame.parameters = parameters
    // A call takes more of the stack than an operator.
    defer { ascend(from: 0) }
    guard descend(at: span, under: 0) else { return .unknown(at: span) }
    let mark = diagnostics.count
    let body = check(
      function.body, Context(scope: context.scope, frame: frame, aggregates: context.aggregates))
    if context.frame.parameters == nil { label(since: mark, use: span) }
    for (name, value) in zip(parameters.names, values) where !parameters.used.contains(name) {
      _ = check(value, context)
    }
    return body.placed(at: span)
  }

  private mutating func ordered(
    _ arguments: [ArgumentSyntax], for function: FunctionSyntax, _ name: NameSyntax, _ context: Context
  ) -> [ExpressionSyntax]? {
    var slots: [Int: ExpressionSyntax] = [:]
    for (place, argument) in arguments.enumerated() {
      let at =
        argument.name.map { label in function.parameters.firstIndex { $0.text == label.text } } ?? place
      guard let at, slots[at] == nil else {
        slots = [:]
        break
      }
      slots[at] = argument.value
    }
    let values = function.parameters.indices.compactMap { slots[$0] }
    guard values.count == function.parameters.count, arguments.count == values.count else {
      let list = function.parameters.map(\.text)
      let signature = "\(function.name.text)(\(list.joined(separator: ", ")))"
      report(
        .wrongArguments, Bilingual("the arguments don't fit `\(name.text)`", "参数与 `\(name.text)` 不符"),
        at: context.place(name.span), notes: [Bilingual(signature, signature)])
      return nil
    }
    return values
  }

  /// What can be said of a function before it is called: its name, its parameters, and that it calls itself.
  mutating func functionDefinition(_ function: FunctionSyntax) {
    let name = function.name
    if FunctionTable.named(name.text) != nil {
      report(
        .takenName, Bilingual("`\(name.text)` is a built-in function", "`\(name.text)` 是内置函数"), at: name.span)
    }
    for (index, parameter) in function.parameters.enumerated()
    where function.parameters.prefix(index).contains(where: { $0.text == parameter.text }) {
      report(
        .takenName, Bilingual("two parameters are called `\(parameter.text)`", "两个参数都名为 `\(parameter.text)`"),
        at: parameter.span)
    }
    for call in CallFinder.calls(in: function.body) where call.text == name.text {
      report(
        .recursion, Bilingual("`\(name.text)` calls itself", "`\(name.text)` 调用了自身"), at: call.span)
    }
  }
}

/// The names that an expression calls, queries inside it left out.
enum CallFinder {
  static func calls(in expression: ExpressionSyntax) -> [NameSyntax] {
    var found: [NameSyntax] = []
    var waiting = [expression]
    while let next = waiting.popLast() {
      switch next {
      case .literal, .name, .query, .missing: break
      case .interpolated(let parts, _):
        for case .value(let value) in parts { waiting.append(value) }
      case .negated(let inner, _), .not(let inner, _), .bracketed(let inner, _), .convert(let inner, _):
        waiting.append(inner)
      case .binary(_, let left, let right, _): waiting += [left, right]
      case .logical(_, let operands): waiting += operands
      case .membership(let value, let set, _, _):
        waiting.append(value)
        switch set {
        case .list(let members, _): waiting += members
        case .expression(let member): waiting.append(member)
        }
      case .call(let name, let arguments, _):
        found.append(name)
        waiting += arguments.map(\.value)
      case .conditional(let arms, let otherwise, _):
        waiting += arms.flatMap { [$0.condition, $0.value] } + (otherwise.map { [$0] } ?? [])
      case .range(let low, let high, _): waiting += [low, high].compactMap(\.self)
      }
    }
    return found
  }
}
