import CTian
import TianSource

/// Contiguous memory of one element type, aligned to 64 bytes and readable 64 bytes past its end. Written by
/// whoever makes it, before it is shared; never after. Freed with its last reference.
package final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<Element>
  package let count: Int
  private let bytes: Int

  /// Not zeroed unless asked. Throws `outOfMemory`, and `cancelled` where much is asked for in vain.
  package init(count: Int, zeroed: Bool = false) throws(Diagnostic) {
    if count > 1 << 16 { try Execution.check() }
    let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflow, size < Int.max - 64 else { throw MemoryMeter.exhausted(.max) }
    bytes = size + 64
    guard MemoryMeter.take(bytes) else { throw MemoryMeter.exhausted(bytes) }
    guard let memory = zeroed ? tian_allocate_zeroed(bytes) : tian_allocate(bytes) else {
      MemoryMeter.giveBack(bytes)
      throw MemoryMeter.exhausted(bytes)
    }
    pointer = memory.bindMemory(to: Element.self, capacity: count + 64 / MemoryLayout<Element>.stride)
    self.count = count
  }

  package convenience init(_ elements: [Element]) throws(Diagnostic) {
    try self.init(count: elements.count)
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { pointer.update(from: base, count: elements.count) }
    }
  }

  deinit {
    tian_free(pointer, bytes)
    MemoryMeter.giveBack(bytes)
  }

  package subscript(index: Int) -> Element { pointer[index] }

  package var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: pointer, count: count) }
}

extension Buffer<UInt32> {
  /// 0, 1, 2 and so on: the numbers of all rows.
  static func counting(to count: Int) throws(Diagnostic) -> Buffer {
    let numbers = try Buffer(count: count)
    try Execution.inPieces(0..<count) { range in
      for number in range { numbers.pointer[number] = UInt32(truncatingIfNeeded: number) }
    }
    return numbers
  }
}
