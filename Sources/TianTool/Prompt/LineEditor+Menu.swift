import CTianEdit
import TianSource

/// TAB: completes what is certain, and shows a menu of the rest below the input. In the menu TAB and the
/// arrows go from one candidate to the next, each put in the input at once; Enter keeps it, Ctrl-G and Escape
/// give up, any other key goes on behind it.
extension LineEditor {
  private enum MenuKey {
    case next, previous, keep, giveUp, other, resize
  }

  func completeWord(_ text: EditedText) -> EditOutcome {
    let cursor = text.cursorInText
    let (replaceFrom, candidates) = complete(text.text, cursor)
    guard replaceFrom <= cursor, let from = text.position(ofTextOffset: replaceFrom) else { return refuse() }
    let typed = text.decoded(from..<text.cursor)
    let completion = Completion(of: typed, candidates: candidates.map(\.text))
    if let replacement = completion.replacement { put(replacement, at: from) }
    guard completion.isListed else { return completion.replacement == nil ? refuse() : .done }
    var chosen = CompletionMenu(candidates)
    let begun = current.decoded(from..<current.cursor)
    defer { menu = nil }
    while true {
      menu = chosen
      repaint()
      switch readMenuKey() {
      case .next: chosen.goOn(by: 1)
      case .previous: chosen.goOn(by: -1)
      case .giveUp:
        put(begun, at: from)
        return .done
      case .keep:
        // Nothing was chosen: Enter means the input.
        if chosen.selected == nil { input.unread([0x0A]) }
        return .done
      case .resize:
        followTerminal()
        continue
      case .other: return .done
      }
      put(chosen.selected?.text ?? begun, at: from)
    }
  }

  /// Puts a text in place of what stands from a position to the cursor.
  private func put(_ text: String, at from: Int) {
    replace(from..<max(from, current.cursor), with: EditedText.encoded(text))
  }

  private func readMenuKey() -> MenuKey {
    switch input.read() {
    case .scalar(0x09): return .next
    case .scalar(0x0A), .scalar(0x0D): return .keep
    case .scalar(0x07): return .giveUp
    case .scalar(0x1B): return readArrow()
    case .scalar(let scalar):
      input.unread([scalar])
      return .other
    case .terminalChanged: return .resize
    case .end, .interrupted: return .other
    }
  }

  private func readArrow() -> MenuKey {
    guard input.goesOn, case .scalar(let second) = input.read(noticesTerminalChange: false) else {
      return .giveUp
    }
    guard second == UInt32(UInt8(ascii: "[")) || second == UInt32(UInt8(ascii: "O")),
      case .scalar(let third) = input.read(noticesTerminalChange: false)
    else {
      input.unread([0x1B, second])
      return .other
    }
    switch Unicode.Scalar(third) {
    case "B": return .next
    case "A", "Z": return .previous
    default:
      input.unread([0x1B, second, third])
      return .other
    }
  }
}
