import CTianEdit
import TianSource

/// What a file like `~/.editrc` asks for: Emacs' or vi's keys, and what single keys do. Nothing of it reaches
/// libedit unread, which takes keys of any length into a fixed place and names that it does not know.
struct KeyBindings: Equatable {
  enum Meaning: Equatable {
    case command(EditCommand)
    /// A function of libedit's own.
    case own(String)
    /// As if this had been typed.
    case text([UInt32])
  }

  static let bytesMax = 1 << 16
  private static let keysMax = 8
  private static let textMax = 256

  private(set) var mode: EditingMode?
  private(set) var meanings: [(keys: [UInt32], meaning: Meaning)] = []
  /// What was not understood: the line, counted from 1, and the word.
  private(set) var unknown: (line: Int, word: String)?

  /// - Parameter text: lines of words, `bind -v` or `bind "^T" ed-undo` for example; `tian:` before the first
  ///   word is this program, any other name another one. Commands but `bind` are about how libedit draws.
  init(_ text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var words = Self.words(of: line)
      guard let head = words.first, Self.isHere(head.split(separator: ":")) else { continue }
      words[0] = head.split(separator: ":").last.map(String.init) ?? ""
      guard words[0] == "bind" else { continue }
      if let word = bind(words.dropFirst()), unknown == nil { unknown = (index + 1, word) }
    }
  }

  static func == (left: KeyBindings, right: KeyBindings) -> Bool {
    left.mode == right.mode && left.meanings.elementsEqual(right.meanings) { $0 == $1 }
  }

  private static func isHere(_ parts: [Substring]) -> Bool {
    parts.count < 2 || parts[0] == "tian" || parts[0] == "*" || parts[0] == ".*"
  }

  /// The word that was not understood; nil where all was.
  private mutating func bind(_ words: ArraySlice<String>) -> String? {
    var isText = false
    var rest = words
    while let word = rest.first, word.hasPrefix("-"), word.count > 1 {
      rest = rest.dropFirst()
      switch word {
      case "-e": mode = .emacs
      case "-v": mode = .vi
      case "-s": isText = true
      // Keys of vi's command mode are not libedit's here.
      case "-a": return nil
      default: return word
      }
    }
    guard let written = rest.first else { return nil }
    guard let keys = Self.keys(written), (1...Self.keysMax).contains(keys.count),
      keys.allSatisfy({ (1..<0x80).contains($0) })
    else { return written }
    guard let word = rest.dropFirst().first else { return nil }
    if isText {
      // Keys that are read as keys again would be read for ever.
      guard let text = Self.keys(word), text.count <= Self.textMax, !text.contains(0), !text.contains(0x80),
        !repeats(keys, text)
      else { return word }
      meanings.append((keys, .text(text)))
      return nil
    }
    guard let meaning = KeyNames.meaning(of: word) else { return word }
    meanings.append((keys, meaning))
    return nil
  }

  private func repeats(_ keys: [UInt32], _ text: [UInt32]) -> Bool {
    let texts = meanings.compactMap { pair -> (keys: [UInt32], text: [UInt32])? in
      if case .text(let text) = pair.meaning { (pair.keys, text) } else { nil }
    }
    let all = texts + [(keys, text)]
    return all.contains { one in all.contains { $0.text.contains(one.keys) } }
  }

  // MARK: Words and keys

  /// As libedit has it: in double quotes a backslash stays, but before a quote or another.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        isEscaped = false
        let stays = quote == "\"" ? !"\"\\".contains(character) : !character.isWhitespace && character != "\""
        word = (word ?? "") + (stays ? "\\" : "") + String(character)
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        words += word.map { [$0] } ?? []
        word = nil
      } else if character == "#", word == nil, words.isEmpty {
        break
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// `^X`, `\e`, `\n`, `\033`, `M-x` and the letters themselves; nil for what is none of them.
  private static func keys(_ word: String) -> [UInt32]? {
    var keys: [UInt32] = []
    var rest = word.unicodeScalars.map(\.value)[...]
    while let scalar = rest.popFirst() {
      switch Unicode.Scalar(scalar) {
      case "^":
        guard let next = rest.popFirst(), next < 0x80 else { return nil }
        keys.append(next == 0x3F ? 0x7F : next & 0x1F)
      case "M" where rest.first == 0x2D && rest.count > 1:
        rest = rest.dropFirst()
        keys.append(0x1B)
      case "\\":
        guard let next = rest.popFirst() else { return nil }
        if let digit = octal(next) {
          var value = digit
          for _ in 0..<2 {
            guard let digit = rest.first.flatMap(octal) else { break }
            value = value * 8 + digit
            rest = rest.dropFirst()
          }
          keys.append(value)
        } else {
          keys.append(Unicode.Scalar(next).flatMap { escapes[$0] } ?? next)
        }
      default: keys.append(scalar)
      }
    }
    return keys
  }

  private static func octal(_ scalar: UInt32) -> UInt32? {
    (0x30...0x37).contains(scalar) ? scalar - 0x30 : nil
  }

  private static let escapes: [Unicode.Scalar: UInt32] = [
    "a": 0x07, "b": 0x08, "t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D, "e": 0x1B, "E": 0x1B,
  ]

  /// Keys or a text as libedit reads them without looking for more in them.
  static func written(_ keys: [UInt32]) -> [UInt32] {
    keys.flatMap { key -> [UInt32] in
      guard key < 0x80 else { return [key] }
      return [0x5C] + [key >> 6, key >> 3 & 7, key & 7].map { $0 + 0x30 }
    } + [0]
  }
}
