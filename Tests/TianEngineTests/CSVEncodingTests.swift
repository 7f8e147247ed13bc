import CTian
import Glibc
import Testing
import TianSource

@testable import TianEngine

@Suite struct CSVEncodingTests {
  private static let text = "名称,面积（亩）\n合作社,12\n\"联,社\",近2000\n𠮷𡃁,3\n"
  private static let expected = [
    "名称: text = 合作社 | 联,社 | 𠮷𡃁", "面积: decimal 亩 hedged = 12=12..12..12 | 近2000=1900..2000..2000 | 3=3..3..3",
  ]

  /// The system's converter, the oracle; nil where it lacks its modules.
  private static func iconv(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
    guard let converter = iconv_open(to, from), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
    var (left, room) = (input.count, output.count)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return Glibc.iconv(converter, &from, &left, &to, &room)
      }
    }
    return status == Int(bitPattern: UInt.max)
      ? nil : output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
  }

  @Test(arguments: [
    ("GB18030", "GB18030"), ("UTF-16LE", "UTF-16LE"), ("UTF-16BE", "UTF-16BE"),
  ])
  func readsOtherEncodings(_ name: String, _ found: String) throws {
    guard let bytes = Self.iconv(Array(Self.text.utf8), from: "UTF-8", to: name) else {
      print("skipped: this system's iconv lacks \(name)")
      return
    }
    let table = try CSVSupport.load(bytes: bytes)
    #expect(CSVSupport.shown(table) == Self.expected)
    #expect(table.origin?.encodingName == found)
    #expect(table.origin?.byteCount == bytes.count)
    let mark: [UInt8]
    switch name {
    case "UTF-16LE": mark = [0xFF, 0xFE]
    case "UTF-16BE": mark = [0xFE, 0xFF]
    default: mark = [0x84, 0x31, 0x95, 0x33]
    }
    #expect(CSVSupport.shown(try CSVSupport.load(bytes: mark + bytes)) == Self.expected)
  }

  /// The table against iconv, character by character.
  @Test func gb18030AgreesWithTheSystem() throws {
    guard Self.iconv([0xD6, 0xD0], from: "GB18030", to: "UTF-8") != nil else {
      print("skipped: this system's iconv lacks GB18030")
      return
    }
    var sequences: [[UInt8]] = []
    for first in UInt8(0x81)...0xFE {
      for second in UInt8(0x40)...0xFE where second != 0x7F { sequences.append([first, second]) }
    }
    for index in stride(from: 0, to: 39420, by: 7) { sequences.append(Self.fourBytes(index)) }
    for index in stride(from: 189_000, to: 1_237_576, by: 4001) { sequences.append(Self.fourBytes(index)) }
    var differing: [[UInt8]] = []
    for sequence in sequences {
      let own = Self.own(sequence)
      // Six characters of the private use area have places in plane 2, which glibc prefers and the standard
      // does not.
      let isPrivate = own.count == 3 && own[0] == 0xEE
      if let system = Self.iconv(sequence, from: "GB18030", to: "UTF-8"), own != system, !isPrivate {
        differing.append(sequence)
      }
    }
    #expect(differing.isEmpty)
  }

  /// Every character has bytes of its own, and they are read as that character.
  @Test func gb18030HasAPlaceForEveryCharacter() {
    let scalars = (1...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }
    var differing: [Unicode.Scalar] = []
    for scalar in scalars {
      let text = Array(String(Character(scalar)).utf8)
      if Self.own(TextEncoding.gb18030Bytes(text)) != text { differing.append(scalar) }
    }
    #expect(differing.isEmpty)
    #expect(
      TextEncoding.gb18030Bytes(Array("中文,a€𠮷".utf8)) == [
        0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x61, 0xA2, 0xE3, 0x95, 0x34, 0xB2, 0x35,
      ])
  }

  private static func fourBytes(_ index: Int) -> [UInt8] {
    [
      UInt8(0x81 + index / 12600), UInt8(0x30 + index / 1260 % 10), UInt8(0x81 + index / 10 % 126),
      UInt8(0x30 + index % 10),
    ]
  }

  private static func own(_ bytes: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: 2 * bytes.count + 8)
    var read = 0
    let count = tian_gb18030_to_utf8(bytes, bytes.count, &out, &read)
    return Array(out.prefix(count))
  }

  /// Wrong bytes past the head: found while cells are read, and the whole file is GB18030 then.
  @Test func lateWrongBytesStartAnew() throws {
    let long = "a,b\n" + String(repeating: "abc,1\n", count: 400_000)
    let table = try CSVSupport.load(
      bytes: Array(long.utf8) + [0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x32, 0x0A], threads: 2)
    #expect(table.origin?.encodingName == "GB18030")
    #expect(CSVSupport.cells(table, 0).last == "中文")
    let found = try FoundTable(
      bytes: Array(long.utf8) + [0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x32, 0x0A], name: "t",
      execution: Execution(threadCount: 2))
    #expect(found.origin.encodingName == "GB18030" && found.csv.suffix(9) == Array("中文,2\n".utf8))
  }

  /// Wrong bytes are read as U+FFFD, and told with their place.
  @Test func wrongBytesAreNamed() throws {
    let chinese = Array("名称,地区\n合作社,中国\n农".utf8)
    let damaged = try CSVSupport.load(bytes: chinese + [0xFF, 0x2C, 0x31, 0x0A])
    #expect(CSVSupport.cells(damaged, 0) == ["合作社", "农\u{FFFD}"])
    let reject = try #require(damaged.origin?.rejects.first)
    #expect(
      reject.line == 3 && reject.column == "名称" && reject.text == "农\u{FFFD}" && reject.kind == .unreadable)
    #expect(reject.reason.en == "character 2 of the line: the bytes FF are not UTF-8")
    #expect(damaged.origin?.rejectCount == 1 && damaged.origin?.rejectCounts == [.unreadable: 1])
    let neither = try CSVSupport.load(bytes: Array("a,b\n1,2\n3,".utf8) + [0xD6, 0xD0, 0xFF, 0x0A])
    #expect(neither.origin?.encodingName == "GB18030")
    #expect(CSVSupport.cells(neither, 1) == ["2", "中\u{FFFD}"])
    let header = try #require(
      CSVSupport.failure(bytes: [0x61, 0xFF, 0x0A, 0x31, 0x0A], options: CSVOptions(encoding: .utf8)))
    #expect(header.message.en == "`t`, line 1, character 2: the text is not UTF-8")
  }

  /// Damage far from the beginning, in cells of several columns, with line ends in cells before it.
  @Test(arguments: [1, 2, 8])
  func lateDamageIsNamed(_ threads: Int) throws {
    let rows = String(repeating: "名,\"a\nb\",1\n", count: 200_000)
    let bytes =
      Array(("x,y,z\n" + rows).utf8) + [0x65, 0x2C, 0xE4, 0xB8, 0x2C, 0x32, 0x0A] + Array(rows.utf8)
    let table = try CSVSupport.load(bytes: bytes, threads: threads)
    #expect(table.rowCount == 400_001 && table.origin?.encodingName == "UTF-8")
    let reject = try #require(table.origin?.rejects.first)
    #expect(reject.line == 400_002 && reject.column == "y" && reject.text == "\u{FFFD}")
    #expect(reject.reason.en == "character 3 of the line: the bytes E4 B8 are not UTF-8")
  }

  /// Parts are cut where characters are whole.
  @Test(arguments: [TextEncoding.gb18030, .utf16LittleEndian, .utf16BigEndian])
  func partsJoin(_ encoding: TextEncoding) throws {
    let text = String(repeating: "村,合作社𠮷ab中\n", count: 40) + "末"
    guard let bytes = Self.iconv(Array(text.utf8), from: "UTF-8", to: encoding.rawValue) else {
      print("skipped: this system's iconv lacks \(encoding.rawValue)")
      return
    }
    let execution = Execution(threadCount: 2)
    for partBytes in stride(from: 2, through: 40, by: 2) {
      let source = ByteSource(path: "t", memory: try Buffer(bytes))
      let whole = try Transcoder(
        source: source, encoding: encoding, execution: execution, partBytes: partBytes
      )
      .decoded(from: 0).text
      #expect(try whole.head(whole.count) == Array(text.utf8))
    }
  }
}
