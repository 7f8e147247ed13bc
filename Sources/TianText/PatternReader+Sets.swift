extension PatternReader {
  /// `[…]`.
  mutating func set() throws(PatternFailure) {
    let start = at
    at += 1
    let isNegated = next == "^"
    if isNegated { at += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    if next == "]" {
      // `[]a]` holds a bracket; `[]` alone holds nothing.
      guard scalars[(at + 1)...].contains("]") else { throw failure(.emptySet, from: start, to: at + 1) }
    }
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if scalar == "[", let kind = scalars[safe: at + 1], kind == ":" || kind == "." || kind == "=" {
        throw failure(.namedClass, from: at, to: at + 2)
      }
      ranges += try member(scalar)
    }
    guard next == "]" else { throw failure(.unclosedSet, from: start, to: start + 1) }
    at += 1
    if ignoresCase { ranges = PatternSets.withBothCases(ranges) }
    write(set: ranges, isNegated: isNegated)
  }

  /// A class, a character, or a range of characters.
  private mutating func member(_ scalar: Unicode.Scalar) throws(PatternFailure) -> [ClosedRange<
    Unicode.Scalar
  >] {
    let start = at
    if scalar == "\\", let (ranges, isNegated) = try characterClass() {
      if isNegated { throw failure(.negatedClassInSet, from: start) }
      if next == "-", scalars[safe: at + 1] != "]" { throw failure(.classInRange, from: start, to: at + 1) }
      return ranges
    }
    let low = try character()
    guard next == "-", let after = scalars[safe: at + 1], after != "]" else { return [low...low] }
    at += 1
    if after == "\\", try characterClass() != nil { throw failure(.classInRange, from: start) }
    let high = try character()
    guard low <= high else { throw failure(.reversedRange, from: start) }
    return [low...high]
  }

  private mutating func character() throws(PatternFailure) -> Unicode.Scalar {
    if next == "\\" { return try escapedCharacter() }
    defer { at += 1 }
    return scalars[at]
  }

  /// `\d` and its like, from the backslash; nil, and not moved, where none stands here.
  mutating func characterClass() throws(PatternFailure) -> (
    ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool
  )? {
    guard let letter = scalars[safe: at + 1] else { return nil }
    if letter == "p" || letter == "P" {
      guard starts("{Han}", at: at + 2) else {
        let end = scalars[(at + 2)...].prefix(20).firstIndex(of: "}").map { $0 + 1 }
        throw failure(.property, from: at, to: end ?? at + 2)
      }
      at += 7
      return (PatternSets.han, letter == "P")
    }
    let lower = Unicode.Scalar(letter.value | 0x20) ?? letter
    guard let ranges = PatternSets.classes[lower], letter.isASCII else { return nil }
    at += 2
    return (ranges, letter != lower)
  }

  /// The character that `\` and what follows stand for.
  mutating func escapedCharacter() throws(PatternFailure) -> Unicode.Scalar {
    let start = at
    at += 1
    guard let scalar = next else { throw failure(.loneBackslash, from: start) }
    at += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{C}"
    case "u": return try hexadecimal(digits: 4, from: start)
    case "x":
      guard next == "{" else { return try hexadecimal(digits: 2, from: start) }
      at += 1
      let value = try hexadecimal(digits: nil, from: start)
      guard next == "}" else { throw failure(.unknownEscape, from: start) }
      at += 1
      return value
    case "b", "B": throw failure(.wordBoundary, from: start)
    case "1"..."9", "k": throw failure(.backreference, from: start)
    default:
      guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
        throw failure(.unknownEscape, from: start)
      }
      return scalar
    }
  }

  private mutating func hexadecimal(digits: Int?, from start: Int) throws(PatternFailure) -> Unicode.Scalar {
    var value: UInt32 = 0
    var count = 0
    while count < digits ?? 6, let digit = next.flatMap({ Character($0).hexDigitValue }) {
      value = value << 4 | UInt32(digit)
      count += 1
      at += 1
    }
    guard count == digits ?? max(count, 1), let scalar = Unicode.Scalar(value) else {
      throw failure(.unknownEscape, from: start)
    }
    return scalar
  }
}

extension [Unicode.Scalar] {
  fileprivate subscript(safe index: Int) -> Unicode.Scalar? { index < count ? self[index] : nil }
}
