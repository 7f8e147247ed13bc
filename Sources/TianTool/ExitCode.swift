import Tian

/// How the program ends.
enum ExitCode: Int32 {
  case success = 0
  /// Data, files, memory, output.
  case data = 1
  /// The command line.
  case usage = 2
  /// A query does not compile.
  case compilation = 3
  case interrupted = 130

  init(_ kind: TianError.Kind) {
    switch kind {
    case .compilation: self = .compilation
    case .data: self = .data
    case .cancelled: self = .interrupted
    }
  }
}
