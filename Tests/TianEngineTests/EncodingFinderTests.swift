import CTian
import Glibc
import Testing
import TianSource
import TianTestSupport
import TianText

@testable import TianEngine

/// Texts in every encoding, made here by other means than the loader's, are told right and come out the same.
@Suite struct EncodingFinderTests {
  private static let words = [
    "村", "县", "芹溪村", "际头村", "合作社", "茶叶", "产值", "面积", "名称", "编码", "周宁县", "松桃苗族自治县", "行政村", "社区",
    "党支部", "村委会", "年人均纯收入", "蜜薯", "出栏", "大棚", "龙头企业", "电子商务", "乡镇", "街道办事处", "贵州省", "水稻", "户数",
    "土地流转", "带动农户", "国家级", "示范社", "联合社", "注册资本", "万元", "公斤", "黑木耳", "养蜂", "中药材", "旅游", "刘家沟",
  ]
  private static let frenchWords = [
    "Préfecture", "région", "coopérative", "élevage", "Maïs", "Kpélé", "Wawa", "activité", "année", "À venir",
    "Tône",
    "manioc", "igname", "forêt", "pêche", "Golfe", "Agoè-Nyivé", "société", "où", "ça", "dénomination",
  ]

  /// Every character that has a pair, with the first.
  private static let big5Pairs: [String: [UInt8]] = {
    var pairs: [String: [UInt8]] = [:]
    for first in UInt8(0x81)...0xFE {
      for second in UInt8(0x40)...0xFE {
        let pair = [first, second]
        let decoded = Decoding.utf8(pair, .big5)
        guard decoded.wrongCount == 0 else { continue }
        let text = String(decoding: decoded.text, as: UTF8.self)
        if pairs[text] == nil { pairs[text] = pair }
      }
    }
    return pairs
  }()

  /// Nil where the encoding has no place for some character.
  private static func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .gb18030: return TextEncoding.gb18030Bytes(Array(text.utf8))
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1252:
      let bytes = text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
      return bytes.count == text.unicodeScalars.count ? bytes : nil
    case .big5:
      var bytes: [UInt8] = []
      for scalar in text.unicodeScalars {
        guard let pair = scalar.isASCII ? [UInt8(scalar.value)] : big5Pairs[String(scalar)] else {
          return nil
        }
        bytes += pair
      }
      return bytes
    }
  }

  private static func randomText(_ words: [String], _ random: inout SeededRandom) -> String {
    let width = Int.random(in: 1...4, using: &random)
    return (0..<Int.random(in: 2...20, using: &random)).map { row in
      (0..<width).map { column in
        column == 0 || row == 0
          ? words.randomElement(using: &random) ?? "" : "\(Int.random(in: 0...99_999, using: &random))"
      }.joined(separator: ",") + "\n"
    }.joined()
  }

  @Test(arguments: TextEncoding.allCases)
  func randomTextsAreToldRight(_ encoding: TextEncoding) throws {
    var random = SeededRandom(seed: 7)
    var wrong: [String] = []
    var count = 0
    for _ in 0..<600 {
      var text = Self.randomText(encoding == .windows1252 ? Self.frenchWords : Self.words, &random)
      if encoding == .big5 { text = ChineseVariants.traditional.convert(text) }
      guard let bytes = Self.bytes(text, encoding), text.utf8.contains(where: { $0 >= 0x80 }) else {
        continue
      }
      count += 1
      let decoded = try DecodedText(
        ByteSource(path: "t", bytes: bytes), CSVOptions(), checksWhole: false, Execution(threadCount: 1))
      let found = try String(decoding: decoded.source.head(decoded.source.count), as: UTF8.self)
      if decoded.encoding != encoding || found != text { wrong.append("\(decoded.encoding): \(text)") }
    }
    #expect(wrong.isEmpty && count > 500, "\(wrong.count) of \(count): \(wrong.first ?? "")")
  }

  /// A single word in a text of plain letters and numbers.
  @Test(arguments: TextEncoding.allCases)
  func aSingleWordIsEnough(_ encoding: TextEncoding) throws {
    for word in encoding == .windows1252 ? Self.frenchWords : Self.words {
      let own = encoding == .big5 ? ChineseVariants.traditional.convert(word) : word
      // Two rare characters may be two others in another encoding.
      let isKnown =
        encoding == .windows1252 || own.unicodeScalars.contains { CommonCharacters.contains($0.value) }
      guard let bytes = Self.bytes("a,b\n1,\(own)\n2,x\n", encoding), !own.utf8.allSatisfy({ $0 < 0x80 }),
        isKnown
      else { continue }
      #expect(EncodingFinder.encoding(of: [bytes]) == encoding, "\(own)")
    }
  }

  /// Files that nobody here wrote, in other encodings.
  @Test(arguments: [
    ("villages/five_counties.csv", [TextEncoding.gb18030, .big5, .utf16LittleEndian, .utf16BigEndian]),
    ("admin/areas.csv", [.gb18030, .big5, .utf16LittleEndian, .utf16BigEndian]),
    ("industries/gbt4754-2017.csv", [.gb18030, .big5, .utf16LittleEndian, .utf16BigEndian]),
    ("cooperatives/togo-markets.csv", [.windows1252, .utf16LittleEndian, .utf16BigEndian]),
  ])
  func realFilesComeOutTheSame(_ name: String, _ encodings: [TextEncoding]) throws {
    let folder = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/shared/data/"
    guard access(folder + name, R_OK) == 0 else {
      print("skipped: no \(folder + name)")
      return
    }
    let source = try ByteSource.open(folder + name, Execution(threadCount: 1))
    let whole = try String(decoding: source.head(source.count), as: UTF8.self)
    for encoding in encodings {
      // Lines that the encoding has no characters for are left out of both.
      let text = encoding == .big5 ? ChineseVariants.traditional.convert(whole) : whole
      var (kept, bytes) = ("", [UInt8]())
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard let own = Self.bytes(line + "\n", encoding) else { continue }
        kept += line + "\n"
        bytes += own
      }
      #expect(kept.utf8.count * 10 > text.utf8.count * 7, "\(encoding)")
      let loaded = try CSVSupport.load(bytes: bytes, threads: 2)
      #expect(loaded.origin?.encodingName == encoding.rawValue)
      #expect(loaded.origin?.rejectCounts[.unreadable] == nil)
      let same = try CSVSupport.fingerprint(loaded) == CSVSupport.fingerprint(CSVSupport.load(kept))
      #expect(same, "\(name) in \(encoding)")
    }
  }

  /// The system's converter, where it knows the characters, but for those in which it differs from the web.
  @Test func big5AgreesWithTheSystem() throws {
    guard let converter = iconv_open("UTF-8", "BIG5-HKSCS"), converter != iconv_t(bitPattern: -1) else {
      print("skipped: this system's iconv lacks BIG5-HKSCS")
      return
    }
    defer { iconv_close(converter) }
    var (same, differing) = (0, 0)
    for first in UInt8(0x87)...0xFE where !(0xA1...0xA3).contains(first) {
      for second in Array(UInt8(0x40)...0x7E) + Array(0xA1...0xFE) {
        guard let system = Self.converted([first, second], converter) else { continue }
        if Decoding.utf8([first, second], .big5).text == system { same += 1 } else { differing += 1 }
      }
    }
    #expect(same > 18_000 && differing == 0, "\(same), \(differing)")
  }

  private static func converted(_ bytes: [UInt8], _ converter: iconv_t) -> [UInt8]? {
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 16)
    var (left, room) = (input.count, output.count)
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        // The second call writes what the first has held back.
        let status = iconv(converter, &from, &left, &to, &room)
        return iconv(converter, nil, nil, &to, &room) == Int(bitPattern: UInt.max) ? .max : status
      }
    }
    guard status != Int(bitPattern: UInt.max), left == 0 else { return nil }
    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
  }

  /// Encodings that are not known, and are not taken for Chinese. Bytes as Python's codecs write them.
  @Test(arguments: [
    // 名前,住所 and so on in Shift-JIS; Имя,Адрес in Windows-1251.
    "96BC914F2C8F5A8F8A2C8BE08A7A0A938C8B9E937390568F688BE682CC89EF8ED02C82B182EA82CD83658358836782C5"
      + "82B70A82B382AD82E7834F838B815B83762C834A835E834A836982CC8366815B835E0A82D082E782AA82C882BE82AF82"
      + "CC8D732C82A982AB82AD82AF82B10A",
    "C8ECFF2CC0E4F0E5F12CD1F3ECECE00ACCEEF1EAE2E02CD1E5EBFCF1EAE8E920EAEEEEEFE5F0E0F2E8E20ACAE0E7E0ED"
      + "FC2CCAEEEBF5EEE70A",
  ])
  func otherEncodingsAreRefused(_ hexadecimal: String) {
    let digits = Array(hexadecimal)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    #expect(EncodingFinder.encoding(of: [bytes]) == nil)
    #expect(CSVSupport.failure(bytes: bytes)?.code == .wrongEncoding)
  }

  /// A few wrong bytes change nothing about the rest, wherever they are.
  @Test func damageIsFoundAndTold() throws {
    var random = SeededRandom(seed: 3)
    for encoding in [TextEncoding.utf8, .gb18030] {
      for _ in 0..<100 {
        let text = (0..<30).map { _ in Self.randomText(Self.words, &random) }.joined()
        guard var bytes = Self.bytes(text, encoding) else { continue }
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        let place = ends.randomElement(using: &random) ?? 0
        bytes.insert(0xFF, at: place)
        let decoded = try DecodedText(
          ByteSource(path: "t", bytes: bytes), CSVOptions(), checksWhole: true, Execution(threadCount: 1))
        #expect(decoded.encoding == encoding && decoded.damage.count == 1)
        let found = try String(decoding: decoded.source.head(decoded.source.count), as: UTF8.self)
        #expect(found.filter { $0 != "\u{FFFD}" } == text)
      }
    }
  }
}
