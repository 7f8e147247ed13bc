import TianText

/// A search through the history, from the newest entry back.
struct HistorySearch {
  let entries: [String]
  private(set) var pattern = ""
  private(set) var hasFailed = false
  private var position: Int

  init(entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// The entry found last.
  var found: String? { position < entries.count ? entries[position] : nil }

  mutating func lengthen(by scalar: Unicode.Scalar) {
    pattern.unicodeScalars.append(scalar)
    find(from: min(position, entries.count - 1))
  }

  /// Takes the pattern's last character away, and begins anew.
  mutating func shorten() {
    guard !pattern.isEmpty else { return }
    pattern.removeLast()
    position = entries.count
    hasFailed = false
    if !pattern.isEmpty { find(from: entries.count - 1) }
  }

  /// Goes on to an older entry.
  mutating func goOn() {
    if !pattern.isEmpty { find(from: position - 1) }
  }

  private mutating func find(from start: Int) {
    let older = start >= 0 ? entries[...start] : []
    let sought = SoughtText(pattern)
    let index = older.lastIndex(where: sought.isIn)
    hasFailed = index == nil
    position = index ?? position
  }
}
