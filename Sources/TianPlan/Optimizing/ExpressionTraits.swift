/// What may be assumed of an expression when the rows that it is worked out for change.
extension Expression {
  /// A condition that is true or false of every row, never null and never undecided.
  var isNeverNull: Bool {
    switch form {
    case .literal(let value): value != .null
    case .compare(.equal, let left, let right, _), .compare(.notEqual, let left, let right, _):
      !left.type.isHedged && !right.type.isHedged
    case .compare(.less, _, _, _), .compare(.lessOrEqual, _, _, _), .compare(.greater, _, _, _),
      .compare(.greaterOrEqual, _, _, _):
      false
    case .and(let operands), .or(let operands): operands.allSatisfy(\.isNeverNull)
    case .not(let operand): operand.isNeverNull
    case .isIn, .membership: true
    case .conditional(let arms, let otherwise):
      arms.allSatisfy(\.value.isNeverNull) && otherwise.isNeverNull
    case .column, .arithmetic, .negate, .scalar, .convert, .call: false
    }
  }

  /// Working it out for a row can neither fail nor make a null that is counted: it may be worked out for more
  /// rows, or for fewer, unnoticed.
  var isQuiet: Bool {
    let isQuietItself =
      switch form {
      case .column, .literal, .compare, .and, .or, .not, .isIn, .membership, .conditional: true
      case .arithmetic, .negate, .scalar: false
      case .convert(let operand, factor: _): type.kind == .float && operand.type.kind != .float
      case .call(.date, let operands), .call(.timestamp, let operands), .call(.period, let operands):
        operands.first?.type.isTemporal ?? false
      case .call(let function, _): function.isQuiet
      }
    return isQuietItself && children.allSatisfy(\.isQuiet)
  }
}

extension ScalarFunction {
  fileprivate var isQuiet: Bool {
    switch self {
    case .least, .greatest, .length, .upper, .lower, .trim, .left, .right, .slice, .replace, .splitPart,
      .concat, .matches, .extract, .fold, .simplified, .traditional, .pinyin, .initials, .adminCode,
      .industryCode, .validCode, .year, .quarter, .month, .week, .day, .weekday, .hour, .minute, .second,
      .formatDate, .truncate, .age,
      .text, .lo, .hi, .best, .hedged, .original, .why, .contains, .starts,
      .ends, .coalesce, .daysBetween, .microsecondsBetween, .periodsBetween:
      true
    case .abs, .round, .floor, .ceil, .sqrt, .exp, .ln, .log10, .pow, .date, .timestamp, .period, .parseDate,
      .int, .decimal, .float, .number, .settled,
      .addDays, .addMonths, .addMicroseconds, .addPeriods, .repeat, .pad, .replaceMatch:
      false
    }
  }
}
