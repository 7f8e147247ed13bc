import Glibc
import Synchronization

@testable import TianTool

/// A terminal without a screen: keys go in, and what a program draws is kept.
final class PseudoTerminal: Sendable {
  let master: Int32
  let slave: Int32
  private let drawn = Mutex<[UInt8]>([])

  init(columns: UInt16, rows: UInt16) throws {
    var ends: (master: Int32, slave: Int32) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.master, &ends.slave, nil, nil, &size) == 0 else { throw SystemError.last }
    (master, slave) = ends
    _ = Background { [self] in
      var block = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(master, &block, block.count)
        if count <= 0 { break }
        drawn.withLock { $0.append(contentsOf: block[..<count]) }
      }
      // Closed by nobody else: its number could by then be another terminal's, read here by mistake.
      close(master)
    }
  }

  /// Closes the editor's end; the reader above ends, too.
  func hangUp() { close(slave) }

  func type(_ keys: String) throws(SystemError) {
    try DescriptorWriter.write(Array(keys.utf8), to: master)
  }

  /// Everything drawn so far.
  var text: String { drawn.withLock { String(decoding: $0, as: UTF8.self) } }

  /// Waits until a text was drawn a number of times; false after ten seconds.
  func waits(for wanted: String, times: Int = 1) -> Bool {
    for _ in 0..<2_000 {
      if text.split(separator: wanted, omittingEmptySubsequences: false).count > times { return true }
      usleep(5_000)
    }
    return false
  }
}
