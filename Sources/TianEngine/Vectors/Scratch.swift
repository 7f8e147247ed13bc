import TianSource

/// Room that one thread writes to, and uses again from group to group. A copy that was never written to has
/// none of its own yet.
struct Scratch<Element: BitwiseCopyable>: Sendable {
  private var buffer: Buffer<Element>?

  /// Nil before there was room for any. It is good until more room is made.
  var pointer: UnsafeMutablePointer<Element>? { buffer?.pointer }

  /// For so many elements, whatever was in them before.
  mutating func room(_ count: Int) throws(Diagnostic) -> UnsafeMutablePointer<Element> {
    if let buffer, buffer.count >= count { return buffer.pointer }
    let larger = try Buffer<Element>(count: max(count, 2 * (buffer?.count ?? 0), 16))
    buffer = larger
    return larger.pointer
  }

  /// All of them alike.
  mutating func fill(_ count: Int, _ element: Element) throws(Diagnostic) {
    try room(count).update(repeating: element, count: count)
  }

  /// Keeps the first `count` elements and makes those after them alike.
  mutating func grow(from count: Int, to larger: Int, _ element: Element) throws(Diagnostic) {
    let before = buffer
    let room = try room(larger)
    if let before, before.pointer != room { room.update(from: before.pointer, count: count) }
    (room + count).update(repeating: element, count: larger - count)
  }

  /// Of elements that there is room for.
  subscript(index: Int) -> Element {
    get { buffer.unsafelyUnwrapped.pointer[index] }
    nonmutating set { buffer.unsafelyUnwrapped.pointer[index] = newValue }
  }
}
