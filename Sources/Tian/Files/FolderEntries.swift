/// What lies in a folder, for whoever types a path.
package enum FolderEntries {
  /// Names in order of code points, those of folders with `/` behind them; hidden ones are left out. Empty
  /// where there is nothing to be read.
  package static func names(in folder: String) -> [String] {
    let folder = folder.isEmpty ? "." : folder
    guard let names = try? FileSystem.names(in: folder) else { return [] }
    return names.map { name in
      if case .folder? = try? FileSystem.kind(of: FileSystem.join(folder, name)) { name + "/" } else { name }
    }
  }
}
