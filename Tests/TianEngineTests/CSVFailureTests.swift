import Glibc
import Testing
import TianSource

@testable import TianEngine

@Suite struct CSVFailureTests {
  /// A file for one test, removed when it ends.
  private func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    var name = Array("/tmp/tian-csv-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    #expect(descriptor >= 0)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    return try body(path)
  }

  private func failure(path: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try CSVLoader.load(path: path, name: "t", execution: Execution(threadCount: 2))
      return nil
    } catch {
      return error
    }
  }

  @Test func readsFiles() throws {
    try withFile(Array("a,b\n1,2\n".utf8)) { path in
      let table = try CSVLoader.load(path: path, name: "t", execution: Execution(threadCount: 2))
      #expect(CSVSupport.shown(table) == ["a: int = 1", "b: int = 2"])
      #expect(table.origin?.path == path)
      #expect(table.schema.name == "t")
    }
  }

  @Test func unreadableFilesSayWhy() throws {
    let missing = try #require(failure(path: "/nonexistent/a.csv"))
    #expect(missing.code == .unreadableFile)
    #expect(missing.message.en == "cannot read `/nonexistent/a.csv`: there is no such file or folder")
    #expect(failure(path: "/tmp")?.message.en == "`/tmp` is a folder, not a file")
    #expect(failure(path: "/dev/null")?.code == .emptyFile)
  }

  @Test func aFileThatShrinksIsAnError() throws {
    try withFile(Array("a,b\n1,2\n".utf8)) { path in
      let source = try ByteSource.open(path, Execution(threadCount: 1))
      #expect(truncate(path, 3) == 0)
      #expect(throws: Diagnostic.self) { try source.head(8) }
    }
  }

  @Test func emptyAndBinaryFilesSayWhatToDo() throws {
    #expect(CSVSupport.failure("")?.code == .emptyFile)
    #expect(CSVSupport.failure("\u{FEFF}")?.code == .emptyFile)
    #expect(CSVSupport.failure("\n\n")?.code == .emptyFile)
    #expect(CSVSupport.failure(bytes: [0x50, 0x4B, 3, 4, 0, 0, 0, 1, 2, 9])?.code == .binaryFile)
    let late = Array("a,b\n1,2\n3,x".utf8) + [0] + Array("y\n".utf8)
    #expect(CSVSupport.failure(bytes: late) == nil)
    let diagnostic = try #require(CSVSupport.failure(bytes: late + [0, 0, 10]))
    #expect(diagnostic.code == .binaryFile)
    #expect(diagnostic.message.en == "`t` is no text: 3 of its 17 bytes are zero")
  }

  @Test(arguments: [1, 7, 100_000])
  func anUnclosedQuoteIsNamedWhereItOpens(_ blockBytes: Int) throws {
    let text = "a,b\n1,2\n\"x\ny\",4\n5,\"z\n" + String(repeating: "6,7\n", count: 1000)
    let diagnostic = try #require(CSVSupport.failure(text, blockBytes: blockBytes))
    #expect(diagnostic.code == .unclosedQuote)
    #expect(diagnostic.message.en == "`t`: the quote opened on line 5 is never closed")
    let careful = try #require(CSVSupport.failure("a,b\n5\" x,1\n" + text, blockBytes: blockBytes))
    #expect(careful.message.en == "`t`: the quote opened on line 7 is never closed")
    #expect(CSVSupport.failure("\"a,b\n1,2\n")?.code == .unclosedQuote)
  }

  @Test func aFirstRowLongerThanWhatIsLookedAtIsRead() throws {
    // The look ends within a character of it.
    let long = String(repeating: "丙,丁\n", count: 600_000)
    let table = try CSVSupport.load("名称,备注\n甲,\"\(long)\"\n乙,丙\n", threads: 2)
    #expect(table.rowCount == 2 && table.origin?.rejectCount == 0)
    #expect(table.columns.count == 2)
  }

  @Test func longRecordsEndInAnError() throws {
    let wide = String(repeating: "1,", count: 1_000_000) + "1"
    #expect(CSVSupport.failure(wide + "\n" + wide + "\n")?.code == .tooManyColumns)
    let table = try CSVSupport.load("a,b\n1,2\n" + wide + "\n3,4\n", threads: 2)
    #expect(table.rowCount == 3)
    #expect(table.origin?.rejectCount == 1)
    let cell = "a,b\n1,\"" + String(repeating: "x", count: BlockReader.recordBytesMax + (2 << 20)) + "\"\n"
    let diagnostic = try #require(CSVSupport.failure(cell))
    #expect(diagnostic.code == .oversizedRecord)
    #expect(diagnostic.message.en == "`t`: the row that begins on line 2 is longer than 64 MiB")
  }

  @Test func cancelledLoadsStop() throws {
    let execution = Execution(threadCount: 2)
    execution.cancel()
    do throws(Diagnostic) {
      _ = try CSVLoader.load(bytes: Array("a\n1\n".utf8), name: "t", execution: execution)
      Issue.record("was not cancelled")
    } catch {
      #expect(error.code == .cancelled)
    }
  }

  /// Cancelled at any moment, a load ends; none waits for a block that nobody reads any more.
  @Test func cancellingWhileLoadingEndsIt() throws {
    let bytes = Array(("a,b\n" + String(repeating: "12,\"x\ny\"\n", count: 50_000)).utf8)
    var cancelledCount = 0
    for delay in 0..<40 {
      let execution = Execution(threadCount: 4)
      var canceller = pthread_t()
      let box = Unmanaged.passRetained(Canceller(execution, after: delay * 500))
      let status = pthread_create(
        &canceller, nil,
        { argument in
          if let argument { Unmanaged<Canceller>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, box.toOpaque())
      #expect(status == 0)
      var options = CSVOptions()
      options.blockBytes = 500
      do throws(Diagnostic) {
        _ = try CSVLoader.load(bytes: bytes, name: "t", options: options, execution: execution)
      } catch {
        #expect(error.code == .cancelled)
        cancelledCount += 1
      }
      pthread_join(canceller, nil)
    }
    #expect(cancelledCount > 0)
  }

  private final class Canceller: Sendable {
    private let execution: Execution
    private let microseconds: UInt32

    init(_ execution: Execution, after microseconds: Int) {
      self.execution = execution
      self.microseconds = UInt32(microseconds)
    }

    func run() {
      usleep(microseconds)
      execution.cancel()
    }
  }
}
