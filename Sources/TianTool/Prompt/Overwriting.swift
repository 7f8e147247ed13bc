/// vi's `R`: what is typed takes the place of what stands there, up to the end of its line, and erasing
/// brings that back.
struct Overwriting: Equatable {
  /// What the characters typed so far stood in for; nil behind the end of the line.
  private var replaced: [Character?] = []
  /// Behind the last of them; elsewhere overwriting begins anew.
  private var end = 0

  mutating func type(_ scalar: Unicode.Scalar, in text: CharacterText) -> CharacterText {
    if text.cursor != end { replaced = [] }
    var changed = text
    defer { end = changed.cursor }
    let place = text.cursor
    // A mark belongs to the character before it.
    let joined = replaced.isEmpty ? "" : String(text.characters[place - 1]) + String(Character(scalar))
    if joined.count == 1 {
      changed.characters[place - 1] = Character(joined)
      return changed
    }
    let isAtEnd = place == text.lineEnd(place)
    replaced.append(isAtEnd ? nil : text.characters[place])
    changed.characters.replaceSubrange(place..<(isAtEnd ? place : place + 1), with: [Character(scalar)])
    changed.cursor += 1
    return changed
  }

  /// Takes the last character typed away; before the first of them the cursor alone goes left.
  mutating func erase(in text: CharacterText) -> CharacterText {
    var changed = text
    defer { end = changed.cursor }
    changed.cursor = max(text.lineStart(text.cursor), text.cursor - 1)
    guard text.cursor == end, let old = replaced.popLast() else {
      replaced = []
      return changed
    }
    changed.characters.replaceSubrange(changed.cursor..<text.cursor, with: old.map { [$0] } ?? [])
    return changed
  }
}
