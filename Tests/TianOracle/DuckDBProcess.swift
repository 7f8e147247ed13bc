import Foundation

/// One DuckDB that statements are fed to through a pipe; what it says comes back in order, errors too.
final class DuckDBProcess: @unchecked Sendable {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let lock = NSCondition()
  private var heard: [UInt8] = []
  private var isOver = false
  private var markers = 0

  /// The program: the one that `TIAN_DUCKDB` names, or one on the path. Nil where there is none.
  static var path: String? {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["TIAN_DUCKDB"], !named.isEmpty { return named }
    return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/duckdb" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// - Parameter threadCount: nil for all cores.
  init(path: String, threadCount: Int? = 1) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-batch", "-no-init"]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let reader = Thread { [self] in listen() }
    reader.start()
    send(".mode csv\n.headers off\n.nullvalue @null@\n")
    if let threadCount { send("SET threads = \(threadCount);\n") }
  }

  private func listen() {
    while true {
      let data = output.fileHandleForReading.availableData
      lock.lock()
      if data.isEmpty { isOver = true } else { heard.append(contentsOf: data) }
      lock.broadcast()
      lock.unlock()
      if data.isEmpty { return }
    }
  }

  func send(_ text: String) {
    try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  }

  /// Asks, and gives the number by which the answer is fetched; answers are fetched in the order of asking.
  func ask(_ sql: String) {
    markers += 1
    send("\(sql);\n.print @@@@\n")
  }

  /// What was said to the earliest statement whose answer is not yet fetched; nil where DuckDB has ended.
  func answer() -> String? {
    let mark = Array("@@@@\n".utf8)
    lock.lock()
    defer { lock.unlock() }
    var searched = 0
    while true {
      if let end = heard.firstRange(of: mark, from: searched) {
        let text = String(decoding: heard[..<end], as: UTF8.self)
        heard.removeFirst(end + mark.count)
        return text
      }
      if isOver { return nil }
      searched = max(0, heard.count - mark.count)
      lock.wait()
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

extension [UInt8] {
  fileprivate func firstRange(of mark: [UInt8], from start: Int) -> Int? {
    guard count >= mark.count else { return nil }
    return (start...(count - mark.count)).first { at in
      // A mark stands at the beginning of a line.
      self[at] == mark[0] && (at == 0 || self[at - 1] == 10) && Array(self[at..<(at + mark.count)]) == mark
    }
  }
}
