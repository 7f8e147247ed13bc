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
    let index = older.lastIndex { $0.utf8.contains(pattern.utf8) }
    hasFailed = index == nil
    position = index ?? position
  }
}

extension String.UTF8View {
  /// Whether some bytes are found in these; there is no Foundation here to ask.
  fileprivate func contains(_ wanted: String.UTF8View) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
