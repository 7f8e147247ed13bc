import CTianEdit
import Tian
import TianSource

/// Keys as the user's `.editrc` has them.
extension LineEditor {
  /// `EDITRC`, or `.editrc` in the user's folder.
  static func bindingsPath(environment: (String) -> String?) -> String? {
    if let path = environment("EDITRC") { return path.isEmpty ? nil : path }
    return environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.editrc" }
  }

  /// A file that is not there or cannot be read changes nothing.
  func bindKeys(from path: String) {
    guard ScriptFile.exists(path), let text = try? ScriptFile.read(path).source.text,
      text.utf8.count <= KeyBindings.bytesMax
    else { return }
    let bindings = KeyBindings(text)
    mode = bindings.mode ?? mode
    for (keys, meaning) in bindings.meanings { bind(KeyBindings.written(keys), to: meaning) }
    if let (line, word) = bindings.unknown {
      bindingsNote = Bilingual(
        "\(path):\(line): `\(word)` is left out", "\(path):\(line)：不认识 `\(word)`，已略去")
    }
  }

  private func bind(_ keys: [UInt32], to meaning: KeyBindings.Meaning) {
    guard let editor else { return }
    switch meaning {
    case .command(let command): tian_edit_bind(editor, keys, command)
    case .own(let name): tian_edit_bind_own(editor, keys, name)
    case .text(let text): tian_edit_bind_text(editor, keys, KeyBindings.written(text))
    }
  }
}
