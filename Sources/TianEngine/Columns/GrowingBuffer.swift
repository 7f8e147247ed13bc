import TianSource

/// Memory that grows as it is appended to, and fails cleanly where it cannot.
struct GrowingBuffer<Element: BitwiseCopyable> {
  private var buffer: Buffer<Element>?
  private(set) var count = 0

  var pointer: UnsafeMutablePointer<Element>? { buffer?.pointer }

  /// - Parameter index: of an element that was appended.
  @inline(__always) subscript(index: Int) -> Element {
    precondition(index < count)
    return buffer.unsafelyUnwrapped.pointer[index]
  }

  mutating func append(_ values: UnsafePointer<Element>, count added: Int) throws(Diagnostic) {
    let room = try reserve(added)
    room.update(from: values, count: added)
  }

  mutating func append(_ value: Element) throws(Diagnostic) {
    let room = try reserve(1)
    room.pointee = value
  }

  mutating func append(repeating value: Element, count added: Int) throws(Diagnostic) {
    let room = try reserve(added)
    room.update(repeating: value, count: added)
  }

  /// Room for more elements, counted at once: the caller writes all of them.
  mutating func reserve(_ added: Int) throws(Diagnostic) -> UnsafeMutablePointer<Element> {
    let needed = count + added
    if let buffer, needed <= buffer.count {
      defer { count = needed }
      return buffer.pointer + count
    }
    let larger = try Buffer<Element>(count: max(needed, 2 * count, 256))
    if let buffer { larger.pointer.update(from: buffer.pointer, count: count) }
    buffer = larger
    defer { count = needed }
    return larger.pointer + count
  }

  /// Gives back room that was counted and not written.
  mutating func removeLast(_ removed: Int) { count -= min(removed, count) }

  /// A buffer of just the elements.
  func finish() throws(Diagnostic) -> Buffer<Element> {
    if let buffer, buffer.count == count { return buffer }
    let exact = try Buffer<Element>(count: count)
    if let buffer { exact.pointer.update(from: buffer.pointer, count: count) }
    return exact
  }
}
