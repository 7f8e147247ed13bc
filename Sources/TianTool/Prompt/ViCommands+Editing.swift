/// The commands that are no motion and wait for none.
extension ViCommands {
  mutating func edit(_ key: Character, _ text: CharacterText, _ kills: inout KilledText) -> Outcome {
    var changed = text
    switch key {
    case "i": return .insert(text, times: times)
    case "a":
      changed.cursor = min(text.cursor + 1, text.lineEnd(text.cursor))
      return .insert(changed, times: times)
    case "I":
      changed.cursor = text.firstLetter(text.cursor)
      return .insert(changed, times: times)
    case "A":
      changed.cursor = text.lineEnd(text.cursor)
      return .insert(changed, times: times)
    case "R": return .overwrite(times: times)
    case "o", "O":
      let place = key == "o" ? text.lineEnd(text.cursor) : text.lineStart(text.cursor)
      changed.characters.insert("\n", at: place)
      changed.cursor = key == "o" ? place + 1 : place
      return .insert(changed)
    case "x": return short(["d", "l"], text, &kills)
    case "X": return short(["d", "h"], text, &kills)
    case "D": return short(["d", "$"], text, &kills)
    case "C": return short(["c", "$"], text, &kills)
    case "s": return short(["c", "l"], text, &kills)
    case "S": return short(["c", "c"], text, &kills)
    case "Y": return short(["y", "y"], text, &kills)
    case "p", "P": return put(kills, isBehind: key == "p", text)
    case "~": return switchCase(text)
    case "J": return joinLines(text)
    case "u": return .undo(times)
    case "\u{12}": return .redo(times)
    case ".": return .again(count)
    case "/", "?": return .search
    case "v": return .program
    default: return .refused
    }
  }

  /// One key that stands for two.
  private mutating func short(
    _ keys: [Character], _ text: CharacterText, _ kills: inout KilledText
  ) -> Outcome {
    keys.reduce(.more) { _, key in take(key, at: text, kills: &kills) }
  }

  private func put(_ kills: KilledText, isBehind: Bool, _ text: CharacterText) -> Outcome {
    guard !kills.text.isEmpty else { return .refused }
    var changed = text
    let new = Array(String(repeating: kills.isLines ? kills.text + "\n" : kills.text, count: times))
    guard kills.isLines else {
      let place = isBehind ? min(text.cursor + 1, text.lineEnd(text.cursor)) : text.cursor
      changed.characters.insert(contentsOf: new, at: place)
      changed.cursor = place + new.count - 1
      return .show(changed)
    }
    let end = text.lineEnd(text.cursor)
    if isBehind {
      changed.characters.insert(contentsOf: ["\n"] + new.dropLast(), at: end)
      changed.cursor = end + 1
    } else {
      changed.cursor = text.lineStart(text.cursor)
      changed.characters.insert(contentsOf: new, at: changed.cursor)
    }
    return .show(changed)
  }

  private func switchCase(_ text: CharacterText) -> Outcome {
    let range = text.cursor..<min(text.cursor + times, text.lineEnd(text.cursor))
    guard !range.isEmpty else { return .refused }
    var changed = text
    changed.characters.replaceSubrange(
      range,
      with: text.characters[range].flatMap { Array($0.isLowercase ? $0.uppercased() : $0.lowercased()) })
    changed.cursor = range.upperBound
    return .show(changed)
  }

  /// The next line behind this one, with a space between them.
  private func joinLines(_ text: CharacterText) -> Outcome {
    let end = text.lineEnd(text.cursor)
    guard end < text.characters.count else { return .refused }
    var changed = text
    let next = changed.characters[(end + 1)...].firstIndex { $0 != " " } ?? changed.characters.count
    changed.characters.replaceSubrange(end..<next, with: [" "])
    changed.cursor = end
    return .show(changed)
  }
}
