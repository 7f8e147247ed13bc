import Glibc
import TianSource

/// What went wrong while writing; the program then ends with exit code 1.
struct OutputError: Error, Hashable, Sendable {
  static let exitCode: Int32 = 1

  /// What was written to.
  var name: Bilingual
  var cause: SystemError

  var message: Bilingual {
    Bilingual(
      "cannot write to \(name.en): \(cause.message.en)", "无法写入\(name.zh)：\(cause.message.zh)")
  }
}

/// A stream of bytes to standard output, standard error or a file: the only way there. Writing is buffered,
/// and checked; a terminal gets sanitised text only. Used from one thread.
final class Output {
  private static let bytesBufferedMax = 1 << 16

  let name: Bilingual
  let isTerminal: Bool
  private let descriptor: Int32
  private let flushesEachWrite: Bool
  private var buffer: [UInt8] = []
  /// Data for a terminal, up to a newline: sanitising needs whole characters.
  private var unfinishedLine: [UInt8] = []

  /// Takes over an open descriptor. A terminal sees each text at once; other streams when asked to, or when
  /// the buffer is full.
  init(descriptor: Int32, name: Bilingual, isTerminal: Bool? = nil, flushesEachWrite: Bool = false) {
    self.descriptor = descriptor
    self.name = name
    let isTerminal = isTerminal ?? (isatty(descriptor) == 1)
    self.isTerminal = isTerminal
    self.flushesEachWrite = flushesEachWrite || isTerminal
  }

  static func standardOutput() -> Output {
    Output(descriptor: STDOUT_FILENO, name: Bilingual("standard output", "标准输出"))
  }

  static func standardError() -> Output {
    Output(
      descriptor: STDERR_FILENO, name: Bilingual("standard error", "标准错误输出"), flushesEachWrite: true)
  }

  /// Puts the process in the state that checked writing needs: a file that grows too large is an error
  /// instead of a signal, and a standard stream that is closed stays so instead of naming the next file
  /// opened.
  static func prepareProcess() {
    signal(SIGXFSZ, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // Opened the wrong way round, so that using it fails.
      let isInput = descriptor == STDIN_FILENO
      guard open("/dev/null", isInput ? O_WRONLY : O_RDONLY) == descriptor else { return }
    }
  }

  /// Writes text for people.
  func write(_ text: SafeText) throws(OutputError) {
    try finishLine()
    try append(Array(text.text.utf8))
    if flushesEachWrite { try flushBuffer() }
  }

  /// Writes a result's bytes as they are; a terminal gets them sanitised, newlines and tabs kept.
  func write(data: UnsafeRawBufferPointer) throws(OutputError) {
    guard isTerminal else { return try append(data) }
    unfinishedLine.append(contentsOf: data)
    guard let end = unfinishedLine.lastIndex(of: UInt8(ascii: "\n")) else { return }
    let lines = unfinishedLine[...end]
    unfinishedLine = Array(unfinishedLine[(end + 1)...])
    try append(Self.sanitised(lines))
    try flushBuffer()
  }

  func write(data: [UInt8]) throws(OutputError) {
    let result = data.withUnsafeBytes { bytes in
      Result { () throws(OutputError) in try write(data: bytes) }
    }
    try result.get()
  }

  func flush() throws(OutputError) {
    try finishLine()
    try flushBuffer()
  }

  /// Flushes and closes; some file systems tell only now that the bytes did not arrive.
  func close() throws(OutputError) {
    try flush()
    if Glibc.close(descriptor) != 0 && errno != EINTR { throw OutputError(name: name, cause: .last) }
  }

  private func finishLine() throws(OutputError) {
    guard !unfinishedLine.isEmpty else { return }
    let line = unfinishedLine
    unfinishedLine = []
    try append(Self.sanitised(line[...]))
  }

  private func append(_ bytes: [UInt8]) throws(OutputError) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(OutputError) in try append(bytes) }
    }
    try result.get()
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    if buffer.count + bytes.count > Self.bytesBufferedMax { try flushBuffer() }
    if bytes.count > Self.bytesBufferedMax { return try writeThrough(bytes) }
    buffer.append(contentsOf: bytes)
  }

  private func flushBuffer() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    // Emptied in any case: what could not be written is not written a second time.
    defer { buffer.removeAll(keepingCapacity: true) }
    let result = buffer.withUnsafeBytes { bytes in
      Result { () throws(OutputError) in try writeThrough(bytes) }
    }
    try result.get()
  }

  private func writeThrough(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    do {
      try DescriptorWriter.write(bytes, to: descriptor)
    } catch {
      if error.number == EPIPE { Self.endByBrokenPipe() }
      throw OutputError(name: name, cause: error)
    }
  }

  /// Where the signal was ignored by whoever started the program, a reader that has gone away still ends it.
  private static func endByBrokenPipe() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }

  private static func sanitised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: "\t", omittingEmptySubsequences: false)
    return Array(parts.map { SafeText(lines: String($0)).text }.joined(separator: "\t").utf8)
  }
}
