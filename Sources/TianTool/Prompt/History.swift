import Glibc
import TianSource

/// What was entered at the prompt, oldest first, kept between runs in a file that is only appended to.
/// Several sessions may share it. A file that cannot be used leaves a note, and a history for this run.
struct History {
  /// Entries kept; a file with twice as many is shortened when it is opened.
  static let entriesMax = 5_000
  /// An entry longer than this stays in this run: it is data that was pasted.
  static let entryBytesMax = 1 << 16
  private static let fileBytesMax = 8 << 20

  private(set) var entries: [String] = []
  /// Why the history is not kept, once that is known.
  private(set) var note: Bilingual?
  private var path: String?

  /// `TIAN_HISTORY` (empty: no file), or a file in the user's folder for such things.
  static func defaultPath(environment: (String) -> String?) -> String? {
    if let path = environment("TIAN_HISTORY") { return path.isEmpty ? nil : path }
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/tian/history" }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    return home + "/.local/state/tian/history"
  }

  /// Without a path, a history for this run only.
  init(path: String?) {
    self.path = path
    guard let path else { return }
    do {
      try load(path)
    } catch {
      forget(path, error)
    }
  }

  /// Adds an entry, unless it is blank or the one before it again.
  mutating func add(_ entry: String) {
    guard entry.contains(where: { !$0.isWhitespace }), entry != entries.last else { return }
    entries.append(entry)
    if entries.count > 2 * Self.entriesMax { entries.removeFirst(entries.count - Self.entriesMax) }
    guard let path, entry.utf8.count <= Self.entryBytesMax else { return }
    do {
      let file = try Self.open(path, O_WRONLY | O_APPEND | O_CREAT)
      defer { close(file) }
      // One write an entry: the lines of sessions that run at the same time do not mix.
      try DescriptorWriter.write(Array((HistoryEntry.encoded(entry) + "\n").utf8), to: file)
    } catch {
      forget(path, error)
    }
  }

  private mutating func forget(_ path: String, _ error: SystemError) {
    self.path = nil
    note = Bilingual(
      "the history is not kept in \(path): \(error.message.en)",
      "历史记录不会保存到 \(path)：\(error.message.zh)")
  }

  private mutating func load(_ path: String) throws(SystemError) {
    try Self.createFolder(of: path)
    let file = try Self.open(path, O_RDWR | O_APPEND | O_CREAT)
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else {
      if status.st_mode & S_IFMT == S_IFDIR { throw SystemError(number: EISDIR) }
      return
    }
    let size = Int(status.st_size)
    let bytes = try Self.read(file, from: max(0, size - Self.fileBytesMax))
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for line in lines.suffix(Self.entriesMax) {
      let entry = HistoryEntry.decoded(String(decoding: line, as: UTF8.self))
      if entry != entries.last { entries.append(entry) }
    }
    if lines.count > 2 * Self.entriesMax || size > Self.fileBytesMax { try shorten(path) }
  }

  /// Writes the entries to a new file that takes the old one's place at once.
  private func shorten(_ path: String) throws(SystemError) {
    // Behind a symbolic link, the file itself is replaced and not the link.
    guard let real = realpath(path, nil) else { throw .last }
    defer { free(real) }
    let target = String(cString: real)
    let temporary = "\(target).\(getpid())"
    let file = try Self.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
    let text = entries.map { HistoryEntry.encoded($0) + "\n" }.joined()
    do {
      defer { close(file) }
      try DescriptorWriter.write(Array(text.utf8), to: file)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) == 0 else {
      let error = SystemError.last
      unlink(temporary)
      throw error
    }
  }

  /// Never waits, even where the path is a pipe; other users cannot read a file created here.
  private static func open(_ path: String, _ flags: Int32) throws(SystemError) -> Int32 {
    let file = Glibc.open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard file >= 0 else { throw .last }
    return file
  }

  private static func createFolder(of path: String) throws(SystemError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw .last }
    try createFolder(of: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .last }
  }

  /// The bytes from an offset on; from inside the file, without the line that the offset cuts.
  private static func read(_ file: Int32, from offset: Int) throws(SystemError) -> ArraySlice<UInt8> {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(file, &block, block.count, off_t(offset + bytes.count))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      if count == 0 { break }
      bytes.append(contentsOf: block[..<count])
    }
    guard offset > 0, let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return bytes[...] }
    return bytes[(newline + 1)...]
  }
}
