// TianEditor: what an editor shows beside a query, as plain values. It never touches a terminal or a file.
import TianCheck
import TianSource
import TianSyntax

/// What can stand at a place of a query that is being written: what the stages before it leave, and what the
/// grammar asks for.
package struct Completer {
  /// The candidates for what is typed before the cursor, and where that begins, an offset in the text's
  /// UTF-8. The nearest to what was typed come first.
  package struct Completion {
    package var replaceFrom: Int
    /// What is typed, of the name or the text alone.
    package var word: String
    package var candidates: [Candidate]
  }

  let context: EditingContext

  package init(_ context: EditingContext) { self.context = context }

  /// - Parameter cursor: an offset in the text's UTF-8; one past its end is its end.
  package func complete(_ text: String, cursor: Int) -> Completion { complete(text, cursor, hears: true) }

  private func complete(_ text: String, _ cursor: Int, hears: Bool) -> Completion {
    let bytes = Array(text.utf8)
    var end = min(cursor, bytes.count)
    // Within a character, before it.
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let before = String(decoding: bytes[..<end], as: UTF8.self)
    let after = String(decoding: bytes[end...], as: UTF8.self)
    let typed = TypedText(before: before, units: context.environment.units)
    let candidates = PlaceCandidates(typed, context.after(typed.earlier), hears: hears).all
    let written = String(decoding: typed.source.bytes[typed.wordStart...], as: UTF8.self)
    // What is typed in full is no candidate where it is the only one; beside others it may be meant.
    let isDone = candidates.allSatisfy { $0.text == written }
    return Completion(
      replaceFrom: typed.wordStart, word: typed.word,
      candidates: isDone ? [] : candidates.map { $0.withoutEnd(thatBegins: after) })
  }

  /// The rest of the nearest candidate that goes on with exactly what was typed; empty where none does, and
  /// where nothing of it was typed.
  package func hint(_ text: String) -> String {
    let completion = complete(text, text.utf8.count, hears: false)
    let written = text.utf8.dropFirst(completion.replaceFrom)
    guard !completion.word.isEmpty,
      let first = completion.candidates.first(where: { !$0.text.utf8.elementsEqual(written) }),
      first.text.utf8.starts(with: written)
    else { return "" }
    return String(
      decoding: first.text.utf8.dropFirst(text.utf8.count - completion.replaceFrom), as: UTF8.self)
  }
}

extension Candidate {
  /// Without the bracket or quote at its end where the text goes on with it.
  fileprivate func withoutEnd(thatBegins rest: String) -> Candidate {
    guard let last = text.last, "(\"”’」'".contains(last), rest.first == last else { return self }
    var candidate = self
    candidate.text.removeLast()
    return candidate
  }
}
