/// What takes the place of a match: text in which `\1` to `\9` are groups, `\0` the whole match, and `\\` a
/// backslash.
package struct PatternReplacement: Hashable, Sendable {
  /// The last group that can be named.
  package static let groupMax = 9

  package enum Reason: Hashable, Sendable {
    case loneBackslash
    case noSuchGroup
  }

  package struct Failure: Error, Hashable, Sendable {
    package let reason: Reason
    /// The bytes of the replacement that are at fault.
    package let range: Range<Int>
  }

  /// Checks that the pattern has the groups.
  package init(_ text: String, groupCount: Int) throws(Failure) {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.popFirst() {
      guard first == UInt8(ascii: "\\") else { continue }
      let start = bytes.startIndex - 1
      guard let second = bytes.popFirst(), second == first || (0x30...0x39).contains(second) else {
        throw Failure(reason: .loneBackslash, range: start..<(start + 1))
      }
      if second != first, Int(second - 0x30) > groupCount {
        throw Failure(reason: .noSuchGroup, range: start..<(start + 2))
      }
    }
  }
}
