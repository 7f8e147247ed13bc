import Glibc
import TianSource

/// Scripts that are files.
package enum ScriptFile {
  /// Longer ones are data given in place of a script.
  package static let bytesMax = 16 << 20

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The text of a file, and the folder that the paths in it start from.
  package static func read(_ path: String) throws(TianError) -> (source: SourceText, folder: String) {
    do {
      let bytes = try FileSystem.read(path, bytesMax: bytesMax)
      return (SourceText(name: path, bytes: bytes), FileSystem.folder(of: path))
    } catch {
      throw TianError(error)
    }
  }

  /// Puts a text in place of a file's, all of it or nothing: whoever reads the file sees the old or the new.
  package static func replace(_ path: String, with text: String) throws(TianError) {
    do throws(Diagnostic) {
      try AtomicFile.write(path) { file throws(Diagnostic) in try file.append(Array(text.utf8)) }
    } catch {
      throw TianError(error)
    }
  }

  /// The case files below a folder, by their endings .case and .txt, in order; or the one that the path
  /// names.
  package static func caseFiles(in path: String) throws(TianError) -> [String] {
    do { return try files(below: path) } catch { throw TianError(error) }
  }

  private static func files(below path: String) throws(Diagnostic) -> [String] {
    guard case .folder = try FileSystem.kind(of: path) else { return [path] }
    var files: [String] = []
    for name in try FileSystem.names(in: path) {
      let inner = FileSystem.join(path, name)
      if case .folder = try FileSystem.kind(of: inner) {
        files += try Self.files(below: inner)
      } else if name.hasSuffix(".case") || name.hasSuffix(".txt") {
        files.append(inner)
      }
    }
    return files
  }
}
