import TianEditor
import TianSource

/// The candidates for a word, and the one that is chosen, as lines below the input.
struct CompletionMenu {
  private static let gap = 2

  private let candidates: [Candidate]
  private var place: Int?

  init(_ candidates: [Candidate]) { self.candidates = candidates }

  var selected: Candidate? { place.map { candidates[$0] } }

  /// Goes to another candidate; from the last to the first, and from the first to none.
  mutating func goOn(by step: Int) {
    let count = candidates.count
    switch place {
    case nil: place = step > 0 ? 0 : count - 1
    case let at?: place = (0..<count).contains(at + step) ? at + step : step > 0 ? 0 : nil
    }
  }

  /// One candidate a line with what there is to say of it, page by page if they are more than fit; several a
  /// line where there is nothing to say of most. Lines are narrower than the window.
  func lines(columns: Int, rowsMax: Int, isColored: Bool) -> [SafeText] {
    let room = max(1, columns - 1)
    if candidates.count <= rowsMax { return list(candidates.indices, room, isColored) }
    let toldCount = candidates.count { !$0.detail.isEmpty }
    if 2 * toldCount < candidates.count || rowsMax < 3 { return grid(room, rowsMax: rowsMax, isColored) }
    let page = rowsMax - 1
    let first = (place ?? 0) / page * page
    let shown = first..<min(first + page, candidates.count)
    return list(shown, room, isColored) + [counted(room, "", isColored)]
  }

  private func list(_ range: Range<Int>, _ room: Int, _ isColored: Bool) -> [SafeText] {
    let width = min(range.map { DisplayWidth.of(shown(candidates[$0])) }.max() ?? 0, max(0, room - 1))
    return range.map { index in
      let name = Self.cut(shown(candidates[index]), width)
      let detail = Self.cut(
        VisibleText.escaped(candidates[index].detail), max(0, room - width - Self.gap - 1))
      let head = styled(SafeText(" " + DisplayWidth.padded(name, cells: width)), index, isColored)
      return detail.isEmpty ? head : head + " " + SafeText(" " + detail).styled(.dim, if: isColored)
    }
  }

  private func grid(_ room: Int, rowsMax: Int, _ isColored: Bool) -> [SafeText] {
    let cell = min((candidates.map { DisplayWidth.of(shown($0)) }.max() ?? 0) + Self.gap, room)
    let perLine = max(1, room / cell)
    let lineCount = max(1, rowsMax - 1)
    let perPage = perLine * lineCount
    let first = (place ?? 0) / perPage * perPage
    let page = first..<min(first + perPage, candidates.count)
    let used = min(lineCount, (page.count + perLine - 1) / perLine)
    var lines: [SafeText] = (0..<used).map { line in
      stride(from: page.lowerBound + line, to: page.upperBound, by: used).map { index in
        let name = Self.cut(shown(candidates[index]), cell - 1)
        return styled(SafeText(" " + DisplayWidth.padded(name, cells: cell - 1)), index, isColored)
      }.joined()
    }
    lines.append(counted(room, selected.map { VisibleText.escaped($0.detail) } ?? "", isColored))
    return lines
  }

  /// Which candidate is chosen, and of how many.
  private func counted(_ room: Int, _ detail: String, _ isColored: Bool) -> SafeText {
    let count = "\(place.map { $0 + 1 } ?? 0)/\(candidates.count)"
    let about = [count, detail].filter { !$0.isEmpty }
    return SafeText(Self.cut(" " + about.joined(separator: "  "), room)).styled(.dim, if: isColored)
  }

  private func styled(_ text: SafeText, _ index: Int, _ isColored: Bool) -> SafeText {
    index == place ? text.styled(.selected, if: isColored) : text
  }

  /// Functions with their bracket: a column may have the same name.
  private func shown(_ candidate: Candidate) -> String {
    VisibleText.escaped(candidate.kind == .function ? candidate.text : candidate.name)
  }

  private static func cut(_ text: String, _ cells: Int) -> String {
    DisplayWidth.elided(text, cells: cells)
  }
}
