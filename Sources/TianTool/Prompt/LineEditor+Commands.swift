import CTianEdit

/// The keys that are answered here.
extension LineEditor {
  func run(_ command: EditCommand) -> EditOutcome {
    let text = current
    switch command {
    case .enter: return enter(text)
    case .newline: return insert("\n")
    case .paste: return paste()
    case .complete: return completeWord(text)
    case .search: return searchHistory(text)
    case .clearScreen: return clearScreen()
    case .undo: return undo()
    case .redo: return redo()
    case .editElsewhere:
      leave(.unfinished(text.text))
      return .done
    case .killLineEnd: return killLineEnd(text)
    case .killLineStart: return killLineStart(text)
    case .killWordLeft: return killWord(text, isForward: false)
    case .killWordRight: return killWord(text, isForward: true)
    case .yank: return yank()
    case .wordLeft: return move(to: wordPosition(text, isForward: false))
    case .wordRight: return move(to: wordPosition(text, isForward: true))
    case .left: return move(to: text.positionLeft)
    case .right: return takeGhost(at: text) ?? move(to: text.positionRight)
    case .home: return move(to: text.positionHome)
    case .end: return takeGhost(at: text) ?? move(to: text.positionEnd)
    case .up:
      if let above = text.positionAbove(cells: ScreenLayout.cells) { return move(to: above) }
      return goInHistory(to: historyPosition - 1, from: text)
    case .down:
      if let below = text.positionBelow(cells: ScreenLayout.cells) { return move(to: below) }
      return goInHistory(to: historyPosition + 1, from: text)
    case .eraseBefore: return erase(text.positionLeft..<text.cursor)
    case .eraseAfter:
      return text.scalars.isEmpty ? .endOfInput : erase(text.cursor..<text.positionRight)
    }
  }

  private func enter(_ text: EditedText) -> EditOutcome {
    let whole = text.text
    guard whole.allSatisfy(\.isWhitespace) || isComplete(whole) else { return insert("\n") }
    accept(whole)
    return .done
  }

  func insert(_ text: String) -> EditOutcome {
    let cursor = current.cursor
    return replace(cursor..<cursor, with: EditedText.encoded(text)) ? .done : refuse()
  }

  private func move(to position: Int) -> EditOutcome {
    moveCursor(to: position)
    return .done
  }

  private func erase(_ range: Range<Int>) -> EditOutcome {
    guard !range.isEmpty else { return refuse() }
    replace(range, with: [])
    return .done
  }

  /// Takes a bracketed paste, up to its end mark, as one piece of text.
  private func paste() -> EditOutcome {
    var pasted = PastedText()
    while !pasted.isFinished {
      guard case .scalar(let scalar) = input.read(noticesTerminalChange: false) else { break }
      pasted.append(scalar)
    }
    let text = pasted.text
    return text.isEmpty ? .done : insert(text)
  }

  /// Shows another entry; what was typed or changed is there again when the way leads back.
  private func goInHistory(to position: Int, from text: EditedText) -> EditOutcome {
    guard position >= 0, position <= history.entries.count else { return refuse() }
    historyDrafts[historyPosition] = text.text
    historyPosition = position
    let original = position < history.entries.count ? history.entries[position] : ""
    show(text: historyDrafts[position] ?? original)
    return .done
  }

  private func show(text: String) {
    replace(0..<current.scalars.count, with: EditedText.encoded(text))
  }

  /// Ctrl-R: looks for what is typed in ever older entries, and shows the entry in place of the input. Enter
  /// takes it, Ctrl-G gives up, any other key goes on from the entry found.
  private func searchHistory(_ text: EditedText) -> EditOutcome {
    let prompt = prompt
    let isCommand = isInViCommands
    isSearching = true
    defer {
      self.prompt = prompt
      isSearching = false
    }
    var search = HistorySearch(entries: history.entries)
    while true {
      self.prompt = "(\(search.hasFailed ? "?" : "")\(search.pattern)) "
      show(text: search.found ?? text.text)
      repaint()
      switch input.read() {
      case .scalar(0x12): search.goOn()
      case .scalar(0x7F), .scalar(0x08): search.shorten()
      case .scalar(0x07):
        show(text: text.text)
        return .done
      case .scalar(let scalar) where scalar >= 0x20:
        search.lengthen(by: Unicode.Scalar(scalar) ?? "\u{FFFD}")
      case .scalar(let scalar):
        // After vi's `/` Enter ends what is looked for.
        if !isCommand || scalar != 0x0A { input.unread([scalar]) }
        return .done
      case .terminalChanged: followTerminal()
      case .end, .interrupted: return .done
      }
    }
  }

  private func clearScreen() -> EditOutcome {
    draw("\u{1B}[H\u{1B}[2J")
    drawAnew()
    return .done
  }

  /// There is nothing that the key could do.
  func refuse() -> EditOutcome {
    draw("\u{7}")
    flush()
    return .done
  }
}
