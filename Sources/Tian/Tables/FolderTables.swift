import TianEngine
import TianFigures
import TianSource

/// The tables of a folder: its files that end in .csv or .tsv, compressed or not, and what its data package
/// says of them.
struct FolderTables {
  private(set) var sources: [TableSource] = []
  /// Names of the data package's resources for tables that have another name.
  private(set) var aliases: [String: String] = [:]
  /// What several files would be called, and what their tables are called instead.
  private(set) var sharedNames: [String: [String]] = [:]
  private let isSafe: Bool

  private struct File {
    /// From the folder.
    var path: String
    /// The parts of the table that follow it, in their order.
    var others: [String] = []
    var resource: DataPackage.Resource?
    var tableName: String

    init(_ path: String, others: [String] = [], _ resource: DataPackage.Resource? = nil) {
      self.path = path
      self.others = others
      self.resource = resource
      // Parts are called together by what the package calls them.
      tableName = others.isEmpty ? FileSystem.stem(of: path) : resource?.name ?? FileSystem.stem(of: path)
    }
  }

  /// - Parameter isSafe: links that lead out of the folder are not followed.
  init(folder: String, isSafe: Bool) throws(TianError) {
    let names: [String]
    do { names = try FileSystem.names(in: folder) } catch { throw TianError(error) }
    let path = FileSystem.join(folder, DataPackage.fileName)
    var files =
      names.contains(DataPackage.fileName)
      ? Self.files(of: try PackageFile.read(path, beneath: isSafe ? folder : nil)) : []
    let described = Set(files.flatMap { [$0.path] + $0.others })
    files += names.filter { !described.contains($0) && FileSystem.isTable($0) }.map { File($0) }
    try self.init(files, in: folder, isSafe: isSafe)
  }

  /// The tables that a descriptor names, and no others.
  init(package path: String, isSafe: Bool) throws(TianError) {
    let folder = FileSystem.folder(of: path)
    let package = try PackageFile.read(path, beneath: isSafe ? folder : nil)
    try self.init(Self.files(of: package), in: folder, isSafe: isSafe)
  }

  private init(_ files: [File], in folder: String, isSafe: Bool) throws(TianError) {
    self.isSafe = isSafe
    guard !files.isEmpty else { throw TianError(Self.noTables(folder)) }
    for file in Self.named(files) { add(file, folder: folder) }
    sharedNames = sharedNames.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
    sources.sort { CodePointOrder.precedes($0.name, $1.name) }
    for (first, second) in zip(sources, sources.dropFirst()) where first.name == second.name {
      throw TianError(Self.duplicate(first, second))
    }
  }

  private static func files(of package: DataPackage) -> [File] {
    let counts = Dictionary(package.resources.map { ($0.paths, 1) }, uniquingKeysWith: +)
    return package.resources.enumerated().map { number, resource in
      let first = resource.paths.first ?? resource.name ?? "resource\(number + 1)"
      var file = File(first, others: Array(resource.paths.dropFirst()), resource)
      // Tables of one file are called what the package calls them.
      if counts[resource.paths, default: 0] > 1 || resource.refusal != nil {
        file.tableName = resource.name ?? first
      }
      return file
    }
  }

  /// Files that would share a name are called by their paths, endings and all.
  private static func named(_ files: [File]) -> [File] {
    var files = files
    while true {
      let sharing = Dictionary(grouping: files.indices, by: { files[$0].tableName }).values
        .filter { $0.count > 1 }.joined().filter { files[$0].tableName != files[$0].path }
      if sharing.isEmpty { return files }
      for place in sharing { files[place].tableName = files[place].path }
    }
  }

  private mutating func add(_ file: File, folder: String) {
    let (name, resource) = (file.tableName, file.resource)
    let parts = ([file.path] + file.others).map {
      InputFile(path: FileSystem.join(folder, $0), beneath: isSafe ? folder : nil)
    }
    let content =
      resource?.refusal.map { TableSource.Content.refused(Self.refused(name, $0)) }
      ?? (parts.count == 1 ? .file(parts[0]) : .parts(parts))
    sources.append(
      TableSource(
        name: name, content: content,
        options: resource?.options ?? CSVOptions(), title: resource?.title,
        schema: resource?.schema ?? TableDescription()))
    if let alias = resource?.name, alias != name { aliases[alias] = name }
    let stem = FileSystem.stem(of: file.path)
    if stem != name { sharedNames[stem, default: []].append(name) }
  }

  private static func noTables(_ folder: String) -> Diagnostic {
    Diagnostic(
      .noTables, Bilingual("no table in `\(folder)`", "`\(folder)` 里没有表"),
      notes: [
        Bilingual(
          "files that end in .csv, .tsv, .csv.gz or .tsv.gz become tables; name the folder that holds them",
          "以 .csv、.tsv、.csv.gz、.tsv.gz 结尾的文件成为表；请给出它们所在的文件夹")
      ])
  }

  private static func refused(_ name: String, _ reason: Bilingual) -> Diagnostic {
    Diagnostic(
      .unreadableFile,
      Bilingual("cannot read the table `\(name)`: \(reason.en)", "无法读取表 `\(name)`：\(reason.zh)"))
  }

  static func duplicate(_ first: TableSource, _ second: TableSource) -> Diagnostic {
    let name = first.name
    let (one, other) = (first.path ?? name, second.path ?? name)
    return Diagnostic(
      .duplicateTable,
      Bilingual(
        "`\(one)` and `\(other)` would both be the table `\(name)`", "`\(one)` 与 `\(other)` 都会成为表 `\(name)`"),
      notes: [Bilingual("give one another name: NAME=\(other)", "请给其中一个另取名称：名称=\(other)")])
  }
}
