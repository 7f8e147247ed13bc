import Glibc
import Testing
import TianSource
import TianTestSupport

@testable import TianEngine

/// Columns read by themselves are what they are in the whole table.
@Suite struct SketchTests {
  private static let headers = [
    "id", "村", "产量", "产量单位", "quantity", "unit", "value", "面积（亩）", "名称（村）", "日期", "x", "x", "产量", "unit", "价",
  ]

  private static func text(_ random: inout SeededRandom, rowCount: Int) -> String {
    let kinds = headers.map { _ in Int.random(in: 0..<9, using: &random) }
    var text = headers.joined(separator: ",") + "\n"
    for row in 0..<rowCount {
      // Late rows are other than the first, so that the sample is wrong about some columns.
      let isLate = row > rowCount * 3 / 4
      let cells = kinds.enumerated().map { column, kind in
        if ["产量单位", "unit"].contains(headers[column]), kind < 6 {
          return ["吨", "公斤", "头"][isLate ? row % 3 : 0]
        }
        switch kind {
        case 0, 1: return "\(row * 7 % 1000)"
        case 2: return isLate ? "\(row).5" : "\(row)"
        case 3: return isLate ? "约\(row)" : "\(row)"
        case 4: return isLate ? "别的" : "\(row)"
        case 5: return "2024-0\(row % 9 + 1)-1\(row % 9)"
        case 6: return row % 3 == 0 ? "" : "\"a,\(row % 10)\""
        case 7: return isLate && row % 5 == 0 ? "1e300" : "0.25"
        default: return "文字\(row % 20)"
        }
      }
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A file that is there as long as it is open.
  private static func file(_ bytes: [UInt8]) throws -> ByteSource {
    var name = Array("/tmp/tian-sketch-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return try ByteSource.open(path, Execution(threadCount: 1))
  }

  @Test(arguments: 0..<40)
  func partsAreThoseOfTheWhole(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let bytes = Array(Self.text(&random, rowCount: 400).utf8)
    var options = CSVOptions()
    options.sketchBytesMin = 0
    options.sketchSampleBytes = 2000
    options.blockBytes = 3000
    let execution = Execution(threadCount: 2)
    let whole = try CSVLoader.load(bytes: bytes, name: "t", options: options, execution: execution)
    let sketch = try #require(
      try TableSketch(Self.file(bytes), name: "t", options: options, execution: execution))
    #expect(sketch.schema.fields.count == whole.schema.fields.count)
    let wholeCells = whole.columns.indices.map { CSVSupport.cells(whole, $0) }
    for _ in 0..<6 {
      let wanted = Set(whole.columns.indices.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
      let (table, read) = try #require(try sketch.load(wanted, execution))
      #expect(table.rowCount == whole.rowCount && read.isSuperset(of: wanted))
      for column in whole.columns.indices where wanted.contains(column) {
        #expect(
          table.schema.fields[column] == whole.schema.fields[column], "seed \(seed), \(column) of \(wanted)")
        #expect(CSVSupport.cells(table, column) == wholeCells[column])
      }
      for column in whole.columns.indices where !read.contains(column) {
        #expect(table.columns[column].count == 0)
      }
    }
  }

  @Test func filesThatNeedAllOfThemselvesAreReadWhole() throws {
    var options = CSVOptions()
    options.sketchBytesMin = 0
    let execution = Execution(threadCount: 1)
    func isSketched(_ bytes: [UInt8]) throws -> Bool {
      try TableSketch(Self.file(bytes), name: "t", options: options, execution: execution)
        != nil
    }
    #expect(try isSketched(Array("a,b\n1,2\n3,4\n".utf8)))
    #expect(try !isSketched(Array("a|b\n1|2\n3|4\n".utf8)))
    #expect(try !isSketched(Array("单位：万元\na,b\n1,2\n3,4\n".utf8)))
    #expect(try !isSketched(TextEncoding.gb18030Bytes(Array("村,县\n芹溪村,周宁县\n".utf8))))
    // What was inflated would stay in memory.
    #expect(try !isSketched(GunzipTests.gzipped(Array("a,b\n1,2\n3,4\n".utf8))))
    options.sketchBytesMin = 1000
    #expect(try !isSketched(Array("a,b\n1,2\n3,4\n".utf8)))
  }
}
