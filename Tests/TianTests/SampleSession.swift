import Foundation
import TianSource

@testable import Tian

/// Texts run over `samples/`; paths in them start from a copy of it, in which they may write.
struct SampleSession {
  let folder: TemporaryFolder
  private let workspace: Workspace

  init() throws {
    folder = try TemporaryFolder()
    let samples = Project.root.appendingPathComponent("samples")
    for name in try FileManager.default.contentsOfDirectory(atPath: samples.path) where name != "queries" {
      try FileManager.default.copyItem(
        at: samples.appendingPathComponent(name), to: folder.url.appendingPathComponent(name))
    }
    // As if from the top of the project: lineage names files by the paths that they were opened by.
    _ = FileManager.default.changeCurrentDirectoryPath(Project.root.path)
    workspace = try Workspace(folder: "samples")
  }

  /// What a script comes to: the text of each statement that gives something, in order, as boxes or as CSV;
  /// an error ends it.
  func outputs(_ text: String, in language: Language = .english, as format: ResultFormat = .csv) -> [String] {
    var outputs: [String] = []
    do {
      let session = Session(workspace)
      let script = try session.parse(SourceText(text), folder: folder.path)
      for statement in script.statements {
        let outcome = try session.run(statement, of: script)
        let renderer = DiagnosticRenderer(language: language)
        outputs += outcome.diagnostics.map { renderer.render($0, in: script.source) }
        switch outcome.value {
        case .result(let result): outputs.append(Self.shown(result, as: format, language))
        case .text(let text): outputs.append(text[language])
        case .defined, .loaded, .used: break
        }
      }
    } catch {
      outputs.append(error.rendered(in: language))
    }
    return outputs
  }

  private static func shown(_ result: QueryResult, as format: ResultFormat, _ language: Language) -> String {
    result.text(as: format) + (result.notes(language).map { "\($0)\n" } ?? "")
  }
}
