import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension Scope {
  /// The columns that a path means: exactly, else by fold. A bare name is a shown column's title, or the bare
  /// name of one called `t.name`; `t.name` finds hidden ones too.
  func find(_ path: [String]) -> [Column] {
    let exact = find(path) { $0 == $1 }
    return exact.isEmpty ? find(path) { NameFolding.fold($0) == NameFolding.fold($1) } : exact
  }

  private func find(_ path: [String], _ matches: (String, String) -> Bool) -> [Column] {
    guard let last = path.last else { return [] }
    if path.count == 2 {
      let qualified = columns.filter { column in
        column.qualifier.map { matches($0, path[0]) } == true && matches(column.name, last)
      }
      if !qualified.isEmpty { return qualified }
    }
    let title = path.joined(separator: ".")
    let titled = columns.filter { !$0.isHidden && matches($0.title, title) }
    if !titled.isEmpty || path.count > 1 { return titled }
    let others = columns.filter { column in
      !column.isHidden && column.otherName.map { matches($0, last) } == true
    }
    return others + columns.filter { !$0.isHidden && $0.isQualified && matches($0.name, last) }
  }
}

/// What a name means in an expression.
enum NameMeaning {
  case argument(ExpressionSyntax, Frame)
  case column(Scope.Column)
  case definition(Int)
  /// A table of the catalog.
  case table(TableUse)
  /// Reported.
  case unknown
  case none
}

extension StatementChecker {
  /// The columns that a path means, by their names or by a name with the column's unit in brackets after
  /// it, as headers write it: `[面积（亩）]` is 面积 where that is in 亩.
  func columns(_ path: PathSyntax, in scope: Scope) -> [Scope.Column] {
    let names = path.names.map(\.text)
    let found = scope.find(names)
    guard found.isEmpty, let last = names.last, let (name, unit) = nameAndUnit(last) else {
      return found
    }
    return scope.find(names.dropLast() + [name]).filter { plan.type(of: $0.id).unit == unit }
  }

  /// `面积（亩）` as 面积 and 亩; nil where there is no unit in brackets at the end.
  private func nameAndUnit(_ text: String) -> (name: String, unit: Unit)? {
    guard let end = text.last, end == ")" || end == "）",
      let start = text.lastIndex(where: { $0 == "(" || $0 == "（" }),
      let unit = Unit(label: String(text[text.index(after: start)...].dropLast()), in: environment.units)
    else { return nil }
    let name = String(text[..<start])
    return name.isEmpty ? nil : (name, unit)
  }

  /// A name in an expression: a parameter, a column, a `let`, a table of one value.
  @inline(never)
  mutating func name(_ path: PathSyntax, _ context: Context) -> Typed {
    let place = context.place(path.span)
    switch meaning(of: path, context) {
    case .argument(let syntax, let frame):
      return check(syntax, Context(scope: context.scope, frame: frame, aggregates: context.aggregates))
    case .column(let column):
      if column.isUnknown { return .unknown(at: place) }
      return Typed(.column(column.id), plan.type(of: column.id), at: place)
    case .definition(let index): return definition(index, context, at: place)
    case .table(let table): return scalar(of: table, at: place)
    case .unknown: return .unknown(at: place)
    case .none:
      if isFunctionAfterDot(path, context) { return .unknown(at: place) }
      if path.single == nil, let value = walked(path, context) { return value }
      if case .summary(let input, _) = context.aggregates, !columns(path, in: input).isEmpty {
        reportLoose(path, at: place)
      } else {
        report(unknownColumn(path, context, quoted: nil))
      }
      return .unknown(at: place)
    }
  }

  mutating func meaning(of path: PathSyntax, _ context: Context) -> NameMeaning {
    if let parameters = context.frame.parameters {
      guard let argument = parameters.argumentsByName[path.first.text] else { return .none }
      parameters.used.insert(path.first.text)
      if path.rest.isEmpty { return .argument(argument, parameters.callers) }
      guard let longer = argument.path?.followed(by: path.rest) else { return .none }
      return .argument(.name(longer), parameters.callers)
    }
    let columns = columns(path, in: context.scope)
    let place = path.single.flatMap { definitionPlace(of: $0.text, context.frame) }
    if let column = columns.first {
      switch place.map({ environment.definitions[$0] }) {
      case .some(let definition) where definition.isLet && definition.name == column.title:
        reportColumnAndLet(path, definition, context)
        return .unknown
      case .some(let definition) where definition.name == path.first.text && column.title != definition.name:
        // The column is found by fold only.
        return place.map { .definition($0) } ?? .none
      case .some, .none: break
      }
      if columns.count > 1 {
        reportAmbiguous(path, columns.map(\.title), context)
        return .unknown
      }
      return .column(column)
    }
    if let place { return .definition(place) }
    if context.scope.isUnknown { return .unknown }
    // A column of the rows that come in is meant before a table of that name.
    if case .summary(let input, _) = context.aggregates, !self.columns(path, in: input).isEmpty {
      return .none
    }
    if let single = path.single, let table = catalogTable(single.text, context.frame) { return .table(table) }
    return .none
  }

  /// A `let`, a loaded table or a bound value of a name: exactly, else by fold where just one folds so.
  func definitionPlace(of name: String, _ frame: Frame) -> Int? {
    if let place = environment.place(of: name, isFunction: false, in: frame.visible) { return place }
    let names = environment.names(isFunction: false, in: frame.visible)
    let matches = NameFolding.matches(name, in: names)
    guard matches.count == 1, let match = matches.first else { return nil }
    return environment.place(of: names[match], isFunction: false, in: frame.visible)
  }

  /// Whether an expression is a single name that means nothing here.
  mutating func isLooseName(_ syntax: ExpressionSyntax, _ context: Context) -> Bool {
    guard case .name(let path) = syntax, let name = path.single, context.frame.parameters == nil else {
      return false
    }
    return columns(path, in: context.scope).isEmpty && definitionPlace(of: name.text, context.frame) == nil
      && catalogTable(name.text, context.frame) == nil
  }

  /// The value that a definition stands for.
  private mutating func definition(_ index: Int, _ context: Context, at place: SourceSpan) -> Typed {
    let definition = environment.definitions[index]
    switch definition.meaning {
    case .value(let syntax):
      let frame = inner(definition, index, used: place, context.frame)
      let refused = Context.Aggregates.refused(Bilingual("in a `let` of a value", "在 `令` 的值中"))
      return check(syntax, Context(scope: .empty, frame: frame, aggregates: refused)).placed(at: place)
    case .bound(let value, let type):
      return value == .null && !type.isNumeric
        ? Typed(.literal(.null), type, at: place) : Typed(.literal(value), type, at: place)
    case .table, .loaded: return scalar(of: tableUse(index, used: place, context.frame), at: place)
    case .unknown, .function, .unknownFunction:
      isBroken = true
      return .unknown(at: place)
    }
  }

  /// The frame of a definition's own text.
  func inner(
    _ definition: Environment.Definition, _ index: Int, used place: SourceSpan, _ frame: Frame
  ) -> Frame {
    let isHere = frame.useSpan == nil && definition.source == source
    return Frame(
      source: definition.source, folder: definition.folder, useSpan: isHere ? nil : place,
      visible: environment.visibility(of: definition.library, before: index), previous: definition.previous,
      parameters: nil)
  }
}

extension ExpressionSyntax {
  /// The path that this is, in brackets or not.
  fileprivate var path: PathSyntax? {
    switch self {
    case .name(let path): path
    case .bracketed(let inner, _): inner.path
    case .literal, .interpolated, .negated, .not, .binary, .logical, .membership, .convert, .call,
      .conditional, .range, .query, .missing:
      nil
    }
  }
}

extension PathSyntax {
  /// Some names of another text after a dot, in this path's place.
  fileprivate func followed(by names: [NameSyntax]) -> PathSyntax {
    PathSyntax(
      first,
      rest
        + names.map { name in
          var name = name
          name.span = last.span
          return name
        })
  }
}
