import TianFigures
import TianPlan

/// Conversions between numeric types: literals at once, columns by a node.
enum Conversions {
  /// A numeric expression, or a null, as another numeric type, its value multiplied by a ratio.
  static func convert(_ typed: Typed, to type: DataType, factor: Rational = .one) -> Typed {
    if typed.isUnknown || (typed.type == type && factor == .one) { return typed }
    if let value = typed.literal, let converted = Literals.converted(value, to: type, factor: factor) {
      return Typed(.literal(converted), type, at: typed.span)
    }
    return Typed(.convert(typed.expression, factor: factor), type, at: typed.span)
  }

  /// An expression as text, date, bool or number of a type that `TypeRules.common` found.
  static func adapt(_ typed: Typed, to type: DataType, factor: Rational = .one) -> Typed {
    if typed.isNull { return typed.asNull(of: type) }
    return type.isNumeric ? convert(typed, to: type, factor: factor) : typed
  }
}

/// How exact kinds join. Only numbers come here.
enum TypeRules {
  /// The kind that holds both: int, decimal of the larger scale, or float.
  static func common(_ left: DataType.Kind, _ right: DataType.Kind) -> DataType.Kind {
    if left == right { return left }
    guard let leftScale = scale(left), let rightScale = scale(right) else { return .float }
    return .decimal(scale: max(leftScale, rightScale))
  }

  static func scale(_ kind: DataType.Kind) -> Int? { DataType(kind).scale }

  /// The kind of a value multiplied by an exact ratio; float where no finite decimal holds it.
  static func scaled(_ kind: DataType.Kind, by factor: Rational) -> DataType.Kind {
    if factor == .one { return kind }
    guard let scale = scale(kind), let digits = factor.decimalDigits else { return .float }
    if digits == 0 { return kind }
    return scale + digits <= ExactDecimal.maximumScale ? .decimal(scale: scale + digits) : .float
  }

  /// The kind of a product of two exact kinds, or float: the scales add up.
  static func product(_ left: DataType.Kind, _ right: DataType.Kind) -> DataType.Kind {
    if left == .int, right == .int { return .int }
    guard let leftScale = scale(left), let rightScale = scale(right),
      leftScale + rightScale <= ExactDecimal.maximumScale
    else { return .float }
    return .decimal(scale: leftScale + rightScale)
  }
}
