import Testing
import TianSource

@testable import TianEngine

@Suite struct CSVRecordTests {
  @Test(arguments: [
    ("plain", "a,b\n1,x\n2,y\n", ["a: int = 1 | 2", "b: text = x | y"]),
    ("no final newline", "a,b\n1,x\n2,y", ["a: int = 1 | 2", "b: text = x | y"]),
    ("CRLF", "a,b\r\n1,x\r\n2,y\r\n", ["a: int = 1 | 2", "b: text = x | y"]),
    ("CRLF, numbers last", "b,a\r\nx,1\r\ny,2", ["b: text = x | y", "a: int = 1 | 2"]),
    ("CR", "a,b\r1,x\r2,y\r", ["a: int = 1 | 2", "b: text = x | y"]),
    ("CR at the end of the last line", "a,b\r\n1,x\r", ["a: int = 1", "b: text = x"]),
    ("quotes", "a,b\n1,\"x,y\"\n2,\"z\"\n", ["a: int = 1 | 2", "b: text = x,y | z"]),
    ("doubled quotes", "a\n\"x \"\"y\"\" z\"\n\"\"\"\"\n", ["a: text = x \"y\" z | \""]),
    ("newline in quotes", "a,b\n\"x\ny\",1\n\"\n\",2\n", ["a: text = x\ny | \n", "b: int = 1 | 2"]),
    ("CRLF in quotes", "a,b\r\n\"x\r\ny\",1\r\n", ["a: text = x\r\ny", "b: int = 1"]),
    ("quoted last cell and CRLF", "a,b\r\n1,\"x\"\r\n", ["a: int = 1", "b: text = x"]),
    ("quoted header", "\"a,1\",\"b\"\n1,2\n", ["a,1: int = 1", "b: int = 2"]),
    ("quoted numbers", "a\n\"1\"\n\"2\"\n", ["a: int = 1 | 2"]),
    (
      "short rows", "a,b,c\n1,2,3\n4\n5,6\n",
      ["a: int = 1 | 4 | 5", "b: int = 2 | ∅ | 6", "c: int = 3 | ∅ | ∅"]
    ),
    ("short rows, CRLF", "a,b\r\n1,2\r\n4\r\n", ["a: int = 1 | 4", "b: int = 2 | ∅"]),
    ("blank lines", "a,b\n\n1,2\n\n\n3,4\n\n", ["a: int = 1 | 3", "b: int = 2 | 4"]),
    ("one column, blank is null", "a\n1\n\n3\n", ["a: int = 1 | ∅ | 3"]),
    ("stray quote in a cell", "a,b\n5\" pipe,1\nx,2\n", ["a: text = 5\" pipe | x", "b: int = 1 | 2"]),
    (
      "stray quote in a quoted cell", "a,b\n\"he said \"hi\" to me\",1\n",
      ["a: text = he said \"hi\" to me", "b: int = 1"]
    ),
    ("space after a closing quote", "a,b\n\"x\" ,1\n", ["a: text = x", "b: int = 1"]),
    ("empty quoted", "a,b\n\"\",1\n,2\n\"x\",3\n", ["a: text =  | ∅ | x", "b: int = 1 | 2 | 3"]),
    ("header alone", "a,b\n", ["a: text = ", "b: text = "]),
    ("header alone, no line end", "a,b", ["a: text = ", "b: text = "]),
    ("semicolons", "a;b\n1,5;2\n3,5;4\n", ["a: decimal = 1.5 | 3.5", "b: int = 2 | 4"]),
    ("tabs", "a\tb\n1\t2\n", ["a: int = 1", "b: int = 2"]),
    ("bars", "a|b\n1|2\n", ["a: int = 1", "b: int = 2"]),
    ("names", "名称,名称,,名称\nx,y,z,w\n", ["名称: text = x", "名称_2: text = y", "列3: text = z", "名称_3: text = w"]),
    ("rows wider than the header", "a\n1,2\n3,4\n", ["a: int = 1 | 3", "列2: int = 2 | 4"]),
    ("BOM", "\u{FEFF}a,b\n1,2\n", ["a: int = 1", "b: int = 2"]),
  ])
  func reads(_ name: String, _ text: String, _ expected: [String]) throws {
    #expect(CSVSupport.shown(try CSVSupport.load(text)) == expected)
    // Wherever blocks are cut, and with stray quotes or without, the table is the same.
    for blockBytes in 1...20 {
      let table = try CSVSupport.load(text, threads: 2, blockBytes: blockBytes)
      #expect(CSVSupport.shown(table) == expected, "blocks of \(blockBytes)")
    }
  }

  @Test func longRowKeepsItsCellsAndNamesTheRest() throws {
    let table = try CSVSupport.load("a,b\n1,2\n3,4,\"5\",6\n7,8,,\n9,10\n")
    #expect(CSVSupport.shown(table) == ["a: int = 1 | 3 | 7 | 9", "b: int = 2 | 4 | 8 | 10"])
    #expect(
      table.origin?.rejects.map { "\($0.line) \($0.text) \($0.reason.en)" } == [
        "3 \"5\",6 the row has 4 cells, the table 2 columns"
      ])
    #expect(table.origin?.rejectCount == 1)
  }

  @Test func linesCountLineEndsInCellsAndBlankLines() throws {
    let table = try CSVSupport.load("a,b\n\"x\ny\",1\nz,2\n\n\nw,3\n\"\n\n\",4\nv,5\n", blockBytes: 4)
    #expect((0..<5).map { table.origin?.places?.line(ofRow: $0) } == [2, 4, 7, 8, 11])
  }

  @Test func optionsAreObeyed() throws {
    let table = try CSVSupport.load("1;2\n3;4\n", options: CSVOptions(hasHeader: false))
    #expect(CSVSupport.shown(table) == ["列1: int = 1 | 3", "列2: int = 2 | 4"])
    let skipped = try CSVSupport.load(
      "产量表\n\na^b\n1^2\n", options: CSVOptions(delimiter: [UInt8(ascii: "^")], skippedRecordCount: 1))
    #expect(CSVSupport.shown(skipped) == ["a: int = 1", "b: int = 2"])
    #expect(skipped.origin?.places?.line(ofRow: 0) == 4)
  }

  @Test func declaredTypesHold() throws {
    let options = CSVOptions(declaredFields: [
      "code": .init(kind: .text), "n": .init(kind: .int), "d": .init(kind: .date),
    ])
    let table = try CSVSupport.load("code,n,d\n1,1,2024-01-01\n2,x,bad\n3,2.5,2024-01-03\n", options: options)
    #expect(
      CSVSupport.shown(table) == [
        "code: text = 1 | 2 | 3", "n: int = 1 | ∅ | ∅", "d: date = 2024-01-01 | ∅ | 2024-01-03",
      ])
    #expect(
      table.origin?.rejects.map { "\($0.line) \($0.column) \($0.text)" } == ["3 n x", "3 d bad", "4 n 2.5"])
  }
}
