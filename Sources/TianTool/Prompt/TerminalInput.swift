import CTianEdit
import Glibc

/// The bytes that come from a terminal, as characters; beside them, what else may end the waiting.
struct TerminalInput {
  enum Event: Equatable {
    case scalar(UInt32)
    case end
    /// Ctrl-C; it stays pending until somebody takes it.
    case interrupted
    /// The terminal's size or modes changed; pending, too.
    case terminalChanged
  }

  private static let replacement: UInt32 = 0xFFFD
  /// What a key sends comes within so long.
  private static let keyMilliseconds: Int32 = 50

  let descriptor: Int32
  private var bytes: [UInt8] = []
  private var next = 0
  private var isAtEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Whether a character would have to be waited for.
  var mustWait: Bool {
    guard next >= bytes.count, !isAtEnd else { return false }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 0
  }

  /// Whether a key goes on behind Escape: keys that send more send it at once, and what comes alone is Escape
  /// itself.
  var goesOn: Bool {
    if next < bytes.count || isAtEnd { return true }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, Self.keyMilliseconds) > 0
  }

  /// Gives characters back, to be read next.
  mutating func unread(_ scalars: [UInt32]) {
    let given = scalars.map { String(Character(Unicode.Scalar($0) ?? "\u{FFFD}")) }.joined()
    bytes.replaceSubrange(..<next, with: Array(given.utf8))
    next = 0
  }

  /// Waits for a character. Bytes that are not UTF-8 come as U+FFFD.
  mutating func read(noticesTerminalChange: Bool = true) -> Event {
    let first: UInt8
    switch readByte(noticesTerminalChange) {
    case .byte(let byte): first = byte
    case .other(let event): return event
    }
    let length: Int
    switch first {
    case 0..<0x80: return .scalar(UInt32(first))
    case 0xC2..<0xE0: length = 2
    case 0xE0..<0xF0: length = 3
    case 0xF0..<0xF5: length = 4
    default: return .scalar(Self.replacement)
    }
    var sequence = [first]
    while sequence.count < length {
      switch readByte(false) {
      case .byte(let byte) where byte & 0xC0 == 0x80: sequence.append(byte)
      case .byte:
        next -= 1
        return .scalar(Self.replacement)
      case .other(let event): return event
      }
    }
    let text = String(decoding: sequence, as: UTF8.self)
    return .scalar(text.unicodeScalars.first?.value ?? Self.replacement)
  }

  /// Notes that a change of the terminal has been seen.
  func takeTerminalChange() { _ = tian_terminal_change_take() }

  private enum ByteEvent {
    case byte(UInt8)
    case other(Event)
  }

  private mutating func readByte(_ noticesTerminalChange: Bool) -> ByteEvent {
    while next >= bytes.count {
      if isAtEnd { return .other(.end) }
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: tian_interrupt_descriptor(), events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: noticesTerminalChange ? tian_terminal_change_descriptor() : -1, events: Int16(POLLIN),
          revents: 0),
      ]
      let ready = poll(&waiting, 3, -1)
      if Interrupt.isPending { return .other(.interrupted) }
      if ready < 0 { continue }
      if waiting[1].revents != 0 && Interrupt.take() { Interrupt.request() }
      if waiting[2].revents != 0 { return .other(.terminalChanged) }
      if waiting[0].revents != 0 { fill() }
    }
    next += 1
    return .byte(bytes[next - 1])
  }

  private mutating func fill() {
    var block = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &block, block.count)
    if count > 0 {
      bytes = Array(block[..<count])
      next = 0
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }
}
