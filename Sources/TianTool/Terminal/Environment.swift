import Glibc

/// The environment's variables.
enum Environment {
  /// A variable's value; an unset one is nil, an empty one is empty.
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }
}
