import TianSource

/// A key as a pager reads it.
enum PagerKey: Equatable {
  case character(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, backspace, escape
  /// Ctrl-C, or the end of the input.
  case stop
  /// Ctrl-Z.
  case suspend
  /// The window has another size, or a key means nothing.
  case nothing
}

/// Reads keys from a terminal that gives each at once.
struct PagerKeyReader {
  private var input: TerminalInput

  init(descriptor: Int32) { input = TerminalInput(descriptor: descriptor) }

  mutating func read() -> PagerKey {
    switch input.read() {
    case .scalar(0x1B): return readSequence()
    case .scalar(0x0A), .scalar(0x0D): return .enter
    case .scalar(0x08), .scalar(0x7F): return .backspace
    case .scalar(0x03), .scalar(0x04): return .stop
    case .scalar(0x1A): return .suspend
    case .scalar(let scalar): return Unicode.Scalar(scalar).map { .character(Character($0)) } ?? .nothing
    case .end: return .stop
    case .interrupted:
      _ = Interrupt.take()
      return .stop
    case .terminalChanged:
      input.takeTerminalChange()
      return .nothing
    }
  }

  /// What stands behind an Escape.
  private mutating func readSequence() -> PagerKey {
    guard input.goesOn, case .scalar(let second) = input.read() else { return .escape }
    guard second == 0x5B || second == 0x4F else { return .escape }
    var parameter: UInt32 = 0
    while case .scalar(let scalar) = input.read() {
      switch Unicode.Scalar(scalar) {
      case "A": return .up
      case "B": return .down
      case "C": return .right
      case "D": return .left
      case "H": return .home
      case "F": return .end
      case "~": return Self.numbered[parameter] ?? .nothing
      default:
        // Parameters go on; any other letter ends a key that means nothing here.
        guard scalar < 0x40 else { return .nothing }
        if parameter == 0 { parameter = scalar }
      }
    }
    return .nothing
  }

  private static let numbered: [UInt32: PagerKey] = [
    0x31: .home, 0x37: .home, 0x34: .end, 0x38: .end, 0x35: .pageUp, 0x36: .pageDown,
  ]
}
