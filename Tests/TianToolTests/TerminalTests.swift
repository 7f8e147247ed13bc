import Glibc
import TianSource
import Testing

@testable import TianTool

@Suite struct TerminalTests {
  private func info(
    terminal: Bool, window: Int? = nil, color: ColorChoice = .auto, _ variables: [String: String] = [:]
  ) -> TerminalInfo {
    TerminalInfo(isTerminal: terminal, windowColumns: window, color: color) { variables[$0] }
  }

  @Test func widthComesFromTheWindowThenFromTheEnvironment() {
    #expect(info(terminal: true, window: 120, ["COLUMNS": "60"]).columns == 120)
    #expect(info(terminal: true, ["COLUMNS": "60"]).columns == 60)
    #expect(info(terminal: true, window: 0, ["COLUMNS": "-3"]).columns == 80)
    #expect(info(terminal: false).columns == nil)
    #expect(info(terminal: false, ["COLUMNS": "60"]).columns == 60)
    #expect(info(terminal: false, ["COLUMNS": "wide"]).columns == nil)
  }

  @Test func colourIsDecidedByTheOptionThenNoColorThenTheTerminal() {
    let xterm = ["TERM": "xterm"]
    #expect(info(terminal: true, xterm).isColored)
    #expect(!info(terminal: false, xterm).isColored)
    #expect(!info(terminal: true, ["TERM": "dumb"]).isColored)
    #expect(!info(terminal: true).isColored)
    #expect(!info(terminal: true, ["TERM": "xterm", "NO_COLOR": "1"]).isColored)
    #expect(info(terminal: true, ["TERM": "xterm", "NO_COLOR": ""]).isColored)
    #expect(info(terminal: false, color: .always, ["NO_COLOR": "1"]).isColored)
    #expect(!info(terminal: true, color: .never, xterm).isColored)
  }

  @Test func textOfDataIsShownAndNotObeyed() {
    let name = "a\u{1B}[31m\n"
    #expect(SafeText(name).text == "a␛[31m␊")
    #expect(SafeText(lines: "a\u{7}\nb\n").text == "a␇\nb\n")
    let text: SafeText = "file \(name): \(3) rows\n"
    #expect(text.text == "file a␛[31m␊: 3 rows\n")
    let nested: SafeText = "\(SafeText(name).styled(.bold, if: true))!"
    #expect(nested.text == "\u{1B}[1ma␛[31m␊\u{1B}[0m!")
    #expect([SafeText("a"), "b"].joined(separator: ", ").text == "a, b")
  }

  @Test func aTerminalGetsDataSanitisedAndAPipeAsItIs() throws {
    let data = Array("名\t\u{1B}]0;x\u{7}\n村".utf8)
    for (isTerminal, expected) in [(true, "名\t␛]0;x␇\n村"), (false, "名\t\u{1B}]0;x\u{7}\n村")] {
      let pipe = try TestPipe()
      let output = Output(descriptor: pipe.writeEnd, name: Bilingual("pipe", "管道"), isTerminal: isTerminal)
      // In pieces that cut characters.
      for byte in data { try output.write(data: [byte]) }
      try output.close()
      #expect(String(decoding: pipe.readAll(), as: UTF8.self) == expected)
    }
  }

  @Test func largeWritesArriveWhole() throws {
    let pipe = try TestPipe()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let reader = pipe.readAllInBackground()
    _ = fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK)
    let output = Output(descriptor: pipe.writeEnd, name: Bilingual("pipe", "管道"), isTerminal: false)
    try output.write(data: Array(bytes[..<10]))
    try output.write(data: Array(bytes[10..<200_000]))
    try output.write(data: Array(bytes[200_000...]))
    try output.close()
    #expect(reader.wait() == bytes)
  }

  @Test func aFullDeviceAndAClosedStreamAreErrors() throws {
    let full = open("/dev/full", O_WRONLY)
    let name = Bilingual("standard output", "标准输出")
    let output = Output(descriptor: full, name: name, isTerminal: false)
    try output.write("buffered")
    #expect(throws: OutputError(name: name, cause: SystemError(number: ENOSPC))) {
      try output.flush()
    }
    // What failed is not tried again.
    try output.close()
    let closed = Output(descriptor: -1, name: name, flushesEachWrite: true)
    let error = #expect(throws: OutputError.self) { try closed.write("text") }
    #expect(error?.message.en == "cannot write to standard output: the stream is closed")
    #expect(error?.message.zh == "无法写入标准输出：流已关闭")
  }
}
