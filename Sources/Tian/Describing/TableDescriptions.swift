import TianEngine
import TianPlan
import TianSource

/// What can be told of the tables of a workspace without a question.
package struct TableDescriptions {
  /// What there is to say of the files.
  package let notes: [LoadNote]
  /// Why tables are missing here.
  package let failures: [TianError]

  private let workspace: Workspace
  private let tables: [DescribedTable]
  private let folder: String
  /// The data package that they are part of, if any.
  private let said: JSONValue?

  private static let exampleCount = 3

  /// Reads all tables that can be read, those too that stand below another in its file. Throws where none
  /// can.
  /// - Parameter path: the folder or file that the workspace was opened with.
  package init(of workspace: Workspace, at path: String) throws(TianError) {
    let execution = Execution(threadCount: workspace.threadCount)
    var tables: [DescribedTable] = []
    var failures: [TianError] = []
    for name in workspace.tableNames {
      guard let source = workspace.snapshot.sources[name] else { continue }
      do throws(Diagnostic) {
        tables.append(try DescribedTable(source, execution))
        for section in source.knownSections { tables.append(try DescribedTable(section, execution)) }
      } catch {
        if error.code == .cancelled || error.code == .outOfMemory { throw TianError(error) }
        failures.append(TianError(error))
      }
    }
    if tables.isEmpty, let first = failures.first { throw first }
    (folder, said) = try Self.package(at: path)
    self.failures = failures
    self.workspace = workspace
    self.tables = tables
    notes = tables.flatMap { LoadNote.notes(of: FreshTable(table: $0.table)) }
  }

  /// Where the paths of a data package begin, and what its descriptor says already.
  private static func package(at path: String) throws(TianError) -> (String, JSONValue?) {
    var folder = FileSystem.folder(of: path)
    var descriptor = path.hasSuffix(".json") ? path : nil
    do throws(Diagnostic) {
      if case .folder = try FileSystem.kind(of: path) {
        folder = path
        let isThere = try FileSystem.names(in: path).contains(DataPackage.fileName)
        descriptor = isThere ? FileSystem.join(path, DataPackage.fileName) : nil
      }
    } catch {
      throw TianError(error)
    }
    return (folder, try descriptor.map { path throws(TianError) in try PackageFile.json(path) })
  }

  /// The descriptor of a data package, as JSON.
  package var package: String {
    PackageWriter(tables.filter { $0.source.path != nil }, folder: folder, said: said).text
  }

  /// A row for every column, in the order of the tables' names.
  package func overview(in language: Language) throws(TianError) -> QueryResult {
    let session = Session(workspace)
    let verb = Bilingual("describe", "概览")[language]
    var names: [String] = []
    var rows: [[String?]] = []
    for described in tables {
      let name = described.source.name
      let quoted = name.split(separator: "]", omittingEmptySubsequences: false).joined(separator: "]]")
      let script = try session.parse(SourceText("[\(quoted)] | \(verb)"))
      for statement in script.statements {
        guard case .result(let result) = try session.run(statement, of: script).value else { continue }
        for row in 0..<result.rowCount {
          let examples = described.examples(row, limit: Self.exampleCount).map(\.text)
          names.append(name)
          rows.append(result.table.columns.map { $0.text(row) } + [examples.joined(separator: ", ")])
        }
      }
    }
    return try Self.listing(names, rows, language)
  }

  private static func listing(
    _ names: [String], _ rows: [[String?]], _ language: Language
  ) throws(TianError) -> QueryResult {
    let fields = Step.Describe.fields
    // Quartiles and the histogram are left to the stage.
    let shown = fields.indices.filter { !["q1", "median", "q3", "histogram"].contains(fields[$0].names.en) }
    var listing: [(name: String, cells: ListedCells)] = [
      (Bilingual("table", "表")[language], .texts(names))
    ]
    for place in shown {
      let texts = rows.map { $0[place] }
      let isCount = fields[place].type == .int
      listing.append(
        (fields[place].names[language], isCount ? .ints(texts.map { $0.flatMap { Int($0) } }) : .texts(texts))
      )
    }
    listing.append((Bilingual("examples", "示例")[language], .texts(rows.map { $0.last ?? nil })))
    do throws(Diagnostic) {
      return QueryResult(try ResultTable(listing: listing, rowCount: names.count), diagnostics: [])
    } catch {
      throw TianError(error)
    }
  }
}
