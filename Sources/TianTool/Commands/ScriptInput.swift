import Glibc
import Tian
import TianSource

extension Arguments.Script {
  /// The text, and the folder that its paths start from.
  func read() throws(TianError) -> (source: SourceText, folder: String) {
    switch self {
    case .text(let text): (SourceText(text), "")
    case .file(let path): try ScriptFile.read(path)
    case .standardInput: (SourceText(name: "stdin", bytes: try Self.readStandardInput()), "")
    }
  }

  private static func readStandardInput() throws(TianError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= ScriptFile.bytesMax {
      let count = Glibc.read(STDIN_FILENO, &block, block.count)
      let number = errno
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: block[..<count])
      } else if Interrupt.isPending {
        throw TianError.cancelled
      } else if number != EINTR {
        throw TianError.unreadable("stdin", number)
      }
    }
    throw TianError.unreadable("stdin", EFBIG)
  }
}
