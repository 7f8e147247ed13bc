/// Phrases and what they become, found by the longest that stands at a place. Filled once, then sealed.
struct PhraseMap: Sendable {
  private struct Entry {
    var key: [Unicode.Scalar]
    var value: [UInt32]
  }

  private var entries: [Entry] = []
  /// 1 more than the first entry of those that begin with a character.
  private var firsts = CharacterMap()

  mutating func add(_ key: [Unicode.Scalar], _ value: [UInt32]) {
    entries.append(Entry(key: key, value: value))
  }

  /// Sorts the phrases, the longer of one beginning first.
  mutating func seal() {
    entries.sort { left, right in
      guard left.key[0] == right.key[0] else { return left.key[0] < right.key[0] }
      return left.key.count > right.key.count
    }
    for (place, entry) in entries.enumerated().reversed() { firsts[entry.key[0]] = UInt32(place + 1) }
  }

  /// The longest phrase at a place. Cost: the phrases that share its first character.
  func longest(in text: [Unicode.Scalar], at start: Int) -> (length: Int, value: [UInt32])? {
    var place = Int(firsts[text[start]]) - 1
    guard place >= 0 else { return nil }
    while place < entries.count, entries[place].key[0] == text[start] {
      let key = entries[place].key
      if start + key.count <= text.count, key.indices.allSatisfy({ text[start + $0] == key[$0] }) {
        return (key.count, entries[place].value)
      }
      place += 1
    }
    return nil
  }
}
