import TianFormats
import TianSource

/// Diagnostics for programs: one JSON object a line.
package enum DiagnosticJSON {
  /// `{"code":"T203","severity":"error","message":"…","source":"query","line":1,"column":29,…}`. Lines and
  /// columns count from 1, columns in characters; the end is the place after the last character.
  package static func line(_ diagnostic: Diagnostic, in source: SourceText, language: Language) -> String {
    var members = [
      ("code", JSONText.quoted(diagnostic.code.id)),
      ("severity", JSONText.quoted(diagnostic.severity.rawValue)),
      ("message", JSONText.quoted(diagnostic.message[language])),
    ]
    if let span = diagnostic.span {
      members.append(("source", JSONText.quoted(source.name)))
      members += place(span, in: source)
    }
    let labels = diagnostic.labels.map { label in
      object(place(label.span, in: source) + [("text", JSONText.quoted(label.text[language]))])
    }
    members.append(("labels", "[\(labels.joined(separator: ","))]"))
    members.append(
      ("notes", "[\(diagnostic.notes.map { JSONText.quoted($0[language]) }.joined(separator: ","))]"))
    let fixes = diagnostic.fixes.map { fix in
      object(place(fix.span, in: source) + [("replacement", JSONText.quoted(fix.replacement))])
    }
    members.append(("fixes", "[\(fixes.joined(separator: ","))]"))
    return object(members)
  }

  /// A message that has neither code nor place: `{"severity":"note","message":"…"}`.
  package static func line(_ severity: Diagnostic.Severity, _ message: String) -> String {
    object([
      ("severity", JSONText.quoted(severity.rawValue)), ("message", JSONText.quoted(message)),
    ])
  }

  private static func place(_ span: SourceSpan, in source: SourceText) -> [(String, String)] {
    let index = LineIndex(source)
    let start = index.position(at: Int(span.lower))
    let end = index.position(at: Int(span.upper))
    return [
      ("line", String(start.line)), ("column", String(start.column)), ("endLine", String(end.line)),
      ("endColumn", String(end.column)),
    ]
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(JSONText.quoted($0)):\($1)" }.joined(separator: ",") + "}"
  }
}
