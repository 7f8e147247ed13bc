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

  private struct File {
    /// From the folder.
    var path: String
    var resource: DataPackage.Resource?
    var tableName: String

    init(_ path: String, _ resource: DataPackage.Resource? = nil) {
      self.path = path
      self.resource = resource
      tableName = FileSystem.stem(of: path)
    }
  }

  init(folder: String) throws(TianError) {
    let names: [String]
    do { names = try FileSystem.names(in: folder) } catch { throw TianError(error) }
    var resources = try names.contains(DataPackage.fileName) ? Self.package(in: folder).resources : []
    // Only files of the folder's own: a package is data, and data does not choose what is read.
    resources.removeAll { $0.path.hasPrefix("/") || $0.path.contains("..") || $0.path.contains("://") }
    let described = Set(resources.map(\.path))
    var files = resources.map { File($0.path, $0) }
    files += names.filter { !described.contains($0) && FileSystem.isTable($0) }.map { File($0) }
    guard !files.isEmpty else { throw TianError(Self.noTables(folder)) }
    for file in Self.named(files) { add(file, folder: folder) }
    sharedNames = sharedNames.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
    sources.sort { $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars) }
    for (first, second) in zip(sources, sources.dropFirst()) where first.name == second.name {
      throw TianError(Self.duplicate(first, second))
    }
  }

  private static func package(in folder: String) throws(TianError) -> DataPackage {
    let path = FileSystem.join(folder, DataPackage.fileName)
    var source = SourceText(name: path, "")
    do {
      source = SourceText(name: path, bytes: try FileSystem.read(path, bytesMax: DataPackage.bytesMax))
      return try DataPackage(source)
    } catch {
      throw TianError(error, in: source)
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
    sources.append(
      TableSource(
        name: name, content: .file(InputFile(path: FileSystem.join(folder, file.path))),
        options: resource?.options ?? CSVOptions(), title: resource?.title,
        foreignKeys: resource?.foreignKeys ?? []))
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

extension DataPackage.Resource {
  /// What the loader is told; it names columns without their units.
  fileprivate var options: CSVOptions {
    var options = CSVOptions()
    options.delimiter = delimiter.map { Array($0.utf8) }
    for field in fields {
      if let unit = field.unitFrom { options.unitColumns.append(.init(quantity: field.name, unit: unit)) }
      guard let declared = field.declared else { continue }
      options.declaredFields[field.name] = declared
      options.declaredFields[field.nameWithoutUnit] = declared
    }
    return options
  }
}

extension DataPackage.Field {
  /// Nil where the file is to tell.
  fileprivate var declared: CSVOptions.DeclaredField? {
    switch kind {
    case .bool: .init(kind: .bool)
    case .int: .init(kind: .int, unit: unit, isHedged: isHedged)
    case .decimal: .init(kind: .decimal(scale: 0), unit: unit, isHedged: isHedged)
    case .text: .init(kind: .text)
    case .date: .init(kind: .date)
    case .timestamp: .init(kind: .timestamp)
    case .month: .init(kind: .period(.month))
    case nil: nil
    }
  }

  /// `村数` of `村数（村）`.
  fileprivate var nameWithoutUnit: String {
    guard let last = name.last, "）)".contains(last), let open = name.lastIndex(where: { "（(".contains($0) }),
      Unit(String(name[name.index(after: open)...].dropLast())) != nil
    else { return name }
    return String(name[..<open])
  }
}
