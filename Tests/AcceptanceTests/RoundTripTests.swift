import Foundation
import Testing
import Tian

/// What is loaded, saved and loaded again is the same table: names, types, units and hedges, values, texts of
/// hedged figures, nulls and empty texts.
@Suite struct RoundTripTests {
  private static let sharedFiles: [String] = files(below: "data")

  private static func files(below folder: String) -> [String] {
    guard let path = Repository.sharedFolder(folder),
      let files = FileManager.default.enumerator(atPath: path)?.allObjects as? [String]
    else { return [] }
    return files.filter { $0.hasSuffix(".csv") }.sorted().map { "\(path)/\($0)" }
  }

  @Test func everySharedFileIsSavedAsItWasLoaded() throws {
    for path in Self.sharedFiles {
      for name in try Self.sections(path) {
        let workspace = try Workspace(folder: path)
        try Self.expectSame(workspace, name, path)
      }
    }
  }

  /// The tables of a file.
  private static func sections(_ path: String) throws -> [String] {
    let workspace = Workspace()
    try workspace.add(path, as: "t")
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    var names: [String] = []
    // `t`, then `t_2` and so on, as far as there are such.
    for number in 1...50 {
      let suffix = number == 1 ? "" : "_\(number)"
      guard (try? workspace.query("[t\(suffix)] | take 0")) != nil else { break }
      names.append(stem + suffix)
    }
    return names
  }

  @Test func everySampleIsSavedAsItWasLoaded() throws {
    let workspace = try Workspace(folder: Repository.samples.path)
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in workspace.tableNames {
      _ = try workspace.query("[\(name)] | save \"\(folder.path)/\(name).csv\"")
    }
    // Fields are called by the headers that were saved; types are found anew.
    let again = try Workspace(folder: folder.path)
    for name in workspace.tableNames {
      let declared = try workspace.query("[\(name)]")
      let found = try again.query("[\(name)]")
      #expect(declared.columns.map(\.name) == found.columns.map(\.name), "\(name)")
      #expect(declared.columns.map(\.unit) == found.columns.map(\.unit), "\(name)")
      #expect(declared.text(as: .csv) == found.text(as: .csv), "\(name)")
    }
  }

  private static func expectSame(_ workspace: Workspace, _ name: String, _ path: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (once, twice) = ("\(folder.path)/once.csv", "\(folder.path)/twice.csv")
    let quoted = "[\(name.replacingOccurrences(of: "]", with: "]]"))]"
    let loaded: QueryResult
    // What cannot be read at all has no second reading; other tests tell why.
    do { loaded = try workspace.query("\(quoted) | save \"\(once)\"") } catch { return }
    let again: QueryResult
    do { again = try Workspace(folder: once).query("once | save \"\(twice)\"") } catch {
      Issue.record("\(path) \(name): \(error)")
      return
    }
    let shown = "\(URL(fileURLWithPath: path).lastPathComponent) \(name)"
    #expect(loaded.columns.map(\.name) == again.columns.map(\.name), "\(shown)")
    #expect(loaded.columns.map(\.type) == again.columns.map(\.type), "\(shown)")
    #expect(loaded.columns.map(\.unit) == again.columns.map(\.unit), "\(shown)")
    #expect(loaded.columns.map(\.isHedged) == again.columns.map(\.isHedged), "\(shown)")
    #expect(loaded.rowCount == again.rowCount, "\(shown)")
    for (first, second) in zip(loaded.columns, again.columns) {
      let differing = (0..<min(first.count, second.count)).first { first[$0] != second[$0] }
      if let row = differing {
        Issue.record("\(shown): \(first.name), row \(row + 1): \(first[row]) and \(second[row])")
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: once)) == Data(contentsOf: URL(fileURLWithPath: twice)))
  }
}

func temporaryFolder() throws -> URL {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("tian-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  return url
}
