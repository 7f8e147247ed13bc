import TianEngine
import TianSource

/// The table of a file as it was found, before anything is made of its cells.
public struct FoundFile: Sendable {
  /// UTF-8, commas, quotes where they are needed: the header where there is one, and the rows.
  public let csv: [UInt8]
  /// What was decided: encoding, delimiter, quotes, and which lines are no rows.
  public let summary: Bilingual
  /// How many tables the text holds.
  public let tableCount: Int

  /// `-` is standard input. Throws where the file cannot be read, or holds no table.
  public init(path: String) throws(TianError) {
    let path = path == "-" ? InputFile.standardInputPath : path
    do { self.init(try FoundTable(path: path, execution: Execution(threadCount: 1))) } catch {
      throw TianError(error)
    }
  }

  /// The same of a text in memory, and of one of its tables, from 0.
  init(bytes: [UInt8], sectionNumber: Int = 0) throws(Diagnostic) {
    var options = CSVOptions()
    options.sectionNumber = sectionNumber
    self.init(
      try FoundTable(bytes: bytes, name: "t.csv", options: options, execution: Execution(threadCount: 1)))
  }

  private init(_ found: FoundTable) {
    csv = found.csv
    tableCount = found.origin.sectionCount
    summary = FoundSummary.whole(found.origin)
  }
}
