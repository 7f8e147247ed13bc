/// A regular expression of the syntax that all targets share, written so that they all mean the same: RE2
/// here and in DuckDB, Java's expressions in Spark, PostgreSQL's own.
///
/// | written | meaning |
/// |---|---|
/// | `.` | any character but a line's end |
/// | `[abc]` `[a-z]` `[^…]` `[一-龥]` | one character of a set, or none of it; sets hold `\d \w \s` too |
/// | `\d \w \s` `\D \W \S` | `[0-9]`, `[0-9A-Za-z_]`, `[\t\n\f\r ]`, and all else |
/// | `\p{Han}` | a Chinese character |
/// | `\n \t \r \f` `\u4E00` `\x{4E00}` `\.` | a character |
/// | `a*` `a+` `a?` `a{2}` `a{2,}` `a{2,5}` | repeated, 255 times at most; `?` after: as few as do |
/// | `(…)` `(?:…)` `a\|b` | a group, one that isn't counted, alternatives |
/// | `^` `$` `\A` `\z` | the text's beginning and end |
/// | `(?i)` | in front of all: without regard to case |
package struct Pattern: Hashable, Sendable {
  /// In the letters of the pattern: sets for the classes, no flags.
  package let text: String
  /// How many groups are counted.
  package let groupCount: Int

  package init(_ written: String) throws(PatternFailure) {
    var reader = PatternReader(written)
    text = try reader.read()
    groupCount = reader.groupCount
  }
}

/// Why a pattern isn't taken, and the bytes of it that are at fault.
package struct PatternFailure: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case unclosedGroup, unopenedGroup, unclosedSet, emptySet
    case nothingToRepeat, repeatedTwice, possessive, looseBrace, badCount, countTooLarge
    case lookaround, backreference, namedGroup, flags
    case wordBoundary, property, unknownEscape, loneBackslash
    case reversedRange, classInRange, negatedClassInSet, namedClass
    case tooDeep
  }

  package let reason: Reason
  package let range: Range<Int>
}
