/// Which keys edit the input: those of Emacs, or those of vi.
enum EditingMode: String, Sendable, CaseIterable {
  case emacs, vi
}

/// Where vi's keys are in an input.
struct ViState {
  var commands = ViCommands()
  /// What is typed is inserted; otherwise it is a command.
  var isInserting = true
  /// The steps of the input that there were when inserting began.
  var mark = 0
  /// The keys of the command at hand, with what it inserts.
  var keys: [UInt32] = []
  /// Those of the last command that changed something, for `.`.
  var lastChange: [UInt32] = []
}
