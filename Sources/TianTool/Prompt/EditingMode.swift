/// Which keys edit the input: those of Emacs, or those of vi.
enum EditingMode: String, Sendable, CaseIterable {
  case emacs, vi
}

/// Where vi's keys are in an input.
struct ViState {
  var commands = ViCommands()
  /// What is typed is inserted; otherwise it is a command.
  var isInserting = true
  /// The steps of the input that there were when inserting began.
  var mark = 0
  /// The keys of the command at hand, with what it inserts.
  var keys: [UInt32] = []
  /// How many of them came before what is inserted, and how often that is to stand there in the end.
  var inserted: (from: Int, times: Int) = (0, 1)
  /// While `R` overwrites.
  var overwriting: Overwriting?
  /// The keys of the last command that changed something, for `.`.
  var lastChange: [UInt32] = []

  /// What was typed since inserting began, with what was erased of it; empty where other keys were used.
  var typedText: [UInt32] {
    keys[inserted.from...].reduce(into: [UInt32]?([])) { text, key in
      switch key {
      case 0x08, 0x7F: _ = text?.popLast()
      case 0x20...: text?.append(key)
      default: text = nil
      }
    } ?? []
  }

  /// The keys of the last change with another count in place of its own, of which the operator may have one,
  /// too.
  func lastChange(times count: Int?) -> [UInt32] {
    guard let count else { return lastChange }
    func withoutCount(_ keys: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
      let digits = UInt32(UInt8(ascii: "0"))...UInt32(UInt8(ascii: "9"))
      return keys.first == digits.lowerBound ? keys : keys.drop { digits.contains($0) }
    }
    var rest = withoutCount(lastChange[...])
    let operators = "dcy".unicodeScalars.map(\.value)
    var head = String(count).unicodeScalars.map(\.value)
    if let first = rest.first, operators.contains(first) {
      head.append(first)
      rest = withoutCount(rest.dropFirst())
    }
    return head + rest
  }
}
