import Glibc
import TianSource

/// A path with `*` or `?` in it, which stands for all the files that fit: `产出-*.csv`, `20??/产出.csv`. A file
/// that is really called so is meant by itself.
struct FilePattern: Hashable, Sendable {
  let text: String
  /// That the files must lie beneath, their links followed; nil where they may lie anywhere.
  var folder: String?

  /// Nil for a path without wildcards, or of a file that is there.
  init?(_ path: String) {
    guard path.contains(where: Self.isWildcard), access(path, F_OK) != 0 else { return nil }
    text = path
  }

  private static func isWildcard(_ character: Character) -> Bool { character == "*" || character == "?" }

  /// The files, in order of code points; hidden ones are left out, and folders. Throws where there is none.
  func files() throws(Diagnostic) -> [String] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    var found = [text.hasPrefix("/") ? "/" : ""]
    for (depth, part) in parts.enumerated() {
      var next: [String] = []
      for folder in found {
        if !part.contains(where: Self.isWildcard) {
          let path = Self.joined(folder, part)
          if access(path, F_OK) == 0 { next.append(path) }
          continue
        }
        guard let names = try? FileSystem.names(in: folder.isEmpty ? "." : folder) else { continue }
        next += names.filter { Self.fits($0[...], part[...]) }.map { Self.joined(folder, $0) }
      }
      found = next.filter { depth < parts.count - 1 || Self.isFile($0) }
    }
    guard !found.isEmpty else { throw noMatch }
    return found.sorted(by: CodePointOrder.precedes)
  }

  /// The folder that all the files lie below: what stands before the first wildcard.
  var base: String {
    let fixed = text.split(separator: "/").prefix { !$0.contains(where: Self.isWildcard) }
    let path = (text.hasPrefix("/") ? "/" : "") + fixed.joined(separator: "/")
    return path.isEmpty ? "." : path
  }

  /// What a table of the files is called: the stem without its wildcards, `产出` of `产出-*.csv`; the folder
  /// where nothing else is left.
  var tableName: String {
    let stem = FileSystem.stem(of: text)
    let words = stem.split(whereSeparator: { Self.isWildcard($0) || "-_. ".contains($0) })
    let name = words.joined(separator: "_")
    if !name.isEmpty { return name }
    let folder = FileSystem.folder(of: text)
    return FileSystem.name(of: FileSystem.realPath(folder) ?? folder)
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func isFile(_ path: String) -> Bool {
    if case .folder? = try? FileSystem.kind(of: path) { return false }
    return true
  }

  /// Whether a name fits: `*` stands for any characters, `?` for one. Cost: the product of both lengths at
  /// most.
  static func fits(_ name: Substring, _ pattern: Substring) -> Bool {
    var (name, pattern) = (name, pattern)
    /// After the last `*`: where to go on from when the rest does not fit.
    var retry: (name: Substring, pattern: Substring)?
    while let first = name.first {
      if pattern.first == "*" {
        pattern.removeFirst()
        retry = (name, pattern)
      } else if let wanted = pattern.first, wanted == "?" || wanted == first {
        name.removeFirst()
        pattern.removeFirst()
      } else if let last = retry {
        name = last.name.dropFirst()
        pattern = last.pattern
        retry = (name, pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }

  private var noMatch: Diagnostic {
    Diagnostic(
      .unreadableFile, Bilingual("no file fits `\(text)`", "没有文件符合 `\(text)`"),
      notes: [
        Bilingual(
          "`*` stands for any characters of a name and `?` for one; the path counts from the current folder",
          "`*` 代表文件名中任意个字符，`?` 代表一个；相对路径从当前目录算起")
      ])
  }
}
