import CZlib
import Glibc
import Testing
import TianSource

@testable import TianEngine

/// Texts that gzip wrote.
@Suite struct GunzipTests {
  /// One member, as gzip writes it.
  static func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var out = [UInt8](repeating: 0, count: bytes.count + 1024)
    return withUnsafeMutablePointer(to: &stream) { stream in
      var input = bytes
      let count = out.count
      let status = deflateInit2_(
        stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      guard status == Z_OK else { return [] }
      defer { deflateEnd(stream) }
      return input.withUnsafeMutableBufferPointer { input in
        out.withUnsafeMutableBufferPointer { out in
          stream.pointee.next_in = input.baseAddress
          stream.pointee.avail_in = UInt32(input.count)
          stream.pointee.next_out = out.baseAddress
          stream.pointee.avail_out = UInt32(count)
          return deflate(stream, Z_FINISH) == Z_STREAM_END
            ? Array(out.prefix(count - Int(stream.pointee.avail_out))) : []
        }
      }
    }
  }

  private static func text(_ rowCount: Int) -> [UInt8] {
    Array(("村,n\n" + (0..<rowCount).map { "芹溪村\($0 % 100),\($0)\n" }.joined()).utf8)
  }

  private func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    let source = try Gunzip(ByteSource(path: "t.csv.gz", bytes: bytes), Execution(threadCount: 1)).text()
    return try source.head(source.count)
  }

  private func failure(_ bytes: [UInt8]) -> Diagnostic? {
    do {
      _ = try inflated(bytes)
      return nil
    } catch { return error as? Diagnostic }
  }

  @Test(arguments: [0, 1, 3000, 700_000])
  func readsWhatGzipWrote(_ rowCount: Int) throws {
    let text = Self.text(rowCount)
    let packed = Self.gzipped(text)
    #expect(!packed.isEmpty && Gunzip.isGzip(packed))
    #expect(try inflated(packed) == text)
    #expect(try inflated(packed + packed) == text + text)
    #expect(try inflated(packed + [0, 0, 0, 0]) == text)
  }

  /// Wherever it is cut, and whichever byte is changed, nothing of it is taken for the whole.
  @Test func damageIsNoticed() throws {
    let packed = Self.gzipped(Self.text(200))
    for count in stride(from: 3, to: packed.count, by: 7) {
      let cut = try #require(failure(Array(packed.prefix(count))))
      #expect(cut.code == .damagedArchive)
      #expect(cut.message.en.hasPrefix("`t.csv.gz` breaks off after \(count) bytes, on line "))
    }
    for place in stride(from: 10, to: packed.count, by: 11) {
      var bytes = packed
      bytes[place] ^= 0x10
      #expect(failure(bytes)?.code == .damagedArchive, "byte \(place)")
    }
    let followed = try #require(failure(packed + [0x41]))
    #expect(followed.message.en.contains("from byte \(packed.count + 1) on"))
  }

  /// What grows past the limit of memory is refused; the table loads like the plain text.
  @Test func loadsAsThePlainText() throws {
    let text = Self.text(5000)
    let path = "/tmp/tian-gz-test-\(UInt64.random(in: 0 ... .max)).csv.gz"
    let file = try #require(fopen(path, "w"))
    defer { unlink(path) }
    let packed = Self.gzipped(text)
    #expect(fwrite(packed, 1, packed.count, file) == packed.count)
    fclose(file)
    let execution = Execution(threadCount: 2)
    let table = try CSVLoader.load(path: path, name: "t", execution: execution)
    #expect(CSVSupport.fingerprint(table) == CSVSupport.fingerprint(try CSVSupport.load(bytes: text)))
    #expect(table.origin?.byteCount == text.count)
    execution.cancel()
    #expect(throws: Diagnostic.self) { try ByteSource.open(path, execution) }
  }
}
