import Testing
import TianSource

@testable import TianEngine

/// Texts of which only the beginning is looked at at first: what stands further down is found all the same,
/// or told where the text is too long.
@Suite struct LookTests {
  /// Long enough that its end is past the beginning.
  private static let rowCount = 12_000

  private static func text(_ header: String = "村,产值,户数\n", inserting line: String = "", end: String = "")
    -> String
  {
    var text = header
    for row in 0..<rowCount {
      if row == 10_000 { text += line }
      text += "周宁县芹溪村\(row),\(row % 100),\(row % 7)\n"
    }
    return text + end
  }

  private static func load(_ text: String, wholeBytes: Int, most: Int, threads: Int = 2) throws -> Table {
    var options = CSVOptions()
    (options.wholeBytes, options.wholeBytesMax) = (wholeBytes, most)
    return try CSVSupport.load(text, options: options, threads: threads, blockBytes: 100_000)
  }

  /// A sum of the rows above it.
  private static let total =
    "合计,\((0..<rowCount).reduce(0) { $0 + $1 % 100 }),\((0..<rowCount).reduce(0) { $0 + $1 % 7 })\n"

  static let texts: [(name: String, text: String, rows: Int)] = [
    ("a sum at the end", text(end: total), rowCount),
    ("a sum and notes", text(end: total + "注：户数为年末数。\n制表人：张三,审核：李四\n"), rowCount),
    ("a note padded with delimiters", text(end: "注：户数为年末数。,,\n"), rowCount),
    ("a header again", text(inserting: "村,产值,户数\n"), 10_000),
    ("a continuation", text(inserting: "续表,,\n村,产值,户数\n"), rowCount),
    ("another table", text(end: "\n乡镇,人口,面积,年\n芹溪,1,2,2023\n际头,3,4,2023\n"), rowCount),
    ("another table, padded", text(end: ",,\n乡镇,人口,面积\n芹溪,1,2\n际头,3,4\n"), rowCount),
  ]

  @Test(arguments: texts.map(\.name))
  func whatStandsBelowTheBeginningIsFound(_ name: String) throws {
    let (_, text, rows) = try #require(Self.texts.first { $0.name == name })
    let whole = try Self.load(text, wholeBytes: .max, most: .max)
    #expect(whole.rowCount == rows)
    for threads in [1, 8] {
      let table = try Self.load(text, wholeBytes: 0, most: .max, threads: threads)
      #expect(table.rowCount == whole.rowCount)
      #expect(table.schema == whole.schema)
      #expect(table.origin?.notes == whole.origin?.notes)
      #expect(table.origin?.sectionCount == whole.origin?.sectionCount)
      #expect(table.origin?.isLookedThrough == true)
    }
  }

  @Test func whatIsTooLongToLookThroughIsTold() throws {
    let told = try Self.load(Self.text(end: Self.total), wholeBytes: 0, most: 0)
    #expect(told.rowCount == Self.rowCount + 1)
    #expect(told.origin?.doubtfulRow == .init(line: Self.rowCount + 2, text: "合计"))
    #expect(told.origin?.isLookedThrough == false)
    let padded = try Self.load(Self.text(end: "注：户数为年末数。,,\n"), wholeBytes: 0, most: 0)
    #expect(padded.origin?.doubtfulRow == .init(line: Self.rowCount + 2, text: "注：户数为年末数。"))
    let two = try Self.load("村,n\n甲,1\n乙,2\n\n" + Self.text(), wholeBytes: 0, most: 0)
    #expect(two.origin?.unreadTableLine == 5)
    let clean = try Self.load(Self.text(), wholeBytes: 0, most: 0)
    #expect(clean.origin?.doubtfulRow == nil && clean.rowCount == Self.rowCount)
  }

  /// A clean text is read once.
  @Test func whatHasNothingOfTheKindIsNotLookedThrough() throws {
    let table = try Self.load(Self.text(), wholeBytes: 0, most: .max)
    #expect(table.rowCount == Self.rowCount && table.origin?.isLookedThrough == false)
  }

  @Test(arguments: [1, 2, 8])
  func quotesInsideCellsAreListed(_ threads: Int) throws {
    let line = "5\" 管,1,2\n\"他说\"好\"了\",3,4\n\"他说\"\"好\"\"\",5,6\n=\"001\",7,\"8\"\n"
    for text in [Self.text(inserting: line), Self.text(inserting: line + "短,1\n")] {
      let whole = try Self.load(text, wholeBytes: .max, most: .max)
      let table = try Self.load(text, wholeBytes: 0, most: 0, threads: threads)
      #expect(table.allRejects == whole.allRejects)
      #expect(table.origin?.rejectCounts == whole.origin?.rejectCounts)
      #expect(table.origin?.rejectCounts[.strayQuote] == 2)
      #expect(CSVSupport.shown(table) == CSVSupport.shown(whole))
    }
  }

  /// A quote that is wrong takes no lines with it.
  @Test(arguments: ["\"他说\"好\"\",3,4\n", "\"他说\"好,3,4\n", "\"a\"b\"c\",5,6\r\n"])
  func whatIsWrongStaysOnItsLine(_ line: String) throws {
    let text = Self.text(inserting: line)
    for wholeBytes in [0, Int.max] {
      let table = try Self.load(text, wholeBytes: wholeBytes, most: wholeBytes)
      #expect(table.rowCount == Self.rowCount + 1)
      #expect(CSVSupport.cells(table, 0).last == "周宁县芹溪村11999")
    }
  }

  @Test func manyQuotesAreCounted() throws {
    let text = Self.text(inserting: String(repeating: "5\" 管,1,2\n", count: 1500))
    for (wholeBytes, most) in [(0, 0), (Int.max, Int.max)] {
      let table = try Self.load(text, wholeBytes: wholeBytes, most: most)
      #expect(table.origin?.rejectCounts[.strayQuote] == 1500)
      #expect(table.allRejects.count == 1000)
      #expect(table.allRejects.last?.line == 11_001)
    }
  }

  // MARK: Decimal marks

  /// The first numbers tell nothing of the mark.
  @Test func aDecimalCommaFarDownHoldsForAll() throws {
    let plain = (0..<3000).map { "村\($0);\($0);1.234\n" }.joined()
    let table = try CSVSupport.load("村;产值;重\n" + plain + "末;12,5;2.345,5\n")
    #expect(table.schema.fields.map(\.type.text) == ["text", "decimal", "decimal"])
    #expect(CSVSupport.cells(table, 2).first == "1234.0")
    #expect(table.origin?.findings.map(\.en) == ["decimal commas"])
    // One point says that commas part thousands.
    let pointed = try CSVSupport.load("村;产值;重\n" + plain + "末;12,5;2.5\n")
    #expect(CSVSupport.cells(pointed, 2).first == "1.234")
    #expect(pointed.origin?.rejectCounts == [.cell: 1])
    // What somebody said holds.
    var options = CSVOptions()
    options.hasDecimalComma = false
    let told = try CSVSupport.load("村;产值;重\n" + plain + "末;12,5;2.345,5\n", options: options)
    #expect(CSVSupport.cells(told, 2).first == "1.234")
  }

  @Test func ordersOfDatesAreToldByTheWholeColumn() throws {
    let dates = (0..<3000).map { "0\($0 % 9 + 1)/0\($0 % 8 + 1)/2023,1\n" }.joined()
    let table = try CSVSupport.load("日期,数\n" + dates + "25/12/2023,1\n")
    #expect(table.schema.fields[0].type.text == "date")
    #expect(table.origin?.findings.map(\.en) == ["`日期`: dates as day/month/year"])
  }
}
