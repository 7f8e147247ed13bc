import Foundation

/// Other readers of CSV on the polluted files, each by itself and without hints, through Python's packages.
enum PollockPeers: String, CaseIterable {
  case duckdb, clevercsv

  /// Gives the header, where the reader says that there is one, and the rows of the file at `path`, as texts.
  private var reader: String {
    switch self {
    case .duckdb:
      """
      import duckdb
      def read(path):
        sniffed = duckdb.connect().execute('select HasHeader from sniff_csv(?)', [path]).fetchall()
        table = duckdb.connect().read_csv(path, all_varchar=True)
        return ([table.columns] if sniffed[0][0] else []) + table.fetchall()
      """
    case .clevercsv:
      """
      import clevercsv
      def read(path): return clevercsv.read_table(path)
      """
    }
  }

  /// The records found in each file of a folder, by the file's name; a file that is refused is absent. Nil
  /// where Python or the package is not there.
  func records(folder: String) throws -> [String: [[String]]]? {
    let output = try TemporaryFolder()
    let program =
      reader + """

        import csv, os, sys
        for name in os.listdir(sys.argv[1]):
          try: rows = read(os.path.join(sys.argv[1], name))
          except Exception: continue
          with open(os.path.join(sys.argv[2], name), 'w', newline='') as file:
            csv.writer(file, lineterminator='\\n').writerows(rows)
        """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, folder, output.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        let text = try String(contentsOf: output.url.appendingPathComponent(name), encoding: .utf8)
        return (name, PlainCSV.records(text))
      })
  }
}
