import TianFigures
import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `case(c => v, …, else => v)`. Conditions read certain.
  @inline(never)
  mutating func conditional(
    _ arms: [CaseArmSyntax], _ otherwise: ExpressionSyntax?, _ context: Context, at span: SourceSpan
  ) -> Typed {
    var conditions: [Typed] = []
    var values: [Typed] = []
    for arm in arms {
      conditions.append(condition(arm.condition, context))
      values.append(check(arm.value, context))
    }
    values.append(otherwise.map { check($0, context) } ?? .null(at: span))
    let isUnknown = conditions.contains(where: \.isUnknown)
    if values.allSatisfy(\.isNull) { return isUnknown ? .unknown(at: span) : .null(at: span) }
    guard let (type, values) = unify(values), let last = values.last, !isUnknown else {
      return .unknown(at: span)
    }
    func joined(_ value: (Typed) -> Expression, counts: Bool = false) -> Expression {
      let arms = zip(conditions, values).map {
        Expression.Arm(condition: counts ? $0.settled : $0.expression, value: value($1))
      }
      return Expression(.conditional(arms, otherwise: value(last)), type, span: span)
    }
    let differs = values.contains { $0.possible != nil }
    return Typed(joined(\.expression, counts: true), possible: differs ? joined(\.possibleReading) : nil)
  }

  mutating func coalesce(_ left: Typed, _ right: Typed, at span: SourceSpan) -> Typed {
    if left.isNull, right.isNull { return .null(at: span) }
    guard let (type, values) = unify([left, right]) else { return .unknown(at: span) }
    let differs = values.contains { $0.possible != nil }
    return Typed(
      Expression(.call(.coalesce, values.map(\.expression)), type, span: span),
      possible: differs
        ? Expression(.call(.coalesce, values.map(\.possibleReading)), type, span: span) : nil)
  }

  /// `clamp(x, low, high)` as `greatest(low, least(x, high))`; null where x is, and a null bound is none.
  mutating func clamped(_ arguments: [ExpressionSyntax], _ context: Context, at span: SourceSpan) -> Typed {
    let values = arguments.map { check($0, context) }
    if values.allSatisfy(\.isNull) { return .null(at: span) }
    guard let (type, sides) = unify(values), isOrdered(type.kind, .less, at: span) else {
      return .unknown(at: span)
    }
    let below = call(.least, [sides[0], sides[2]], type, at: span)
    let within = call(.greatest, [sides[1], below], type, at: span)
    let null = Expression(.literal(.null), type, span: span)
    let isNull = Expression(.compare(.equal, sides[0].expression, null, .certain), .bool, span: span)
    return Typed(
      .conditional([.init(condition: isNull, value: null)], otherwise: within.expression), type, at: span)
  }

  /// Values of which one is chosen, as one type: numbers in the first one's unit and the widest kind,
  /// hedged where one is. Nulls take that type; nulls alone are texts. Nil, reported, where they don't go
  /// together.
  mutating func unify(_ values: [Typed]) -> (type: DataType, values: [Typed])? {
    guard !values.contains(where: \.isUnknown) else { return nil }
    let present = values.filter { !$0.isNull }
    guard let first = present.first else { return (.text, values.map { $0.asNull(of: .text) }) }
    guard first.type.isNumeric else {
      if present.allSatisfy({ $0.type == .date || $0.type == .timestamp }),
        present.contains(where: { $0.type == .timestamp })
      {
        // A date among timestamps is its midnight.
        let points = values.map { TemporalOrder.converted($0.asNull(of: .timestamp), to: .timestamp) }
        return (.timestamp, points)
      }
      if let odd = present.first(where: { $0.type.kind != first.type.kind }) {
        reportMixedTypes(first, odd, at: odd.span)
        return nil
      }
      return (first.type, values.map { $0.asNull(of: first.type) })
    }
    if let odd = present.first(where: { !$0.type.isNumeric }) {
      reportMixedTypes(first, odd, at: odd.span)
      return nil
    }
    return unifyNumbers(values, leader: present.first { $0.type.unit != nil } ?? first)
  }

  private mutating func unifyNumbers(
    _ values: [Typed], leader: Typed
  ) -> (type: DataType, values: [Typed])? {
    var kind = leader.type.kind
    var factors: [Rational] = []
    for value in values {
      guard !value.isNull else {
        factors.append(.one)
        continue
      }
      guard let factor = factor(of: value, beside: leader) else { return nil }
      factors.append(factor)
      kind = TypeRules.common(kind, Self.kind(of: value, factor, isReduced: false))
    }
    let isHedged = values.contains { $0.type.isHedged }
    if isHedged, kind == .int { kind = .decimal(scale: 0) }
    let type = DataType(kind, unit: leader.type.unit, isHedged: isHedged)
    return (type, zip(values, factors).map { Conversions.adapt($0, to: type, factor: $1) })
  }

  private mutating func factor(of value: Typed, beside leader: Typed) -> Rational? {
    if value.type.unit == leader.type.unit { return .one }
    guard let pair = pair(leader, value, symbol: "…", for: .choice, at: value.span) else { return nil }
    guard pair.unit == leader.type.unit, case .agree(_, let factor) = UnitAgreement(leader, value) else {
      return nil
    }
    return factor
  }
}
