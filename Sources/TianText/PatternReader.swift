/// Reads a pattern and writes it again as every target understands it. One function a production.
struct PatternReader {
  private static let depthMax = 100
  private static let countMax = 255
  /// Repeats inside repeats, multiplied: RE2 takes no more.
  private static let repeatsMax = 1000
  /// Characters and sets, repeats written out: within the memory that one pattern may take.
  private static let sizeMax = 10_000

  /// What a part comes to when its repeats by number are written out.
  struct Extent {
    var repeats = 1
    var size = 0
  }

  var scalars: [Unicode.Scalar]
  /// The byte at which each character begins, and the end.
  private var offsets: [Int] = []
  var at = 0
  var out = ""
  var groupCount = 0
  var ignoresCase = false
  private var depth = 0

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += String(scalar).utf8.count
    }
    offsets.append(offset)
  }

  var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  func starts(_ text: String, at start: Int) -> Bool {
    let wanted = Array(text.unicodeScalars)
    return start + wanted.count <= scalars.count
      && scalars[start..<start + wanted.count].elementsEqual(wanted)
  }

  func failure(_ reason: PatternFailure.Reason, from start: Int, to end: Int? = nil) -> PatternFailure {
    let end = min(end ?? at, scalars.count)
    return PatternFailure(reason: reason, range: offsets[min(start, end)]..<offsets[max(start, end)])
  }

  mutating func read() throws(PatternFailure) -> String {
    if starts("(?i)", at: 0) {
      ignoresCase = true
      at = 4
    }
    _ = try alternatives()
    if next == ")" { throw failure(.unopenedGroup, from: at, to: at + 1) }
    return out
  }

  private mutating func alternatives() throws(PatternFailure) -> Extent {
    var extent = try sequence(Extent())
    while next == "|" {
      out += "|"
      at += 1
      extent = try sequence(extent)
    }
    return extent
  }

  /// Adds to the extent of the alternatives before it.
  private mutating func sequence(_ before: Extent) throws(PatternFailure) -> Extent {
    var extent = before
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = at
      let piece = try piece()
      extent.repeats = max(extent.repeats, piece.repeats)
      extent.size += piece.size
      guard extent.size <= Self.sizeMax else { throw failure(.countTooLarge, from: start) }
    }
    return extent
  }

  private mutating func piece() throws(PatternFailure) -> Extent {
    let start = at
    switch next {
    case "^", "$":
      out.unicodeScalars.append(scalars[at])
      at += 1
      return try afterAnchor(start)
    case "\\" where starts("\\A", at: at) || starts("\\z", at: at):
      out += starts("\\A", at: at) ? "^" : "$"
      at += 2
      return try afterAnchor(start)
    default: break
    }
    let inside = try atom()
    return try quantified(inside)
  }

  private func afterAnchor(_ start: Int) throws(PatternFailure) -> Extent {
    if let next, "*+?{".unicodeScalars.contains(next) {
      throw failure(.nothingToRepeat, from: start, to: at + 1)
    }
    return Extent()
  }

  /// Something that may be repeated.
  private mutating func atom() throws(PatternFailure) -> Extent {
    guard let scalar = next else { return Extent() }
    switch scalar {
    case "(": return try group()
    case "[": try set()
    case ".":
      out += "[^\\n]"
      at += 1
    case "\\": try escape()
    case "*", "+", "?": throw failure(.nothingToRepeat, from: at, to: at + 1)
    case "{": throw failure(.looseBrace, from: at, to: at + 1)
    default:
      literal(scalar)
      at += 1
    }
    return Extent(size: 1)
  }

  private mutating func group() throws(PatternFailure) -> Extent {
    let start = at
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else { throw failure(.tooDeep, from: start, to: start + 1) }
    at += 1
    if next == "?" {
      let opening = at + 1
      if starts("?:", at: at) {
        out += "(?:"
        at += 2
      } else if starts("=", at: opening) || starts("!", at: opening) || starts("<=", at: opening)
        || starts("<!", at: opening) || starts(">", at: opening)
      {
        throw failure(.lookaround, from: start, to: opening + (starts("<", at: opening) ? 2 : 1))
      } else if starts("P", at: opening) || starts("<", at: opening) || starts("'", at: opening) {
        throw failure(.namedGroup, from: start, to: opening + 1)
      } else {
        throw failure(.flags, from: start, to: opening + 1)
      }
    } else {
      out += "("
      groupCount += 1
    }
    let extent = try alternatives()
    guard next == ")" else { throw failure(.unclosedGroup, from: start, to: start + 1) }
    out += ")"
    at += 1
    return extent
  }

  private mutating func quantified(_ inside: Extent) throws(PatternFailure) -> Extent {
    let start = at
    var extent = inside
    switch next {
    case "*", "+", "?":
      out.unicodeScalars.append(scalars[at])
      at += 1
    case "{":
      let count = try counts()
      extent = Extent(repeats: inside.repeats * count, size: inside.size * count)
      guard extent.repeats <= Self.repeatsMax, extent.size <= Self.sizeMax else {
        throw failure(.countTooLarge, from: start)
      }
    default: return inside
    }
    if next == "+" { throw failure(.possessive, from: start, to: at + 1) }
    if next == "?" {
      out += "?"
      at += 1
    }
    if let next, "*+?{".unicodeScalars.contains(next) {
      throw failure(.repeatedTwice, from: start, to: at + 1)
    }
    return extent
  }

  /// `{2}`, `{2,}`, `{2,5}`. Returns the larger number.
  private mutating func counts() throws(PatternFailure) -> Int {
    let start = at
    at += 1
    guard let low = try number(from: start) else { throw failure(.looseBrace, from: start, to: start + 1) }
    var high: Int? = low
    if next == "," {
      at += 1
      high = try number(from: start)
    }
    guard next == "}" else { throw failure(.looseBrace, from: start, to: start + 1) }
    at += 1
    if let high, high < low { throw failure(.badCount, from: start) }
    out.unicodeScalars.append(contentsOf: scalars[start..<at])
    return max(low, high ?? 0, 1)
  }

  private mutating func number(from start: Int) throws(PatternFailure) -> Int? {
    let first = at
    var value = 0
    while let scalar = next, (0x30...0x39).contains(scalar.value) {
      value = min(value * 10 + Int(scalar.value - 0x30), Self.countMax + 1)
      at += 1
    }
    guard value <= Self.countMax else { throw failure(.countTooLarge, from: start) }
    return at == first ? nil : value
  }

  // MARK: Characters

  /// A class or a character after `\`.
  private mutating func escape() throws(PatternFailure) {
    if let (ranges, isNegated) = try characterClass() {
      write(set: ranges, isNegated: isNegated)
    } else {
      literal(try escapedCharacter())
    }
  }

  private mutating func literal(_ scalar: Unicode.Scalar) {
    let cases = ignoresCase ? PatternSets.withBothCases([scalar...scalar]) : []
    if cases.count > 1 {
      write(set: cases, isNegated: false)
    } else {
      out += PatternSets.escaped(scalar, isInSet: false)
    }
  }

  mutating func write(set: [ClosedRange<Unicode.Scalar>], isNegated: Bool) {
    out += PatternSets.written(set, isNegated: isNegated)
  }
}
