import TianFormats
import TianSource

/// Diagnostics for programs: one JSON object a line.
///
///     {"code":"T203","severity":"error","message":{"en":"…","zh":"…"},"source":"query",
///      "line":1,"column":29,"endLine":1,"endColumn":32,"start":37,"end":46,
///      "labels":[{"line":…,"text":{"en":"…","zh":"…"}}],"notes":[{"en":"…","zh":"…"}],
///      "fixes":[{"line":…,"replacement":"…"}],"alternatives":[[{"line":…,"replacement":"…"}]]}
///
/// Lines and columns count from 1, columns in characters; `start` and `end` are offsets in UTF-8 bytes, from
/// 0. An end is the place after the last character. What has no place in a text has no `source` and no lines;
/// what is no message of the language has no `code`. Applying the fixes, from the last to the first,
/// mends what it tells of; so does each of the alternatives, where there are any.
package enum DiagnosticJSON {
  package static func line(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    var members = [
      ("code", JSONText.quoted(diagnostic.code.id)),
      ("severity", JSONText.quoted(diagnostic.severity.rawValue)),
      ("message", text(diagnostic.message)),
    ]
    if let span = diagnostic.span {
      members.append(("source", JSONText.quoted(source.name)))
      members += place(span, in: source)
    }
    let labels = diagnostic.labels.map { label in
      object(place(label.span, in: source) + [("text", text(label.text))])
    }
    members.append(("labels", list(labels)))
    members.append(("notes", list(diagnostic.notes.map(text))))
    func edit(_ fixes: [Diagnostic.Fix]) -> String {
      list(
        fixes.map { object(place($0.span, in: source) + [("replacement", JSONText.quoted($0.replacement))]) })
    }
    members.append(("fixes", edit(diagnostic.fixes)))
    if !diagnostic.alternatives.isEmpty {
      members.append(("alternatives", list(diagnostic.alternatives.map(edit))))
    }
    return object(members)
  }

  /// A message that has neither code nor place: `{"severity":"note","message":{…}}`.
  package static func line(_ severity: Diagnostic.Severity, _ message: Bilingual) -> String {
    object([("severity", JSONText.quoted(severity.rawValue)), ("message", text(message))])
  }

  private static func text(_ text: Bilingual) -> String {
    object([("en", JSONText.quoted(text.en)), ("zh", JSONText.quoted(text.zh))])
  }

  private static func place(_ span: SourceSpan, in source: SourceText) -> [(String, String)] {
    let index = LineIndex(source)
    let start = index.position(at: Int(span.lower))
    let end = index.position(at: Int(span.upper))
    return [
      ("line", String(start.line)), ("column", String(start.column)), ("endLine", String(end.line)),
      ("endColumn", String(end.column)), ("start", String(span.lower)), ("end", String(span.upper)),
    ]
  }

  private static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(JSONText.quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }
}
